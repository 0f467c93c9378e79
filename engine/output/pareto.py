"""The generalised Pareto distribution of a range of a tail, fitted to counts in bins.

Source: Pickands (1975), "Statistical inference using extreme order statistics", Annals of
Statistics 3(1); Davison, Smith (1990), "Models for exceedances over high thresholds", JRSS B 52(3).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

SHAPE_LIMIT = 0.49
PRIOR_LOW, PRIOR_HIGH = 8.0, 5.0
"""Exponents of the prior of the shape: a beta distribution on -0.5 to 0.5 with mean 0.1.
Source: Martins, Stedinger (2000), "Generalized maximum-likelihood generalized extreme-value
quantile estimators", WRR 36(3), with their sign of the shape turned."""
PRIOR_WEIGHT = 5.0
"""Of the prior's logarithm. It decides only where a short range leaves the shape open: measured,
1 leaves twice as many thresholds off by more than a factor of 2 where 1 % are anomalies."""

FIRST_STEP, NEXT_STEP = 0.2, 0.02
"""Of the search for shape and log(scale), from a guess and from the law of a shorter range."""

ALMOST_EXPONENTIAL = 1e-6


@dataclass(frozen=True)
class Pareto:
    """How the background goes on above the start of a range.

    Attributes:
        shape: 0 is exponential, above 0 heavy, below 0 bounded.
        scale: in units of the scores.
        log_likelihood: of the counts it was fitted to, with the shape's prior.
    """

    shape: float
    scale: float
    log_likelihood: float

    def survival(self, excess: FloatArray) -> FloatArray:
        """The share of what exceeds the start that exceeds it by more than ``excess``."""
        return _survival(excess, self.shape, self.scale)

    def excess(self, share: float) -> float:
        """The excess over the start that the share ``share`` (0..1] has."""
        if abs(self.shape) < ALMOST_EXPONENTIAL:
            return -self.scale * math.log(share)
        return self.scale * float(share**-self.shape - 1.0) / self.shape


def fit_pareto(edges: FloatArray, counts: FloatArray, start: Pareto | None = None) -> Pareto:
    """Fits the distribution to the counts of a range; nothing beyond its last edge plays a part.

    Args:
        edges: excesses over the start of the range, ascending from 0, ``(bins + 1,)``; the last may
            be infinite.
        counts: ``(bins,)``.
        start: where to search from.
    """
    from scipy.optimize import minimize

    if start is None:
        middle = float(np.interp(0.5, np.cumsum(counts) / counts.sum(), edges[:-1]))
        first = np.array([0.1, math.log(max(1.4 * middle, 1e-30))])
    else:
        first = np.array([start.shape, math.log(start.scale)])

    def loss(found: FloatArray) -> float:
        shape = float(found[0])
        if abs(shape) > SHAPE_LIMIT:
            return math.inf
        survival = _survival(edges, shape, math.exp(found[1]))
        inside = max(float(survival[0] - survival[-1]), 1e-300)
        shares = np.maximum((survival[:-1] - survival[1:]) / inside, 1e-30)
        prior = PRIOR_LOW * math.log(0.5 + shape) + PRIOR_HIGH * math.log(0.5 - shape)
        return -float((counts * np.log(shares)).sum()) - PRIOR_WEIGHT * prior

    step = FIRST_STEP if start is None else NEXT_STEP
    simplex = first + step * np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    options = {"maxiter": 400, "xatol": 1e-3, "fatol": 1e-2, "initial_simplex": simplex}
    found = minimize(loss, first, method="Nelder-Mead", options=options)
    return Pareto(float(found.x[0]), math.exp(found.x[1]), -float(found.fun))


def _survival(excess: FloatArray, shape: float, scale: float) -> FloatArray:
    scaled = excess / scale
    if abs(shape) < ALMOST_EXPONENTIAL:
        return np.asarray(np.exp(-scaled))
    grown = np.maximum(1.0 + shape * np.where(np.isinf(scaled), 1e300, scaled), 0.0)
    with np.errstate(divide="ignore"):
        made = np.where(grown > 0, grown ** (-1.0 / shape), 0.0)
    return np.asarray(np.where(np.isinf(excess), 0.0, made))
