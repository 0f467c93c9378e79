"""The part of a scene that a request asks for: its window and its area of interest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor
from typing import Any

from shapely.geometry import mapping

from ..context import Context
from ..errors import BadParameter
from ..scene.grid import Grid, Window
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.gaps import find_near_gaps
from ..vectors import Bounds, grid_bounds, in_words, parts_of, pixel_places, read_vector, to_grid

_NUMBER = re.compile(r"^-?\d+$")


def area_of(scene: Scene, values: Mapping[str, Any], context: Context) -> Area:
    """Reads ``window``, ``aoi`` and ``margin`` of a request; the whole scene without any.

    With polygons the area's window is cut to their extent. Tasks with a margin leave out what lies
    within so many pixels of clouds, shadows and nodata.

    Raises:
        BadParameter: the window makes no sense, the file has no polygons, or nothing of the scene
            is left.
        InputNotFound, InputUnreadable, NoCrs: as ``vectors``.
    """
    window = scene.grid.window
    if values.get("window"):
        window = window_of(str(values["window"]), scene.grid, context)
    margin_px = int(values.get("margin", 0))
    if not values.get("aoi"):
        return _without_edges(scene, Area(window), margin_px, context)
    layer = to_grid(read_vector(values["aoi"]), scene.grid)
    for note in layer.notes:
        context.warn(note)
    polygons = [
        part
        for geometry in layer.geometries
        for part in parts_of(geometry)
        if part.geom_type == "Polygon"
    ]
    if not polygons:
        raise BadParameter(
            f"The area of interest {layer.path} holds no polygons.",
            hint="Choose a layer with at least one polygon.",
        )
    outline = _pixels_of(layer.bounds or (0.0, 0.0, 0.0, 0.0), scene.grid)
    cut = None if outline is None else outline.intersect(window)
    if cut is None:
        raise BadParameter(
            f"The area of interest {layer.path} ({in_words(layer.bounds or (0, 0, 0, 0))}) lies "
            f"outside the scene ({in_words(grid_bounds(scene.grid))}) or its window.",
            hint="Choose polygons that lie on the scene.",
        )
    area = Area(cut, tuple(mapping(polygon) for polygon in polygons))
    return _without_edges(scene, area, margin_px, context)


def _without_edges(scene: Scene, area: Area, margin_px: int, context: Context) -> Area:
    """Leaves out the pixels near gaps, and says how many they are."""
    if not margin_px:
        return area
    found = find_near_gaps(scene, area.window, margin_px, context)
    if not found.pixels:
        return area
    context.log(
        f"{found.pixels:,} pixels within {margin_px} px of clouds, shadows or nodata are left out."
    )
    return replace(area, near_gaps=found)


def window_of(text: str, grid: Grid, context: Context) -> Window:
    """Reads ``row,col,height,width``; what reaches over the edge of the scene is cut off.

    Raises:
        BadParameter: it is something else, or lies outside the scene.
    """
    items = [item.strip() for item in text.split(",")]
    size = f"The scene has {grid.height} rows and {grid.width} columns."
    if len(items) != 4 or not all(_NUMBER.match(item) for item in items):
        raise BadParameter(
            f"The window {text!r} cannot be understood.",
            hint=f"Write first row, first column, rows, columns, such as 0,0,100,200. {size}",
        )
    window = Window(*(int(item) for item in items))
    cut = window.intersect(grid.window)
    if cut is None:
        raise BadParameter(f"The window {text!r} holds no pixel of the scene.", hint=size)
    if cut != window:
        context.log(f"The window {text} is cut to the scene: {cut.height} x {cut.width} pixels.")
    return cut


def _pixels_of(bounds: Bounds, grid: Grid) -> Window | None:
    """The pixels that an extent touches; None outside the grid."""
    left, bottom, right, top = bounds
    rows, cols = pixel_places(grid, [left, left, right, right], [bottom, top, bottom, top])
    row, col = floor(min(rows)), floor(min(cols))
    made = Window(row, col, max(1, ceil(max(rows)) - row), max(1, ceil(max(cols)) - col))
    return made.intersect(grid.window)
