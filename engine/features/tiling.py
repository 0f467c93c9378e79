"""How the features of a scene are cut into tiles that are computed, kept and found one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..models.backbone import Backbone
from ..scene.grid import Grid, Window
from ..stream.windows import lattice

SQUARE_PX = 32
"""Side of the tiles of backbones that see single pixels. Labels scattered over a scene of 1200 x
1200 pixels touch a quarter of it in squares of 32, more than half in squares of 64."""

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tiling:
    """The tiles of a scene.

    Attributes:
        grid: of the scene.
        side_px: of a tile, without halo.
        halo_px, overlap_px: see ``stream.operator.Operator``.
        lattice: whether the tiles are the windows of a network, as a map takes them: all of one
            size, the last ones moved back to end with the scene. Else they are squares that do not
            overlap, cut at the edge of the scene.
    """

    grid: Grid
    side_px: int
    halo_px: int
    overlap_px: int
    lattice: bool

    @staticmethod
    def of(backbone: Backbone, grid: Grid) -> Tiling:
        """Squares for a backbone that sees single pixels, its windows for any other."""
        halo, overlap = backbone.halo_px, backbone.overlap_px
        side = backbone.window_px
        if side is None and backbone.multiple_px == 1 and not halo and not overlap:
            return Tiling(grid, SQUARE_PX, 0, 0, lattice=False)
        if side is None:
            least = SQUARE_PX + 2 * (halo + overlap)
            side = -(-least // backbone.multiple_px) * backbone.multiple_px
        return Tiling(grid, side - 2 * halo, halo, overlap, lattice=True)

    def over(self, area: Window) -> list[Window]:
        """The tiles that a map of an area takes, by rows; the area lies inside the scene."""
        if self.lattice:
            return lattice(self.grid, area, self.side_px, self.overlap_px)
        side = self.side_px
        return [
            self._tile(row * side, col * side)
            for row in range(area.row_off // side, -(-area.row_end // side))
            for col in range(area.col_off // side, -(-area.col_end // side))
        ]

    def of_pixels(self, rows: Places, cols: Places) -> tuple[list[Window], Places]:
        """The tiles that pixels are taken from: of several, the one that sees most around a pixel.

        Args:
            rows, cols: ``(pixels,)``, in the scene.

        Returns:
            The tiles, and the place of each pixel's tile among them.
        """
        if self.lattice:
            whole = self.over(self.grid.window)
            row_off = _most_central(sorted({w.row_off for w in whole}), rows, self.side_px)
            col_off = _most_central(sorted({w.col_off for w in whole}), cols, self.side_px)
        else:
            row_off = rows // self.side_px * self.side_px
            col_off = cols // self.side_px * self.side_px
        found, inverse = np.unique(row_off * self.grid.width + col_off, return_inverse=True)
        corners = (divmod(int(number), self.grid.width) for number in found)
        tiles = [self._tile(row, col) for row, col in corners]
        return tiles, inverse.reshape(-1).astype(np.int64)

    def _tile(self, row_off: int, col_off: int) -> Window:
        tile = Window(row_off, col_off, self.side_px, self.side_px)
        return tile if self.lattice else tile.intersect(self.grid.window) or tile


def hull(windows: Iterable[Window]) -> Window:
    """The smallest window around others."""
    rows, cols, row_ends, col_ends = zip(
        *((w.row_off, w.col_off, w.row_end, w.col_end) for w in windows)
    )
    row, col = min(rows), min(cols)
    return Window(row, col, max(row_ends) - row, max(col_ends) - col)


def _most_central(starts: list[int], places: Places, side_px: int) -> Places:
    """For places along an axis: the start of the window in which each is farthest from the ends."""
    found = np.zeros(len(places), np.int64)
    inward = np.full(len(places), -1)
    for start in starts:
        distance = np.minimum(places - start, start + side_px - 1 - places)
        better = distance > inward
        found[better], inward[better] = start, distance[better]
    return found
