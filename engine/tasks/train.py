"""``train``: labels and a scene in, a head and its held-out accuracy out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan
from ..context import Context
from ..devices import describe_device, pick_device
from ..errors import AllNodata, EngineError, LabelsOutside, OneClass
from ..heads.head_file import Head, head_to_bytes
from ..models.registry import backbone
from ..output.place import atomic_file
from ..output.provenance import build_provenance
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import stream_batches
from ..training.choose import resolved
from ..training.class_fields import feature_classes
from ..training.evaluate import train_and_measure
from ..training.fit_linear import thin_out
from ..training.gather import labelled_features
from ..training.labels import Labels, rasterise
from ..training.views import Layout
from ..vectors import VectorLayer, read_vector, to_grid
from .area import area_of
from .opening import open_for_task, warn_without_wavelengths
from .result import Output, Result

FEATURE_BYTES = 1 << 30
"""The features of all labelled pixels may take about so much; the fit needs a few times as much."""

LEAST_PIXELS_PER_CLASS = 1_000
"""Classes keep so many pixels in any case."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Trains a head.

    Args:
        values: as ``parameters.TRAIN`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        LabelsEmpty, LabelsOutside, OneClass, NoCrs: the labels cannot be used.
        EngineError: whatever the scene, the backbone or the place of the head refuse.
    """
    out = Path(values["out"]).absolute()
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    made_by = backbone(values["backbone"], {key: values[key] for key in ("blocks", "dilated")})
    plan, request = made_by.plan(scene, values["bands"] or "")
    warn_without_wavelengths(scene, context)
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    context.progress("labels", 0, 1)
    layer = to_grid(read_vector(values["labels"], values["layer"] or ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, values["field"]), scene.grid)
    for note in labels.notes:
        context.warn(note)
    labels = require_classes(_within(labels, area, scene, layer), layer)
    context.progress("labels", 1, 1)
    context.check_cancelled()

    labels = _bounded(labels, sum(made_by.channels(request)), context)
    features, valid = labelled_features(
        scene,
        plan,
        request,
        made_by,
        labels,
        device=device,
        context=context,
        memory_mib=values["memory"],
    )
    if not valid.all():
        if not valid.any():
            raise _all_masked(scene, plan, layer, device, context)
        labels = _only_valid(labels, valid, context)
        features = features[valid]
    # A class that lost all its pixels has no row in the head.
    labels = require_classes(labels, layer)
    trained = train_and_measure(
        features,
        labels,
        values["folds"],
        values["seed"],
        context,
        layout=Layout.of(made_by, request),
        classifier=resolved(values["classifier"], made_by),
    )
    for note in trained.notes:
        context.warn(note)

    metrics = {**trained.metrics, "warnings": list(context.warnings)}
    head = Head(
        trained.head,
        tuple(entry.to_json() for entry in labels.classes),
        made_by.id,
        made_by.hash,
        request,
        scene.level,
        _training(values, scene, layer, context),
        metrics,
        dict(made_by.options),
    )
    context.progress("write", 0, 1)
    context.check_cancelled()
    with atomic_file(out) as part:
        part.write_bytes(head_to_bytes(head))
    context.progress("write", 1, 1)
    provenance = build_provenance(
        "train",
        scene=scene,
        plan=plan,
        parameters=dict(values),
        model={"backbone": made_by.id, "backbone_hash": made_by.hash},
        device=describe_device(device),
        warnings=context.warnings,
    )
    return Result([Output("head", out, "head", list(head.classes))], metrics, provenance)


def require_classes(labels: Labels, layer: VectorLayer) -> Labels:
    """Leaves out classes without pixels.

    Raises:
        OneClass: fewer than two are left.
    """
    present = np.unique(labels.index)
    if len(present) < 2:
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


def _bounded(labels: Labels, dims: int, context: Context) -> Labels:
    """Thins out classes evenly whose features would not fit into memory."""
    count = len(labels.classes)
    most = max(LEAST_PIXELS_PER_CLASS, FEATURE_BYTES // (4 * dims * count))
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


def _training(
    values: Mapping[str, Any], scene: Scene, layer: VectorLayer, context: Context
) -> dict[str, Any]:
    """Where the head comes from; neither times nor folders, so that it can be made again."""
    return {
        "scene": scene.product,
        "sensor": scene.sensor,
        "acquired": scene.acquired,
        "fingerprint": scene.fingerprint,
        "labels": layer.path.name,
        "layer": layer.name,
        "field": values["field"],
        "bands": values["bands"] or "",
        "seed": values["seed"],
        "warnings": list(context.warnings),
    }
