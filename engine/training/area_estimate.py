"""Areas of classes and the accuracy of a map from a random sample of reference points.

The area that a map shows is biased by its errors. A sample of points, each of which had a known
chance to be drawn, corrects it and says how far the estimate can be off. From labels that were
drawn in any other way nothing of the kind follows.

Source: Olofsson, Foody, Herold, Stehman, Woodcock, Wulder (2014), "Good practices for estimating
area and assessing accuracy of land change", Remote Sensing of Environment 148, eq. 1 to 11.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

Z95 = 1.96
"""Half the width of a 95 % confidence interval in standard errors, as in the paper."""

LEAST_POINTS = 2
"""In every mapped class: a single one has no spread."""


@dataclass(frozen=True)
class Estimate:
    """A number with the half width of its 95 % confidence interval, each ``(classes,)``.

    NaN where it does not exist: the users' accuracy of a class that is not mapped, the producers'
    accuracy of one that no reference point has.
    """

    value: Floats
    half_width: Floats


@dataclass(frozen=True)
class AreaEstimate:
    """What a random sample says of a map.

    Attributes:
        overall: overall accuracy, one entry.
        users: of each mapped class, how much of it is right.
        producers: of each class on the ground, how much of it is mapped.
        share: of each class on the ground, of the mapped area.
    """

    overall: Estimate
    users: Estimate
    producers: Estimate
    share: Estimate


def estimate(matrix: Integers, shares: Floats) -> AreaEstimate:
    """Estimates accuracy and areas.

    The same equations serve a sample that is stratified by the mapped classes and, as a
    poststratified estimate, a simple random one (section 4 of the paper).

    Args:
        matrix: numbers of sample points, ``(classes, classes)``; a row is a mapped class, a
            column the reference, as in the paper.
        shares: of every mapped class, of the mapped area; they sum to 1.

    Raises:
        ValueError: a mapped class has fewer than ``LEAST_POINTS`` points.
    """
    counts, mapped = matrix.astype(np.float64), shares > 0
    points = counts.sum(axis=1)
    if (points[mapped] < LEAST_POINTS).any():
        raise ValueError(f"a mapped class has fewer than {LEAST_POINTS} sample points")
    n = np.where(mapped, points, LEAST_POINTS)  # rows that are not mapped are 0 anyway
    weight = np.where(mapped, shares, 0.0)
    within = np.where(mapped[:, None], counts / n[:, None], 0.0)
    joint = weight[:, None] * within  # eq. 4
    truth, right = joint.sum(axis=0), np.diag(within)
    row_variance = right * (1 - right) / (n - 1)
    users = np.where(mapped, right, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        producers = np.where(truth > 0, np.diag(joint) / truth, np.nan)
        cells = within * (1 - within) / (n - 1)[:, None]
        others = (weight**2) @ cells - weight**2 * np.diag(cells)
        # eq. 7, divided by the squared size of the map
        producers_variance = (
            weight**2 * (1 - producers) ** 2 * row_variance + producers**2 * others
        ) / truth**2
    share_variance = ((weight[:, None] * joint - joint**2) / (n - 1)[:, None]).sum(axis=0)  # eq. 10
    return AreaEstimate(
        _estimate(np.array([np.trace(joint)]), np.array([weight**2 @ row_variance])),
        _estimate(users, np.where(mapped, row_variance, np.nan)),
        _estimate(producers, producers_variance),
        _estimate(truth, share_variance),
    )


def _estimate(value: Floats, variance: Floats) -> Estimate:
    return Estimate(value, Z95 * np.sqrt(np.maximum(variance, 0.0)))
