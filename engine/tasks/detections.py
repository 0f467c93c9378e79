"""``detections``: a score map in, a list of what is above a threshold out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import RasterioError

from ..bands.plan import plan_all_usable
from ..context import Context
from ..detect.flags import HIGH_SHARE
from ..detect.objects import strips
from ..errors import BadParameter, InputNotFound, InputUnreadable
from ..output.detections import DetectionOutput
from ..output.provenance import build_provenance
from ..output.raster_writer import publish_all
from ..output.statistics import ScoreStatistics
from ..output.tail import RATES, BackgroundTail, threshold_at
from ..scene.grid import Window
from ..scene.quality import refuse_if_empty
from ..scene.scene import Scene
from .detection_list import ScoreMap, count_above, prepare_list, reading
from .opening import open_for_task
from .result import Output, Result
from .score_map import TAIL_TAG

PLACE_TOLERANCE_PX = 0.01
"""How far the pixels of the map may lie beside those of the scene."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Lists the connected pixels of a score map above a threshold.

    The threshold is the one given, else that of the false-alarm rate in the map's own table; a map
    without one (made by other software) gets a table from its scores.

    Args:
        values: as ``parameters.DETECTIONS`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BadParameter: the map does not lie on the scene's pixels, or the threshold is far too low.
        InputNotFound, InputUnreadable, InputTruncated: there is no such map, or it cannot be read.
        AllNodata: the map holds no scores.
        EngineError: whatever the scene or the place of the list refuse.
    """
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    path = Path(values["scores"]).absolute()
    window, tags = _checked(path, scene)
    plan, request = plan_all_usable(scene, values["bands"] or "")
    context.progress("open", 1, 1)
    scores = _statistics(path, window, context)
    refuse_if_empty(scene, scores.count)
    rate, threshold = float(values["false_alarm_rate"]), values["threshold"]
    if threshold is None:
        threshold = _threshold(tags, scores, rate, context)
    provenance = build_provenance(
        "detections",
        scene=scene,
        plan=plan,
        parameters=dict(values),
        warnings=context.warnings,
        extra={"threshold": threshold},
    )
    made = ScoreMap(path, scene, window, plan, request, scores.quantile(1.0 - HIGH_SHARE))
    with DetectionOutput(values["out"], (path, values["scene"])) as output:
        found = prepare_list(
            output, made, threshold, context, least_px=values["least"], provenance=provenance
        )
        context.progress("write", 0, 1)
        publish_all([output])
        context.progress("write", 1, 1)
    metrics = {
        "threshold": threshold,
        "false_alarm_rate": rate if values["threshold"] is None else None,
        "above": count_above(path, (window.height, window.width), threshold, context),
        "pixels": scores.count,
        "detections": found,
        "warnings": list(context.warnings),
    }
    return Result([Output("detections", output.path, "vector")], metrics, provenance)


def _checked(path: Path, scene: Scene) -> tuple[Window, dict[str, str]]:
    """The part of the scene that a map shows, and the map's tags."""
    if not path.exists():
        raise InputNotFound(f"There is no file {path}.", hint="Check the path of the score map.")
    try:
        with rasterio.open(path) as raster:
            kind, count = raster.dtypes[0], raster.count
            size, transform = (raster.height, raster.width), tuple(raster.transform)[:6]
            crs, tags = raster.crs, dict(raster.tags())
    except RasterioError as exc:
        raise InputUnreadable(
            f"{path} cannot be read as a raster.",
            hint="Choose a map of anomalies, targets or similarity.",
            detail=str(exc),
        ) from exc
    if not kind.startswith("float") or count != 1:
        raise BadParameter(
            f"{path} is no score map: it has {count} bands of {kind}.",
            hint="Choose a map of anomalies, targets or similarity, which has one float band.",
        )
    window = _window_of(size, transform, scene)
    is_elsewhere = crs is not None and scene.grid.crs_wkt is not None and not _same_crs(crs, scene)
    if window is None or is_elsewhere:
        raise BadParameter(
            f"{path} does not lie on the pixels of {scene.product}, so its detections have no "
            "spectra there.",
            hint="Choose the scene that the map was made from.",
        )
    return window, tags


def _window_of(size: tuple[int, int], transform: tuple[float, ...], scene: Scene) -> Window | None:
    """Where a raster lies in the scene; None if it lies outside or between its pixels."""
    a, b, c, d, e, f = scene.grid.transform
    determinant = a * e - b * d
    x, y = transform[2] - c, transform[5] - f
    col, row = (e * x - b * y) / determinant, (a * y - d * x) / determinant
    steps = (transform[0] - a, transform[1] - b, transform[3] - d, transform[4] - e)
    pixel = max(abs(a), abs(b), abs(d), abs(e))
    drift = max(map(abs, steps)) / pixel * max(size)
    off = max(abs(row - round(row)), abs(col - round(col)))
    window = Window(round(row), round(col), *size)
    if max(drift, off) > PLACE_TOLERANCE_PX or window.intersect(scene.grid.window) != window:
        return None
    return window


def _same_crs(crs: Any, scene: Scene) -> bool:
    return bool(crs == rasterio.crs.CRS.from_wkt(scene.grid.crs_wkt))


def _threshold(
    tags: Mapping[str, str], scores: ScoreStatistics, rate: float, context: Context
) -> float:
    """From the table that the map carries; from its scores where it has none."""
    if TAIL_TAG in tags and rate <= RATES[0]:
        try:
            return _in_table(tags[TAIL_TAG], rate)
        except (KeyError, TypeError, ValueError):
            context.warn(
                f"The table of thresholds in the map's tag {TAIL_TAG} is damaged; the threshold "
                "is found from the scores."
            )
    return BackgroundTail(scores).threshold(rate)


def _in_table(text: str, rate: float) -> float:
    """Reads a table as ``BackgroundTail.to_json`` makes it; raises a builtin where it is none."""
    table = json.loads(text)
    rates, thresholds = (np.array(table[name], np.float64) for name in ("rates", "thresholds"))
    is_table = (
        rates.ndim == 1
        and rates.shape == thresholds.shape
        and np.isfinite(thresholds).all()
        and (rates > 0).all()
        and (np.diff(rates) < 0).all()
        and (np.diff(thresholds) >= 0).all()
    )
    if not (is_table and len(rates)):
        raise ValueError("no table of thresholds")
    return threshold_at(rates.tolist(), thresholds.tolist(), rate)


def _statistics(path: Path, window: Window, context: Context) -> ScoreStatistics:
    made = ScoreStatistics()
    with reading(path) as read:
        for strip in strips(window.height, window.width):
            context.check_cancelled()
            made.add(read(strip))
    return made
