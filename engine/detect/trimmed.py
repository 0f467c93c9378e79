"""Mean and covariance of an area without its most unusual pixels.

Anomalies are in the statistics that they are compared with, which hides them, and the more of them
there are the better. So the background is estimated again from the pixels that fit it best.

Source: Rousseeuw, Van Driessen (1999), "A fast algorithm for the minimum covariance determinant
estimator", Technometrics 41(3), theorem 1 (the concentration step), begun at the moments of all
pixels.
"""

from __future__ import annotations

import torch

from ..output.statistics import ScoreStatistics
from ..stream.operator import Batch
from .detector import SceneRun
from .rx import Background, MomentsReducer, RxOperator, background

TRIMMED_SHARE = 0.02
"""How many of the pixels are left out: more than anomalies make up of any usual scene."""


class DistancesReducer:
    """Statistics of the squared distances of all valid pixels to a background."""

    def __init__(self, model: Background, device: torch.device) -> None:
        self.statistics = ScoreStatistics()
        self._distances = RxOperator(model, device)

    def update(self, batch: Batch) -> None:
        self.statistics.add(self._distances(batch)[:, 0][batch.valid].cpu().numpy())


class TrimmedMomentsReducer:
    """Moments of the valid pixels that are no farther from a background than ``farthest``.

    Attributes:
        moments: of these pixels.
    """

    def __init__(self, model: Background, farthest: float, device: torch.device) -> None:
        self.moments = MomentsReducer(len(model.mean), device)
        self._distances = RxOperator(model, device)
        self._farthest = farthest

    def update(self, batch: Batch) -> None:
        near = batch.valid & (self._distances(batch)[:, 0] <= self._farthest)
        self.moments.update(Batch(batch.values, near, batch.windows, batch.measured))


def trimmed_moments(run: SceneRun, moments: MomentsReducer) -> MomentsReducer:
    """Estimates moments from all but the most unusual pixels, in two passes.

    The covariance is a little smaller than that of all ordinary pixels, since their own tail is cut
    too. That scales all distances alike and changes no order.

    Args:
        run: the scene.
        moments: of all its valid pixels.

    Raises:
        AllNodata, TooSmall: the area has too few valid pixels, or all are the same.
    """
    model = background(moments)
    distances = DistancesReducer(model, run.device)
    run.reduce(distances)
    farthest = distances.statistics.quantile(1 - TRIMMED_SHARE)
    trimmed = TrimmedMomentsReducer(model, farthest, run.device)
    run.reduce(trimmed)
    return trimmed.moments
