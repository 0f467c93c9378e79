"""``preview``: labels in, a class map of a part of the scene out at once, without its accuracy."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from torch import nn

from ..context import Context
from ..devices import describe_device, pick_device
from ..features.scene_features import SceneFeatures
from ..heads.dense import DenseClassifier
from ..models.registry import backbone
from ..output.class_table import ClassCounter, ClassEntry, attribute_table_xml
from ..output.place import check_writable, explain
from ..output.provenance import build_provenance, provenance_tag, provenance_text
from ..output.raster_writer import RasterOutput
from ..output.styles import class_style
from ..scene.grid import Grid, Window
from ..scene.quality import refuse_if_empty
from ..stream.area import Area
from ..training.choose import fit_classifier, resolved
from ..training.split import spatial_split
from ..training.views import Layout
from .area import area_of
from .labelled import read_labels, with_features
from .opening import open_for_task, warn_without_wavelengths
from .preview_map import NODATA, PreviewMap, nearest_first
from .result import Output, Result

BLOCKS_FOLDS = 5
"""The default of ``train``, so that both make the same choices from the same labels."""

MOST_PIXELS = 1 << 22
"""Of a preview; more than any canvas shows at the scene's own resolution."""

BLEND_BYTES = 4
"""Of a pixel and class while windows of a network are blended, in any order."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Fits a classifier and maps the middle of a window first.

    Where the context takes partial results, the map as it stands after each group of tiles but the
    last is reported as a ``partial`` message with the role ``preview``. These maps lie in a new
    folder beside ``out``, which belongs to the context from then on.

    Args:
        values: as ``parameters.PREVIEW`` declares them.
        context: told of progress and partial maps, asked for cancellation.

    Raises:
        LabelsEmpty, LabelsOutside, OneClass, NoCrs: the labels cannot be used.
        AllNodata: the window has no valid pixel.
        EngineError: whatever the scene, the backbone or the place of the map refuse.
    """
    clock = _Clock()
    out = Path(values["out"]).absolute()
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    made_by = backbone(values["backbone"], {key: values[key] for key in ("blocks", "dilated")})
    plan, request = made_by.plan(scene, values["bands"] or "")
    warn_without_wavelengths(scene, context)
    for note in plan.notes:
        context.warn(note)
    wanted = area_of(scene, values, context).window
    context.progress("open", 1, 1)

    layer, labels = read_labels(values, scene, Area.whole(scene.grid), context)
    source = SceneFeatures(
        scene, plan, request, made_by, device=device, context=context, memory_mib=values["memory"]
    )
    room = MOST_PIXELS
    if source.tiling.lattice:
        room = min(room, (values["memory"] << 20) // (BLEND_BYTES * (len(labels.classes) + 1)))
    window = _bounded(wanted, room, context)
    labels, features = with_features(
        labels, layer, scene, plan, request, made_by, device, context, values["memory"]
    )
    clock.lap("features")
    context.progress("fit", 0, 1)
    classifier = resolved(values["classifier"], made_by)
    fit = fit_classifier(
        classifier,
        features,
        Layout.of(made_by, request),
        labels.index,
        spatial_split(labels, BLOCKS_FOLDS, values["seed"]).block,
        len(labels.classes),
        values["seed"],
        context.check_cancelled,
    )
    context.progress("fit", 1, 1)
    clock.lap("fit")

    scores = DenseClassifier(nn.Identity(), source.channels, fit.with_temperature(1.0)).to(device)
    entries = [ClassEntry(c.value, c.name, c.color) for c in labels.classes]
    map_ = PreviewMap(source.tiling, window, scores, [e.value for e in entries], device)
    groups = nearest_first(source.tiling.over(window), window, source.tiling.lattice)
    total, done = sum(map(len, groups)), 0
    parts = _parts_folder(out) if context.takes_partials and len(groups) > 1 else None
    context.progress("map", 0, total)
    for number, group in enumerate(groups, start=1):
        with closing(map_.scored(source.tiles(group))) as scored:
            for tile, odds in scored:
                map_.add(tile, odds)
                done += 1
                context.progress("map", done, total)
        if parts is not None and number < len(groups):
            part = parts / f"{number}{out.suffix}"
            _write(part, scene.grid, window, map_.classes(), entries, {})
            place = [window.row_off, window.col_off, window.height, window.width]
            context.emit("partial", role="preview", path=str(part), window=place)
    classes = map_.classes()
    refuse_if_empty(scene, int((classes != NODATA).sum()))
    clock.lap("map")

    model = {
        "backbone": made_by.id,
        "backbone_hash": made_by.hash,
        "options": dict(made_by.options),
        "classifier": classifier,
    }
    provenance = build_provenance(
        "preview",
        scene=scene,
        plan=plan,
        parameters=dict(values),
        model=model,
        device=describe_device(device),
        warnings=context.warnings,
    )
    context.progress("write", 0, 1)
    counted = _write(out, scene.grid, window, classes, entries, provenance)
    context.progress("write", 1, 1)
    told = [entry.to_json() for entry in counted]
    metrics = {"classes": told, "seconds": clock.told(), "warnings": list(context.warnings)}
    return Result([Output("preview", out, "classes", told)], metrics, provenance)


def _parts_folder(out: Path) -> Path:
    """Makes a folder beside ``out`` that no other run has."""
    check_writable(out)
    try:
        return Path(tempfile.mkdtemp(prefix=f"{out.stem}-", dir=out.parent))
    except OSError as exc:
        raise explain(exc, out) from exc


def _bounded(window: Window, pixels: int, context: Context) -> Window:
    """The window, or its middle where it has more pixels than a preview may have."""
    if window.height * window.width <= pixels:
        return window
    height = min(window.height, max(int(pixels**0.5), pixels // window.width))
    width = min(window.width, pixels // height)
    context.warn(
        f"The preview shows the middle {height} x {width} of {window.height} x {window.width} "
        "pixels. Zoom in to see a part, or train and classify to map everything."
    )
    return Window(
        window.row_off + (window.height - height) // 2,
        window.col_off + (window.width - width) // 2,
        height,
        width,
    )


def _write(
    path: Path,
    grid: Grid,
    window: Window,
    classes: npt.NDArray[np.uint8],
    entries: list[ClassEntry],
    provenance: Mapping[str, Any],
) -> tuple[ClassEntry, ...]:
    """Writes a class map with its style; gives its classes with their pixels."""
    here = grid.crop(window)
    whole = Window(0, 0, window.height, window.width)
    counter = ClassCounter(here)
    counter.add(whole, classes, None)
    counted = counter.fill(entries)
    colours = {entry.value: entry.color for entry in entries}
    sidecars = {".qml": class_style(counted), ".aux.xml": attribute_table_xml(counted)}
    tags = {}
    if provenance:
        sidecars[".json"] = provenance_text(provenance)
        tags = provenance_tag(provenance)
    with RasterOutput(path, here, "uint8", NODATA, description="class", colours=colours) as raster:
        raster.write(whole, classes)
        raster.commit(sidecars=sidecars, tags=tags)
    return counted


class _Clock:
    """Where the time went."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps[name], self._last = round(now - self._last, 3), now

    def told(self) -> dict[str, float]:
        """Seconds of each lap, and in total until now."""
        return {**self._laps, "total": round(time.perf_counter() - self._began, 3)}
