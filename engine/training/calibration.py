"""How far the probabilities of a classifier can be believed, and the temperature that mends them.

A temperature must not be judged on the pixels it was fitted to: every fold is judged with the one
that its other folds ask for.

Source: Guo, Pleiss, Sun, Weinberger (2017), "On calibration of modern neural networks", eq. 3 and
9; bins of equal mass: Nguyen & O'Connor (2015), "Posterior calibration and exploratory analysis for
natural language processing models", EMNLP.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .fit_linear import best_temperature
from .split import ALWAYS_TRAINED, Integers

Matrix = npt.NDArray[np.float64]

BINS = 15
"""Of a reliability diagram, as in Guo et al. 2017, 4.1."""

LEAST_PIXELS = 20
"""Fewer pixels in a bin say little; with few pixels there are fewer bins."""

MOST_PIXELS = 20_000
"""That a temperature is fitted to, evenly spread: one number needs no more."""

LOWEST_SCORE = -1e4
"""Of a class without training pixels."""

LEAST_TRAINED = LOWEST_SCORE / 2
"""No class with training pixels has a lower score."""


@dataclass(frozen=True)
class Reliability:
    """Bins of about as many pixels each, by ascending confidence.

    Attributes:
        confidence: mean probability of the best class, one entry a bin.
        accuracy: how often that class is the right one.
        pixels: how many pixels there are.
    """

    confidence: tuple[float, ...]
    accuracy: tuple[float, ...]
    pixels: tuple[int, ...]

    @property
    def error(self) -> float:
        """The expected calibration error (Guo et al. 2017, eq. 3)."""
        gaps = np.abs(np.subtract(self.confidence, self.accuracy))
        return float(np.average(gaps, weights=self.pixels))

    def to_json(self) -> dict[str, Any]:
        return {
            "confidence": [round(value, 6) for value in self.confidence],
            "accuracy": [round(value, 6) for value in self.accuracy],
            "pixels": list(self.pixels),
        }


def probabilities(scores: Matrix, temperature: float = 1.0) -> Matrix:
    """``(pixels, classes)`` from scores of the same shape."""
    from scipy.special import softmax

    made: Matrix = softmax(np.maximum(scores, LOWEST_SCORE) / temperature, axis=1)
    return made


def was_trained(scores: Matrix, classes: Integers) -> npt.NDArray[np.bool_]:
    """Whether the class of each pixel had training pixels where its scores come from.

    A pixel of a class that was not trained is wrong at any temperature, and says nothing of it.
    """
    made: npt.NDArray[np.bool_] = scores[np.arange(len(classes)), classes] > LEAST_TRAINED
    return made


def temperature_of(scores: Matrix, classes: Integers, unit: Integers) -> float:
    """The temperature that held-out labels ask for; 1 where there are none.

    Args:
        scores: ``(pixels, classes)``.
        classes: ``(pixels,)``, from 0; see ``was_trained``.
        unit: ``(pixels,)``, the polygon of each.
    """
    known = np.flatnonzero(was_trained(scores, classes))
    if not len(known):
        return 1.0
    some = np.unique(np.linspace(0, len(known) - 1, min(len(known), MOST_PIXELS)).astype(int))
    polygons = len(np.unique(unit[known]))
    used = known[some]
    return best_temperature(np.maximum(scores[used], LOWEST_SCORE), classes[used], polygons)


def temperatures_without(
    scores: Matrix, classes: Integers, fold: Integers, unit: Integers
) -> list[float]:
    """For every fold the temperature of its other folds; see ``temperature_of``."""
    tested = fold != ALWAYS_TRAINED
    made = []
    for number in range(int(fold.max()) + 1):
        others = tested & (fold != number)
        made.append(temperature_of(scores[others], classes[others], unit[others]))
    return made


def reliability(made: Matrix, classes: Integers) -> Reliability:
    """Compares confidence with accuracy.

    Args:
        made: probabilities ``(pixels, classes)`` of at least one pixel.
        classes: ``(pixels,)``, the true ones.
    """
    confidence = made.max(axis=1)
    right = made.argmax(axis=1) == classes
    count = max(1, min(BINS, len(classes) // LEAST_PIXELS))
    order = np.argsort(confidence, kind="stable")
    parts = [part for part in np.array_split(order, count) if len(part)]
    return Reliability(
        tuple(float(confidence[part].mean()) for part in parts),
        tuple(float(right[part].mean()) for part in parts),
        tuple(len(part) for part in parts),
    )
