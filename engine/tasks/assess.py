"""``assess``: how well a class map agrees with labels that it was not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..context import Context
from ..errors import BadParameter, EngineError, LabelsOutside
from ..heads.head_file import read_head
from ..output.class_map import ClassMap, MappedClass, open_class_map
from ..training.area_estimate import LEAST_POINTS, Estimate, estimate
from ..training.class_fields import MAX_VALUE, ClassName, feature_classes
from ..training.labels import Labels, rasterise
from ..training.metrics import balanced, confusion, confusion_json, kappa, per_class, rounded
from ..training.split import Integers
from ..vectors import VectorLayer, read_vector, to_grid
from .result import Result

UNKNOWN = "unknown"
GREY = "#808080"
"""Of a class that neither the map nor the labels give a colour."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Compares a map with labels.

    Args:
        values: as ``parameters.ASSESS`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        LabelsEmpty, LabelsOutside, NoCrs: the labels cannot be used.
        BadParameter: the raster is no class map, or its classes are not those of the labels.
        EngineError: a file cannot be read.
    """
    context.progress("open", 0, 1)
    map_ = open_class_map(values["map"])
    context.progress("open", 1, 1)
    context.progress("labels", 0, 1)
    layer = to_grid(read_vector(values["labels"], values["layer"] or ""), map_.grid)
    labels = rasterise(layer, feature_classes(layer, values["field"]), map_.grid)
    for note in labels.notes:
        context.warn(note)
    _warn_of_own_labels(map_, layer, context)
    context.progress("labels", 1, 1)

    def told(done: int, total: int) -> None:
        context.check_cancelled()
        context.progress("compare", done, total)

    found, mapped = map_.read(labels.rows, labels.cols, told)
    has_class = found != map_.nodata
    if not has_class.any():
        raise LabelsOutside(
            f"All labels of {layer.path} lie on pixels without a class in {map_.path}.",
            hint="Draw labels where the map has classes.",
        )
    if not has_class.all():
        context.warn(f"{int((~has_class).sum())} labelled pixels have no class in the map.")
        labels, found = labels.take(has_class), found[has_class]
    classes, reference = _joined_classes(map_, mapped, labels)
    truth = reference[labels.index]
    values_of = np.array([entry.value for entry in classes])
    order = np.argsort(values_of)
    made = order[np.searchsorted(values_of, found, sorter=order)]
    matrix = confusion(truth, made, len(classes))
    area, refusal = _area(values["sample"], labels, matrix, classes, mapped)
    if values["sample"] != UNKNOWN and refusal:
        context.warn(refusal)
    metrics = {
        "overall_accuracy": rounded(np.trace(matrix) / matrix.sum()),
        "balanced_accuracy": rounded(balanced(matrix)),
        "kappa": rounded(kappa(matrix)),
        "per_class": per_class(classes, matrix),
        "confusion": confusion_json(classes, matrix),
        "pixels": len(labels),
        "polygons": int(labels.unit.max()) + 1,
        "sample": values["sample"],
        "area": area,
        "area_refused": refusal,
        "classes": [entry.to_json() for entry in classes],
        "warnings": list(context.warnings),
    }
    return Result(metrics=metrics)


def _warn_of_own_labels(map_: ClassMap, layer: VectorLayer, context: Context) -> None:
    """Says so where the classifier of the map was trained on labels of this file name."""
    if not map_.head or not Path(map_.head).is_file():
        return
    try:
        own = read_head(map_.head).training.get("labels")
    except EngineError:
        return  # the map is assessed, not the classifier, which may be newer than this HSFM
    if own == layer.path.name:
        context.warn(
            f"The classifier of this map was trained on labels named {own}. On the labels that it "
            "was trained on, a map always looks better than it is; use others."
        )


def _joined_classes(
    map_: ClassMap, mapped: Sequence[MappedClass], labels: Labels
) -> tuple[tuple[ClassName, ...], Integers]:
    """The classes of map and labels together, and the place in them of each class of the labels.

    They are the same where their names are, whatever the case of letters; a map without names goes
    by numbers, and so does a class of the labels whose name is a number. A class that is only in
    the labels comes last.

    Raises:
        BadParameter: they have no class in common.
    """
    named = [entry for entry in mapped if entry.name]
    by_name = {entry.name.strip().lower(): entry.value for entry in named}
    known = {entry.value for entry in mapped}
    place = {entry.value: number for number, entry in enumerate(mapped)}
    present = set(np.unique(labels.index).tolist())
    colors: dict[int, str] = {}
    names: dict[int, str] = {}
    reference = np.zeros(len(labels.classes), np.int64)
    alone: list[int] = []
    for number, entry in enumerate(labels.classes):
        by_number = not named or entry.name == str(entry.value)
        value = by_name.get(entry.name.strip().lower())
        if value is None and by_number and entry.value in known:
            value = entry.value
        if value is None:
            alone.append(number)
            continue
        reference[number] = place[value]
        names[value], colors[value] = entry.name, entry.color
    alone = [number for number in alone if number in present]
    if len(alone) == len(present):
        raise BadParameter(
            f"The labels ({_listed([entry.name for entry in labels.classes])}) and the map "
            f"{map_.path} ({_listed([entry.name or str(entry.value) for entry in mapped])}) have "
            "no class in common.",
            hint="Choose the field with the names or numbers that the map has, or another map.",
        )
    free = iter(sorted(set(range(1, MAX_VALUE + 1)) - known))
    classes = [
        ClassName(
            entry.value,
            entry.name or names.get(entry.value, str(entry.value)),
            entry.color or colors.get(entry.value, GREY),
        )
        for entry in mapped
    ]
    for number in alone:
        reference[number] = len(classes)
        entry = labels.classes[number]
        value = next(free) if entry.value in known else entry.value
        known.add(value)
        free = iter(sorted(set(range(1, MAX_VALUE + 1)) - known))
        classes.append(ClassName(value, entry.name, entry.color))
    return tuple(classes), reference


def _listed(names: Sequence[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")


def _area(
    sample: str,
    labels: Labels,
    matrix: Integers,
    classes: Sequence[ClassName],
    mapped: Sequence[MappedClass],
) -> tuple[dict[str, Any] | None, str]:
    """Areas and accuracies with 95 % confidence intervals, or the sentence why there are none."""
    if sample == UNKNOWN:
        return None, (
            "Areas and confidence intervals follow only from a random sample. If the reference "
            "points were drawn at random, say so (random or stratified)."
        )
    if len(labels) > int(labels.unit.max()) + 1:
        return None, (
            "Areas and confidence intervals need independent points: here several pixels come from "
            "one polygon. Draw a random sample of points."
        )
    counts = matrix.sum(axis=0)
    few = [
        entry.name
        for place, entry in enumerate(classes[: len(mapped)])
        if counts[place] < LEAST_POINTS
    ]
    if few:
        return None, (
            f"Areas and confidence intervals need {LEAST_POINTS} reference points in every mapped "
            f"class; there are fewer in {_listed(few)}. Draw more points there."
        )
    known = all(entry.area_ha > 0 for entry in mapped)
    sizes = np.zeros(len(classes))
    sizes[: len(mapped)] = [entry.area_ha if known else entry.pixels for entry in mapped]
    total = float(sizes.sum())
    found = estimate(matrix.T, sizes / total)
    rows = []
    for place, entry in enumerate(classes):
        share, half = _pair(found.share, place)
        rows.append(
            {
                **entry.to_json(),
                "mapped_ha": rounded(sizes[place]) if known else None,
                "share": share,
                "share_ci95": half,
                "area_ha": rounded(total * share) if known and share is not None else None,
                "ci95_ha": rounded(total * half) if known and half is not None else None,
                **_named("users", found.users, place),
                **_named("producers", found.producers, place),
            }
        )
    return {
        "total_ha": rounded(total) if known else None,
        **_named("overall_accuracy", found.overall, 0),
        "classes": rows,
    }, ""


def _named(name: str, made: Estimate, place: int) -> dict[str, float | None]:
    value, half = _pair(made, place)
    return {name: value, f"{name}_ci95": half}


def _pair(made: Estimate, place: int) -> tuple[float | None, float | None]:
    """Value and half width; None where they do not exist."""
    value, half = float(made.value[place]), float(made.half_width[place])
    return (
        rounded(value) if np.isfinite(value) else None,
        rounded(half) if np.isfinite(half) else None,
    )
