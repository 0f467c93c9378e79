"""Fits multinomial logistic regression to standardised features."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .fit_kernel import class_weights
from .split import Integers

Matrix = npt.NDArray[np.float64]

INVERSE_PENALTY = 0.1
"""scikit-learn's C: for standardised bands, which are many and alike."""

INVERSE_PENALTY_MANY = 1.0
"""The same of members that count where there are hundreds of pixels a class."""

MAX_ITERATIONS = 200
TOLERANCE = 1e-3
LEAST_SCORE = -30.0
"""Of classes without training pixels."""


@dataclass(frozen=True)
class LogisticFit:
    """``features @ weight.T + bias``."""

    weight: Matrix
    bias: Matrix


def fit_logistic(
    features: Matrix, classes: Integers, count: int, inverse_penalty: float, *, evened: bool
) -> LogisticFit:
    """Fits ``(pixels, dims)`` to classes from 0.

    Args:
        features, classes, count: as of ``fit_kernel.fit_kernel``.
        inverse_penalty: scikit-learn's C.
        evened: whether the weights of classes are evened out in part, or every pixel counts 1.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    present = np.unique(classes)
    weight, bias = np.zeros((count, features.shape[1])), np.full(count, LEAST_SCORE)
    if len(present) < 2:
        bias[present] = 0.0
        return LogisticFit(weight, bias)
    model = LogisticRegression(C=inverse_penalty, max_iter=MAX_ITERATIONS, tol=TOLERANCE)
    with warnings.catch_warnings():
        # An early end is a slightly stronger penalty.
        warnings.simplefilter("ignore", ConvergenceWarning)
        weights = class_weights(classes, count) if evened else None
        model.fit(features, classes, sample_weight=weights)
    coefficients, intercept = model.coef_, model.intercept_
    if len(present) == 2:
        coefficients = np.vstack([-coefficients, coefficients]) / 2
        intercept = np.concatenate([-intercept, intercept]) / 2
    weight[present], bias[present] = coefficients, intercept
    return LogisticFit(weight, bias)
