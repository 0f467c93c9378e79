"""Fits multinomial logistic regression to standardised features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .fit_kernel import class_weights
from .softmax import SoftmaxLoss
from .split import Integers

Matrix = npt.NDArray[np.float64]

INVERSE_PENALTY = 0.1
"""Against the sum of the pixels' losses: for standardised bands, which are many and alike."""

INVERSE_PENALTY_MANY = 1.0
"""The same of members that count where there are hundreds of pixels a class."""

MAX_ITERATIONS = 200
TOLERANCE = 2e-4
LEAST_SCORE = -30.0
"""Of classes without training pixels."""

STEEPNESS = 0.5
"""The largest curvature of the loss of a pixel along its score for a class.

Source: Böhning (1992), "Multinomial logistic regression algorithm", AISM 44(1), eq. 2.9.
"""


@dataclass(frozen=True)
class LogisticFit:
    """``features @ weight.T + bias``."""

    weight: Matrix
    bias: Matrix


def fit_logistic(
    features: Matrix, classes: Integers, count: int, inverse_penalty: float, *, evened: bool
) -> LogisticFit:
    """Fits ``(pixels, dims)`` to classes from 0.

    Bands are nearly copies of each other, so the fit takes place along their principal axes, each
    scaled by how steep the loss can be along it: a quarter of the steps then are enough.

    Args:
        features, classes, count: as of ``fit_kernel.fit_kernel``.
        inverse_penalty: see ``INVERSE_PENALTY``.
        evened: whether the weights of classes are evened out in part, or every pixel counts 1.
    """
    present, place = np.unique(classes, return_inverse=True)
    weight, bias = np.zeros((count, features.shape[1])), np.full(count, LEAST_SCORE)
    if len(present) < 2:
        bias[present] = 0.0
        return LogisticFit(weight, bias)
    weights = class_weights(classes, count) if evened else np.ones(len(classes))
    penalty = 1.0 / (inverse_penalty * len(classes))
    mean = features.mean(axis=0)
    centred = features - mean
    variances, axes = np.linalg.eigh(centred.T @ centred / len(centred))
    scaled = axes / np.sqrt(STEEPNESS * np.maximum(variances, 0.0) + penalty)
    found = SoftmaxLoss(centred @ scaled, place.reshape(-1), weights).fitted(
        penalty * np.square(scaled).sum(axis=0), tolerance=TOLERANCE, iterations=MAX_ITERATIONS
    )
    weight[present] = found.weight @ scaled.T
    bias[present] = found.bias - weight[present] @ mean
    return LogisticFit(weight, bias)
