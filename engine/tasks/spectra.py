"""``spectra``: the reflectance under labels, class by class, and the polygons that do not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..devices import pick_device
from ..errors import LabelsOutside
from ..models.registry import backbone
from ..scene.scene import Scene
from ..scene.spectrum_gaps import unusable_ranges
from ..training.class_fields import feature_classes
from ..training.class_spectra import class_spectra
from ..training.gather import labelled_features
from ..training.labels import Labels, rasterise
from ..vectors import read_vector, to_grid
from .labelled import bounded
from .opening import open_for_task
from .result import Result

REFLECTANCE_BYTES = 1 << 28
"""The spectra of all labelled pixels may take so much; more are thinned out evenly."""

MEMORY_MIB = 512


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Reads the spectra under labels; one class is enough.

    Args:
        values: as ``parameters.SPECTRA`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        LabelsEmpty, LabelsOutside, NoCrs: the labels cannot be used.
        EngineError: whatever the scene refuses.
    """
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    context.progress("open", 1, 1)
    context.progress("labels", 0, 1)
    layer = to_grid(read_vector(values["labels"], values["layer"] or ""), scene.grid)
    labels = rasterise(layer, feature_classes(layer, values["field"]), scene.grid)
    for note in labels.notes:
        context.warn(note)
    context.progress("labels", 1, 1)
    context.check_cancelled()
    found = spectra_under(scene, labels, context, values["bands"] or "")
    return Result(metrics={**found, "warnings": list(context.warnings)})


def spectra_under(
    scene: Scene, labels: Labels, context: Context, bands: str = ""
) -> dict[str, Any]:
    """Reads the reflectance of labelled pixels and describes the classes by it.

    Args:
        scene, labels: what is read where.
        context: told of progress and of pixels that are left out, asked for cancellation.
        bands: a choice of bands as ``parameters.SPECTRA`` declares it; all usable ones if empty.

    Returns:
        As ``training.class_spectra``.

    Raises:
        LabelsOutside: no labelled pixel is valid.
        EngineError: whatever the scene refuses.
    """
    made_by = backbone("spectra")
    plan, request = made_by.plan(scene, bands)
    labels = bounded(labels, len(request.numbers), REFLECTANCE_BYTES, context)
    reflectance, valid = labelled_features(
        scene,
        plan,
        request,
        made_by,
        labels,
        device=pick_device("cpu"),
        context=context,
        memory_mib=MEMORY_MIB,
    )
    if not valid.any():
        raise LabelsOutside(
            f"All labels lie on pixels of {scene.product} that are nodata or masked (clouds, "
            "shadows, edges).",
            hint="Draw labels where the scene has valid pixels.",
        )
    if not valid.all():
        context.warn(f"{int((~valid).sum())} labelled pixels are nodata or masked.")
        labels, reflectance = labels.take(valid), reflectance[valid]
    return class_spectra(
        reflectance,
        labels,
        scene.grid,
        centres_nm=request.centres_nm,
        bands=request.numbers,
        unusable_nm=unusable_ranges(scene.bands),
    )
