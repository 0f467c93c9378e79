"""Which part of a scene is wanted: a window, and polygons inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scene.grid import Grid, Window
from .gaps import NearGaps

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Area:
    """The pixels of a scene that count.

    Attributes:
        window: the outline of every output, in pixels of the scene.
        polygons: GeoJSON geometries in the scene's CRS; pixels whose centre lies in none of them
            are invalid. None: the whole window counts.
        near_gaps: pixels that are invalid because clouds, shadows or nodata are near. None: all
            measured pixels count.
    """

    window: Window
    polygons: tuple[Mapping[str, Any], ...] | None = None
    near_gaps: NearGaps | None = field(default=None, compare=False)

    @classmethod
    def whole(cls, grid: Grid) -> Area:
        """All of a scene."""
        return cls(grid.window)

    @cached_property
    def _bounds(self) -> tuple[Bounds, ...]:
        return tuple(_bounds_of(polygon) for polygon in self.polygons or ())

    def touches(self, grid: Grid, window: Window) -> bool:
        """Whether any pixel of ``window`` can lie in the area; cheap, may be True in vain."""
        if self.polygons is None:
            return self.window.intersect(window) is not None
        return any(True for _ in self._near(grid, window))

    def inside(self, grid: Grid, window: Window) -> npt.NDArray[np.bool_] | None:
        """Tells which pixels of a window lie in the polygons and away from gaps.

        Returns:
            ``(rows, cols)``; None where all of them do because nothing is left out.
        """
        drawn = self._drawn(grid, window)
        if self.near_gaps is None:
            return drawn
        near = self.near_gaps.of(window)
        if not near.any():
            return drawn
        return ~near if drawn is None else drawn & ~near

    def _drawn(self, grid: Grid, window: Window) -> npt.NDArray[np.bool_] | None:
        """Pixels in the polygons; None without polygons."""
        if self.polygons is None:
            return None
        shape = (window.height, window.width)
        near = list(self._near(grid, window))
        if not near:
            return np.zeros(shape, bool)
        from affine import Affine
        from rasterio.features import rasterize

        burned = rasterize(
            near,
            out_shape=shape,
            transform=Affine(*grid.crop(window).transform),
            fill=0,
            default_value=1,
            dtype="uint8",
        )
        inside: npt.NDArray[np.bool_] = burned == 1
        return inside

    def _near(self, grid: Grid, window: Window) -> Iterator[Mapping[str, Any]]:
        left, bottom, right, top = _window_bounds(grid, window)
        for polygon, (x0, y0, x1, y1) in zip(self.polygons or (), self._bounds):
            if x0 <= right and x1 >= left and y0 <= top and y1 >= bottom:
                yield polygon


def _window_bounds(grid: Grid, window: Window) -> Bounds:
    a, b, c, d, e, f = grid.transform
    corners = [
        (a * col + b * row + c, d * col + e * row + f)
        for row in (window.row_off, window.row_end)
        for col in (window.col_off, window.col_end)
    ]
    xs, ys = zip(*corners)
    return min(xs), min(ys), max(xs), max(ys)


def _bounds_of(geometry: Mapping[str, Any]) -> Bounds:
    points = np.array(list(_points(geometry)), dtype=float)
    if len(points) == 0:
        return np.inf, np.inf, -np.inf, -np.inf
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def _points(geometry: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    for part in geometry.get("geometries", ()):
        yield from _points(part)
    yield from _flat(geometry.get("coordinates", ()))


def _flat(nested: Sequence[Any]) -> Iterator[tuple[float, float]]:
    if len(nested) >= 2 and not isinstance(nested[0], (list, tuple)):
        yield float(nested[0]), float(nested[1])
        return
    for item in nested:
        yield from _flat(item)
