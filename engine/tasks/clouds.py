"""``clouds``: a radiance product in, a cloud mask and the probability of cloud out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..bands.plan import BandPlan, plan_all_usable
from ..context import Context
from ..detect.clouds import CLEAR, CLOUD, CloudOperator
from ..detect.toa import reflectance_per_radiance, require_radiance
from ..devices import describe_device, pick_device
from ..errors import BandsUncovered, NoWavelengths
from ..models.cloud_mask import CloudMask, cloud_mask
from ..output.class_table import ClassEntry, attribute_table_xml
from ..output.provenance import build_provenance, provenance_tag, provenance_text
from ..output.raster_writer import RasterOutput, publish_all
from ..output.statistics import ScoreStatistics
from ..output.styles import class_style, score_style
from ..scene.bands import Band
from ..scene.formats.gdal_reader import GdalSource
from ..scene.opening import open_scene
from ..scene.quality import QualityLayers, refuse_if_empty
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import map_scene
from ..stream.sink import RasterSink
from .area import area_of
from .result import Output, Result

NODATA = 0
"""Of cloud masks."""

FOOTPRINT = "CLASSES"
"""The quality layer that says where the sensor looked; the others judge what it saw."""

MASK, PROBABILITY = "cloud_mask", "probability"
CLASSES = (ClassEntry(CLEAR, "clear", "#4a7ebb"), ClassEntry(CLOUD, "cloud", "#f2f2f2"))


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps clouds; the mask and the probability appear together or not at all.

    Args:
        values: as ``parameters.CLOUDS`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        ModelNotInstalled, ModelUnknown, ModelCorrupt: the cloud model cannot be used.
        WrongLevel: the scene holds no radiance.
        InputUnreadable: unit, date or sun are not known.
        AllNodata: the area has no valid pixel.
        EngineError: whatever the scene or the place of the maps refuse.
    """
    places = {MASK: Path(values["out"]).absolute()}
    if values["probability"]:
        places[PROBABILITY] = Path(values["probability"]).absolute()
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = _measured(open_scene(values["scene"]))
    require_radiance(scene)  # before anybody is sent to fetch a model
    model = cloud_mask(values["model"])
    for warning in scene.warnings:
        context.warn(warning)
    plan, bands = _plan(scene, model)
    per_radiance = reflectance_per_radiance(scene, bands)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    threshold = float(values["threshold"])
    centres = np.array([band.centre_nm for band in bands], dtype=float)
    with ExitStack() as stack:
        rasters = {
            role: stack.enter_context(_raster(role, path, scene, area))
            for role, path in places.items()
        }
        sink = RasterSink(
            rasters, class_role=MASK, score_roles=tuple(role for role in places if role != MASK)
        )
        operator = CloudOperator(
            model.network().to(device),
            per_radiance,
            centres,
            threshold,
            device,
            context.check_cancelled,
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
        counted = sink.classes.fill(CLASSES) if sink.classes is not None else ()
        mapped = sum(entry.pixels for entry in counted)
        refuse_if_empty(scene, mapped)
        context.progress("write", 0, 1)
        context.check_cancelled()
        provenance = build_provenance(
            "clouds",
            scene=scene,
            plan=plan,
            parameters=dict(values),
            model={"id": model.id, "hash": model.hash},
            device=describe_device(device),
            warnings=context.warnings,
        )
        _prepare(rasters, counted, sink.scores.get(PROBABILITY), area, provenance)
        context.check_cancelled()
        publish_all(list(rasters.values()))
        context.progress("write", 1, 1)
    classes = [entry.to_json() for entry in counted]
    outputs = [Output(MASK, places[MASK], "classes", classes)]
    if PROBABILITY in places:
        outputs.append(Output(PROBABILITY, places[PROBABILITY], "scores"))
    total = area.window.height * area.window.width
    cloudy = sum(entry.pixels for entry in counted if entry.value == CLOUD)
    metrics = {
        "classes": classes,
        "cloud_percent": round(100.0 * cloudy / mapped, 3),
        "threshold": threshold,
        "pixels": {
            "mapped": mapped,
            "not_mapped": total - mapped,
            "within_polygons": area.polygons is not None,
        },
        "warnings": list(context.warnings),
    }
    return Result(outputs, metrics, provenance)


def _measured(scene: Scene) -> Scene:
    """The scene with all that was measured: what its provider calls cloud is judged anew."""
    if not isinstance(scene.source, GdalSource):
        return scene
    layers = scene.source.quality.files
    footprint = {name: path for name, path in layers.items() if name == FOOTPRINT}
    return replace(scene, source=replace(scene.source, quality=QualityLayers(footprint)))


def _plan(scene: Scene, model: CloudMask) -> tuple[BandPlan, tuple[Band, ...]]:
    """Plans the usable bands that the network takes; by wavelength, it does not matter which.

    Raises:
        AllNodata, NoWavelengths, BandsUncovered: there are none.
    """
    if not scene.bands.has_wavelengths:
        raise NoWavelengths(
            f"{scene.product} does not say at which wavelengths its bands lie, and the cloud model "
            f"{model.id} must be told.",
            hint="Open the product with the METADATA.XML that it was delivered with.",
        )
    plan, _ = plan_all_usable(scene)
    by_number = {band.number: band for band in scene.bands.bands}
    bands = tuple(
        by_number[number]
        for number in plan.read
        if model.takes(float(by_number[number].centre_nm or 0.0))
    )
    if not bands:
        raise BandsUncovered(
            f"{scene.product} has no usable band that the cloud model {model.id} takes.",
            hint="Use a scene of an imaging spectrometer from 405 to 2455 nm.",
        )
    return BandPlan(tuple(band.number for band in bands), None, "pick"), bands


def _raster(role: str, path: Path, scene: Scene, area: Area) -> RasterOutput:
    grid = scene.grid.crop(area.window)
    if role == MASK:
        colours = {entry.value: entry.color for entry in CLASSES}
        return RasterOutput(path, grid, "uint8", NODATA, description="clouds", colours=colours)
    return RasterOutput(path, grid, "float32", float("nan"), description="cloud probability")


def _prepare(
    rasters: Mapping[str, RasterOutput],
    counted: tuple[ClassEntry, ...],
    probability: ScoreStatistics | None,
    area: Area,
    provenance: Mapping[str, Any],
) -> None:
    tags, text = provenance_tag(provenance), provenance_text(provenance)
    rasters[MASK].prepare(
        sidecars={
            ".aux.xml": attribute_table_xml(counted),
            ".qml": class_style(counted),
            ".json": text,
        },
        tags=tags,
    )
    if probability is not None:
        rasters[PROBABILITY].prepare(
            sidecars={".qml": score_style(probability), ".json": text},
            tags=tags,
            statistics=[probability.to_tags(area.window.height * area.window.width)],
        )
