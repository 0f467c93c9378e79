"""The pools that the encoder learns from, weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..models.cover_model import COVERS
from .library_pool import held_out, read_library
from .physics_pool import physics_pool
from .pool import Pool, joined

ENOUGH_SAMPLES = 30
"""A cover with fewer measured samples than this is drawn from them less often."""

HELD_SHARE = 0.15
"""Of the samples of every source, for calibration."""


@dataclass(frozen=True)
class Pools:
    """What to learn from and what to measure with.

    Attributes:
        training: drawn from at every step.
        held_samples: other samples of the same sources, for calibration.
        held_sources: the library's sources that were kept out altogether, for the model card.
    """

    training: Pool
    held_samples: Pool
    held_sources: Pool


def pools(library: Path, seed: int) -> Pools:
    """Makes physics and library spectra into pools.

    Raises:
        DependencyMissing: ``prosail`` is not installed.
        InputNotFound, InputUnreadable: as ``library_pool.read_library``.
    """
    measured = read_library(library).pool
    strange = held_out(measured)
    known = _evenly(measured.take(~strange))
    everything = joined([_evenly(physics_pool(seed)), known])
    training, held = everything.split(HELD_SHARE, seed)
    return Pools(training, held, measured.take(strange))


def _evenly(pool: Pool) -> Pool:
    """Lets each source count by the root of its samples, and each cover by how well it is known."""
    weight = pool.weight.astype(np.float64)
    for cover in range(len(COVERS)):
        here = pool.cover == cover
        if not here.any():
            continue
        for source in np.unique(pool.source[here]):
            of = here & (pool.source == source)
            weight[of] *= np.sqrt(len(np.unique(pool.sample[of]))) / weight[of].sum()
        samples = len(np.unique(pool.sample[here]))
        weight[here] *= min(1.0, samples / ENOUGH_SAMPLES) / weight[here].sum()
    return replace(pool, weight=weight.astype(np.float32))
