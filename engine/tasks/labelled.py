"""Labels as a task wants them: read, cut to its part of the scene, with their pixels' features."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..errors import AllNodata, EngineError, LabelsOutside, OneClass
from ..models.backbone import Backbone
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import stream_batches
from ..training.class_fields import feature_classes
from ..training.fit_linear import thin_out
from ..training.gather import labelled_features
from ..training.labels import Labels, rasterise
from ..vectors import VectorLayer, read_vector, to_grid

FEATURE_BYTES = 1 << 30
"""The features of all labelled pixels may take about so much; the fit needs a few times as much."""

LEAST_PIXELS_PER_CLASS = 1_000
"""Classes keep so many pixels in any case."""


def read_labels(
    values: Mapping[str, Any], scene: Scene, area: Area, context: Context, *, least: int = 2
) -> tuple[VectorLayer, Labels]:
    """Reads the labels of a request.

    Args:
        values: ``labels``, ``layer`` and ``field`` as ``parameters.TRAIN`` declares them.
        scene: where they lie.
        area: labels outside it are left out.
        context: told of progress and notes, asked for cancellation.
        least: how many classes there must be; 1 where those of an earlier head come in addition.

    Returns:
        Their layer on the grid of the scene, and their pixels, of ``least`` classes or more.

    Raises:
        LabelsEmpty, LabelsOutside, OneClass, NoCrs: the labels cannot be used.
        EngineError: the file or its field cannot be used.
    """
    context.progress("labels", 0, 1)
    layer = to_grid(read_vector(values["labels"], values["layer"] or ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, values["field"]), scene.grid)
    for note in labels.notes:
        context.warn(note)
    labels = require_classes(_within(labels, area, scene, layer), layer, least)
    context.progress("labels", 1, 1)
    context.check_cancelled()
    return layer, labels


def with_features(
    labels: Labels,
    layer: VectorLayer,
    scene: Scene,
    plan: BandPlan,
    request: BandRequest,
    made_by: Backbone,
    device: torch.device,
    context: Context,
    memory_mib: int,
    *,
    least: int = 2,
) -> tuple[Labels, npt.NDArray[np.float32]]:
    """Computes the features of labelled pixels; labels of invalid ones are left out.

    Returns:
        The labels that are left, and their features ``(pixels, dims)``.

    Raises:
        AllNodata, LabelsOutside, OneClass: no valid pixel of ``least`` classes is left.
        EngineError: what the scene, the backbone or the device refuse.
    """
    labels = bounded(labels, sum(made_by.channels(request)), FEATURE_BYTES, context)
    features, valid = labelled_features(
        scene,
        plan,
        request,
        made_by,
        labels,
        device=device,
        context=context,
        memory_mib=memory_mib,
    )
    if not valid.all():
        if not valid.any():
            raise _all_masked(scene, plan, layer, device, context)
        labels = _only_valid(labels, valid, context)
        features = features[valid]
    # A class that lost all its pixels has no row in the head.
    return require_classes(labels, layer, least), features


def require_classes(labels: Labels, layer: VectorLayer, least: int = 2) -> Labels:
    """Leaves out classes without pixels.

    Raises:
        OneClass: fewer than ``least`` are left.
    """
    present = np.unique(labels.index)
    if len(present) < least:
        name = labels.classes[int(present[0])].name
        raise OneClass(
            f"The labels of {layer.path} hold one class only: {name}.",
            hint="Draw at least one polygon of another class to train.",
        )
    if len(present) == len(labels.classes):
        return labels
    return Labels(
        tuple(labels.classes[int(place)] for place in present),
        labels.rows,
        labels.cols,
        np.searchsorted(present, labels.index),
        labels.unit,
        labels.dropped,
        labels.notes,
    )


def _within(labels: Labels, area: Area, scene: Scene, layer: VectorLayer) -> Labels:
    """Keeps the labels of the wanted part of the scene."""
    window = area.window
    keep = (labels.rows >= window.row_off) & (labels.rows < window.row_end)
    keep &= (labels.cols >= window.col_off) & (labels.cols < window.col_end)
    inside = area.inside(scene.grid, window)
    if inside is not None:
        rows = np.clip(labels.rows - window.row_off, 0, window.height - 1)
        cols = np.clip(labels.cols - window.col_off, 0, window.width - 1)
        keep &= inside[rows, cols]
    if not keep.any():
        raise LabelsOutside(
            f"None of the labels of {layer.path} lies in the chosen part of the scene.",
            hint="Choose a larger area, or draw labels in it.",
        )
    return labels if keep.all() else labels.take(keep)


def bounded(labels: Labels, dims: int, limit_bytes: int, context: Context) -> Labels:
    """Thins out classes evenly whose features would not fit into memory.

    Args:
        labels: all of them.
        dims: float32 values of a pixel.
        limit_bytes: of all pixels together, unless classes would have too few.
        context: told how many are left.
    """
    most = max(LEAST_PIXELS_PER_CLASS, limit_bytes // (4 * dims * len(labels.classes)))
    kept = thin_out(labels.index, most)
    if len(kept) == len(labels):
        return labels
    context.warn(
        f"{len(kept):,} of {len(labels):,} labelled pixels are used, evenly spread: more would not "
        "fit into memory."
    )
    keep = np.zeros(len(labels), bool)
    keep[kept] = True
    return labels.take(keep)


def _all_masked(
    scene: Scene, plan: BandPlan, layer: VectorLayer, device: torch.device, context: Context
) -> EngineError:
    """Tells a scene without valid pixels from labels in the wrong place; reads until it knows."""
    batches = stream_batches(
        scene, plan, device=device, context=context, phase="labels", area=Area.whole(scene.grid)
    )
    with closing(batches):
        if not any(bool(batch.valid.any()) for batch in batches):
            return AllNodata(
                f"No pixel of {scene.product} is valid: all are nodata or masked.",
                hint="Check that the download is complete, or choose another scene.",
            )
    return LabelsOutside(
        f"All labels of {layer.path} lie on pixels of {scene.product} that are nodata or "
        "masked (clouds, shadows, edges).",
        hint="Draw labels where the scene has valid pixels.",
    )


def _only_valid(labels: Labels, valid: npt.NDArray[np.bool_], context: Context) -> Labels:
    lost = int((~valid).sum())
    context.warn(f"{lost} labelled pixels are nodata or masked and are left out.")
    kept = labels.take(valid)
    gone = sorted(set(np.unique(labels.index)) - set(np.unique(kept.index)))
    for place in gone:
        context.warn(f"No valid pixel is left of the class {labels.classes[int(place)].name}.")
    return kept
