"""What operators share that score every pixel by its own spectrum."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import partial

import numpy as np
import numpy.typing as npt
import torch

from ...stream.operator import Batch
from ..chunks import Chunks
from .detector import ROLE

TOGETHER = 64
"""Targets that are compared at once: their scores of all pixels of a window fit in memory."""


class PixelOperator(ABC):
    """Maps the best score of all targets; NaN is nodata."""

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(self, device: torch.device) -> None:
        self._chunks = Chunks(device)

    @abstractmethod
    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        """The best scores ``(pixels,)`` of reflectance ``(bands, pixels)``, which is not kept."""

    def __call__(self, batch: Batch) -> torch.Tensor:
        count, _, rows, cols = batch.values.shape
        made = [
            torch.cat(list(self._chunks.apply(partial(self._part, values), rows * cols)))
            for values in batch.values.flatten(2)
        ]
        return torch.stack(made).reshape(count, 1, rows, cols)

    def _part(self, pixels: torch.Tensor, place: slice) -> torch.Tensor:
        return self.scores(pixels[:, place])

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        scores = blended[0].masked_fill(~valid, float("nan"))
        return {ROLE: scores.cpu().numpy()}


def best_of(filters: torch.Tensor, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest of ``filters @ pixels`` of each pixel, and of which filter it is.

    Args:
        filters: ``(targets, bands)``, also thousands.
        pixels: ``(bands, pixels)``.

    Returns:
        Twice ``(pixels,)``.
    """
    first, *others = torch.split(filters, TOGETHER)
    best, which = (first @ pixels).max(dim=0)
    for number, some in enumerate(others, start=1):
        found, place = (some @ pixels).max(dim=0)
        better = found > best
        best = torch.where(better, found, best)
        which = torch.where(better, place + number * TOGETHER, which)
    return best, which


def on_device(
    numbers: npt.NDArray[np.float64], device: torch.device, *, exact: bool = False
) -> torch.Tensor:
    """A tensor of numbers: float32, or float64 where that is asked for and the device has it.

    The sum over the bands of a filter times a pixel is far smaller than its parts, and nearly 0 for
    most pixels; in float32 few digits of it are left. One sum a pixel costs next to nothing.
    """
    dtype = torch.float64 if exact and device.type != "mps" else torch.float32
    return torch.from_numpy(np.ascontiguousarray(numbers)).to(device, dtype)
