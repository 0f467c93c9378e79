"""Global Reed-Xiaoli detector: how unlike the rest of the scene each pixel is.

The detector takes the sample covariance as it is, so that its scores are those of Spectral Python's
``rx``; it is shrunk only where fewer than ``ENOUGH_PER_BAND`` pixels per band are valid.

Source: Reed, Yu (1990), "Adaptive multiple-band CFAR detection of an optical pattern with unknown
spectral distribution", IEEE TASSP 38(10).
"""

from __future__ import annotations

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
from ..threads import one_thread
from .chunks import CHUNK_PX, Chunks, Scratch, row_blocks
from .detector import SceneRun
from .pivots import Coordinates, OnDevice, Sums
from .score_operator import PixelOperator

FloatArray = npt.NDArray[np.float64]

MIN_PIXELS = 50
"""Fewer valid pixels describe no background."""

ENOUGH_PER_BAND = 10
"""Valid pixels per band from which a covariance can be inverted as it is."""

SMALLEST_VARIANCE = 1e-10
"""Directions with less variance than this share of the largest count as if they had it."""

SAMPLE_PX = 2048
"""So many pixels of the first window make the first coordinates."""

GROWTH = 8
"""Coordinates are made again when there are so many times the pixels they were made from."""


class MomentsReducer:
    """Counts, mean and covariance of all valid pixels.

    Pixels are multiplied in float32, in coordinates that suit those seen before (``pivots.py``),
    and added up in float64. A window that the coordinates turn out not to suit is multiplied again
    in others that do, so it does not matter which window comes first.
    """

    def __init__(self, bands: int, device: torch.device) -> None:
        """Starts at nothing.

        Args:
            bands: of the plan.
            device: where the batches are.
        """
        self._device = device
        self._blocks = row_blocks(bands)
        self._chunks = Chunks(device)
        nothing = Sums(0, np.zeros(bands), np.zeros((bands, bands)))
        self._start(nothing, nothing)

    @property
    def count(self) -> int:
        """Valid pixels so far."""
        return self._before.count + self._count

    def update(self, batch: Batch) -> None:
        for values, valid in zip(batch.values, batch.valid):
            pixels = values.flatten(1)
            if not bool(valid.all()):
                pixels = pixels[:, valid.flatten()]
            if pixels.shape[1]:
                self._add(pixels)

    def _add(self, pixels: torch.Tensor) -> None:
        """Adds the pixels ``(bands, count)`` of a window."""
        count = pixels.shape[1]
        if self.count + count <= SAMPLE_PX:  # few pixels: float64 costs nothing
            known = self._sums() + Sums.of(_some(pixels))
            self._start(known, known)
            return
        if self.count + count > GROWTH * self._coordinates.count:
            before = self._sums()
            few = before.count < SAMPLE_PX
            self._start(before, before + Sums.of(_some(pixels)) if few else before)
        total, squares = self._products(pixels)
        if not self._coordinates.suit(self._squares + squares, self.count + count):
            before = self._sums()
            self._start(before, before + self._coordinates.back(count, total, squares))
            total, squares = self._products(pixels)
        self._count += count
        self._total += total
        self._squares += squares

    def _start(self, before: Sums, typical: Sums) -> None:
        """Goes on from the sums before in new coordinates, which suit typical pixels."""
        self._before = before
        self._coordinates = Coordinates.of(typical)
        self._change = OnDevice(self._coordinates, self._device)
        self._count, self._total = 0, np.zeros_like(before.mean)
        self._squares = np.zeros_like(before.scatter)

    def _sums(self) -> Sums:
        """Those of all pixels so far."""
        return self._before + self._coordinates.back(self._count, self._total, self._squares)

    def _products(self, pixels: torch.Tensor) -> tuple[FloatArray, FloatArray]:
        """Sum and lower triangle of the products of the pixels' coordinates."""
        total, squares = np.zeros_like(self._total), np.zeros_like(self._squares)
        add = partial(self._chunk_products, pixels)
        for chunk_total, chunk_squares in self._chunks.apply(add, pixels.shape[1]):
            total += chunk_total.cpu().numpy()
            squares += chunk_squares.cpu().numpy()
        return total, squares

    def _chunk_products(
        self, pixels: torch.Tensor, place: slice
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """What ``_products`` gives, of one chunk.

        Devices take a window as one chunk; its products are added up in float64, too, in parts.
        """
        made = self._change(pixels[:, place])
        wide = torch.float32 if made.device.type == "mps" else torch.float64
        total = made.new_zeros(len(made), dtype=wide)
        squares = made.new_zeros((len(made), len(made)), dtype=wide)
        for part in torch.split(made, CHUNK_PX, dim=1):
            total += part.sum(dim=1)
            for first, last in self._blocks:
                squares[first:last, :last] += part[first:last] @ part[:last].T
        return total, squares

    def moments(self) -> tuple[FloatArray, FloatArray]:
        """Mean ``(bands,)`` and covariance ``(bands, bands)`` with the divisor n.

        Raises:
            AllNodata: no pixel was valid.
            TooSmall: fewer than ``MIN_PIXELS`` were.
        """
        if not self.count:
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
        sums = self._sums()
        return sums.mean, sums.scatter / sums.count


def _some(pixels: torch.Tensor) -> FloatArray:
    """At most ``SAMPLE_PX`` of pixels ``(bands, count)``, from everywhere, in float64."""
    step = -(-pixels.shape[1] // SAMPLE_PX)
    return pixels[:, ::step].cpu().numpy().astype(np.float64)


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


@one_thread()
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


class RxOperator(PixelOperator):
    """Maps the squared Mahalanobis distance to the background; NaN is nodata.

    Gives the output ``anomaly`` (float32).
    """

    def __init__(self, model: Background, device: torch.device) -> None:
        """Moves the background model to the device."""
        super().__init__(device)
        near = model.mean.astype(np.float32)
        whitener = np.ascontiguousarray(model.whitener, dtype=np.float32)
        origin = (model.whitener @ (near - model.mean)).astype(np.float32)
        self._near = torch.from_numpy(near).to(device)[:, None]
        self._whitener = torch.from_numpy(whitener).to(device)
        self._origin = torch.from_numpy(origin).to(device)[:, None]
        self._blocks = row_blocks(len(whitener))
        self._wider = whitener.shape[1] - len(whitener)
        self._centred, self._white = Scratch(), Scratch()

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        """Squared lengths of whitened pixels.

        The mean is subtracted in two steps, since rounding it moves the quietest components.
        """
        width = pixels.shape[1]
        centred = self._centred.like(len(pixels), width, pixels)
        torch.sub(pixels, self._near, out=centred)
        scores = pixels.new_zeros(width)
        for first, last in self._blocks:
            white = self._white.like(last - first, width, pixels)
            known, origin = last + self._wider, self._origin[first:last]
            torch.addmm(origin, self._whitener[first:last, :known], centred[:known], out=white)
            scores += white.square_().sum(dim=0)
        return scores


class AnomalyDetector:
    """Squared Mahalanobis distance to the mean of the area, in its sample covariance."""

    title = "global Reed-Xiaoli"
    source = "Reed, Yu (1990), IEEE TASSP 38(10)"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        moments = MomentsReducer(run.plan.out_bands, run.device)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        model = background(moments, enough_per_band=ENOUGH_PER_BAND)
        run.map(RxOperator(model, run.device), sink)
        return {"shrinkage": model.shrinkage}
