"""Puts scores of any detector on one scale: how rare so high a score is in this scene.

Source: the sum of logarithms of tail probabilities joins independent tests: Fisher (1932),
"Statistical Methods for Research Workers", section 21.1; the straight line over the logarithm of
the score is the Pareto tail of Hill (1975), "A simple general approach to inference about the tail
of a distribution", Annals of Statistics 3(5), here through two quantiles.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..output.statistics import ScoreStatistics
from .planes import strips

TAIL_SHARE = 0.01
"""Above this share of the pixels the ranks give way to a straight line."""

SECOND_SHARE = TAIL_SHARE / 4
"""The line goes through the scores that these two shares of the pixels exceed."""

LEAST_TAIL_PX = 20
"""With fewer pixels beyond the second share its place is chance, and the ranks stay."""


def tail_ranks(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Makes each score minus the logarithm of the share of pixels with at least it; NaN stays NaN.

    Ranks alone would give the highest score of every scene the same value and hide by how much it
    stands out. So the highest 1 % follow a Pareto tail, which has no upper end. Ranks are those of
    a histogram, whose bins are 0.05 % of the score wide.

    Args:
        scores: ``(rows, cols)``, no less than 0; changed.

    Returns:
        ``scores``.
    """
    statistics = score_statistics(scores)
    if not statistics.count:
        return scores
    edges, counts = statistics.bins()
    edges = edges.astype(np.float32)
    rarity = -np.log(1 - (np.cumsum(counts) - counts / 2) / statistics.count)
    begin = statistics.quantile(1 - TAIL_SHARE)
    second = statistics.quantile(1 - SECOND_SHARE)
    slope = 0.0
    if begin > 0 and second > begin and statistics.count * SECOND_SHARE >= LEAST_TAIL_PX:
        slope = np.log(TAIL_SHARE / SECOND_SHARE) / np.log(second / begin)
        rarity = np.minimum(rarity, -np.log(TAIL_SHARE))
    for rows in strips(scores.shape):
        strip = scores[rows]
        found = rarity[np.searchsorted(edges, strip, side="right") - 1]
        if slope:
            high = strip > begin
            found[high] = slope * np.log(strip[high].astype(np.float64) / begin)
            found[high] -= np.log(TAIL_SHARE)
        strip[...] = np.where(np.isfinite(strip), found, np.nan)
    return scores


def score_statistics(scores: npt.NDArray[np.float32]) -> ScoreStatistics:
    """Statistics of a plane ``(rows, cols)``, without a copy of it."""
    made = ScoreStatistics()
    for rows in strips(scores.shape):
        made.add(scores[rows])
    return made
