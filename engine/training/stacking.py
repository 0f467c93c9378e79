"""Weights members of an ensemble by how likely they make held-out labels.

Their temperatures and penalties are chosen by the same measure. All of them start from what is
usual and leave it only as far as the held-out labels speak for it.

Source: Breiman (1996), "Stacked regressions", Machine Learning 24; for log-probabilities: Ting &
Witten (1999), "Issues in stacked generalization", JAIR 10.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, softmax

from .fit_kernel import KERNEL_TEMPERATURE, class_weights
from .softmax import PixelLosses
from .split import Integers

Matrix = npt.NDArray[np.float64]

CAUTION = 15.0
"""How many held-out pixels' worth of log-likelihood it takes to move the weights by one nat of
relative entropy: labels of neighbours say the same thing again. With a handful of pixels a class
the weights thus stay near the usual ones."""

TEMPERATURE_CAUTION = 20.0
"""How much log-likelihood it takes to move a temperature by a factor e from the usual one."""

LARGEST_GAIN = 1e4
"""Of the joint scores; a first step into a steep direction would else overflow."""

LEAST_GAIN = 1e-4
"""In log-likelihood of a pixel; less is rounding."""

SURE_ERRORS = 2.0
"""Another penalty than the usual one must be better by so many standard errors."""


def held_out_temperature(scores: Matrix, classes: Integers, count: int, usual: float) -> float:
    """The temperature that makes held-out labels most likely; ``usual`` where none is held out.

    Args:
        scores: ``(pixels, classes)``; rows of NaN were not held out.
        classes: ``(pixels,)``, from 0.
        count: how many classes there are.
        usual: the temperature of this kind of scores.
    """
    held = np.isfinite(scores).all(axis=1)
    if not held.any():
        return usual
    scores, classes = scores[held], classes[held]
    weights = class_weights(classes, count)
    losses = PixelLosses(scores, classes)

    def loss(log_temperature: float) -> float:
        likely = float(weights @ losses.at(float(np.exp(log_temperature))))
        return likely + TEMPERATURE_CAUTION * float(log_temperature - np.log(usual)) ** 2

    bounds = (np.log(usual) - 4.0, np.log(usual) + 4.0)
    return float(np.exp(minimize_scalar(loss, bounds=bounds, method="bounded").x))


def moved_penalty(held: Matrix, classes: Integers, count: int, usual: int) -> int:
    """The place of the penalty to take: the usual one, unless another one is surely better.

    Args:
        held: scores ``(penalties, pixels, classes)``; rows of NaN were not held out.
        classes: ``(pixels,)``, from 0.
        count: how many classes there are.
        usual: place of the usual penalty.
    """
    tested = np.isfinite(held[usual]).all(axis=1)
    if tested.sum() < 2:
        return usual
    classes = classes[tested]
    weights = class_weights(classes, count)
    losses = []
    for scores in held[:, tested]:
        temperature = held_out_temperature(scores, classes, count, KERNEL_TEMPERATURE)
        losses.append(weights * PixelLosses(scores, classes).at(temperature))
    gains = [losses[usual] - each for each in losses]
    sure = [
        gain.mean() - SURE_ERRORS * gain.std(ddof=1) / np.sqrt(len(gain)) > LEAST_GAIN
        for gain in gains
    ]
    better = [n for n, yes in enumerate(sure) if yes]
    return max(better, key=lambda n: float(gains[n].mean())) if better else usual


def stacked(
    scores: Sequence[Matrix], classes: Integers, priors: Sequence[float], count: int
) -> Matrix:
    """Weights of members, which sum to 1.

    Args:
        scores: of every member ``(pixels, classes)``, already divided by its temperature.
        classes: ``(pixels,)``, from 0.
        priors: in proportion to the weights without any evidence, greater than 0.
        count: how many classes there are.
    """
    prior: Matrix = np.asarray(priors, np.float64) / np.sum(priors)
    every = np.stack(scores)
    tested = np.isfinite(every).all(axis=(0, 2))
    if len(prior) == 1 or not tested.any():
        return prior
    classes = classes[tested]
    pixels = np.arange(len(classes))
    importance = class_weights(classes, count)
    # Classes before pixels: the sums over them then run along whole rows.
    every = np.ascontiguousarray(every[:, tested].transpose(0, 2, 1)).reshape(len(prior), -1)

    def loss(free: Matrix) -> tuple[float, Matrix]:
        # The last entry lets the joint scores be as sure as held-out labels allow.
        logs: Matrix = np.asarray(log_softmax(free[:-1]))
        weights = np.exp(logs)
        gain = float(np.exp(min(free[-1], np.log(LARGEST_GAIN))))
        joint = weights @ every
        error = gain * joint.reshape(count, -1)
        error -= error.max(axis=0)
        own = error[classes, pixels]
        np.exp(error, out=error)
        total = error.sum(axis=0)
        ratio = logs - np.log(prior)
        value = importance @ (np.log(total) - own) + CAUTION * weights @ ratio
        error *= importance / total
        error[classes, pixels] -= importance
        by_weight = gain * (every @ error.ravel()) + CAUTION * (ratio + 1.0)
        slope = weights * (by_weight - weights @ by_weight)
        return float(value), np.append(slope, gain * float(error.ravel() @ joint))

    found = minimize(loss, np.append(np.log(prior), 0.0), jac=True, method="L-BFGS-B")
    made: Matrix = np.asarray(softmax(found.x[:-1]), np.float64)
    return made
