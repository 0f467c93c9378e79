"""Multinomial logistic regressions in whitened features, of one training set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..heads.linear import LinearHead
from .softmax import Coefficients, SoftmaxLoss
from .split import Integers
from .whitening import whitened, whitening

Features = npt.NDArray[np.float64]

WHITENED = "logistic regression on whitened features"
"""Its name for the user."""

MAX_ITERATIONS = 300

REFINEMENTS = 4
"""Steps from the fit to some pixels towards the one to all of them: measured on made-up scenes, one
step gains nearly everything, and after four nothing changes any more."""


@dataclass(frozen=True)
class Fit:
    """A linear map of the features, in float64.

    Attributes:
        weight: ``(classes, dims)``; classes without training pixels have bias ``-inf``.
        bias: ``(classes,)``.
        strength: the inverse penalty, one of ``fit_linear.STRENGTHS``.
    """

    weight: Features
    bias: Features
    strength: float

    def scores(self, features: npt.NDArray[np.generic]) -> Features:
        """``(pixels, classes)``."""
        made: Features = features.astype(np.float64) @ self.weight.T + self.bias
        return made

    @property
    def members(self) -> tuple[dict[str, object], ...]:
        """What the user is told of the fit."""
        told = {"member": WHITENED, "weight": 1.0, "penalty": 1.0 / self.strength}
        return (told,)

    def with_temperature(self, temperature: float) -> LinearHead:
        return LinearHead(
            np.ascontiguousarray(self.weight, np.float32), self.bias.astype(np.float32), temperature
        )


class WhitenedPath:
    """Fits with several penalties; each starts from the one before.

    Args:
        features: ``(pixels, dims)``.
        classes: ``(pixels,)``, from 0.
        count: how many classes there are, also without pixels.
        tolerance: see ``softmax.SoftmaxLoss.fitted``.
    """

    def __init__(
        self, features: npt.NDArray[np.float32], classes: Integers, count: int, tolerance: float
    ) -> None:
        self._count, self._tolerance = count, tolerance
        self._present = np.unique(classes)
        self._mean, self._whitener = whitening(features, classes)
        self._loss = self._loss_of(features, classes)
        self._last = Coefficients.zero(len(self._present), len(self._mean))

    def fit(self, strength: float) -> Fit:
        """Fits as exactly as asked for."""
        self._last = self._loss.fitted(
            1.0 / strength, self._last, tolerance=self._tolerance, iterations=MAX_ITERATIONS
        )
        return self._unwhitened(strength)

    def refined(self, features: npt.NDArray[np.float32], classes: Integers, strength: float) -> Fit:
        """Goes from the last fit some steps towards the one to these pixels, of the same classes.

        Source: van der Vaart (1998), "Asymptotic statistics", 5.7, one-step estimators.
        """
        self._last = self._loss_of(features, classes).fitted(
            1.0 / strength, self._last, tolerance=self._tolerance, iterations=REFINEMENTS
        )
        return self._unwhitened(strength)

    def _loss_of(self, features: npt.NDArray[np.float32], classes: Integers) -> SoftmaxLoss:
        """All classes count the same in it."""
        place = np.searchsorted(self._present, classes)
        return SoftmaxLoss(
            whitened(features, self._mean, self._whitener), place, 1.0 / np.bincount(place)[place]
        )

    def _unwhitened(self, strength: float) -> Fit:
        weight = np.zeros((self._count, len(self._mean)))
        bias = np.full(self._count, -np.inf)
        weight[self._present] = self._last.weight @ self._whitener.T
        bias[self._present] = self._last.bias - weight[self._present] @ self._mean
        return Fit(weight, bias, strength)
