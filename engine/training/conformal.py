"""Chooses the thresholds of class sets on held-out polygons, and measures what they hold.

Pixels of one polygon say the same thing again, so a polygon counts as one, however many pixels it
has: each spreads its weight evenly over its pixels, and one more polygon's weight lies at infinity,
for the new one that nothing is known of. If polygons are exchangeable, a pixel drawn from a new one
has its class in the set with at least the wanted probability, for any number of polygons.

That is the probability over all calibrations; one that happened on easy polygons would miss more.
So thresholds are raised until nine of ten calibrations reach the wanted rate: by 1.28 standard
errors of the coverage, as the spread between polygons tells them.

The scores come from the folds, whose fits saw fewer polygons than the head itself, and what such
sets hold on new polygons of a real scene is measured by ``make bench-accuracy``.

Source: Lee, Barber, Willett (2023), "Distribution-free inference with hierarchical data",
arXiv:2306.06342; without the weight at infinity it is the pooled distribution of Dunn,
Wasserman, Ramdas (2022), "Distribution-free prediction sets for two-layer hierarchical models",
JASA, which holds for many polygons only. Reaching the rate with most calibrations: Vovk (2012),
"Conditional validity of inductive conformal predictors", ACML, section 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..heads.conformal import EVERYTHING, ConformalSets
from .calibration import Matrix
from .split import Integers

ERROR_RATES = tuple(round(0.01 * n, 2) for n in range(1, 51))
"""Those that a head has thresholds for; the ones that a map may be asked for."""

SURE_ERRORS = 1.2816
"""Standard errors that nine of ten draws of a normal distribution do not exceed."""

DIGITS = 6
_ROUNDING = 1e-9


@dataclass(frozen=True)
class SetQuality:
    """What class sets of pixels with known classes hold; every polygon counts the same.

    Attributes:
        coverage: share of pixels whose class is in their set.
        mean_size: mean number of classes in a set.
        polygons: how many polygons were looked at.
    """

    coverage: float
    mean_size: float
    polygons: int


def conformal_sets(
    made: Matrix,
    classes: Integers,
    unit: Integers,
    error_rates: Sequence[float] = ERROR_RATES,
) -> ConformalSets:
    """Chooses thresholds.

    Args:
        made: probabilities ``(pixels, classes)`` of held-out pixels, at least one. A pixel that
            was held out in several splits comes several times.
        classes: ``(pixels,)``, the true ones.
        unit: ``(pixels,)``, the polygon of each pixel.
        error_rates: ascending.
    """
    misfit = 1.0 - made[np.arange(len(classes)), classes]
    weight = polygon_weights(unit)
    order = np.argsort(misfit, kind="stable")
    reached = _surely_reached(weight[order], unit[order])
    thresholds = []
    for rate in error_rates:
        place = int(np.searchsorted(reached, 1.0 - rate - _ROUNDING))
        found = float(misfit[order[place]]) if place < len(order) else EVERYTHING
        # Rounded up, so that the pixel that decided stays inside.
        thresholds.append(min(EVERYTHING, float(np.ceil(found * 10**DIGITS)) / 10**DIGITS))
    return ConformalSets(tuple(error_rates), tuple(thresholds))


def _surely_reached(weight: Matrix, unit: Integers) -> Matrix:
    """The coverage of new polygons that each threshold surely reaches, ascending.

    Args:
        weight: of the pixels, ``polygon_weights``, from the least misfit to the greatest.
        unit: the polygon of each.
    """
    polygons = int(np.unique(unit).size)
    covered = np.cumsum(weight)
    # With a polygon's share c, the sum of c^2 grows by (2 c + w) w with a pixel of weight w.
    within = _sum_before(weight, unit) * polygons
    step = weight * polygons
    squares = np.cumsum((2.0 * within + step) * step) / polygons
    spread = np.sqrt(np.maximum(squares - covered**2, 0.0) / polygons)
    sure = covered * polygons / (polygons + 1) - SURE_ERRORS * spread
    made: Matrix = np.maximum.accumulate(sure)
    return made


def _sum_before(weight: Matrix, unit: Integers) -> Matrix:
    """For each pixel the weight of the pixels of its polygon that come before it."""
    by_polygon = np.argsort(unit, kind="stable")
    total = np.cumsum(weight[by_polygon]) - weight[by_polygon]
    first = np.flatnonzero(np.diff(unit[by_polygon], prepend=unit[by_polygon][0] - 1))
    sizes = np.diff(np.append(first, len(unit)))
    made = np.empty_like(weight)
    made[by_polygon] = total - np.repeat(total[first], sizes)
    return made


def quality_of(made: Matrix, classes: Integers, unit: Integers, threshold: float) -> SetQuality:
    """Measures class sets; the arguments are those of ``conformal_sets``."""
    inside = made >= 1.0 - threshold - _ROUNDING
    inside[np.arange(len(made)), made.argmax(axis=1)] = True
    weight = polygon_weights(unit)
    return SetQuality(
        float(weight @ inside[np.arange(len(classes)), classes]),
        float(weight @ inside.sum(axis=1)),
        len(np.unique(unit)),
    )


def polygon_weights(unit: Integers) -> Matrix:
    """Weights of pixels which sum to 1; all pixels of a polygon together weigh the same."""
    _, place, counts = np.unique(unit, return_inverse=True, return_counts=True)
    weights: Matrix = 1.0 / (len(counts) * counts[place.reshape(-1)])
    return weights
