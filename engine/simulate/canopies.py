"""Random canopies of trees, grass, crops and dead stands, with the traits that made them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .curves import GRID_NM
from .litter import random_litter
from .soils import random_soils

Spectrum = npt.NDArray[np.float64]

TRAITS = ("chlorophyll", "water", "dry_matter", "lai", "soil_moisture")
"""Columns of ``Canopies.traits``: ug/cm2, cm, g/cm2, m2/m2, percent."""

_STEP = 2  # prosail computes every nanometre

# For each kind the range of: leaf layers, chlorophyll, share of carotenoids of it, anthocyanin
# (ug/cm2), brown pigment, leaf water (cm), dry matter (g/cm2), leaf area index, mean leaf angle
# (deg), hot spot, share of shade, share of ground under litter, share of dead leaves and bark in
# what is seen, clumping of needles into shoots. Wide on purpose: a model must not read more from
# what is usual than from the spectrum.
_RANGES: dict[str, tuple[tuple[float, float], ...]] = {
    "broadleaf": (
        (1.2, 2.4), (12, 80), (0.16, 0.32), (0, 4), (0.0, 0.40), (0.004, 0.022), (0.002, 0.014),
        (2.0, 7.0), (25, 65), (0.02, 0.30), (0.03, 0.40), (0.2, 1.0), (0.0, 0.20), (0.0, 0.15),
    ),
    "conifer": (
        (1.6, 3.0), (20, 80), (0.14, 0.28), (0, 3), (0.0, 0.50), (0.008, 0.035), (0.008, 0.030),
        (2.0, 7.0), (40, 70), (0.01, 0.15), (0.18, 0.60), (0.2, 1.0), (0.02, 0.30), (0.25, 0.55),
    ),
    "grass": (
        (1.1, 2.2), (6, 60), (0.18, 0.36), (0, 2), (0.0, 0.70), (0.002, 0.025), (0.002, 0.010),
        (0.3, 6.0), (45, 75), (0.01, 0.20), (0.0, 0.14), (0.0, 0.8), (0.0, 0.50), (0.0, 0.0),
    ),
    "crop": (
        (1.1, 2.3), (8, 80), (0.16, 0.34), (0, 4), (0.0, 0.50), (0.004, 0.035), (0.002, 0.012),
        (0.3, 6.0), (25, 70), (0.02, 0.40), (0.0, 0.22), (0.0, 0.4), (0.0, 0.25), (0.0, 0.0),
    ),
    "shrub": (
        (1.3, 2.6), (8, 70), (0.18, 0.34), (0, 6), (0.0, 0.70), (0.003, 0.025), (0.005, 0.025),
        (0.3, 4.5), (30, 65), (0.01, 0.20), (0.05, 0.30), (0.1, 0.9), (0.02, 0.40), (0.0, 0.2),
    ),
    "dead": (
        (1.4, 3.2), (0, 4.0), (0.30, 0.90), (0, 2), (0.15, 1.30), (0.0002, 0.0035), (0.004, 0.020),
        (0.3, 5.0), (25, 75), (0.01, 0.20), (0.0, 0.20), (0.2, 1.0), (0.0, 0.15), (0.0, 0.0),
    ),
}  # fmt: skip
SPARSEST_LAI = 0.05


class Canopies(NamedTuple):
    """Reflectance, shape (n, 1051), 400..2500 nm by 2, and traits, shape (n, 5): ``TRAITS``."""

    reflectance: Spectrum
    traits: Spectrum


def water_per_cm(prosail: Any) -> Spectrum:
    """Absorption coefficient of water as PROSPECT-D has it, shape (1051,)."""
    return np.asarray(prosail.spectral_lib.prospectd.kw[::_STEP], dtype=np.float64)


def random_canopies(
    prosail: Any, kind: str, size: int, rng: np.random.Generator, sparse_share: float = 0.0
) -> Canopies:
    """Draws canopies of one kind over moist soil and litter.

    Args:
        prosail: the package, from ``vegetation.load_prosail``.
        kind: broadleaf, conifer, grass, crop, shrub or dead.
        size: n.
        rng: the stream of the draws.
        sparse_share: share whose leaf area index lies below the kind's range, from 0.05.

    Source:
        PROSPECT-D: Feret et al. (2017), Remote Sensing of Environment 193, 204. 4SAIL: Verhoef et
        al. (2007), IEEE TGRS 45, 1808. Ranges widened from Jacquemoud et al. (2009), RSE 113, S56,
        and Feret et al. (2011), RSE 115, 2742; shade, leaf water and dead matter of trees and grass
        were set again after a look at labelled pixels of the EnMAP scene of Potsdam. Needles
        clumped into shoots scatter as w (1 - p) / (1 - p w) of a needle's w: Smolander and Stenberg
        (2005), RSE 94, 355. Shade between crowns as a share of surface that only the sky lights,
        since 4SAIL knows no crowns: Li and Strahler (1985), IEEE TGRS 23, 705.
    """
    low, high = np.array(_RANGES[kind], dtype=np.float64).T
    place = rng.uniform(0, 1, (size, len(low)))
    place[:, 4] = place[:, 4] ** 2  # most leaves are hardly brown
    place[:, 12] = place[:, 12] ** 1.5  # and most stands hold little that is dead
    if kind == "dead":
        place[:, 1] = place[:, 1] ** 2  # little is left of chlorophyll
    draws = low + place * (high - low)
    sparse = rng.uniform(size=size) < sparse_share
    draws[sparse, 7] = rng.uniform(SPARSEST_LAI, low[7], int(sparse.sum()))
    sun, view = rng.uniform(20, 65, size), 25 * rng.uniform(0, 1, size) ** 1.5
    azimuth = rng.uniform(0, 180, size)
    absorption = water_per_cm(prosail)
    soils, moisture = random_soils(size, absorption, rng)
    dead = random_litter(size, absorption, rng)
    standing = random_litter(size, absorption, rng) * rng.uniform(0.5, 1.0, (size, 1))
    floor = draws[:, 11, None]
    ground = (1 - floor) * soils + floor * dead
    made = np.empty((size, len(GRID_NM)))
    for row, draw in enumerate(draws):
        n, cab, car, ant, brown, water, matter, lai, angle, hotspot = draw[:10]
        _, reflected, passed = prosail.run_prospect(
            n, cab, 0.8 + car * cab, brown, water, matter, ant=ant, prospect_version="D"
        )
        leaf, through = _clumped(reflected[::_STEP], passed[::_STEP], draw[13])
        made[row] = prosail.run_sail(
            leaf, through, lai, angle, hotspot, sun[row], view[row], azimuth[row],
            rsoil0=ground[row],
        )  # fmt: skip
    made = (1 - draws[:, 12, None]) * made + draws[:, 12, None] * standing
    made = _shaded(made, draws[:, 10], rng)
    traits = np.stack([draws[:, 1], draws[:, 5], draws[:, 6], draws[:, 7], moisture], axis=1)
    return Canopies(made.clip(0.001, 0.98), traits)


def _clumped(leaf: Spectrum, through: Spectrum, recollision: float) -> tuple[Spectrum, Spectrum]:
    """Scattering of a shoot whose needles send photons to each other with that probability."""
    kept = (1 - recollision) / (1 - recollision * (leaf + through))
    return leaf * kept, through * kept


def _shaded(canopy: Spectrum, share: Spectrum, rng: np.random.Generator) -> Spectrum:
    """Puts a share of each surface into shade, where sky light and light from leaves are left."""
    size = len(canopy)
    sky = rng.uniform(0.05, 0.25, (size, 1)) * (GRID_NM / 500) ** -rng.uniform(1.0, 3.0, (size, 1))
    # Light that comes through leaves is as they are: strong where the canopy is bright.
    lit = (sky + 0.5 * canopy).clip(0, 0.7)
    made: Spectrum = canopy * (1 - share[:, None] * (1 - lit))
    return made
