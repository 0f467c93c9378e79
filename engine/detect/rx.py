"""Global Reed-Xiaoli detector: how unlike the rest of the scene each pixel is.

The detector takes the sample covariance as it is, so that its scores are those of Spectral Python's
``rx``; it is shrunk only where fewer than ``ENOUGH_PER_BAND`` pixels per band are valid.

Source: Reed, Yu (1990), "Adaptive multiple-band CFAR detection of an optical pattern with unknown
spectral distribution", IEEE TASSP 38(10).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..errors import AllNodata, TooSmall
from ..scene.quality import refuse_if_empty
from ..stream.operator import Batch
from ..stream.sink import Sink
from .chunks import Chunks, Scratch, row_blocks
from .detector import ROLE, SceneRun

FloatArray = npt.NDArray[np.float64]

MIN_PIXELS = 50
"""Fewer valid pixels describe no background."""

ENOUGH_PER_BAND = 10
"""Valid pixels per band from which a covariance can be inverted as it is."""

SMALLEST_VARIANCE = 1e-10
"""Directions with less variance than this share of the largest count as if they had it."""


class MomentsReducer:
    """Counts, mean and covariance of all valid pixels.

    Pixels are shifted by the mean of the first window that has any, which keeps the sums of squares
    small enough for float32 products; those are added up in float64.
    """

    def __init__(self, bands: int, device: torch.device, *, exact: bool = False) -> None:
        """Starts at nothing.

        Args:
            bands: of the plan.
            device: where the batches are.
            exact: multiplies in float64 where the device can, at three times the cost. In float32
                the smallest variance of EnMAP Potsdam, 2e-7 of the largest, is wrong by 2 %.
        """
        self.count = 0
        self._dtype = torch.float64 if exact and device.type != "mps" else torch.float32
        self._shift: torch.Tensor | None = None
        self._sum = np.zeros(bands)
        self._squares = np.zeros((bands, bands))
        self._blocks = row_blocks(bands)
        self._chunks, self._scratch = Chunks(device), Scratch()

    def update(self, batch: Batch) -> None:
        for values, valid in zip(batch.values, batch.valid):
            pixels = values.flatten(1)
            if not bool(valid.all()):
                pixels = pixels[:, valid.flatten()]
            if not pixels.shape[1]:
                continue
            if self._shift is None:
                self._shift = pixels.mean(dim=1, keepdim=True)
            self.count += int(pixels.shape[1])
            add = partial(self._products, pixels, self._shift)
            for total, products in self._chunks.apply(add, pixels.shape[1]):
                self._sum += total
                self._squares += products

    def _products(
        self, pixels: torch.Tensor, shift: torch.Tensor, place: slice
    ) -> tuple[FloatArray, FloatArray]:
        """Sum and lower triangle of the products of a chunk's shifted pixels."""
        sample = pixels.new_empty(0, dtype=self._dtype)
        centred = self._scratch.like(len(pixels), place.stop - place.start, sample)
        torch.sub(pixels[:, place], shift, out=centred)
        products = sample.new_zeros((len(pixels), len(pixels)))
        for first, last in self._blocks:
            products[first:last, :last] = centred[first:last] @ centred[:last].T
        total = centred.sum(dim=1)
        return total.cpu().numpy().astype(np.float64), products.cpu().numpy().astype(np.float64)

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
        whitener: ``(components, bands)``, lower triangular, the last column of each row one further
            right; the squared length of ``whitener @ (x - mean)`` is the score. As many components
            as bands unless the model is that of a subspace.
        shrinkage: the share of the identity in the covariance; 0 if it was not shrunk.
        pixels: how many it comes from.
    """

    mean: FloatArray
    whitener: FloatArray
    shrinkage: float
    pixels: int


def background(moments: MomentsReducer, *, enough_per_band: float = np.inf) -> Background:
    """Makes the background model from a scene's moments.

    Args:
        moments: of the pixels.
        enough_per_band: with fewer pixels per band the sample covariance is shrunk.

    Raises:
        AllNodata, TooSmall: see ``MomentsReducer.moments``; or all pixels are equal.
    """
    mean, covariance = moments.moments()
    count, bands = moments.count, len(mean)
    shrinkage, model = 0.0, covariance * count / (count - 1)
    if count < enough_per_band * bands:
        shrinkage, level = oas_shrinkage(covariance, count), np.trace(covariance) / bands
        model = (1 - shrinkage) * covariance + shrinkage * level * np.eye(bands)
    variances, vectors = np.linalg.eigh(model)
    if variances[-1] <= 0:
        raise TooSmall(
            "All valid pixels of the area are the same, so none of them is unusual.",
            hint="Choose a larger area.",
        )
    floor = SMALLEST_VARIANCE * variances[-1]
    root = vectors.T / np.sqrt(np.maximum(variances, floor))[:, None]
    return Background(mean, lower_triangular(root), shrinkage, count)


def lower_triangular(root: FloatArray) -> FloatArray:
    """A matrix ``(components, bands)`` that gives the same lengths at half the work.

    Its last row ends in the last band, each row before it one band earlier.
    """
    upper = np.linalg.qr(root[:, ::-1]).R
    return upper[::-1, ::-1]


class RxOperator:
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
        self._blocks = row_blocks(len(whitener))
        self._wider = whitener.shape[1] - len(whitener)
        self._chunks, self._centred, self._white = Chunks(device), Scratch(), Scratch()

    def __call__(self, batch: Batch) -> torch.Tensor:
        count, _, rows, cols = batch.values.shape
        scores = [
            torch.cat(list(self._chunks.apply(partial(self._distances, values), rows * cols)))
            for values in batch.values.flatten(2)
        ]
        return torch.stack(scores).reshape(count, 1, rows, cols)

    def _distances(self, pixels: torch.Tensor, place: slice) -> torch.Tensor:
        """Squared lengths of a chunk's whitened pixels."""
        width = place.stop - place.start
        centred = self._centred.like(len(pixels), width, pixels)
        torch.sub(pixels[:, place], self._mean, out=centred)
        scores = pixels.new_zeros(width)
        for first, last in self._blocks:
            white = self._white.like(last - first, width, pixels)
            known = last + self._wider
            torch.mm(self._whitener[first:last, :known], centred[:known], out=white)
            scores += white.square_().sum(dim=0)
        return scores

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        scores = blended[0].masked_fill(~valid, float("nan"))
        return {ROLE: scores.cpu().numpy()}


class AnomalyDetector:
    """Squared Mahalanobis distance to the mean of the area, in its sample covariance."""

    title = "global Reed-Xiaoli"
    source = "Reed, Yu (1990), IEEE TASSP 38(10)"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        moments = MomentsReducer(run.plan.out_bands, run.device, exact=True)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        model = background(moments, enough_per_band=ENOUGH_PER_BAND)
        run.map(RxOperator(model, run.device), sink)
        return {"shrinkage": model.shrinkage}
