"""How similar pixels are to chosen ones, tile by tile of a scene's features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from ..features.tile import Tile
from ..models.dense import at_pixels, at_some_pixels
from ..scene.grid import Window
from .similar_space import Space

Places = npt.NDArray[np.int64]

TINY = 1e-6
"""A pixel nearer to the scene's mean than this has no direction; it is similar to nothing."""

TOGETHER = 16
"""Directions that are compared at once; a library gives thousands, and tiles can be whole rows."""


@dataclass(frozen=True)
class CodedTile:
    """A tile of features in the space of comparison, small enough to be kept.

    Attributes:
        window: in the scene.
        halo_px: how much more the parts cover on each side.
        parts: float16 ``(directions, r, c)``, each on its own grid of cells.
        inverse: float16 ``(rows, cols)`` of the window: 1 / length of the directions at a pixel; 0
            where nothing is valid.
    """

    window: Window
    halo_px: int
    parts: tuple[torch.Tensor, ...]
    inverse: torch.Tensor

    @property
    def nbytes(self) -> int:
        return sum(one.numel() * one.element_size() for one in (*self.parts, self.inverse))

    @property
    def valid(self) -> torch.Tensor:
        """``(rows, cols)`` of the window."""
        return self.inverse > 0

    def cut(self, window: Window) -> CodedTile:
        """A part of joined squares, as a view."""
        rows, cols = window.relative_to(self.window).slices()
        parts = tuple(part[:, rows, cols] for part in self.parts)
        return CodedTile(window, 0, parts, self.inverse[rows, cols])

    def at(self, rows: Places, cols: Places) -> torch.Tensor:
        """The unit directions of pixels of the window; 0 where one is not valid, or has none.

        Args:
            rows, cols: ``(pixels,)``, in the scene.

        Returns:
            ``(pixels, directions of all parts)``, float32.
        """
        down, across = (
            torch.from_numpy(places - first)
            for places, first in ((rows, self.window.row_off), (cols, self.window.col_off))
        )
        halo = self.halo_px
        seen = (self.window.height + 2 * halo, self.window.width + 2 * halo)
        found = [at_some_pixels(part, seen, down + halo, across + halo) for part in self.parts]
        directions = functional.normalize(torch.cat(found, dim=1), dim=1)
        return directions.masked_fill_(~self.valid[down, across][:, None], 0.0)


def coded(tile: Tile, space: Space) -> CodedTile:
    """Projects a tile of features."""
    halo, (height, width) = tile.halo_px, tile.valid.shape
    parts = [space.of(part, number) for number, part in enumerate(tile.parts)]
    squares = torch.zeros((height, width))
    for part in parts:
        pixels = at_pixels(part[None], *tile.seen)[0]
        squares += pixels[:, halo : halo + height, halo : halo + width].square().sum(dim=0)
    length = squares.sqrt()
    known = tile.valid & (length > TINY)
    inverse = torch.where(known, 1.0 / length.clamp_min(TINY), 0.0)
    if all(part.shape[1:] == tile.valid.shape for part in parts):
        # Directions at the pixels: their length is taken off once and for all.
        joined = (torch.cat(parts) * inverse).half()
        return CodedTile(tile.window, halo, (joined,), tile.valid.half())
    # Where the mean is exactly met the pixel is valid, and similar to nothing.
    inverse = torch.where(tile.valid, inverse.clamp(2**-14, 6e4), 0.0)
    return CodedTile(tile.window, halo, tuple(part.half() for part in parts), inverse.half())


def joined(squares: Sequence[CodedTile], window: Window) -> CodedTile:
    """Puts squares that lie side by side in ``window`` together."""
    parts = zip(*(square.parts for square in squares))
    inverse = torch.cat([square.inverse for square in squares], dim=1)
    return CodedTile(window, 0, tuple(torch.cat(part, dim=2) for part in parts), inverse)


def similarity(tile: CodedTile, like: torch.Tensor, unlike: torch.Tensor | None) -> torch.Tensor:
    """Scores every pixel of a tile.

    The score is the cosine to the nearest of the pixels that are looked for, 0 at right angles and
    beyond. A pixel that is nearer to an excluded one loses the excess: its score is multiplied by
    the ratio of both distances (1 - cosine), so that an excluded pixel itself has 0.

    Interpolation is linear, so cosines are made on the cells and then brought to the pixels.

    Args:
        tile: of the scene.
        like, unlike: unit directions ``(pixels, directions)``; None to exclude nothing.

    Returns:
        ``(rows, cols)`` of the window, 0..1; whatever where nothing is valid.
    """
    near = _nearest(tile, like)
    if unlike is None:
        return near
    apart, wrong = 1 - near, 1 - _nearest(tile, unlike)
    return near * torch.where(wrong < apart, wrong / apart.clamp_min(TINY), 1.0)


def _nearest(tile: CodedTile, wanted: torch.Tensor) -> torch.Tensor:
    """The largest cosine to any of the wanted directions, 0..1."""
    first, *others = torch.split(wanted, TOGETHER)
    best = _largest(tile, first)
    for some in others:
        best = torch.maximum(best, _largest(tile, some))
    if len(tile.parts) > 1 or tile.parts[0].shape[1:] != tile.inverse.shape:
        best = best * tile.inverse.float()
    return best.clamp(0.0, 1.0)


def _largest(tile: CodedTile, wanted: torch.Tensor) -> torch.Tensor:
    """The largest product with any of the wanted directions."""
    halo, (height, width) = tile.halo_px, tile.inverse.shape
    total = torch.zeros(())
    first = 0
    for part in tile.parts:
        asked = wanted[:, first : first + len(part)]
        first += len(part)
        found = (asked @ part.flatten(1).float()).reshape(len(wanted), *part.shape[1:])
        if found.shape[1:] != tile.inverse.shape:
            found = at_pixels(found[None], height + 2 * halo, width + 2 * halo)[0]
            found = found[:, halo : halo + height, halo : halo + width]
        total = found + total
    return total.amax(dim=0)
