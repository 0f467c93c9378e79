"""``classify``: a head and a scene in, a class map and how sure it is out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ..context import Context
from ..devices import describe_device, pick_device
from ..errors import BadParameter
from ..heads.linear import SETS_NODATA
from ..output.class_table import ClassEntry
from ..output.label_next import LabelNext
from ..output.provenance import build_provenance
from ..output.raster_writer import publish_all
from ..output.statistics import ScoreStatistics
from ..scene.quality import refuse_if_empty
from ..scene.scene import Scene
from ..stream.loop import map_scene
from ..stream.sink import RasterSink
from .area import area_of
from .classify_rasters import (
    CLASS_MAP,
    CONFIDENCE,
    FARTHEST,
    PARAMETERS,
    SETS,
    UNLIKE,
    SetSizes,
    prepare,
    raster,
)
from .mapper import Mapper, Run
from .mappers import open_mapper
from .opening import open_for_task, require_same_kind
from .result import Output, Result

UNLIKE_STEP = 4
"""Where no map of them is wanted, distances are measured at every so many rows and columns: enough
to say where to label next, for a sixteenth of the time."""

MUCH_UNLIKE_PERCENT = 30.0
"""From this share of pixels unlike everything labelled on, the user is told."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps the classes of a head or of an ONNX model.

    The class map and the maps beside it appear together or not at all.

    Args:
        values: as ``parameters.CLASSIFY`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BadParameter: class sets or distances are wanted that the head does not know.
        BandsUncovered, NoWavelengths, WrongLevel: the head does not fit the scene.
        AllNodata: the area has no valid pixel.
        EngineError: whatever the scene, the head, the backend or the place of the maps refuse.
    """
    places = {
        role: Path(values[name]).absolute() for role, name in PARAMETERS.items() if values[name]
    }
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    mapper = open_mapper(values["head"])
    least = _least_probability(mapper, values, places, context)
    if UNLIKE in places:
        _require_distances(mapper)
    scene = open_for_task(values["scene"], context)
    require_same_kind(scene, mapper.level)
    plan = mapper.plan(scene)
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    entries = [ClassEntry(c["value"], c["name"], c["color"]) for c in mapper.classes]
    grid = scene.grid.crop(area.window)
    label_next, sizes = LabelNext(grid, area.window), SetSizes()
    with ExitStack() as stack:
        rasters = {
            role: stack.enter_context(raster(role, path, grid, entries))
            for role, path in places.items()
        }
        scores = [role for role in (CONFIDENCE, UNLIKE) if role in rasters]
        if mapper.unlike is not None and UNLIKE not in scores:
            scores.append(UNLIKE)
        sink = RasterSink(
            rasters,
            class_role=CLASS_MAP,
            confidence_role=CONFIDENCE,
            score_roles=tuple(scores),
            watchers=(label_next, *([sizes] if SETS in rasters else [])),
        )
        operator, model = mapper.operator(
            Run(scene, plan, area, device, values["memory"], values["backend"], context),
            least_probability=least,
            unlike_step=1 if UNLIKE in rasters else UNLIKE_STEP,
        )
        map_scene(
            scene,
            plan,
            operator,
            sink,
            device=device,
            context=context,
            area=area,
            memory_mib=values["memory"],
        )
        if operator.unanswered:
            context.warn(
                f"{values['head']} gave no answer for {operator.unanswered:,} valid pixels (its "
                "probabilities are not numbers); they are nodata in the map. Check its scaling and "
                "what it takes where nothing was measured."
            )
        counted = sink.classes.fill(entries) if sink.classes is not None else ()
        mapped = sum(entry.pixels for entry in counted)
        refuse_if_empty(scene, mapped)
        unlike_percent = _unlike_percent(mapper, sink.scores.get(UNLIKE), scene, context)
        context.progress("write", 0, 1)
        context.check_cancelled()
        provenance = build_provenance(
            "classify",
            scene=scene,
            plan=plan,
            parameters=dict(values),
            model=model,
            device=describe_device(device),
            warnings=context.warnings,
        )
        total = area.window.height * area.window.width
        prepare(rasters, counted, {**sink.scores, SETS: sizes.statistics}, total, provenance)
        context.check_cancelled()
        publish_all(list(rasters.values()))
        context.progress("write", 1, 1)
    classes = [entry.to_json() for entry in counted]
    outputs = [
        Output(role, output.path, "classes", classes)
        if role == CLASS_MAP
        else Output(role, output.path, "scores")
        for role, output in rasters.items()
    ]
    metrics = {
        "classes": classes,
        "pixels": {
            "mapped": mapped,
            "not_mapped": total - mapped,
            "within_polygons": area.polygons is not None,
        },
        "unlike_percent": unlike_percent,
        "sets": {
            "error_rate": values["error_rate"],
            "mean_size": round(sizes.statistics.mean, 4) if sizes.statistics.count else None,
        }
        if SETS in rasters
        else None,
        "label_next": label_next.ranked(mapper.labelled_pixels(scene)),
        "head": dict(mapper.metrics),
        "backend": model["backend"],
        "warnings": list(context.warnings),
    }
    return Result(outputs, metrics, provenance)


def _least_probability(
    mapper: Mapper, values: Mapping[str, Any], places: Mapping[str, Path], context: Context
) -> float | None:
    """Of the classes of a set; None where no sets are wanted."""
    if SETS not in places:
        return None
    if len(mapper.classes) >= SETS_NODATA:
        raise BadParameter(
            f"{mapper.path} has {len(mapper.classes)} classes, and class sets hold "
            f"{SETS_NODATA - 1} at most.",
            hint="Leave out the class sets, or train a classifier with fewer classes.",
        )
    if mapper.conformal is None:
        raise BadParameter(
            f"{mapper.path} does not know how likely the classes of a set have to be: it was made "
            "elsewhere or by an older HSFM, or no polygons could be held out.",
            hint="Train a classifier with polygons in several places with this version of HSFM, "
            "or leave out the class sets.",
        )
    rate = values["error_rate"]
    threshold = mapper.conformal.threshold(rate)
    if threshold >= 1.0:
        context.warn(
            f"Too few polygons were held out to promise an error rate of {rate:g}: the class sets "
            "hold all classes. Choose a greater error rate, or train with more polygons."
        )
    return 1.0 - threshold


def _require_distances(mapper: Mapper) -> None:
    if mapper.unlike is not None:
        return
    if mapper.path.suffix.lower() == ".onnx":
        raise BadParameter(
            f"{mapper.path} gives probabilities only, so nobody knows which pixels are unlike "
            "everything that it was trained on.",
            hint="Use the .hsfm head that it was exported from, or leave this map out.",
        )
    raise BadParameter(
        f"{mapper.path} does not know how far pixels are from what was labelled: an older HSFM "
        "made it, it was fine-tuned, or its labels all lie in one place or on equal pixels.",
        hint="Train it again with this version of HSFM and polygons in several places, or leave "
        "this map out.",
    )


def _unlike_percent(
    mapper: Mapper, distances: ScoreStatistics | None, scene: Scene, context: Context
) -> float | None:
    """The share of pixels unlike everything labelled; the user is told if it is large."""
    if mapper.unlike is None or distances is None or not distances.count:
        return None
    percent = 100.0 * distances.count_above(FARTHEST) / distances.count
    if percent > MUCH_UNLIKE_PERCENT:
        context.warn(
            f"{percent:.0f} % of the pixels of {scene.product} are unlike everything that this "
            f"classifier was trained on; of labelled pixels that were held out it was "
            f"{mapper.unlike.held_out_percent:.0f} %. Do not trust the map there. Label some of "
            "these places and continue training from this classifier (train --init)."
        )
    return round(percent, 3)
