"""The default detector: three views of what is unusual, joined by how rare each finds a pixel.

* Global: distance to the scene without its most unusual pixels. Finds what is unlike everything,
  however large it is.
* Local: distance to the ring around each pixel, without what was found unusual before. Finds
  what is common elsewhere but not here.
* Small objects: what area openings of the leading components take away. Finds what is small
  whatever is around it, also where two kinds of ground meet.

There is no setting: the same numbers serve all scenes. They are those in the middle of a wide
plateau, on public scenes and on ones with planted objects; see ``tests/bench/bench_anomaly.py``.

Source: the members name theirs; sums of logarithms of tail probabilities: Fisher (1932),
"Statistical Methods for Research Workers", section 21.1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..context import Context
from ..scene.grid import Window
from ..scene.quality import refuse_if_empty
from ..stream.operator import Batch
from ..stream.sink import Sink
from .detector import ROLE, SceneRun
from .planes import ROLE_OF_PLANES, Plane, PlanesSink, planes, strips
from .ring_sums import Ring, ring_distances
from .rx import Background, MomentsReducer, RxOperator, lower_triangular
from .small_objects import small_objects
from .tail_ranks import score_statistics, tail_ranks
from .trimmed import TRIMMED_SHARE, trimmed_moments

FloatArray = npt.NDArray[np.float64]

LOCAL_COMPONENTS, PICTURES = 15, 10
"""Leading components that the local detector compares, and that are looked at as pictures."""

GLOBAL_NOISE, COMPONENT_NOISE = 0.003, 0.1
"""Variance that counts as noise in every direction, in shares of the mean variance of a band. It
keeps directions that hold nothing but noise from adding as much as those that hold the scene."""

RING = Ring(inner=9, outer=25)
OBJECTS_PX = (25, 100)
"""Small objects have fewer pixels: a car or a boat, and an aeroplane or a roof."""

LEFT_OUT = 0.05
"""Share of pixels that are in no ring, after all three members have seen the scene once."""

GLOBAL_WEIGHT = 0.25
"""What is unlike everything is mostly unlike its surroundings too, but what is unlike its
surroundings may be common elsewhere; this keeps what is too large for the other two."""

LEAST_LEFT = 1e-6
"""Share of all variance that the ordinary pixels have at least: where they are all the same, as in
a made-up scene, nothing could be compared with them."""


class ComponentsOperator:
    """Maps components and the distance to a background, in this order, as role ``planes``."""

    halo_px = 0
    overlap_px = 0
    window_px: int | None = None

    def __init__(
        self, mean: FloatArray, matrix: FloatArray, model: Background, device: torch.device
    ) -> None:
        """Moves everything to the device.

        Args:
            mean: ``(bands,)``.
            matrix: ``(components, bands)``.
            model: what distances are taken to.
            device: where the batches are.
        """
        self._mean = torch.from_numpy(mean.astype(np.float32)).to(device)[:, None]
        self._matrix = torch.from_numpy(np.ascontiguousarray(matrix, np.float32)).to(device)
        self._distances = RxOperator(model, device)

    def __call__(self, batch: Batch) -> torch.Tensor:
        components = self._matrix @ (batch.values.flatten(2) - self._mean)
        shape = (len(batch.values), len(self._matrix), *batch.values.shape[2:])
        return torch.cat((components.reshape(shape), self._distances(batch)), dim=1)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        return {ROLE_OF_PLANES: blended.masked_fill(~valid, float("nan")).cpu().numpy()}


class AnomalyDetector:
    """Trimmed global, trimmed local and small objects, each by the rarity of its score."""

    title = "global, local and small objects"
    source = (
        "Reed, Yu (1990), IEEE TASSP 38(10); Rousseeuw, Van Driessen (1999), Technometrics 41(3); "
        "Kang et al. (2017), IEEE TGRS 55(10); Fisher (1932)"
    )
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        # Exact, since components of nearly equal variance would turn with rounding errors.
        moments = MomentsReducer(run.plan.out_bands, run.device)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        model = _trimmed(run, moments)
        mean, covariance = moments.moments()
        matrix, variances = scaled_components(covariance)
        window = run.area.window
        with planes(len(matrix) + 1, window) as made:
            run.map(ComponentsOperator(mean, matrix, model, run.device), PlanesSink(made))
            scores = fused_scores(made, variances, _progress(run.context))
            _write(scores, sink, run.context)
        return {
            "components": len(matrix),
            "ring": [RING.inner, RING.outer],
            "objects_px": list(OBJECTS_PX),
            "left_out": LEFT_OUT,
            "global_weight": GLOBAL_WEIGHT,
        }


def scaled_components(covariance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Principal components, divided by the deviation they would have with noise added.

    Returns:
        ``(components, bands)``, and their variances, which are 1 where there is hardly noise.
    """
    values, vectors = np.linalg.eigh(covariance)
    values = np.maximum(values[::-1][:LOCAL_COMPONENTS], 0)
    with_noise = values + COMPONENT_NOISE * np.trace(covariance) / len(covariance)
    matrix = vectors[:, ::-1][:, :LOCAL_COMPONENTS].T / np.sqrt(with_noise)[:, None]
    return matrix, values / with_noise


def fused_scores(
    made: Plane, variances: FloatArray, check: Callable[[float], None] = lambda done: None
) -> Plane:
    """Joins the members, in two rounds: what the first finds is no background in the second.

    Args:
        made: components and, last, the global distance: ``(count + 1, rows, cols)``; NaN is masked.
            That last plane is changed.
        variances: of the components.
        check: told which share is done; what it raises ends the work.

    Returns:
        The last plane of ``made``, with the joined scores.

    Raises:
        DiskFull, PermissionRefused, WriteFailed: see ``planes``.
    """
    components, far = made[:-1], tail_ranks(made[-1])
    with planes(len(OBJECTS_PX), Window(0, 0, *far.shape)) as work:
        small_objects(components[:PICTURES], OBJECTS_PX, work, lambda done: check(done / 2))
        small, local = work
        for taken in work:
            tail_ranks(taken)
        small += local
        small /= len(OBJECTS_PX)

        ordinary = far <= -np.log(TRIMMED_SHARE)
        ring_distances(
            components, variances, ordinary, RING, local, lambda done: check(0.5 + done / 4)
        )
        first = tail_ranks(local)
        first += far
        first += small
        ordinary = first <= score_statistics(first).quantile(1 - LEFT_OUT)
        ring_distances(
            components, variances, ordinary, RING, local, lambda done: check(0.75 + done / 4)
        )
        far *= GLOBAL_WEIGHT
        far += small
        far += tail_ranks(local)
    return far


def _trimmed(run: SceneRun, moments: MomentsReducer) -> Background:
    """The background without the most unusual pixels, with noise in all directions; two passes."""
    trimmed = trimmed_moments(run, moments)
    mean, covariance = trimmed.moments()
    _, everything = moments.moments()
    share = GLOBAL_NOISE / (1 + GLOBAL_NOISE)
    values, vectors = np.linalg.eigh(covariance)
    spread = max(np.trace(covariance), LEAST_LEFT * np.trace(everything))
    noise = GLOBAL_NOISE * spread / len(covariance)
    root = vectors.T / np.sqrt(np.maximum(values, 0) + noise)[:, None]
    return Background(mean, lower_triangular(root), share, trimmed.count)


def _progress(context: Context) -> Callable[[float], None]:
    """Reports the work on the planes as one phase, and ends it when the run is cancelled."""

    def check(done: float) -> None:
        context.progress("fit", round(1000 * done), 1000)
        context.check_cancelled()

    return check


def _write(scores: Plane, sink: Sink, context: Context) -> None:
    for rows in strips(scores.shape):
        context.check_cancelled()
        strip = np.ascontiguousarray(scores[rows], dtype=np.float32)
        sink.write(Window(rows.start, 0, *strip.shape), {ROLE: strip})
