"""``train``: labels and a scene in, a head and its held-out accuracy out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..context import Context
from ..devices import describe_device, pick_device
from ..errors import OneClass
from ..heads.head_file import Head, head_to_bytes
from ..models.registry import backbone
from ..output.place import atomic_file
from ..output.provenance import build_provenance
from ..scene.scene import Scene
from ..training.choose import resolved
from ..training.continuing import Carried, continued
from ..training.evaluate import train_and_measure, without_copies
from ..training.labels import Labels
from ..training.samples import kept_samples
from ..training.unlike import fit_unlike
from ..training.views import Layout
from ..vectors import VectorLayer
from .area import area_of
from .init_head import open_init, refuse_init
from .labelled import read_labels, with_features
from .opening import open_for_task, warn_without_wavelengths
from .result import Output, Result
from .train_evidence import places_evidence, read_reflectance, spectra_evidence


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Trains a head.

    Args:
        values: as ``parameters.TRAIN`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        LabelsEmpty, LabelsOutside, OneClass, NoCrs: the labels cannot be used.
        EngineError: whatever the scene, the backbone or the place of the head refuse.
    """
    if values["depth"] != "head":
        refuse_init(values)
        from . import train_deep

        return train_deep.run(values, context)
    out = Path(values["out"]).absolute()
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    made_by = backbone(values["backbone"], {key: values[key] for key in ("blocks", "dilated")})
    init: Head | None = None
    if values["init"]:
        _, init, plan = open_init(values, made_by, scene)
        request = init.request
    else:
        plan, request = made_by.plan(scene, values["bands"] or "")
    warn_without_wavelengths(scene, context)
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    least = 1 if init is not None else 2
    layer, labels = read_labels(values, scene, area, context, least=least)
    start = time.perf_counter()
    labels, features = with_features(
        labels,
        layer,
        scene,
        plan,
        request,
        made_by,
        device,
        context,
        values["memory"],
        least=least,
    )
    seconds = {"features": round(time.perf_counter() - start, 3)}
    carried: Carried | None = None
    if init is not None:
        labels, carried = continued(init, labels)
        for note in labels.notes:
            context.warn(note)
        labels, carried = _only_present(labels, without_copies(carried, features), layer)
        context.warn(
            "The accuracy was measured on the new labels alone; the earlier ones were always "
            "trained on."
        )
    with ThreadPoolExecutor(1) as aside:  # reads while the head is fitted
        reading = aside.submit(read_reflectance, scene, labels, values, context)
        trained = train_and_measure(
            features,
            labels,
            values["folds"],
            values["seed"],
            context,
            layout=Layout.of(made_by, request),
            classifier=resolved(values["classifier"], made_by),
            by=values["split"],
            repeats=values["repeats"],
            spectra=(lambda: reading.result().usable) if values["baseline"] else None,
            carried=carried,
        )
        reflectance = reading.result()
    for note in trained.notes:
        context.warn(note)

    metrics = {**trained.metrics, "warnings": list(context.warnings)}
    every = (features, labels.index, trained.splits[0].block)
    samples = kept_samples(*(every if carried is None else carried.joined(*every)))
    head = Head(
        trained.head,
        tuple(entry.to_json() for entry in labels.classes),
        made_by.id,
        made_by.hash,
        request,
        scene.level,
        training_facts(values, scene, layer, context),
        metrics,
        dict(made_by.options),
        samples=samples,
        unlike=fit_unlike(samples),
        conformal=trained.conformal,
        evidence={
            "places": places_evidence(labels, trained.splits[0]),
            "shape": [scene.grid.height, scene.grid.width],
            "reliability": trained.reliability,
            "spectra": spectra_evidence(reflectance, labels, scene),
        },
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
    return Result(
        [Output("head", out, "head", list(head.classes))],
        {**metrics, "seconds": {**seconds, **trained.seconds}},
        provenance,
    )


def _only_present(labels: Labels, carried: Carried, layer: VectorLayer) -> tuple[Labels, Carried]:
    """Leaves out classes without pixels.

    Raises:
        OneClass: one is left.
    """
    present = np.union1d(labels.index, carried.index)
    classes = tuple(labels.classes[int(place)] for place in present)
    if len(present) < 2:
        raise OneClass(
            f"The labels of {layer.path} and of the earlier classifier hold one class only: "
            f"{classes[0].name}.",
            hint="Draw at least one polygon of another class to train.",
        )
    return (
        replace(labels, classes=classes, index=np.searchsorted(present, labels.index)),
        replace(carried, index=np.searchsorted(present, carried.index)),
    )


def training_facts(
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
