"""The class map of a window as it grows, tile by tile in any order."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing

import numpy as np
import numpy.typing as npt
import torch

from ..devices import named_memory_errors
from ..features.cores import on_all_cores
from ..features.tile import Tile
from ..features.tiling import Tiling
from ..heads.dense import DenseClassifier
from ..scene.grid import Window
from ..stream.blend import ramp

NODATA = 0

FIRST_SQUARES, FIRST_WINDOWS, GROWTH = 16, 1, 3
"""Tiles of the first group, and how many times as many each later one has. Squares take
milliseconds, the window of a network takes up to seconds."""


def nearest_first(tiles: Sequence[Window], window: Window, lattice: bool) -> list[list[Window]]:
    """Sorts tiles into groups, those nearest to the middle of the window first."""
    row = window.row_off + window.height / 2
    col = window.col_off + window.width / 2

    def distance(tile: Window) -> tuple[float, int, int]:
        down, right = tile.row_off + tile.height / 2 - row, tile.col_off + tile.width / 2 - col
        return down * down + right * right, tile.row_off, tile.col_off

    left, size, groups = sorted(tiles, key=distance), FIRST_WINDOWS, []
    if not lattice:
        size = FIRST_SQUARES
    while left:
        groups.append(left[:size])
        left, size = left[size:], GROWTH * size
    return groups


class PreviewMap:
    """Scores tiles and keeps the best class of every pixel.

    Windows of a network overlap; their probabilities are blended as in a map of ``classify``.
    """

    def __init__(
        self,
        tiling: Tiling,
        window: Window,
        scores: DenseClassifier,
        values: Sequence[int],
        device: torch.device,
    ) -> None:
        """Starts with an empty map.

        Args:
            tiling: of the tiles.
            window: to be mapped.
            scores: the head; its network is not asked.
            values: the map's value of each class.
            device: of ``scores``.
        """
        self._window, self._scores, self._device = window, scores, device
        self._values = torch.tensor(values, dtype=torch.uint8)
        self._classes = torch.full((window.height, window.width), NODATA, dtype=torch.uint8)
        self._sum: torch.Tensor | None = None
        if tiling.lattice:
            self._sum = torch.zeros((len(values), window.height, window.width))
            self._ramp = ramp(tiling.side_px, tiling.overlap_px, torch.device("cpu"))
            self._valid = torch.zeros((window.height, window.width), dtype=torch.bool)

    def scored(
        self, tiles: Generator[Tile, None, None]
    ) -> Generator[tuple[Tile, torch.Tensor], None, None]:
        """Gives tiles with the probabilities of their pixels, ``(classes, rows, cols)``.

        Raises:
            DeviceOutOfMemory: the device has no room for a tile.
            EngineError: what ``tiles`` raises.
        """
        with closing(tiles):
            if self._sum is None and self._device.type == "cpu":
                yield from on_all_cores(self._scored, tiles)
            else:
                yield from map(self._scored, tiles)

    def _scored(self, tile: Tile) -> tuple[Tile, torch.Tensor]:
        halo, window = tile.halo_px, tile.window
        with named_memory_errors(self._device), torch.inference_mode():
            parts = [part[None].to(self._device) for part in tile.parts]
            odds = self._scores.score(parts, *tile.seen)[0]
        return tile, odds[:, halo : halo + window.height, halo : halo + window.width].cpu()

    def add(self, tile: Tile, odds: torch.Tensor) -> None:
        """Takes what ``scored`` gives into the map."""
        both = tile.window.intersect(self._window)
        if both is None:
            return
        seen = both.relative_to(tile.window).slices()
        rows, cols = both.relative_to(self._window).slices()
        valid, odds = tile.valid[seen], odds[:, seen[0], seen[1]]
        if self._sum is None:
            best = self._values[odds.argmax(dim=0)]
            self._classes[rows, cols] = best.masked_fill(~valid, NODATA)
            return
        # A weighted sum is largest where the blend is: all classes have the same weights.
        self._sum[:, rows, cols] += odds * self._ramp[seen]
        self._valid[rows, cols] |= valid

    def classes(self) -> npt.NDArray[np.uint8]:
        """The class values as they stand, ``(rows, cols)``; ``NODATA`` where nothing is known."""
        made = self._classes
        if self._sum is not None:
            made = self._values[self._sum.argmax(dim=0)].masked_fill(~self._valid, NODATA)
        found: npt.NDArray[np.uint8] = made.numpy()
        return found
