"""Roofs, walls, pavements, metals, plastics and panels of many kinds and ages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .curves import GRID_NM, absorbed, drawn, gaussians, mixed, wander
from .materials import MATERIALS, Material

Spectrum = npt.NDArray[np.float64]

_PAINT_SHARE = 0.14
_RARE_SHARE = 0.05
_RARE = ("blue polyethylene tarp", "white PVC sheet", "artificial turf", "orange painted metal")

# Source of shapes and bands: Herold et al. (2004), IEEE TGRS 42, 1907; Heiden et al. (2007), RSE
# 111, 537; Kotthaus et al. (2014), ISPRS Journal 94, 194; the rest as in ``materials``. Silicon is
# black below its band edge at 1100 nm; copper's patina is a green hydroxide; rust is iron oxide.
_MORE: dict[str, Material] = {
    "red brick": Material(
        ((400, 0.06), (500, 0.075), (560, 0.12), (620, 0.21), (750, 0.28), (950, 0.29),
         (1200, 0.36), (1700, 0.44), (2100, 0.46), (2500, 0.44)),
        ((520, 35, 0.12), (870, 70, 0.12), (1920, 40, 0.04), (2205, 26, 0.03)), (0.6, 1.35),
    ),
    "yellow brick": Material(
        ((400, 0.13), (500, 0.22), (600, 0.36), (750, 0.44), (1000, 0.50), (1500, 0.56),
         (2000, 0.56), (2500, 0.50)), ((900, 80, 0.06), (1920, 40, 0.05)), (0.6, 1.25),
    ),
    "dark tile": Material(
        ((400, 0.045), (600, 0.058), (900, 0.075), (1300, 0.095), (1700, 0.115), (2100, 0.13),
         (2500, 0.125)), ((870, 90, 0.05), (1930, 40, 0.04)), (0.6, 1.8),
    ),
    "red concrete tile": Material(
        ((400, 0.05), (500, 0.055), (560, 0.08), (610, 0.15), (700, 0.19), (850, 0.19),
         (1100, 0.23), (1600, 0.25), (2100, 0.24), (2500, 0.20)),
        ((870, 65, 0.12), (1930, 40, 0.08), (2340, 25, 0.06)), (0.6, 1.4),
    ),
    "slate": Material(
        ((400, 0.075), (600, 0.09), (900, 0.10), (1300, 0.125), (1700, 0.145), (2150, 0.15),
         (2500, 0.12)), ((900, 120, 0.05), (2205, 22, 0.05), (2250, 20, 0.04), (2345, 26, 0.07)),
        (0.6, 1.6),
    ),
    "old asphalt": Material(
        ((400, 0.09), (500, 0.12), (600, 0.145), (800, 0.175), (1200, 0.215), (1700, 0.245),
         (2100, 0.245), (2500, 0.205)),
        ((490, 40, 0.04), (870, 70, 0.04), (1930, 40, 0.05), (2205, 22, 0.04), (2340, 28, 0.05)),
        (0.6, 1.4),
    ),
    "new asphalt": Material(
        ((400, 0.035), (700, 0.045), (1100, 0.058), (1700, 0.075), (2200, 0.078), (2500, 0.072)),
        ((1730, 18, 0.06), (2310, 28, 0.10), (2350, 18, 0.06)), (0.7, 1.5),
    ),
    "granite paving": Material(
        ((400, 0.14), (500, 0.18), (600, 0.21), (900, 0.24), (1300, 0.27), (1700, 0.29),
         (2100, 0.29), (2500, 0.25)),
        ((1410, 16, 0.03), (1920, 36, 0.06), (2205, 20, 0.05), (2340, 24, 0.03)), (0.6, 1.4),
    ),
    "bright concrete": Material(
        ((400, 0.30), (480, 0.37), (600, 0.43), (900, 0.48), (1300, 0.52), (1700, 0.52),
         (2100, 0.47), (2500, 0.36)),
        ((1415, 20, 0.05), (1935, 42, 0.15), (2205, 22, 0.03), (2340, 24, 0.10)), (0.7, 1.3),
    ),
    "plaster": Material(
        ((400, 0.40), (450, 0.52), (600, 0.62), (900, 0.68), (1300, 0.68), (1700, 0.64),
         (2100, 0.55), (2500, 0.40)),
        ((1430, 40, 0.06), (1935, 50, 0.14), (2215, 26, 0.06), (2340, 26, 0.16)), (0.6, 1.2),
    ),
    "zinc": Material(
        ((400, 0.19), (600, 0.20), (850, 0.185), (1000, 0.155), (1200, 0.22), (1700, 0.32),
         (2200, 0.37), (2500, 0.39)), ((1020, 80, 0.10),), (0.6, 1.6),
    ),
    "bare aluminium": Material(
        ((400, 0.45), (600, 0.48), (750, 0.47), (830, 0.44), (1000, 0.53), (1500, 0.60),
         (2500, 0.66)), (), (0.5, 1.3),
    ),
    "copper patina": Material(
        ((400, 0.13), (460, 0.20), (520, 0.25), (570, 0.21), (650, 0.105), (800, 0.085),
         (1000, 0.115), (1300, 0.22), (1700, 0.30), (2100, 0.27), (2500, 0.20)),
        ((1480, 60, 0.10), (1940, 60, 0.15), (2270, 40, 0.12)), (0.6, 1.5),
    ),
    "rusted metal": Material(
        ((400, 0.04), (500, 0.045), (560, 0.075), (620, 0.135), (700, 0.17), (780, 0.18),
         (900, 0.165), (1100, 0.22), (1500, 0.29), (2000, 0.31), (2500, 0.32)),
        ((500, 40, 0.15), (880, 70, 0.12), (1930, 50, 0.05)), (0.5, 1.6),
    ),
    "solar panel": Material(
        ((400, 0.055), (480, 0.045), (600, 0.030), (900, 0.032), (1020, 0.050), (1120, 0.115),
         (1250, 0.16), (1600, 0.13), (1900, 0.10), (2500, 0.08)),
        ((1730, 20, 0.10), (2310, 30, 0.12)), (0.5, 1.8),
    ),
    "glass roof": Material(
        ((400, 0.10), (550, 0.125), (750, 0.105), (1000, 0.085), (1300, 0.095), (1700, 0.115),
         (2150, 0.11), (2500, 0.09)), ((1050, 160, 0.15), (2210, 60, 0.08)), (0.5, 2.0),
    ),
    "white membrane": Material(
        ((400, 0.30), (430, 0.66), (600, 0.74), (1000, 0.72), (1350, 0.68), (1600, 0.60),
         (2000, 0.50), (2500, 0.32)),
        ((1190, 16, 0.10), (1410, 26, 0.10), (1720, 20, 0.28), (2140, 24, 0.10), (2310, 26, 0.30)),
        (0.5, 1.1),
    ),
    "grey membrane": Material(
        ((400, 0.15), (480, 0.26), (700, 0.29), (1000, 0.30), (1500, 0.29), (2000, 0.25),
         (2500, 0.18)),
        ((1720, 20, 0.15), (2310, 26, 0.18)), (0.5, 1.5),
    ),
    "greenhouse film": Material(
        ((400, 0.16), (600, 0.20), (900, 0.24), (1300, 0.25), (1650, 0.24), (2100, 0.21),
         (2500, 0.14)),
        ((1212, 18, 0.08), (1396, 24, 0.08), (1728, 20, 0.30), (1763, 16, 0.18), (2310, 20, 0.35),
         (2350, 16, 0.28)), (0.5, 2.2),
    ),
    "red rubber track": Material(
        ((400, 0.045), (520, 0.05), (580, 0.09), (640, 0.24), (750, 0.33), (1000, 0.35),
         (1400, 0.36), (1650, 0.34), (2100, 0.28), (2500, 0.19)),
        ((870, 60, 0.08), (1185, 20, 0.05), (1725, 24, 0.16), (2310, 30, 0.25)), (0.6, 1.3),
    ),
    "crushed brick": Material(
        ((400, 0.05), (500, 0.06), (560, 0.095), (620, 0.19), (750, 0.25), (950, 0.26),
         (1300, 0.32), (1700, 0.36), (2100, 0.35), (2500, 0.30)),
        ((520, 35, 0.15), (870, 70, 0.10), (1415, 18, 0.03), (1920, 36, 0.10), (2205, 24, 0.08)),
        (0.6, 1.3),
    ),
    "railway ballast": Material(
        ((400, 0.065), (500, 0.08), (600, 0.105), (900, 0.125), (1300, 0.15), (1700, 0.165),
         (2100, 0.165), (2500, 0.145)),
        ((880, 80, 0.06), (1920, 36, 0.05), (2205, 24, 0.03), (2330, 30, 0.05)), (0.6, 1.5),
    ),
}  # fmt: skip

_HYDROCARBON = (
    (1190, 16, 0.0, 0.08), (1415, 28, 0.0, 0.08), (1725, 20, 0.02, 0.25), (2140, 24, 0.0, 0.10),
    (2310, 26, 0.05, 0.35), (2350, 18, 0.0, 0.15),
)  # fmt: skip


def _paints(size: int, rng: np.random.Generator) -> Spectrum:
    """Painted and coated surfaces of any colour: one edge or one peak, and the binder's bands."""
    dark = rng.uniform(0.03, 0.12, (size, 1))
    bright = dark + rng.uniform(0.05, 0.7, (size, 1))
    edge = rng.uniform(410, 640, size)[:, None]
    steep = rng.uniform(10, 30, (size, 1))
    step = 1 / (1 + np.exp(-(GRID_NM - edge) / steep))  # white, yellow, orange, red
    peak = gaussians(GRID_NM, rng.uniform(440, 560, size), rng.uniform(25, 50, size))
    rise = 1 / (1 + np.exp(-(GRID_NM - rng.uniform(680, 1000, size)[:, None]) / 30))
    hue = np.where(rng.uniform(size=(size, 1)) < 0.55, step, 0.6 * peak + rise)  # or blue, green
    curves = dark + (bright - dark) * hue.clip(0, 1)
    fall = rng.uniform(0.0, 0.6, (size, 1)) * ((GRID_NM - 1000) / 1500).clip(0, 1)
    return absorbed(curves * (1 - fall) * wander(rng, size, 0.06), rng, _HYDROCARBON)


def random_surfaces(size: int, rng: np.random.Generator) -> Spectrum:
    """Draws built surfaces: roofs, walls, roads, yards, tracks, tarps, panels and paint.

    Returns:
        Shape (size, 1051), 0..0.98: most of one material, some of two, sunlit or turned from the
        sun.

    Source:
        As the tables of this file and of ``materials``.
    """
    painted = round(_PAINT_SHARE * size)
    common = {name: of for name, of in MATERIALS.items() if name not in _RARE} | _MORE
    rare = {name: MATERIALS[name] for name in _RARE}
    few = round(_RARE_SHARE * size)
    curves = np.concatenate(
        [
            drawn(common, size - painted - few, rng, slope=0.15, strength=0.07)[0],
            drawn(rare, few, rng, depth=(0.7, 1.2), slope=0.05, strength=0.05)[0],
            _paints(painted, rng),
        ]
    )
    half = rng.uniform(size=(size, 1)) < 0.5
    curves = np.where(half, mixed(curves, rng, 0.6), curves)
    lit = rng.uniform(0.55, 1.1, (size, 1))
    return rng.permutation((curves * lit).clip(0.004, 0.98))
