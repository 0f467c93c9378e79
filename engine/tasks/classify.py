"""``classify``: a head and a scene in, a class map and its confidence out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ..context import Context
from ..devices import describe_device, pick_device
from ..output.class_table import ClassEntry, attribute_table_xml
from ..output.provenance import build_provenance, provenance_tag, provenance_text
from ..output.raster_writer import RasterOutput, publish_all
from ..output.statistics import ScoreStatistics
from ..output.styles import class_style, score_style
from ..scene.quality import refuse_if_empty
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import map_scene
from ..stream.sink import RasterSink
from .area import area_of
from .mappers import Run, open_mapper
from .opening import open_for_task, require_same_kind
from .result import Output, Result

NODATA = 0
"""Of class maps."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps the classes of a head or of an ONNX model.

    The class map and the confidence appear together or not at all.

    Args:
        values: as ``parameters.CLASSIFY`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BandsUncovered, NoWavelengths, WrongLevel: the head does not fit the scene.
        AllNodata: the area has no valid pixel.
        EngineError: whatever the scene, the head, the backend or the place of the maps refuse.
    """
    places = _places(values)
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    mapper = open_mapper(Path(values["head"]))
    scene = open_for_task(values["scene"], context)
    require_same_kind(scene, mapper.level)
    plan = mapper.plan(scene)
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    entries = [ClassEntry(c["value"], c["name"], c["color"]) for c in mapper.classes]
    with ExitStack() as stack:
        rasters = {
            role: stack.enter_context(_raster(role, path, scene, area, entries))
            for role, path in places.items()
        }
        sink = RasterSink(
            rasters,
            class_role="class_map",
            confidence_role="confidence",
            score_roles=("confidence",) if "confidence" in rasters else (),
        )
        operator, model = mapper.operator(
            Run(scene, plan, area, device, values["memory"], values["backend"], context)
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
        _prepare(rasters, counted, sink.scores.get("confidence"), area, provenance)
        context.check_cancelled()
        publish_all(list(rasters.values()))
        context.progress("write", 1, 1)
    classes = [entry.to_json() for entry in counted]
    kinds = {"class_map": "classes", "confidence": "scores"}
    outputs = [
        Output(role, raster.path, kinds[role], classes if role == "class_map" else None)
        for role, raster in rasters.items()
    ]
    total = area.window.height * area.window.width
    metrics = {
        "classes": classes,
        "pixels": {
            "mapped": mapped,
            "not_mapped": total - mapped,
            "within_polygons": area.polygons is not None,
        },
        "head": dict(mapper.metrics),
        "backend": model["backend"],
        "warnings": list(context.warnings),
    }
    return Result(outputs, metrics, provenance)


def _places(values: Mapping[str, Any]) -> dict[str, Path]:
    places = {"class_map": Path(values["out"]).absolute()}
    if values["confidence"]:
        places["confidence"] = Path(values["confidence"]).absolute()
    return places


def _raster(
    role: str, path: Path, scene: Scene, area: Area, entries: list[ClassEntry]
) -> RasterOutput:
    grid = scene.grid.crop(area.window)
    if role == "class_map":
        colours = {entry.value: entry.color for entry in entries}
        return RasterOutput(path, grid, "uint8", NODATA, description="class", colours=colours)
    return RasterOutput(path, grid, "float32", float("nan"), description="confidence")


def _prepare(
    rasters: Mapping[str, RasterOutput],
    counted: tuple[ClassEntry, ...],
    confidence: ScoreStatistics | None,
    area: Area,
    provenance: Mapping[str, Any],
) -> None:
    tags, text = provenance_tag(provenance), provenance_text(provenance)
    rasters["class_map"].prepare(
        sidecars={
            ".aux.xml": attribute_table_xml(counted),
            ".qml": class_style(counted),
            ".json": text,
        },
        tags=tags,
    )
    if confidence is not None:
        rasters["confidence"].prepare(
            sidecars={".qml": score_style(confidence), ".json": text},
            tags=tags,
            statistics=[confidence.to_tags(area.window.height * area.window.width)],
        )
