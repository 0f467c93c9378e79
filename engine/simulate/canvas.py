"""The ground drawn finer than a pixel: which object lies where, and what each object is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .covers import COVER_INDEX

FloatMap = npt.NDArray[np.float32]
IntMap = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

FINE = 3
"""Cells along the side of a pixel."""
CELL_M = 10.0
"""Side of a cell; a pixel has 30 m."""


class Canvas:
    """A grid of cells, each holding the number of an object.

    Attributes:
        size: rows and columns in cells.
        extent_m: the side of the scene.
        scale: how much smaller than usual things are drawn, so that small scenes hold all classes.
        x_m, y_m: cell centres, shapes (1, size) and (size, 1); y runs south.
        objects: object numbers, shape (size, size); all 0 at first.
    """

    def __init__(self, size_px: int) -> None:
        self.size = size_px * FINE
        self.extent_m = self.size * CELL_M
        self.scale = float(np.clip(self.extent_m / 9000.0, 0.25, 1.0))
        axis = ((np.arange(self.size) + 0.5) * CELL_M).astype(np.float32)
        self.x_m: FloatMap = axis[None, :]
        self.y_m: FloatMap = axis[:, None]
        self.objects = np.zeros((self.size, self.size), dtype=np.int32)
        self._covers: list[npt.NDArray[np.int16]] = []
        self._positions: list[FloatMap] = []
        self._count = 0

    @property
    def shape(self) -> tuple[int, int]:
        return self.size, self.size

    @property
    def covers(self) -> npt.NDArray[np.int16]:
        """The cover of each object, index into ``COVERS``; shape (objects,)."""
        return np.concatenate(self._covers)

    @property
    def positions(self) -> FloatMap:
        """The place of each object in its cover's palette, 0..1; shape (objects,)."""
        return np.concatenate(self._positions)

    def add(self, covers: Sequence[str], positions: npt.ArrayLike) -> int:
        """Makes objects and returns the number of the first; the others follow it."""
        first = self._count
        indices = np.array([COVER_INDEX[name] for name in covers], dtype=np.int16)
        self._covers.append(indices)
        self._positions.append(np.clip(np.asarray(positions, dtype=np.float32), 0.0, 1.0))
        self._count += len(indices)
        return first

    def add_variants(self, cover: str, count: int) -> int:
        """Makes ``count`` objects of one cover, spread evenly over its palette."""
        return self.add([cover] * count, (np.arange(count) + 0.5) / count)

    def around(self, x_m: float, y_m: float, reach_m: float) -> tuple[slice, slice]:
        """The rows and columns within ``reach_m`` of a place, at least one of each."""

        def part(middle_m: float) -> slice:
            low = int(np.clip((middle_m - reach_m) / CELL_M, 0, self.size - 1))
            high = int(np.clip((middle_m + reach_m) / CELL_M + 1, low + 1, self.size))
            return slice(low, high)

        return part(y_m), part(x_m)

    def is_cover(self, *names: str) -> Mask:
        """Where these covers lie now; shape (size, size)."""
        wanted = np.isin(self.covers, [COVER_INDEX[name] for name in names])
        made: Mask = wanted[self.objects]
        return made
