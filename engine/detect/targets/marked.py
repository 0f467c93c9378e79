"""Pixels that the user marked as the target: their spectra, and statistics without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...features.square import box
from ...features.tiling import hull
from ...scene.grid import Grid, Window
from ...stream.area import Area
from ...stream.operator import Batch, Reducer

FloatArray = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

TILE_PX = 64
"""Only squares of this side that hold a marked pixel are read for its spectrum."""


@dataclass(frozen=True)
class MarkedPixels:
    """Pixels of a scene, each once, by rows.

    Attributes:
        rows, cols: ``(pixels,)``, in the scene.
    """

    rows: Places
    cols: Places

    @staticmethod
    def of(grid: Grid, rows: npt.ArrayLike, cols: npt.ArrayLike) -> MarkedPixels:
        """Sorts pixels of a grid and drops what comes twice."""
        flat = np.asarray(rows, np.int64) * grid.width + np.asarray(cols, np.int64)
        flat = np.unique(flat)
        return MarkedPixels(flat // grid.width, flat % grid.width)

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, keep: npt.NDArray[np.bool_]) -> MarkedPixels:
        """Only some of them."""
        return MarkedPixels(self.rows[keep], self.cols[keep])

    def inside(self, window: Window) -> Places:
        """Which of them lie in a window."""
        first, last = np.searchsorted(self.rows, (window.row_off, window.row_end))
        cols = self.cols[first:last]
        within: Places = np.flatnonzero((cols >= window.col_off) & (cols < window.col_end))
        return within + int(first)

    def area(self, grid: Grid) -> Area:
        """The part of a scene that must be read to see them all."""
        corners = np.unique(np.stack([self.rows, self.cols]) // TILE_PX, axis=1)
        tiles = [Window(r * TILE_PX, c * TILE_PX, TILE_PX, TILE_PX) for r, c in corners.T.tolist()]
        cut = [tile.intersect(grid.window) or tile for tile in tiles]
        return Area(hull(cut), tuple(box(grid, tile) for tile in cut))


class SpectraReducer:
    """Reads the spectra of marked pixels.

    Attributes:
        valid: ``(pixels,)``, which of them have a value in every band that is read.
        total: ``(bands,)``, the sum of the spectra of those.
    """

    def __init__(self, marked: MarkedPixels, bands: int) -> None:
        self._marked = marked
        self.valid = np.zeros(len(marked), bool)
        self.total = np.zeros(bands)

    def update(self, batch: Batch) -> None:
        for values, measured, window in zip(batch.values, batch.measured, batch.windows):
            found = self._marked.inside(window)
            if not len(found):
                continue
            rows = self._marked.rows[found] - window.row_off
            cols = self._marked.cols[found] - window.col_off
            known = measured[rows, cols].cpu().numpy()
            spectra = values[:, rows, cols].cpu().numpy().astype(np.float64)
            self.valid[found] = known
            self.total += spectra[:, known].sum(axis=1)

    def mean(self) -> FloatArray:
        """The mean spectrum ``(bands,)`` of those that are valid; NaN if none is."""
        count = int(self.valid.sum())
        return self.total / count if count else np.full(len(self.total), np.nan)


class Unmarked:
    """Shows a reducer every pixel but the marked ones.

    A target in the background's statistics makes its own direction look ordinary, and detectors
    then suppress what they look for.
    """

    def __init__(self, reducer: Reducer, marked: MarkedPixels) -> None:
        self._reducer, self._marked = reducer, marked

    def update(self, batch: Batch) -> None:
        places = list(self._places(batch.windows))
        if any(len(found) for found in places):
            valid = batch.valid.clone()
            for member, (window, found) in enumerate(zip(batch.windows, places)):
                rows = self._marked.rows[found] - window.row_off
                cols = self._marked.cols[found] - window.col_off
                valid[member, rows, cols] = False
            batch = replace(batch, valid=valid)
        self._reducer.update(batch)

    def _places(self, windows: Iterable[Window]) -> Iterator[Places]:
        return (self._marked.inside(window) for window in windows)
