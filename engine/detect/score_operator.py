"""What operators share that map one score of each pixel."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import partial

import numpy as np
import numpy.typing as npt
import torch

from ..stream.operator import Batch
from .chunks import Chunks
from .detector import ROLE


class ScoreOperator:
    """Hands on one score of each pixel, float32; NaN is nodata.

    Attributes:
        role: of the scores.
    """

    role = ROLE

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        scores = blended[0].masked_fill(~valid, float("nan"))
        return {self.role: scores.cpu().numpy()}


class PixelOperator(ScoreOperator, ABC):
    """Scores every pixel by its own spectrum, chunk by chunk."""

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(self, device: torch.device) -> None:
        self._chunks = Chunks(device)

    @abstractmethod
    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        """Scores ``(pixels,)`` of reflectance ``(bands, pixels)``; called in several threads."""

    def __call__(self, batch: Batch) -> torch.Tensor:
        count, _, rows, cols = batch.values.shape
        made = [
            torch.cat(list(self._chunks.apply(partial(self._part, values), rows * cols)))
            for values in batch.values.flatten(2)
        ]
        return torch.stack(made).reshape(count, 1, rows, cols)

    def _part(self, pixels: torch.Tensor, place: slice) -> torch.Tensor:
        return self.scores(pixels[:, place])
