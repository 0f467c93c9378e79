"""Coordinates in which float32 products tell the smallest variances of a spectrum.

The bands of a spectrum say nearly the same: brightness has ten million times the variance of the
quietest direction, and rounding the products of brightness hides that. So a few bands, the pivots,
are taken as they are, and every other band is replaced by what the pivots do not explain of it.
Rounding is then relative to the unexplained rest. Which bands, and how they explain the others, is
the beginning of a Cholesky factorisation with pivoting; it need not be exact, since the moments are
put back together with the very numbers that took the pixels apart.

Source: Higham (2002), "Accuracy and Stability of Numerical Algorithms", 2nd ed., section 10.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from scipy.linalg.lapack import dpstrf

from ..threads import one_thread
from .chunks import Scratch

FloatArray = npt.NDArray[np.float64]

REST = 100.0
"""Pivots are added until no band has more left than this many times the smallest variance. Rounding
then changes that variance by less than 1e-4; real scenes need 10 to 30 pivots."""

SMALLEST = 1e-10
"""Variance left below this share of a band's largest is none: models do not invert it either."""

PIXELS_PER_PIVOT = 10
"""With fewer pixels the pivots would explain chance."""

EXCESS = 4.0
"""A rest this many times the expected one is too large."""


@dataclass(frozen=True)
class Sums:
    """What is known of some pixels.

    Attributes:
        count: of pixels.
        mean: ``(bands,)``.
        scatter: ``(bands, bands)``, the products of the deviations from the mean, added up.
    """

    count: int
    mean: FloatArray
    scatter: FloatArray

    @classmethod
    @one_thread()
    def of(cls, pixels: FloatArray) -> Sums:
        """Those of pixels ``(bands, count)``, in float64."""
        mean = pixels.mean(axis=1)
        away = pixels - mean[:, None]
        return cls(pixels.shape[1], mean, away @ away.T)

    def __add__(self, other: Sums) -> Sums:
        """Those of both together.

        Source: Chan, Golub, LeVeque (1983), "Algorithms for computing the sample variance".
        """
        count = self.count + other.count
        if not count:
            return self
        step = other.mean - self.mean
        between = self.count * other.count / count * np.outer(step, step)
        mean = self.mean + other.count / count * step
        return Sums(count, mean, self.scatter + other.scatter + between)


@dataclass(frozen=True)
class Coordinates:
    """Pixels ``x`` become ``y = d - weights @ d[pivots]`` with ``d = x - shift``.

    Attributes:
        count: pixels they were made from.
        shift: ``(bands,)`` float32, about the mean.
        pivots: bands, the most telling first.
        weights: ``(bands, pivots)`` float32; a pivot is explained by those before it.
        expected: ``(bands,)``, the most variance that each coordinate should have.
    """

    count: int
    shift: npt.NDArray[np.float32]
    pivots: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float32]
    expected: FloatArray

    @classmethod
    @one_thread()
    def of(cls, sums: Sums) -> Coordinates:
        """Those that suit pixels with these sums."""
        variances = sums.scatter / max(sums.count, 1)
        largest = float(np.diag(variances).max())
        factor, order, rank, _ = dpstrf(variances, tol=SMALLEST * largest, lower=1)
        order = order.astype(np.intp) - 1
        bands, lower = len(order), np.tril(factor)[:, :rank]
        left = np.zeros(bands)
        left[:rank] = np.diag(lower) ** 2
        enough = REST * (left[rank - 1] if rank else 0.0)
        most = min(rank, sums.count // PIXELS_PER_PIVOT)
        many = min(int(np.count_nonzero(left > enough)), most)
        weights = np.zeros((bands, many), np.float32)
        expected = np.full(bands, max(enough, left[min(many, bands - 1)]))
        if many:
            unit = lower[:many, :many] / np.diag(lower)[:many]
            inverse = np.linalg.inv(unit)
            weights[order[:many]] = np.tril(np.eye(many) - inverse, -1)
            explained = lower[many:, :many] / np.diag(lower)[:many]
            weights[order[many:]] = explained @ inverse
        expected[order[:many]] = left[:many]
        return cls(sums.count, sums.mean.astype(np.float32), order[:many], weights, expected)

    def suit(self, squares: FloatArray, count: int) -> bool:
        """Whether products ``(bands, bands)`` lose nothing that matters in a total of ``count``."""
        return bool((np.diag(squares) <= EXCESS * count * self.expected).all())

    def explained(self) -> FloatArray:
        """The matrix ``(bands, pivots)`` in ``d = y + explained @ y[pivots]``."""
        weights = self.weights.astype(np.float64)
        unit = np.eye(len(self.pivots)) - weights[self.pivots]
        explain: FloatArray = np.linalg.solve(unit.T, weights.T).T
        return explain

    @one_thread()
    def back(self, count: int, total: FloatArray, squares: FloatArray) -> Sums:
        """The sums of the pixels whose coordinates add up to these.

        Args:
            count: of pixels.
            total: ``(bands,)``, their coordinates added up.
            squares: ``(bands, bands)``, the lower triangle of their products added up.
        """
        lower = np.tril(squares)
        squares = lower + np.tril(lower, -1).T
        explain = self.explained()
        mean = total / max(count, 1)
        scatter = squares - count * np.outer(mean, mean)
        scatter += explain @ scatter[self.pivots]
        scatter += scatter[:, self.pivots] @ explain.T
        mean = self.shift + mean + explain @ mean[self.pivots]
        return Sums(count, mean, scatter)


class OnDevice:
    """Changes pixels into coordinates on a device."""

    def __init__(self, coordinates: Coordinates, device: torch.device) -> None:
        self._shift = torch.from_numpy(coordinates.shift).to(device)[:, None]
        self._pivots = torch.from_numpy(coordinates.pivots).to(device)
        self._weights = torch.from_numpy(coordinates.weights).to(device)
        self._made, self._known = Scratch(), Scratch()

    def __call__(self, pixels: torch.Tensor) -> torch.Tensor:
        """Coordinates of pixels ``(bands, count)``; the next call of the thread overwrites them."""
        bands, count = pixels.shape
        made = self._made.like(bands, count, pixels)
        torch.sub(pixels, self._shift, out=made)
        if len(self._pivots):
            known = self._known.like(len(self._pivots), count, pixels)
            torch.index_select(made, 0, self._pivots, out=known)
            made.addmm_(self._weights, known, alpha=-1)
        return made
