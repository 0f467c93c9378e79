"""Pools of pure spectra: what each shows, what is known of it, and which share a sample."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..models.cover_model import COVERS
from ..models.cover_model import TRAITS as TRAITS
from .wavelengths import WAVELENGTH_NM as WAVELENGTH_NM

COVER_NAMES: tuple[str, ...] = tuple(cover.name for cover in COVERS)
"""Names of the values of ``Pool.cover``."""


@dataclass(frozen=True)
class Pool:
    """Spectra of one cover each.

    Attributes:
        spectra: reflectance, float32 (n, 1051), NaN where unknown.
        cover: index into ``COVER_NAMES``, int64 (n,).
        traits: float32 (n, 5), NaN where not applicable or not known.
        sample: int64 (n,); spectra of one physical sample, plant or replicate share a number.
        source: where each comes from, str (n,).
        weight: how often to draw each, float32 (n,): low where the cover is less sure.
    """

    spectra: npt.NDArray[np.float32]
    cover: npt.NDArray[np.int64]
    traits: npt.NDArray[np.float32]
    sample: npt.NDArray[np.int64]
    source: npt.NDArray[np.str_]
    weight: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.spectra)

    def take(self, which: npt.NDArray[Any]) -> Pool:
        """The rows of a mask or of indices."""
        return replace(self, **{f.name: getattr(self, f.name)[which] for f in fields(self)})

    def split(self, held_share: float, seed: int) -> tuple[Pool, Pool]:
        """Holds samples of every source out, all spectra of a sample together.

        Args:
            held_share: share of each source's samples that is held out, rounded; a source of one
                sample stays whole in the first part.
            seed: of the choice.

        Returns:
            What is left, and what is held out.
        """
        rng = np.random.default_rng([seed, 0x5EED])
        held = np.zeros(len(self), dtype=bool)
        for name in np.unique(self.source):
            samples = np.unique(self.sample[self.source == name])
            count = min(round(held_share * len(samples)), len(samples) - 1)
            held |= np.isin(self.sample, rng.permutation(samples)[:count])
        return self.take(~held), self.take(held)


def joined(pools: Sequence[Pool]) -> Pool:
    """One pool of several; samples of different pools stay different."""
    shifted, first = [], 0
    for pool in pools:
        _, number = np.unique(pool.sample, return_inverse=True)
        shifted.append(replace(pool, sample=(number + first).astype(np.int64)))
        first += int(number.max()) + 1 if len(pool) else 0
    made = {f.name: np.concatenate([getattr(p, f.name) for p in shifted]) for f in fields(Pool)}
    return Pool(**made)


def describe(pool: Pool) -> str:
    """Counts by source and cover as a text table; in brackets the number of samples."""
    short = [name.split()[0][:8] for name in COVER_NAMES]
    lines = [f"{'source':<24}" + "".join(f"{name:>13}" for name in short)]
    for name in [*np.unique(pool.source), ""]:
        of = pool.source == name if name else np.ones(len(pool), dtype=bool)
        cells = []
        for value in range(len(COVER_NAMES)):
            here = of & (pool.cover == value)
            samples = len(np.unique(pool.sample[here]))
            cells.append(f"{int(here.sum())} ({samples})" if here.any() else ".")
        lines.append(f"{name or 'all':<24}" + "".join(f"{cell:>13}" for cell in cells))
    return "\n".join(lines)
