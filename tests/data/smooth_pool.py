"""A small pool of made-up spectra, for tests of pretraining."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import torch

from engine.models.cover_model import TRAITS
from engine.models.hsfm.network import PLANTS, SOIL, TRAIT_OF_SOIL
from engine.pretrain.pool import COVER_NAMES, Pool
from engine.pretrain.views import Disturbances
from engine.pretrain.wavelengths import WAVELENGTH_NM

EACH = 24
"""Spectra of a cover."""

NOTHING = Disturbances(**{field.name: 0.0 for field in fields(Disturbances)})
"""Views show the surface as it is."""


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def smooth_pool(seed: int = 0, gaps: bool = False) -> Pool:
    """Random smooth spectra of every cover, alike within a cover; traits are in their range."""
    shapes = np.random.default_rng(1).standard_normal((len(COVER_NAMES), 6))
    rng = np.random.default_rng([seed, 2])
    cover = np.repeat(np.arange(len(COVER_NAMES)), EACH)
    weights = shapes[cover] + 0.4 * rng.standard_normal((len(cover), 6))
    waves = np.cos(np.pi * np.arange(6)[:, None] * np.linspace(0, 1, len(WAVELENGTH_NM)))
    spectra = (0.25 + 0.2 * np.tanh(0.5 * weights @ waves)).astype(np.float32)
    if gaps:
        spectra[::3, 500:] = np.nan
    share = rng.random((len(cover), len(TRAITS)))
    traits = np.array([t.low for t in TRAITS]) + share * [t.high - t.low for t in TRAITS]
    wrong = np.where(
        TRAIT_OF_SOIL, ~np.isin(cover, SOIL)[:, None], ~np.isin(cover, PLANTS)[:, None]
    )
    traits[wrong] = np.nan
    ones = np.ones(len(cover), np.float32)
    return Pool(
        spectra, cover, traits.astype(np.float32), np.arange(len(cover)),
        np.full(len(cover), "made up"), ones,
    )  # fmt: skip
