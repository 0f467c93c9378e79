"""Operators that write down what a cover model says: covers with their fractions, and traits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..models.cover_model import (
    CERTAINTY,
    COVERS,
    TRAITS,
    Readings,
    TraitReadings,
    cover_class,
)
from ..stream.operator import Batch

if TYPE_CHECKING:
    import torch

    Covers = Callable[[torch.Tensor, torch.Tensor], Readings]
    Traits = Callable[[torch.Tensor, torch.Tensor], TraitReadings]
    """Reflectance ``(batch, bands, rows, cols)`` and validity ``(batch, rows, cols)`` to readings;
    the networks of a ``CoverModel``, which look at each pixel alone."""

COVER_MAP, FRACTIONS, CONFIDENCE = "cover_map", "fractions", "confidence"
TRAIT_MAP, UNCERTAINTY = "traits", "uncertainty"

NODATA = 0
"""Of cover maps."""


class CoverOperator:
    """Maps cover fractions, then the cover of each pixel or that nobody knows it.

    Gives the outputs ``cover_map`` (uint8, 0 is nodata), ``confidence`` ``(rows, cols)``,
    ``fractions`` and ``uncertainty`` ``(covers, rows, cols)``, float32, NaN is nodata.

    Attributes:
        unanswered: valid pixels that became nodata because the model's readings are no numbers.
    """

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(self, covers: Covers, certainty: float | None = None) -> None:
        """Prepares the map.

        Args:
            covers: the network, on the device.
            certainty: the least confidence of a cover; the model's own limit if None.
        """
        self._covers = covers
        self.certainty = CERTAINTY if certainty is None else certainty
        self.unanswered = 0

    def __call__(self, batch: Batch) -> torch.Tensor:
        return _of_valid(self._read, batch, 2 * len(COVERS) + 1)

    def _read(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        import torch

        found = self._covers(values, valid)
        return torch.cat((found.fractions, found.fraction_std, found.unfamiliar.unsqueeze(1)), 1)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        fractions, std = blended[: len(COVERS)], blended[len(COVERS) : -1]
        one = Readings(*(part.unsqueeze(0) for part in (fractions, std, blended[-1])))
        value, confidence = (made[0] for made in cover_class(one, self.certainty))
        answered = confidence.isfinite() & ~blended[-1].isnan()
        self.unanswered += int((valid & ~answered).sum())
        unseen = ~(valid & answered)
        floats = {CONFIDENCE: confidence, FRACTIONS: fractions, UNCERTAINTY: std}
        return {
            COVER_MAP: value.masked_fill(unseen, NODATA).cpu().numpy(),
            **{
                role: made.masked_fill(unseen, float("nan")).cpu().numpy()
                for role, made in floats.items()
            },
        }


class TraitOperator:
    """Maps traits and their standard deviations.

    Gives the outputs ``traits`` and ``uncertainty`` ``(traits, rows, cols)``, float32, NaN
    where nothing was measured and where a trait cannot be known.

    Attributes:
        pixels: valid pixels that were seen.
    """

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(self, traits: Traits) -> None:
        """Prepares the map; ``traits`` is the network, on the device."""
        self._traits = traits
        self.pixels = 0

    def __call__(self, batch: Batch) -> torch.Tensor:
        return _of_valid(self._read, batch, 2 * len(TRAITS))

    def _read(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        import torch

        found = self._traits(values, valid)
        known = torch.cat((found.inside, found.inside), 1)
        return torch.cat((found.values, found.std), 1).masked_fill(~known, float("nan"))

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        self.pixels += int(valid.sum())
        made = blended.masked_fill(~valid, float("nan")).cpu().numpy()
        half = len(made) // 2
        return {TRAIT_MAP: made[:half], UNCERTAINTY: made[half:]}


def _of_valid(
    read: Callable[[torch.Tensor, torch.Tensor], torch.Tensor], batch: Batch, channels: int
) -> torch.Tensor:
    """Reads the valid pixels of a batch only: a recorded strip leaves much of its frame empty.

    Args:
        read: gives ``(batch, channels, rows, cols)`` for values and validity.
        batch: whose pixels are read.
        channels: of what ``read`` gives.

    Returns:
        ``(batch, channels, rows, cols)``, 0 where nothing is valid.
    """
    valid = batch.valid
    if bool(valid.all()):
        return read(batch.values, valid)
    rows, cols = valid.shape[1:]
    made = batch.values.new_zeros((len(valid), rows, cols, channels))
    if bool(valid.any()):
        spectra = batch.values.movedim(1, -1)[valid]
        found = read(spectra.T[None, :, None], valid[valid][None, None])
        made[valid] = found[0, :, 0].T
    return made.movedim(-1, 1)
