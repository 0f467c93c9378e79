"""Canopies of forests, crops and grass by PROSPECT-D and 4SAIL, over soils of varying moisture."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import DependencyMissing

Spectrum = npt.NDArray[np.float64]

PALETTE_SIZE = 36
SUN_ZENITH_DEG = 33.0
VIEW_ZENITH_DEG = 4.0
RELATIVE_AZIMUTH_DEG = 110.0

# For each cover the range of: leaf layers, chlorophyll, carotenoids (ug/cm2), brown pigment, water,
# dry matter (g/cm2), leaf area index, mean leaf angle (deg), hot spot, share of shade between
# crowns or rows. The leaf area index rises through the palette; the others are drawn for
# themselves, so that growth stages and kinds overlap: a young crop is sparse, a ley as green as a
# cereal.
_RANGES: dict[str, tuple[tuple[float, float], ...]] = {
    "broadleaf": (
        (1.4, 2.0), (26, 54), (6, 12), (0.0, 0.20), (0.008, 0.016), (0.005, 0.012),
        (2.6, 5.5), (36, 58), (0.05, 0.15), (0.10, 0.36),
    ),
    "conifer": (
        (1.6, 2.3), (28, 56), (7, 13), (0.05, 0.35), (0.010, 0.019), (0.008, 0.018),
        (2.0, 4.2), (46, 64), (0.02, 0.10), (0.34, 0.56),
    ),
    "meadow": (
        (1.4, 1.9), (18, 42), (5, 10), (0.10, 0.55), (0.006, 0.017), (0.003, 0.008),
        (1.1, 3.8), (50, 70), (0.02, 0.12), (0.02, 0.14),
    ),
    "pasture": (
        (1.4, 1.9), (16, 38), (5, 9), (0.15, 0.65), (0.006, 0.014), (0.003, 0.008),
        (0.8, 2.8), (50, 70), (0.02, 0.12), (0.01, 0.10),
    ),
    "mown": (
        (1.4, 2.0), (10, 30), (4, 8), (0.25, 0.80), (0.004, 0.011), (0.003, 0.008),
        (0.5, 1.9), (50, 68), (0.02, 0.10), (0.0, 0.06),
    ),
    "ley": (
        (1.3, 1.7), (26, 50), (6, 11), (0.0, 0.30), (0.009, 0.020), (0.003, 0.006),
        (1.2, 4.2), (46, 68), (0.04, 0.18), (0.02, 0.12),
    ),
    "dry_grass": (
        (1.5, 2.2), (3, 16), (3, 6), (0.50, 1.10), (0.001, 0.006), (0.004, 0.009),
        (0.7, 2.4), (52, 70), (0.02, 0.10), (0.0, 0.08),
    ),
    "maize": (
        (1.2, 1.6), (28, 56), (7, 13), (0.0, 0.20), (0.009, 0.018), (0.003, 0.006),
        (0.6, 4.2), (46, 62), (0.06, 0.22), (0.04, 0.18),
    ),
    "beet": (
        (1.3, 1.7), (28, 48), (7, 11), (0.0, 0.20), (0.013, 0.028), (0.003, 0.006),
        (0.9, 4.2), (30, 52), (0.06, 0.22), (0.02, 0.14),
    ),
    "potato": (
        (1.4, 1.8), (18, 42), (5, 10), (0.0, 0.45), (0.010, 0.022), (0.003, 0.006),
        (0.7, 3.4), (34, 58), (0.06, 0.20), (0.04, 0.16),
    ),
    "green_cereal": (
        (1.4, 1.9), (16, 46), (5, 10), (0.05, 0.55), (0.006, 0.018), (0.003, 0.008),
        (1.0, 3.8), (50, 70), (0.02, 0.14), (0.02, 0.12),
    ),
    "wheat": (
        (1.6, 2.4), (0.5, 7), (1, 4), (0.45, 1.0), (0.0008, 0.005), (0.004, 0.008),
        (0.9, 3.0), (52, 68), (0.02, 0.10), (0.0, 0.06),
    ),
    "stubble": (
        (1.6, 2.4), (0, 5), (2, 4), (0.60, 1.20), (0.0005, 0.002), (0.005, 0.010),
        (0.3, 1.3), (56, 72), (0.02, 0.08), (0.0, 0.06),
    ),
}  # fmt: skip


def load_prosail() -> Any:
    """Imports ``prosail``.

    Raises:
        DependencyMissing: it is not installed, or cannot be loaded.
    """
    try:
        import prosail
    except ImportError as exc:
        raise DependencyMissing(
            f"Simulating a scene needs the Python package prosail, which cannot be loaded: {exc}.",
            hint="Install it into the engine's environment with: pip install prosail "
            "(or: pip install 'hsfm[simulate]').",
            detail=str(exc),
        ) from exc
    return prosail


def vegetation_palettes(
    prosail: Any, soils: Spectrum, rng: np.random.Generator
) -> dict[str, Spectrum]:
    """Draws the canopies of every vegetation cover, from sparse to dense.

    Args:
        prosail: the package, from ``load_prosail``.
        soils: reflectance of bare soils, shape (soils, 2101); each canopy stands on one of them.
        rng: the stream of the draws.

    Returns:
        Cover name to directional reflectance, shape (36, 2101), at 400, 401 .. 2500 nm.

    Source:
        PROSPECT-D: Feret et al. (2017), Remote Sensing of Environment 193, 204. 4SAIL: Verhoef et
        al. (2007), IEEE TGRS 45, 1808. Ranges of the traits after Jacquemoud et al. (2009), RSE
        113, S56, and Berger et al. (2018), Remote Sensing 10, 85; shade as a plain share of dark
        ground between crowns, since 4SAIL knows no crowns.
    """
    return {name: _palette(prosail, ranges, soils, rng) for name, ranges in _RANGES.items()}


def _palette(
    prosail: Any,
    ranges: tuple[tuple[float, float], ...],
    soils: Spectrum,
    rng: np.random.Generator,
) -> Spectrum:
    low, high = np.array(ranges, dtype=np.float64).T
    place = rng.uniform(0.0, 1.0, (PALETTE_SIZE, len(ranges)))
    # Carotenoids follow chlorophyll, and brown pigment comes as chlorophyll goes.
    place[:, 2] = (0.3 * place[:, 2] + 0.7 * place[:, 1]).clip(0, 1)
    place[:, 3] = (0.5 * place[:, 3] + 0.5 * (1 - place[:, 1])).clip(0, 1)
    place[:, 6] = np.linspace(0.0, 1.0, PALETTE_SIZE)
    ground = soils[rng.integers(len(soils), size=PALETTE_SIZE)]
    canopies = []
    for draw, soil in zip(low + place * (high - low), ground):
        n, cab, car, brown, water, matter, lai, angle, hotspot, shade = draw
        reflectance = prosail.run_prosail(
            n, cab, car, brown, water, matter, lai, angle, hotspot,
            SUN_ZENITH_DEG, VIEW_ZENITH_DEG, RELATIVE_AZIMUTH_DEG,
            prospect_version="D", rsoil0=soil,
        )  # fmt: skip
        canopies.append(np.asarray(reflectance, dtype=np.float64) * (1.0 - 0.9 * shade))
    return np.stack(canopies)
