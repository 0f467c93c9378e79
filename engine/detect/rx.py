"""Global Reed-Xiaoli detector: how unlike the rest of the scene each pixel is.

Source: Reed, Yu (1990), "Adaptive multiple-band CFAR detection of an optical pattern with unknown
spectral distribution", IEEE TASSP 38(10); the covariance is shrunk so that it can be inverted
with few pixels or nearly equal bands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from ..errors import AllNodata, TooSmall
from ..stream.operator import Batch

FloatArray = npt.NDArray[np.float64]

MIN_PIXELS = 50
"""Fewer valid pixels describe no background."""

SMALLEST_VARIANCE = 1e-10
"""Directions with less variance than this share of the largest count as if they had it."""


BLOCKS = 4
"""Into how many blocks of rows a triangular product is cut: three eighths of it are zeros or known
by symmetry, and are not computed."""


def row_blocks(bands: int) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each block of a lower triangle."""
    edges = [bands * number // BLOCKS for number in range(BLOCKS + 1)]
    return [(first, last) for first, last in zip(edges, edges[1:]) if last > first]


class Scratch:
    """One buffer on the device that is used again for every window.

    Fresh memory for each window costs as much as the arithmetic on it.
    """

    def __init__(self) -> None:
        self._buffer: torch.Tensor | None = None

    def like(self, rows: int, cols: int, sample: torch.Tensor) -> torch.Tensor:
        """A ``(rows, cols)`` tensor of the sample's dtype and device, with any contents."""
        if self._buffer is None or self._buffer.numel() < rows * cols:
            self._buffer = sample.new_empty(rows * cols)
        return self._buffer[: rows * cols].view(rows, cols)


class MomentsReducer:
    """Counts, mean and covariance of all valid pixels.

    Pixels are shifted by the mean of the first window that has any, which keeps the sums of squares
    small enough for float32 products; those are added up in float64.
    """

    def __init__(self, bands: int) -> None:
        self.count = 0
        self._shift: torch.Tensor | None = None
        self._sum = np.zeros(bands)
        self._squares = np.zeros((bands, bands))
        self._blocks = row_blocks(bands)
        self._scratch = Scratch()

    def update(self, batch: Batch) -> None:
        for values, valid in zip(batch.values, batch.valid):
            pixels = values.flatten(1)
            if not bool(valid.all()):
                pixels = pixels[:, valid.flatten()]
            if not pixels.shape[1]:
                continue
            if self._shift is None:
                self._shift = pixels.mean(dim=1, keepdim=True)
            centred = self._scratch.like(len(pixels), pixels.shape[1], pixels)
            torch.sub(pixels, self._shift, out=centred)
            self.count += int(centred.shape[1])
            self._sum += centred.sum(dim=1).cpu().numpy().astype(np.float64)
            for first, last in self._blocks:
                part = centred[first:last] @ centred[:last].T
                self._squares[first:last, :last] += part.cpu().numpy().astype(np.float64)

    def moments(self) -> tuple[FloatArray, FloatArray]:
        """Mean ``(bands,)`` and covariance ``(bands, bands)`` with the divisor n.

        Raises:
            AllNodata: no pixel was valid.
            TooSmall: fewer than ``MIN_PIXELS`` were.
        """
        if self._shift is None:
            raise AllNodata(
                "Not a single pixel of the area is valid: all are nodata or masked.",
                hint="Choose another area, or check the quality layers of the scene.",
            )
        if self.count < MIN_PIXELS:
            raise TooSmall(
                f"Only {self.count} pixels of the area are valid; a background needs "
                f"{MIN_PIXELS} at least.",
                hint="Choose a larger area.",
            )
        offset = self._sum / self.count
        lower = np.tril(self._squares)
        squares = lower + np.tril(lower, -1).T
        mean = self._shift.cpu().numpy().astype(np.float64).ravel() + offset
        return mean, squares / self.count - np.outer(offset, offset)


def oas_shrinkage(covariance: FloatArray, count: int) -> float:
    """The share of the identity in the oracle approximating shrinkage of a covariance.

    Source: Chen, Wiesel, Eldar, Hero (2010), "Shrinkage algorithms for MMSE covariance estimation",
    IEEE TSP 58(10), eq. 23, with the 1/p terms left out as scikit-learn does.

    Args:
        covariance: ``(bands, bands)``, divisor n.
        count: pixels it comes from.
    """
    bands = len(covariance)
    mean_square = float(np.mean(covariance**2))
    mean_variance = float(np.trace(covariance)) / bands
    top = mean_square + mean_variance**2
    bottom = (count + 1) * (mean_square - mean_variance**2 / bands)
    return 1.0 if bottom <= 0 else min(top / bottom, 1.0)


@dataclass(frozen=True)
class Background:
    """What ordinary pixels look like.

    Attributes:
        mean: ``(bands,)``.
        whitener: ``(bands, bands)``, lower triangular; the squared length of
            ``whitener @ (x - mean)`` is the score.
        shrinkage: the share of the identity in the covariance.
        pixels: how many it comes from.
    """

    mean: FloatArray
    whitener: FloatArray
    shrinkage: float
    pixels: int


def background(moments: MomentsReducer) -> Background:
    """Makes the background model from a scene's moments.

    Raises:
        AllNodata, TooSmall: see ``MomentsReducer.moments``; or all pixels are equal.
    """
    mean, covariance = moments.moments()
    shrinkage = oas_shrinkage(covariance, moments.count)
    bands = len(mean)
    shrunk = (1 - shrinkage) * covariance + shrinkage * np.trace(covariance) / bands * np.eye(bands)
    variances, vectors = np.linalg.eigh(shrunk)
    if variances[-1] <= 0:
        raise TooSmall(
            "All valid pixels of the area are the same, so none of them is unusual.",
            hint="Choose a larger area.",
        )
    floor = SMALLEST_VARIANCE * variances[-1]
    root = vectors.T / np.sqrt(np.maximum(variances, floor))[:, None]
    upper = np.linalg.qr(root[:, ::-1]).R  # the same lengths at half the work
    whitener = upper[::-1, ::-1]
    return Background(mean, whitener, shrinkage, moments.count)


class AnomalyOperator:
    """Maps the squared Mahalanobis distance to the background; NaN is nodata.

    Gives the output ``anomaly`` (float32).
    """

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(self, model: Background, device: torch.device) -> None:
        """Moves the background model to the device."""
        self._mean = torch.from_numpy(model.mean.astype(np.float32)).to(device)[:, None]
        whitener = np.ascontiguousarray(model.whitener, dtype=np.float32)
        self._whitener = torch.from_numpy(whitener).to(device)
        self._blocks = row_blocks(len(model.mean))
        self._centred, self._white = Scratch(), Scratch()

    def __call__(self, batch: Batch) -> torch.Tensor:
        count, bands, rows, cols = batch.values.shape
        scores = batch.values.new_zeros((count, rows * cols))
        for values, total in zip(batch.values.flatten(2), scores):
            centred = self._centred.like(bands, rows * cols, values)
            torch.sub(values, self._mean, out=centred)
            for first, last in self._blocks:
                white = self._white.like(last - first, rows * cols, values)
                torch.mm(self._whitener[first:last, :last], centred[:last], out=white)
                total += white.square_().sum(dim=0)
        return scores.reshape(count, 1, rows, cols)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        scores = blended[0].masked_fill(~valid, float("nan"))
        return {"anomaly": scores.cpu().numpy()}
