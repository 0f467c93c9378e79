"""Computes how far pixels are from everything that was labelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from ..models.dense import at_pixels
from .unlike import Unlike

CHUNK_PIXELS = 1 << 12
"""Pixels compared together: their distances to all landmarks then stay in the cache."""


class UnlikeScores(nn.Module):
    """Measures ``Unlike`` from the parts of the features.

    Places are linear in the features, so that they are made on every part's own grid and
    interpolated, as ``DenseClassifier`` does with scores.
    """

    def __init__(self, unlike: Unlike, channels: Sequence[int], step: int = 1) -> None:
        """Prepares the distances.

        Args:
            unlike: what was learned.
            channels: of the parts; their sum is the number of features.
            step: only one pixel of ``step x step`` is measured, and stands for the others; NaN
                where it is not valid.
        """
        super().__init__()
        self._step = step
        self._channels = list(channels)
        squares = np.square(unlike.scales.astype(np.float64))
        landmarks = unlike.landmarks.astype(np.float64)
        # A scaled square is one product: (place, |place|^2, 1) times a column for each landmark.
        table = np.vstack([-2.0 * landmarks.T * squares, squares])
        self.projection = _fixed(unlike.projection)
        self.offset = _fixed(unlike.offset)
        self.table = _fixed(table)
        self.constant = _fixed(np.square(landmarks).sum(axis=1) * squares)
        self.eval()

    def forward(self, parts: Sequence[torch.Tensor], valid: torch.Tensor) -> torch.Tensor:
        """Distances ``(batch, rows, cols)``, float32, of which 1 is the threshold.

        Args:
            parts: of the features, each ``(batch, channels, r, c)``.
            valid: ``(batch, rows, cols)``, which pixels were measured.
        """
        rows, cols = (_Thinned(side, self._step) for side in valid.shape[-2:])
        places = self.offset[:, None, None]
        weights = torch.split(self.projection, self._channels, dim=1)
        for part, weight in zip(parts, weights):
            fine = part.shape[-2:] == valid.shape[-2:]
            taken = _taken(part, rows, cols) if fine else part
            made = functional.conv2d(taken.float(), weight[:, :, None, None])
            if not fine:
                made = _taken(at_pixels(made, rows.side, cols.side), rows, cols)
            places = places + made
        flat = places.movedim(1, -1).reshape(-1, places.shape[1])
        nearest = torch.cat([self._nearest(chunk) for chunk in torch.split(flat, CHUNK_PIXELS)])
        found = nearest.reshape(len(places), *places.shape[-2:])
        if self._step == 1:
            return found
        found = found.masked_fill(~_taken(valid, rows, cols), float("nan"))
        return found[:, rows.source(found.device)][:, :, cols.source(found.device)]

    def _nearest(self, places: torch.Tensor) -> torch.Tensor:
        known = torch.cat((places, places.square().sum(dim=1, keepdim=True)), dim=1)
        squares = torch.addmm(self.constant, known, self.table)
        return squares.amin(dim=1).clamp_min(0.0).sqrt()


class _Thinned:
    """Which rows or columns of a side are measured."""

    def __init__(self, side: int, step: int) -> None:
        self.side = side
        self.step = step
        self.first = min(step, side) // 2
        self.count = -(-(side - self.first) // step)

    def source(self, device: torch.device) -> torch.Tensor:
        """For every place of the side, the number of the one that stands for it."""
        places = torch.arange(self.side, device=device) // self.step
        return places.clamp_max(self.count - 1)


def _taken(values: torch.Tensor, rows: _Thinned, cols: _Thinned) -> torch.Tensor:
    return values[..., rows.first :: rows.step, cols.first :: cols.step]


def _fixed(values: npt.NDArray[Any]) -> nn.Parameter:
    made = torch.from_numpy(np.ascontiguousarray(values, np.float32))
    return nn.Parameter(made, requires_grad=False)
