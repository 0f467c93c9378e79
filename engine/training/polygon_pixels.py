"""Finds the pixels of polygons and points, of very many small ones at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from affine import Affine
from rasterio.features import rasterize

from ..scene.grid import Grid, Window
from ..vectors import pixel_places

Pixels = npt.NDArray[np.int64]

SMALL_PX = 1 << 10
"""Of the rectangle around a polygon; up to here, asking for each of its pixels is faster than
calling GDAL, which takes 1 ms a polygon."""

AT_ONCE_PX = 1 << 20

NUDGE_PX = 1e-6
"""A centre on an outline that two polygons share belongs to the left or the lower one alone."""


def pixels_of(parts: Sequence[shapely.Geometry], grid: Grid) -> list[Pixels]:
    """Flat numbers of the pixels of each polygon or point, ascending; none outside the grid.

    A polygon has the pixels whose centre it covers, or the one of a point inside it where it covers
    none; a point has the pixel that holds it.
    """
    shapes = np.asarray(parts, dtype=object)
    made: list[Pixels] = [np.empty(0, np.int64)] * len(shapes)
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    top, left, height, width = _rectangles(shapes, grid)
    touches = (height > 0) & (width > 0) & ~is_point
    small = np.flatnonzero(touches & (height * width <= SMALL_PX))
    last = np.cumsum(height[small] * width[small]) // AT_ONCE_PX
    for group in np.split(small, np.flatnonzero(np.diff(last)) + 1):
        found = _inside(shapes[group], top[group], left[group], height[group], width[group], grid)
        for place, pixels in zip(group, found):
            made[place] = pixels
    for place in np.flatnonzero(touches & (height * width > SMALL_PX)):
        corner = int(top[place]), int(left[place])
        window = Window(*corner, int(height[place]), int(width[place]))
        made[place] = _burned(shapes[place], window, grid)
    lone = [n for n in np.flatnonzero(touches) if not len(made[n])]
    single = np.concatenate([np.flatnonzero(is_point), np.array(lone, np.int64)])
    for place, pixels in zip(single, _holding(shapely.point_on_surface(shapes[single]), grid)):
        made[place] = pixels
    return made


def _rectangles(
    shapes: npt.NDArray[np.object_], grid: Grid
) -> tuple[Pixels, Pixels, Pixels, Pixels]:
    """First row and column, height and width of the pixels around each shape, cut at the grid."""
    xmin, ymin, xmax, ymax = shapely.bounds(shapes).T
    rows, cols = pixel_places(grid, [xmin, xmin, xmax, xmax], [ymin, ymax, ymin, ymax])
    made = []
    for places, size in ((rows, grid.height), (cols, grid.width)):
        first = np.floor(places.min(axis=0))
        end = np.maximum(np.ceil(places.max(axis=0)), first + 1)
        start = np.clip(first, 0, size).astype(np.int64)
        made.append((start, np.clip(end, 0, size).astype(np.int64) - start))
    (top, height), (left, width) = made
    return top, left, height, width


def _inside(
    shapes: npt.NDArray[np.object_],
    top: Pixels,
    left: Pixels,
    height: Pixels,
    width: Pixels,
    grid: Grid,
) -> list[Pixels]:
    """Asks for the centre of every pixel of the rectangles whether it lies in its polygon."""
    size = height * width
    number = np.repeat(np.arange(len(shapes)), size)
    place = np.arange(len(number)) - np.repeat(np.cumsum(size) - size, size)
    rows = top[number] + place // width[number]
    cols = left[number] + place % width[number]
    a, b, c, d, e, f = grid.transform
    down, right = rows + 0.5 + NUDGE_PX, cols + 0.5 - NUDGE_PX
    shapely.prepare(shapes)
    covered = shapely.contains_xy(
        shapes[number], a * right + b * down + c, d * right + e * down + f
    )
    counts = np.bincount(number[covered], minlength=len(shapes))
    flat = rows[covered] * grid.width + cols[covered]
    return np.split(flat, np.cumsum(counts)[:-1])


def _burned(polygon: shapely.Geometry, window: Window, grid: Grid) -> Pixels:
    burned = rasterize(
        [polygon],
        out_shape=(window.height, window.width),
        transform=Affine(*grid.crop(window).transform),
        dtype="uint8",
    )
    rows, cols = np.nonzero(burned)
    made: Pixels = (rows + window.row_off) * grid.width + cols + window.col_off
    return made


def _holding(points: npt.NDArray[np.object_], grid: Grid) -> list[Pixels]:
    """The pixel that holds each point."""
    places = pixel_places(grid, shapely.get_x(points), shapely.get_y(points))
    rows, cols = (np.floor(place).astype(np.int64) for place in places)
    on_grid = (rows >= 0) & (rows < grid.height) & (cols >= 0) & (cols < grid.width)
    flat = rows * grid.width + cols
    return [flat[n : n + 1] if on_grid[n] else np.empty(0, np.int64) for n in range(len(flat))]
