"""Fits multinomial logistic regression with a ridge penalty, quickly.

The pixels are kept in float32 and cut into chunks; sums are made in float64 and in a fixed order,
so that the same input gives the same bytes on any number of cores.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..threads import in_chunks
from .split import Integers

Matrix = npt.NDArray[np.float64]

CORRECTIONS = 10
"""Steps that L-BFGS remembers; SciPy's default."""


@dataclass(frozen=True)
class Coefficients:
    """``weight @ features + bias``.

    Attributes:
        weight: ``(classes, dims)``.
        bias: ``(classes,)``.
    """

    weight: Matrix
    bias: Matrix

    @staticmethod
    def zero(classes: int, dims: int) -> Coefficients:
        return Coefficients(np.zeros((classes, dims)), np.zeros(classes))


class PixelLosses:
    """Negative log-likelihoods of pixels, whose scores are divided by various temperatures.

    Args:
        scores: ``(pixels, classes)``.
        classes: ``(pixels,)``, from 0.
    """

    def __init__(self, scores: Matrix, classes: Integers) -> None:
        gaps = np.ascontiguousarray(scores.T) - scores[np.arange(len(classes)), classes]
        self._most = gaps.max(axis=0)
        self._below = gaps - self._most

    def at(self, temperature: float) -> Matrix:
        """``(pixels,)``."""
        total = np.exp(self._below / temperature).sum(axis=0)
        made: Matrix = np.log(total) + self._most / temperature
        return made


class SoftmaxLoss:
    """The mean loss of weighted pixels.

    Args:
        features: ``(pixels, dims)``, about 1 in size.
        classes: ``(pixels,)``, from 0 without gaps.
        weights: ``(pixels,)``; only their ratios matter.
    """

    def __init__(
        self, features: npt.NDArray[np.floating], classes: Integers, weights: Matrix
    ) -> None:
        self._x = np.ascontiguousarray(features, np.float32)
        self._y = classes
        self._weights = (weights / weights.sum()).astype(np.float32)
        self._count = int(classes.max()) + 1

    def fitted(
        self,
        penalty: float | Matrix,
        start: Coefficients | None = None,
        *,
        tolerance: float,
        iterations: int,
    ) -> Coefficients:
        """Minimises the mean loss plus half of ``penalty`` times the squared weights.

        Args:
            penalty: of all dims, or ``(dims,)``.
            start: where to begin; at zero without it.
            tolerance: largest gradient at which to end.
            iterations: after which to end anyhow: an early end is a slightly stronger penalty.
        """
        from scipy.optimize import minimize

        dims = self._x.shape[1]
        begin = start or Coefficients.zero(self._count, dims)
        shape = (self._count, dims + 1)

        def loss(free: Matrix) -> tuple[float, Matrix]:
            both = free.reshape(shape)
            weight = both[:, :-1]
            value, slope = self._value_and_slope(weight, both[:, -1])
            drawn = penalty * weight
            slope[:, :-1] += drawn
            return value + 0.5 * float((drawn * weight).sum()), slope.ravel()

        found = minimize(
            loss,
            np.column_stack([begin.weight, begin.bias]).ravel(),
            jac=True,
            method="L-BFGS-B",
            options={
                "gtol": tolerance,
                "ftol": 0.0,
                "maxiter": iterations,
                "maxcor": CORRECTIONS,
            },
        )
        both = found.x.reshape(shape)
        return Coefficients(both[:, :-1].copy(), both[:, -1].copy())

    def _value_and_slope(self, weight: Matrix, bias: Matrix) -> tuple[float, Matrix]:
        """Mean loss and its gradient ``(classes, dims + 1)``."""
        thin, offset = weight.astype(np.float32), bias.astype(np.float32)[:, None]

        def of_chunk(place: slice) -> tuple[float, Matrix]:
            x, y, weights = self._x[place], self._y[place], self._weights[place]
            pixels = np.arange(len(y))
            scores = thin @ x.T  # classes first: the sums over them run along whole rows
            scores += offset
            scores -= scores.max(axis=0)
            own = scores[y, pixels]
            np.exp(scores, out=scores)
            total = scores.sum(axis=0)
            value = float(weights @ (np.log(total) - own).astype(np.float64))
            scores *= weights / total
            scores[y, pixels] -= weights
            return value, np.column_stack([scores @ x, scores.sum(axis=1)]).astype(np.float64)

        value, slope = 0.0, np.zeros((self._count, self._x.shape[1] + 1))
        for each, its_slope in in_chunks(of_chunk, len(self._y)):
            value += each
            slope += its_slope
        return value, slope
