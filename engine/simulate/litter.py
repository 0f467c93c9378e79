"""Dead plant matter: straw, litter, bark and wood."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .curves import absorbed, drawn, mixed
from .materials import Material

Spectrum = npt.NDArray[np.float64]

# Source of the shapes: Elvidge (1990), International Journal of Remote Sensing 11, 1775 (dry plant
# materials); Nagler, Daughtry and Goward (2000), RSE 71, 207 (litter); Daughtry (2001), Agronomy
# Journal 93, 125 (residues). Fresh straw is bright and yellow, old litter brown, weathered wood
# grey, bark dark.
_KINDS: dict[str, Material] = {
    "straw": Material(
        ((400, 0.10), (500, 0.19), (600, 0.29), (700, 0.36), (850, 0.43), (1100, 0.48),
         (1300, 0.49), (1650, 0.45), (1850, 0.43), (2200, 0.36), (2500, 0.24)), (), (0.6, 1.6),
    ),
    "dead grass": Material(
        ((400, 0.06), (500, 0.10), (600, 0.16), (700, 0.23), (850, 0.33), (1100, 0.42),
         (1300, 0.44), (1650, 0.39), (1850, 0.36), (2200, 0.28), (2500, 0.18)), (), (0.6, 1.6),
    ),
    "leaf litter": Material(
        ((400, 0.04), (500, 0.055), (600, 0.095), (700, 0.18), (850, 0.32), (1100, 0.43),
         (1300, 0.46), (1650, 0.42), (1850, 0.38), (2200, 0.28), (2500, 0.17)), (), (0.6, 1.6),
    ),
    "old residue": Material(
        ((400, 0.06), (500, 0.085), (600, 0.12), (700, 0.155), (850, 0.22), (1100, 0.31),
         (1300, 0.35), (1650, 0.34), (1850, 0.32), (2200, 0.26), (2500, 0.18)), (), (0.6, 1.6),
    ),
    "bark": Material(
        ((400, 0.05), (500, 0.075), (600, 0.11), (700, 0.16), (850, 0.24), (1100, 0.34),
         (1300, 0.38), (1650, 0.36), (1850, 0.33), (2200, 0.25), (2500, 0.17)), (), (0.6, 1.4),
    ),
    "weathered wood": Material(
        ((400, 0.13), (500, 0.17), (600, 0.21), (700, 0.26), (850, 0.34), (1100, 0.45),
         (1300, 0.47), (1650, 0.41), (1850, 0.37), (2200, 0.27), (2500, 0.17)), (), (0.6, 1.6),
    ),
    "fresh wood": Material(
        ((400, 0.18), (500, 0.32), (600, 0.47), (700, 0.57), (850, 0.64), (1100, 0.66),
         (1300, 0.66), (1650, 0.54), (1850, 0.48), (2200, 0.34), (2500, 0.19)), (), (0.6, 1.1),
    ),
}  # fmt: skip

# Centre, standard deviation (nm), lowest and highest depth: water that is left at 1200, 1450 and
# 1930; cellulose and lignin at 1490, 1730, 1760, 2100, 2280 and 2340.
_BANDS = (
    (1200, 45, 0.01, 0.06), (1460, 45, 0.04, 0.20), (1730, 22, 0.02, 0.07), (1765, 20, 0.0, 0.04),
    (1925, 38, 0.08, 0.28), (2100, 42, 0.08, 0.24), (2275, 22, 0.03, 0.10), (2335, 22, 0.04, 0.13),
)  # fmt: skip


def random_litter(size: int, water_per_cm: Spectrum, rng: np.random.Generator) -> Spectrum:
    """Draws straw, litter, residues, bark and wood, most of it dry, some moist.

    Args:
        size: n.
        water_per_cm: absorption coefficient of water, shape (1051,).
        rng: the stream of the draws.

    Returns:
        Shape (size, 1051).

    Source:
        Bands of cellulose and lignin: Elvidge (1990); Kokaly and Clark (1999), RSE 67, 267. Water
        hides them as residue gets wet: Daughtry (2001).
    """
    curves, _ = drawn(_KINDS, size, rng, slope=0.12, strength=0.06)
    curves = absorbed(mixed(curves, rng, 0.8), rng, _BANDS)
    film = np.where(rng.uniform(size=size) < 0.35, rng.uniform(0, 0.012, size), 0.0)[:, None]
    shade = rng.uniform(0.65, 1.05, (size, 1))
    made: Spectrum = curves * np.exp(-film * water_per_cm[None, :]) * (1 - 12 * film) * shade
    return made.clip(0.005, 0.9)
