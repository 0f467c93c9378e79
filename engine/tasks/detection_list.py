"""A score map in, a list of what is above its threshold out: objects, spectra, flags."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window as FileWindow

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..detect.flags import find_tracks, flag_of
from ..detect.objects import Detection, ReadScores, find_objects, strips
from ..detect.surroundings import Comparison, compare
from ..output.detections import DetectionOutput, outlines
from ..output.pixel_area import SQUARE_METRES_PER_HECTARE, hectares_of_rows
from ..output.provenance import provenance_tag
from ..scene.formats.truncation import reading_failed
from ..scene.grid import Grid, Window
from ..scene.scene import Scene

KEPT_PIXELS = 1 << 24
"""Maps up to this size are kept in memory: reading a thousand small windows takes seconds."""

DIGITS = 4
"""Of the reflectance in the list."""


@dataclass(frozen=True)
class ScoreMap:
    """A map of scores and the scene it is of.

    Attributes:
        path: of the raster.
        scene: what was scored.
        window: the part of the scene that the map shows.
        plan, request: the bands whose spectra are listed.
        high: the score that a tenth of the map's pixels exceed.
    """

    path: Path
    scene: Scene
    window: Window
    plan: BandPlan
    request: BandRequest
    high: float

    @property
    def grid(self) -> Grid:
        return self.scene.grid.crop(self.window)


def prepare_list(
    output: DetectionOutput,
    scores: ScoreMap,
    threshold: float,
    context: Context,
    *,
    least_px: int,
    provenance: Mapping[str, Any],
) -> dict[str, int]:
    """Finds the detections of a map and writes their list beside its place.

    Args:
        output: where it goes; the caller publishes it.
        scores: the map.
        threshold: scores above it are detections.
        context: told of progress, asked for cancellation.
        least_px: smaller objects are left out.
        provenance: how the list is made.

    Returns:
        ``count`` of all detections, ``listed`` and, of those, ``flagged``.

    Raises:
        BadParameter: the threshold is far too low.
        EngineError: what the scene or the place refuse.
    """
    if output.marks:
        context.warn(
            f"The list {output.path} that is replaced held {output.marks} marked detections; the "
            "new one is written without marks."
        )
    grid = scores.grid
    with reading(scores.path) as read:
        found = find_objects(read, (grid.height, grid.width), threshold, context, least_px=least_px)
        compared = compare(
            scores.scene, scores.plan, scores.window, found.listed, read, threshold, context
        )
        flags = [""] * len(found.listed)
        if found.listed:
            tracks = find_tracks(read, (grid.height, grid.width), scores.high, context)
            for number, (each, beside) in enumerate(zip(found.listed, compared)):
                context.check_cancelled()
                flags[number] = flag_of(each, beside, tracks, read, scores.window)
    bands = json.dumps(
        {
            "numbers": list(scores.request.numbers),
            "centres_nm": None
            if scores.request.centres_nm is None
            else [round(float(each), 3) for each in scores.request.centres_nm],
        }
    )
    hectares = hectares_of_rows(grid, 0, grid.height)
    rows = [
        _row(rank, each, beside, flag, scores.window, grid, hectares, bands)
        for rank, (each, beside, flag) in enumerate(zip(found.listed, compared, flags), start=1)
    ]
    shapes = outlines(grid, [(each.rows, each.cols) for each in found.listed])
    output.prepare(shapes, rows, grid, provenance_tag(provenance))
    flagged = sum(1 for flag in flags if flag)
    return {"count": found.count, "listed": len(rows), "flagged": flagged}


@contextmanager
def reading(path: Path) -> Iterator[ReadScores]:
    """Opens a score map for reading windows of it; a small one is read at once.

    What the raster's nodata value or mask excludes is NaN.

    Raises:
        InputTruncated, InputUnreadable: pixels are missing or cannot be decoded; also by the reader
            that is given.
    """
    with rasterio.open(path) as raster:

        def stored(window: Window) -> npt.NDArray[np.float32]:
            place = FileWindow(window.col_off, window.row_off, window.width, window.height)
            try:
                values = raster.read(1, window=place, masked=True)
            except RasterioError as exc:
                raise reading_failed(raster, window, exc) from exc
            return np.asarray(values.filled(np.nan), np.float32)

        whole = Window(0, 0, raster.height, raster.width)
        kept = stored(whole) if raster.height * raster.width <= KEPT_PIXELS else None

        yield stored if kept is None else lambda window: kept[window.slices()]


def count_above(path: Path, shape: tuple[int, int], threshold: float, context: Context) -> int:
    """How many pixels of a score map lie above a threshold; raises as ``reading``."""
    above = 0
    with reading(path) as read:
        for strip in strips(*shape):
            context.check_cancelled()
            with np.errstate(invalid="ignore"):
                above += int(np.count_nonzero(read(strip) > threshold))
    return above


def _row(
    rank: int,
    detection: Detection,
    beside: Comparison,
    flag: str,
    window: Window,
    grid: Grid,
    hectares: npt.NDArray[np.float64],
    bands: str,
) -> dict[str, Any]:
    a, b, c, d, e, f = grid.transform
    row, col = detection.row + 0.5, detection.col + 0.5
    area = float(hectares[detection.rows].sum()) * SQUARE_METRES_PER_HECTARE
    return {
        "rank": rank,
        "score": detection.score,
        "mean_score": detection.mean_score,
        "size_px": detection.size_px,
        "area_m2": round(area, 2) if area else math.nan,  # unknown without a coordinate system
        "row": detection.row + window.row_off,
        "col": detection.col + window.col_off,
        "x": a * col + b * row + c,
        "y": d * col + e * row + f,
        "contrast": round(beside.contrast, DIGITS),
        "flag": flag,
        "mark": "",
        "spectrum": _written(beside.spectrum),
        "background": _written(beside.background),
        "bands": bands,
    }


def _written(spectrum: npt.NDArray[np.float64]) -> str:
    rounded = np.round(spectrum, DIGITS).tolist()
    values = [value if math.isfinite(value) else None for value in rounded]
    return json.dumps(values, separators=(",", ":"))
