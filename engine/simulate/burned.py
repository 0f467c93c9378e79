"""Burned surfaces: char, ash, scorched plants and the soil between, fresh to a year old."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .canopies import random_canopies, water_per_cm
from .curves import GRID_NM, absorbed, drawn
from .litter import random_litter
from .materials import Material
from .soils import random_soils

Spectrum = npt.NDArray[np.float64]

_LEAST_CHAR = 0.34

_CHAR: dict[str, Material] = {
    "charred wood": Material(
        ((400, 0.030), (600, 0.034), (900, 0.045), (1300, 0.065), (1700, 0.085), (2100, 0.105),
         (2500, 0.12)), (), (0.6, 1.5),
    ),
    "charred grass": Material(
        ((400, 0.035), (600, 0.043), (900, 0.062), (1300, 0.10), (1700, 0.14), (2100, 0.165),
         (2500, 0.185)), (), (0.6, 1.5),
    ),
}  # fmt: skip
_ASH: dict[str, Material] = {
    "white ash": Material(
        ((400, 0.30), (500, 0.36), (600, 0.40), (900, 0.44), (1300, 0.47), (1700, 0.48),
         (2100, 0.47), (2500, 0.40)), ((1410, 20, 0.03), (2340, 30, 0.06)), (0.6, 1.3),
    ),
    "grey ash": Material(
        ((400, 0.13), (500, 0.15), (600, 0.165), (900, 0.19), (1300, 0.215), (1700, 0.23),
         (2100, 0.235), (2500, 0.22)), ((2340, 30, 0.04),), (0.6, 1.4),
    ),
}  # fmt: skip


def random_burned(prosail: Any, size: int, rng: np.random.Generator) -> Spectrum:
    """Draws burned surfaces, half of them fresh.

    Args:
        prosail: the package, from ``vegetation.load_prosail``.
        size: n.
        rng: the stream of the draws.

    Returns:
        Shape (size, 1051). Char is at least a third of every surface, or the brightness of soil and
        regrowth would not let it be told.

    Source:
        Char is dark and rises slightly to the infrared, ash is bright and grey, and both go within
        weeks to months as wind, rain and regrowth come: Trigg and Flasse (2000), International
        Journal of Remote Sensing 21, 3161; Smith et al. (2005), RSE 97, 92; Lentile et al. (2006),
        International Journal of Wildland Fire 15, 319.
    """
    absorption = water_per_cm(prosail)
    char, _ = drawn(_CHAR, size, rng, slope=0.10, strength=0.08)
    ash, _ = drawn(_ASH, size, rng, slope=0.06, strength=0.05)
    scorched = absorbed(
        random_litter(size, absorption, rng), rng, ((450, 260, 0.1, 0.6),)
    ) * rng.uniform(0.3, 0.9, (size, 1))
    soil, _ = random_soils(size, absorption, rng)
    green = random_canopies(prosail, "grass", size, rng).reflectance
    age = np.where(rng.uniform(size=size) < 0.5, 0.1, 1.0) * rng.uniform(0, 1, size)
    parts = np.stack(
        [
            rng.gamma(2.0, 1.0, size) + 0.2,
            rng.gamma(0.4, 0.6, size) * np.exp(-4 * age),
            rng.gamma(0.8, 0.6, size),
            rng.gamma(0.8, 0.7 * (0.3 + age), size),
            rng.gamma(0.5, 0.6, size) * age,
        ],
        axis=1,
    )
    parts /= parts.sum(axis=1, keepdims=True)
    missing = (_LEAST_CHAR - parts[:, :1]).clip(0, None)
    parts = parts * (1 - missing / (1 - parts[:, :1]).clip(1e-9, None))
    parts[:, :1] = 1 - parts[:, 1:].sum(axis=1, keepdims=True)
    made = np.einsum("nk,nkw->nw", parts, np.stack([char, ash, scorched, soil, green], axis=1))
    shade = rng.uniform(0.6, 1.05, (size, 1)) * (GRID_NM / 1000) ** rng.uniform(
        -0.05, 0.1, (size, 1)
    )
    burned: Spectrum = (made * shade).clip(0.003, 0.9)
    return burned
