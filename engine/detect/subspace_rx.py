"""Reed-Xiaoli detector in the components of a scene that are more than noise.

In global RX every direction counts the same, also the many that hold nothing but noise: each adds
its share to the score of every pixel and hides what stands out in the others. Noise is told from
the scene by its space: neighbouring pixels share what is on the ground, not their noise. So the
components of maximum noise fraction are made, those that are mostly noise are left out, and the
distance is taken in the rest. Noise of any covariance is whitened on the way, so that bands of
different noise need no weights.

Objects of a few pixels and the edges of fields differ from their neighbours as noise does, only
more: the most unusual tenth of the differences is left out of the noise. Without that a pixel alone
would be all noise, however bright. An object that is unlike everything else is kept as a component
of its own if it adds half as much as noise to the variance of the area; what is weaker shows in the
components of the scene only, or not at all: that is what other detectors are for.

Leaving out the one to ten strongest principal components instead, as a subspace of the background,
was tried on the four public scenes: it gained 0.0005 of the area under the curve at most and lost
up to 0.03.

Source: Green, Berman, Switzer, Craig (1988), "A transformation for ordering multispectral data in
terms of image quality with implications for noise removal", IEEE TGRS 26(1); the noise is that of
section III, by differences of neighbours. Leaving out: see ``trimmed``; the factor that makes up
for the tail of noise itself is that of Croux, Haesbroeck (1999), "Influence function and efficiency
of the minimum covariance determinant scatter matrix estimator", J. Multivariate Anal. 71(2).
"""

from __future__ import annotations

from contextlib import closing
from typing import Any

import numpy as np
import torch

from ..devices import named_memory_errors
from ..scene.grid import Grid
from ..scene.quality import refuse_if_empty
from ..stream.loop import stream_batches
from ..stream.operator import Batch, Reducer
from ..stream.sink import Sink
from .detector import SceneRun
from .rx import (
    Background,
    FloatArray,
    MomentsReducer,
    RxOperator,
    background,
    lower_triangular,
)
from .trimmed import DistancesReducer, TrimmedMomentsReducer

LEAST_SIGNAL = 0.5
"""Variance of the ground in units of the noise from which a component is kept. Of 0.5, 1, 2 and 3
it was the best on the four public scenes."""

LEFT_OUT = 0.1
"""Share of the differences that is left out of the noise. None, 0.02, 0.05 and 0.1 gave a mean area
under the curve of 0.943, 0.947, 0.948 and 0.951 on the four public scenes."""

SMALLEST_NOISE = 1e-6
"""Bands have at least this share of the mean noise variance; synthetic ones may have none."""


def noise_covariance(run: SceneRun) -> FloatArray:
    """Covariance of the noise of a pixel, ``(bands, bands)``; three passes.

    Raises:
        AllNodata, TooSmall: there are too few neighbours.
    """
    from scipy.stats import chi2

    pairs = noise_moments(run)
    step, differences = pairs.moments()
    share = 1.0
    if differences.any():
        model = background(pairs)
        distances = DistancesReducer(model, run.device)
        reduce_differences(run, distances)
        farthest = distances.statistics.quantile(1.0 - LEFT_OUT)
        near = TrimmedMomentsReducer(model, farthest, run.device)
        reduce_differences(run, near)
        step, differences = near.moments.moments()
        kept, bands = 1.0 - LEFT_OUT, len(step)
        share = float(chi2.cdf(chi2.ppf(kept, bands), bands + 2)) / kept
    made: FloatArray = (differences + np.outer(step, step)) / (2.0 * share)
    return made


def noise_moments(run: SceneRun) -> MomentsReducer:
    """Moments of the differences between all neighbours; one pass."""
    moments = MomentsReducer(run.plan.out_bands, run.device)
    reduce_differences(run, moments)
    return moments


def reduce_differences(run: SceneRun, reducer: Reducer) -> None:
    """Shows the differences between neighbours along rows and columns to a reducer; one pass.

    The windows have a halo, so that no pair is lost between them. Pairs with a masked pixel, and
    those that reach over the edge of the scene, do not count.
    """
    batches = stream_batches(
        run.scene,
        run.plan,
        device=run.device,
        context=run.context,
        phase="statistics",
        area=run.area,
        halo_px=1,
        memory_mib=run.memory_mib,
    )
    with closing(batches):
        for batch in batches:
            with named_memory_errors(run.device), torch.inference_mode():
                reducer.update(_differences(batch, run.scene.grid, down=1, right=0))
                reducer.update(_differences(batch, run.scene.grid, down=0, right=1))
            del batch


def _differences(batch: Batch, grid: Grid, *, down: int, right: int) -> Batch:
    """Takes each pixel of the windows from its neighbour; the batch has a halo of 1."""
    _, _, height, width = batch.values.shape
    rows, cols = slice(1 + down, height - 1 + down), slice(1 + right, width - 1 + right)
    both = batch.valid[:, 1:-1, 1:-1] & batch.measured[:, rows, cols]
    for number, window in enumerate(batch.windows):
        if down and window.row_end == grid.height:
            both[number, -1] = False  # its neighbour is mirrored
        if right and window.col_end == grid.width:
            both[number, :, -1] = False
    values = batch.values[:, :, rows, cols] - batch.values[:, :, 1:-1, 1:-1]
    return Batch(values, both, batch.windows, both)


def cleaned(moments: MomentsReducer, noise: FloatArray) -> Background:
    """Makes the background model in the components that are more than noise.

    Args:
        moments: of the pixels.
        noise: covariance of the noise, ``(bands, bands)``.

    Returns:
        A model with fewer components than bands; at least one.

    Raises:
        AllNodata, TooSmall: too few pixels, or all of them are the same.
    """
    from scipy.linalg import eigh

    model = background(moments)  # refuses what is too small or constant
    mean, covariance = moments.moments()
    bands = len(mean)
    level = max(float(np.trace(noise)), SMALLEST_NOISE * float(np.trace(covariance))) / bands
    ratios, vectors = eigh(covariance, noise + SMALLEST_NOISE * level * np.eye(bands))
    kept = ratios > 1.0 + LEAST_SIGNAL
    kept[-1] = True
    root = vectors[:, kept].T / np.sqrt(ratios[kept])[:, None]
    return Background(mean, lower_triangular(root), model.shrinkage, moments.count)


class AnomalyDetector:
    """Squared Mahalanobis distance to the mean of the area in its components above the noise."""

    title = "Reed-Xiaoli above the noise"
    source = "Green, Berman, Switzer, Craig (1988), IEEE TGRS 26(1)"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        moments = MomentsReducer(run.plan.out_bands, run.device)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        model = cleaned(moments, noise_covariance(run))
        run.map(RxOperator(model, run.device), sink)
        return {"components": len(model.whitener), "bands": len(model.mean)}
