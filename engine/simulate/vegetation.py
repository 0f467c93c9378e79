"""Canopies of forests, crops and grass by PROSPECT-D and 4SAIL, over soils of varying moisture."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import DependencyMissing

Spectrum = npt.NDArray[np.float64]

PALETTE_SIZE = 14
SUN_ZENITH_DEG = 33.0
VIEW_ZENITH_DEG = 4.0
RELATIVE_AZIMUTH_DEG = 110.0

# For each cover the range of: leaf layers, chlorophyll, carotenoids (ug/cm2), brown pigment, water,
# dry matter (g/cm2), leaf area index, mean leaf angle (deg), hot spot, soil brightness, share of
# dry soil, share of shade between crowns or rows. The leaf area index rises through the palette.
_RANGES: dict[str, tuple[tuple[float, float], ...]] = {
    "broadleaf": (
        (1.4, 1.8), (38, 55), (8, 12), (0.0, 0.05), (0.009, 0.014), (0.006, 0.010),
        (3.5, 6.0), (35, 50), (0.05, 0.15), (0.4, 0.7), (0.2, 0.6), (0.10, 0.22),
    ),
    "conifer": (
        (1.7, 2.3), (40, 60), (8, 13), (0.10, 0.35), (0.013, 0.020), (0.012, 0.020),
        (2.6, 4.5), (52, 64), (0.02, 0.08), (0.3, 0.6), (0.2, 0.6), (0.36, 0.50),
    ),
    "meadow": (
        (1.4, 1.8), (24, 40), (6, 9), (0.05, 0.30), (0.009, 0.016), (0.004, 0.007),
        (2.0, 4.2), (58, 70), (0.02, 0.10), (0.6, 0.9), (0.4, 0.8), (0.0, 0.04),
    ),
    "pasture": (
        (1.4, 1.8), (20, 34), (5, 8), (0.15, 0.45), (0.008, 0.013), (0.004, 0.007),
        (1.3, 2.8), (55, 68), (0.02, 0.10), (0.6, 0.9), (0.4, 0.9), (0.0, 0.03),
    ),
    "mown": (
        (1.5, 1.9), (16, 26), (5, 8), (0.35, 0.70), (0.006, 0.010), (0.004, 0.007),
        (0.9, 1.8), (55, 66), (0.02, 0.08), (0.7, 1.0), (0.5, 0.9), (0.0, 0.02),
    ),
    "maize": (
        (1.2, 1.5), (42, 62), (9, 13), (0.0, 0.05), (0.012, 0.019), (0.003, 0.005),
        (2.0, 4.6), (50, 60), (0.10, 0.25), (0.6, 1.0), (0.5, 0.9), (0.02, 0.08),
    ),
    "beet": (
        (1.4, 1.7), (36, 50), (8, 11), (0.0, 0.05), (0.022, 0.034), (0.003, 0.005),
        (2.4, 5.0), (28, 42), (0.10, 0.25), (0.6, 1.0), (0.5, 0.9), (0.0, 0.05),
    ),
    "potato": (
        (1.4, 1.7), (28, 42), (7, 10), (0.0, 0.15), (0.016, 0.024), (0.003, 0.005),
        (1.6, 3.6), (32, 46), (0.10, 0.25), (0.5, 0.9), (0.4, 0.8), (0.02, 0.08),
    ),
    "wheat": (
        (1.6, 2.2), (1, 7), (3, 6), (0.55, 1.10), (0.0008, 0.003), (0.005, 0.009),
        (1.6, 3.4), (58, 70), (0.03, 0.10), (0.7, 1.1), (0.6, 1.0), (0.0, 0.05),
    ),
    "stubble": (
        (1.7, 2.4), (0, 3), (2, 4), (0.6, 1.2), (0.0005, 0.0015), (0.005, 0.010),
        (0.5, 1.3), (60, 72), (0.02, 0.08), (0.7, 1.1), (0.6, 1.0), (0.0, 0.03),
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


def vegetation_palettes(prosail: Any, rng: np.random.Generator) -> dict[str, Spectrum]:
    """Draws the canopies of every vegetation cover, from sparse to dense.

    Args:
        prosail: the package, from ``load_prosail``.
        rng: the stream of the draws.

    Returns:
        Cover name to directional reflectance, shape (14, 2101), at 400, 401 .. 2500 nm.

    Source:
        PROSPECT-D: Feret et al. (2017), Remote Sensing of Environment 193, 204. 4SAIL: Verhoef et
        al. (2007), IEEE TGRS 45, 1808. Ranges of the traits after Jacquemoud et al. (2009), RSE
        113, S56, and Berger et al. (2018), Remote Sensing 10, 85; shade as a plain share of dark
        ground between crowns, since 4SAIL knows no crowns.
    """
    return {name: _palette(prosail, ranges, rng) for name, ranges in _RANGES.items()}


def _palette(
    prosail: Any, ranges: tuple[tuple[float, float], ...], rng: np.random.Generator
) -> Spectrum:
    low, high = np.array(ranges, dtype=np.float64).T
    place = rng.uniform(0.0, 1.0, (PALETTE_SIZE, len(ranges)))
    # Neighbours in the palette stay alike, so that a field between them is a canopy between theirs.
    for _ in range(2):
        place[1:-1] = (place[:-2] + place[1:-1] + place[2:]) / 3
    place[:, 6] = np.linspace(0.0, 1.0, PALETTE_SIZE)
    canopies = []
    for draw in low + place * (high - low):
        n, cab, car, brown, water, matter, lai, angle, hotspot, bright, dry, shade = draw
        reflectance = prosail.run_prosail(
            n, cab, car, brown, water, matter, lai, angle, hotspot,
            SUN_ZENITH_DEG, VIEW_ZENITH_DEG, RELATIVE_AZIMUTH_DEG,
            prospect_version="D", rsoil=bright, psoil=dry,
        )  # fmt: skip
        canopies.append(np.asarray(reflectance, dtype=np.float64) * (1.0 - 0.9 * shade))
    return np.stack(canopies)
