"""Puts scores of any detector on one scale: how rare so high a score is in this scene.

Source: the sum of logarithms of tail probabilities joins independent tests: Fisher (1932),
"Statistical Methods for Research Workers", section 21.1; the straight line over the logarithm of
the score is the Pareto tail of Hill (1975), "A simple general approach to inference about the tail
of a distribution", Annals of Statistics 3(5), here through two quantiles.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

TAIL_SHARE = 0.01
"""Above this share of the pixels the ranks give way to a straight line."""

SECOND_SHARE = TAIL_SHARE / 4
"""The line goes through the scores that these two shares of the pixels exceed."""

LEAST_TAIL_PX = 20
"""With fewer pixels beyond the second share its place is chance, and the ranks stay."""


def tail_ranks(scores: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Minus the logarithm of the share of pixels with at least that score; NaN stays NaN.

    Ranks alone would give the highest score of every scene the same value and hide by how much it
    stands out. So the highest 1 % follow a Pareto tail, which has no upper end.

    Args:
        scores: of any shape, no less than 0.
    """
    known = np.isfinite(scores)
    values = scores[known].astype(np.float64)
    made = np.full(scores.shape, np.nan, np.float32)
    if not values.size:
        return made
    shares = 1 - (rankdata(values) - 0.5) / values.size
    rarity = -np.log(shares)
    begin, second = np.quantile(values, [1 - TAIL_SHARE, 1 - SECOND_SHARE])
    if begin > 0 and second > begin and values.size * SECOND_SHARE >= LEAST_TAIL_PX:
        slope = np.log(TAIL_SHARE / SECOND_SHARE) / np.log(second / begin)
        high = values > begin
        rarity[high] = slope * np.log(values[high] / begin) - np.log(TAIL_SHARE)
    made[known] = rarity
    return made
