"""The pool of simulated spectra: canopies, soils, waters, snow, burns, built surfaces, rocks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..simulate.burned import random_burned
from ..simulate.canopies import random_canopies, water_per_cm
from ..simulate.litter import random_litter
from ..simulate.noise import stream
from ..simulate.rocks import random_rocks
from ..simulate.snow import random_snow
from ..simulate.soils import random_soils
from ..simulate.surfaces import random_surfaces
from ..simulate.vegetation import load_prosail
from ..simulate.waters import random_waters
from .pool import COVER_NAMES, TRAITS, WAVELENGTH_NM, Pool, joined

_COUNTS = {
    "broadleaf": 2000, "conifer": 1000, "grass": 1300, "crop": 1200, "shrub": 500, "dead": 750,
    "litter": 750, "soil": 1500, "water": 1200, "snow": 600, "burned": 600, "surfaces": 1500,
    "rocks": 600,
}  # fmt: skip
_SPARSE_SHARE = 0.12
_SPARSE_WEIGHT = 0.2  # below a leaf area index of 0.3 mostly ground is seen
_SEEN_LAI = 0.3
_COVER_OF = {
    "broadleaf": "trees", "conifer": "trees", "grass": "low vegetation", "crop": "low vegetation",
    "shrub": "low vegetation", "dead": "dry vegetation", "litter": "dry vegetation",
    "soil": "bare soil", "water": "water", "snow": "snow and ice", "burned": "burned",
    "surfaces": "built-up", "rocks": "rock",
}  # fmt: skip


def physics_pool(seed: int, scale: float = 1.0) -> Pool:
    """Draws the whole pool, the same for one seed and scale.

    Args:
        seed: of all draws.
        scale: factor on the number of spectra, 13 500 at 1.

    Raises:
        DependencyMissing: prosail is not installed.
    """
    prosail = load_prosail()
    absorption = water_per_cm(prosail)
    pools = []
    for kind, count in _COUNTS.items():
        size = max(round(count * scale), 2)
        rng = stream(seed, "pool", kind)
        traits = np.full((size, len(TRAITS)), np.nan)
        weight = np.ones(size)
        if kind in ("broadleaf", "conifer", "grass", "crop", "shrub", "dead"):
            sparse = _SPARSE_SHARE if kind in ("grass", "crop") else 0.0
            spectra, traits = random_canopies(prosail, kind, size, rng, sparse)
            weight[traits[:, 3] < _SEEN_LAI] = _SPARSE_WEIGHT
        elif kind == "soil":
            spectra, traits[:, 4] = random_soils(size, absorption, rng)
        elif kind == "water":
            spectra = random_waters(size, absorption, rng)
        elif kind == "snow":
            spectra = random_snow(size, absorption, rng)
        elif kind == "burned":
            spectra = random_burned(prosail, size, rng)
        elif kind == "litter":
            spectra = random_litter(size, absorption, rng)
        elif kind == "surfaces":
            spectra = random_surfaces(size, rng)
        else:
            spectra = random_rocks(size, rng)
        pools.append(_pool(kind, spectra, traits, weight))
    return joined(pools)


def _pool(
    kind: str,
    spectra: npt.NDArray[np.float64],
    traits: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
) -> Pool:
    size = len(spectra)
    return Pool(
        spectra.astype(np.float32).reshape(size, len(WAVELENGTH_NM)),
        np.full(size, COVER_NAMES.index(_COVER_OF[kind]), dtype=np.int64),
        traits.astype(np.float32),
        np.arange(size, dtype=np.int64),
        np.full(size, f"physics {kind}"),
        weight.astype(np.float32),
    )
