"""Where to label next: parts of a map in which the classifier knows least, the worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scene.describe import crs_words
from ..scene.grid import Grid, Window

BLOCK_PX = 16
"""Side of the parts: about what is seen at once when polygons are drawn."""

MOST_WINDOWS = 10
LEAST_SHARE = 0.5
"""Of a part that has to be mapped."""

LEAST_DOUBT = 0.02
"""Parts with less are known well enough."""

STEEPNESS = 4
"""Of how the share grows with the distance: 0.06 at half the threshold, 0.94 at twice."""

APART = 0.1
"""Windows lie so far apart at least, as a share of the longer side, and never side by side."""


class LabelNext:
    """Scores the blocks of a map while it is made; a ``stream.sink.Sink``.

    The doubt of a block is the share of its pixels that nothing is known of, with both reasons
    taken as independent: the class is wrong with a probability of 1 - confidence, or the pixel is
    unlike everything labelled. Blocks are ranked with a share that grows with the distance, from
    0.5 at the threshold on: else all of a strange scene would be the same.

    Source: uncertainty and diversity as in Tuia et al. (2011), "A survey of active learning
    algorithms for supervised remote sensing image classification", IEEE JSTSP 5(3), III.B and D.
    """

    def __init__(self, grid: Grid, origin: Window) -> None:
        """Prepares the blocks.

        Args:
            grid: of the map.
            origin: the map's window in the whole scene.
        """
        self._grid = grid
        self._origin = origin
        self._crs = crs_words(grid.crs_wkt)[0] or grid.crs_wkt or ""
        self._shape = (-(-grid.height // BLOCK_PX), -(-grid.width // BLOCK_PX))
        blocks = self._shape[0] * self._shape[1]
        self._mapped, self._undecided = np.zeros(blocks), np.zeros(blocks)
        self._measured, self._unlike = np.zeros(blocks), np.zeros(blocks)
        self._graded = np.zeros(blocks)

    def write(self, window: Window, outputs: Mapping[str, npt.NDArray[np.generic]]) -> None:
        """Takes ``confidence`` and, if it is there, ``unlike`` of a window."""
        rows = np.arange(window.row_off, window.row_end) // BLOCK_PX
        cols = np.arange(window.col_off, window.col_end) // BLOCK_PX
        doubt = 1.0 - outputs["confidence"].astype(np.float64)
        self._add(rows, cols, doubt, self._undecided, self._mapped)
        if "unlike" in outputs:
            distances = outputs["unlike"].astype(np.float64)
            above = np.where(np.isnan(distances), np.nan, distances > 1.0)
            self._add(rows, cols, above, self._unlike, self._measured)
            self._add(rows, cols, 1.0 - 1.0 / (1.0 + distances**STEEPNESS), self._graded)

    def _add(
        self,
        rows: npt.NDArray[np.intp],
        cols: npt.NDArray[np.intp],
        values: npt.NDArray[np.float64],
        sums: npt.NDArray[np.float64],
        counts: npt.NDArray[np.float64] | None = None,
    ) -> None:
        """Adds up columns first, then rows: both are in order, so nothing has to be sorted."""
        known = ~np.isnan(values)
        first_rows, tops = np.unique(rows, return_index=True)
        first_cols, lefts = np.unique(cols, return_index=True)
        place = np.ix_(first_rows, first_cols)
        added = [(sums, np.where(known, values, 0.0))]
        for target, each in [*added, *([] if counts is None else [(counts, known)])]:
            joined = np.add.reduceat(each.astype(np.float64), lefts, axis=1)
            target.reshape(self._shape)[place] += np.add.reduceat(joined, tops, axis=0)

    def ranked(
        self, labelled: tuple[Sequence[int], Sequence[int]] | None = None
    ) -> list[dict[str, Any]]:
        """The windows where labels would help most, the first one most.

        Args:
            labelled: rows and columns of labelled pixels in the whole scene; their blocks are left
                out.

        Returns:
            At most ``MOST_WINDOWS``: ``rank`` from 1; ``row``, ``col``, ``height`` and ``width`` in
            the whole scene; ``bounds`` and ``crs`` (a code such as EPSG:32633, else WKT);
            ``uncertain``, the mean of 1 - confidence; ``unlike``, the share of pixels unlike
            everything labelled, None if that is not known.
        """
        undecided = _ratio(self._undecided, self._mapped)
        far = _ratio(self._unlike, self._measured)
        doubt = _either(undecided, far)
        rank = _either(undecided, _ratio(self._graded, self._measured))
        open_ = (self._mapped >= LEAST_SHARE * self._sizes()) & (doubt >= LEAST_DOUBT)
        if labelled is not None:
            open_[self._blocks_of(labelled)] = False
        gap = max(1, round(APART * max(self._shape)))
        rows, cols = np.divmod(np.arange(len(doubt)), self._shape[1])
        found: list[dict[str, Any]] = []
        for block in np.lexsort((np.arange(len(rank)), -np.nan_to_num(rank))):
            if len(found) == MOST_WINDOWS:
                break
            if open_[block]:
                near = np.maximum(abs(rows - rows[block]), abs(cols - cols[block])) <= gap
                open_[near] = False
                window = self._window(int(rows[block]), int(cols[block]))
                share = None if np.isnan(far[block]) else round(float(far[block]), 4)
                found.append(
                    {
                        "rank": len(found) + 1,
                        **self._place(window),
                        "uncertain": round(float(undecided[block]), 4),
                        "unlike": share,
                    }
                )
        return found

    def _sizes(self) -> npt.NDArray[np.float64]:
        """Pixels that a block needs to be whole: slivers at the edges have too few in any case."""
        side = np.minimum((BLOCK_PX, BLOCK_PX), (self._grid.height, self._grid.width))
        return np.full(len(self._mapped), float(np.prod(side)))

    def _blocks_of(self, labelled: tuple[Sequence[int], Sequence[int]]) -> npt.NDArray[np.intp]:
        rows = np.asarray(labelled[0], np.intp) - self._origin.row_off
        cols = np.asarray(labelled[1], np.intp) - self._origin.col_off
        inside = (rows >= 0) & (rows < self._grid.height) & (cols >= 0) & (cols < self._grid.width)
        made: npt.NDArray[np.intp] = (
            rows[inside] // BLOCK_PX * self._shape[1] + cols[inside] // BLOCK_PX
        )
        return made

    def _window(self, row: int, col: int) -> Window:
        whole = Window(row * BLOCK_PX, col * BLOCK_PX, BLOCK_PX, BLOCK_PX)
        return whole.intersect(self._grid.window) or whole

    def _place(self, window: Window) -> dict[str, Any]:
        a, b, c, d, e, f = self._grid.transform
        corners = [
            (a * x + b * y + c, d * x + e * y + f)
            for x in (window.col_off, window.col_end)
            for y in (window.row_off, window.row_end)
        ]
        xs, ys = zip(*corners)
        return {
            "row": window.row_off + self._origin.row_off,
            "col": window.col_off + self._origin.col_off,
            "height": window.height,
            "width": window.width,
            "bounds": [min(xs), min(ys), max(xs), max(ys)],
            "crs": self._crs,
        }


def _either(
    one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The probability of at least one of two independent things; the second may be unknown."""
    made: npt.NDArray[np.float64] = 1.0 - (1.0 - one) * (1.0 - np.nan_to_num(other))
    return made


def _ratio(
    sums: npt.NDArray[np.float64], counts: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """NaN where nothing was counted."""
    made = np.full(len(sums), np.nan)
    np.divide(sums, counts, out=made, where=counts > 0)
    return made
