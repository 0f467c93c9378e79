"""Which pixels the rings of a block of pixels share, and which each of them has for itself.

The rings of neighbours are nearly the same. Blocks of 8 x 8 pixels are halved down to 2 x 2; the
pixels common to all rings of a half contain those common to all of the whole. So the sums over what
a half has in common are the whole's and a few pixels more, and nothing is ever taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .dual_window import DualWindow

SIDE, LEAF = 8, 2
LEVELS = ((8, 8), (8, 4), (4, 4), (4, 2), (2, 2))
"""Rows and columns of the blocks of each level."""
LEAVES, LEAF_PIXELS = (SIDE // LEAF) ** 2, LEAF**2
NONE = -1
"""In place of a number: no pixel."""

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
Starts = tuple[tuple[int, ...], ...]
"""First places of the outer and of the inner windows of ``SIDE`` neighbours along an axis, and
their own places."""


class Level(NamedTuple):
    """Pixels that the blocks of a level have in common beyond those of the level before.

    Attributes:
        parents: numbers of the blocks they are halves of, ``(blocks,)``.
        pixels: ``(blocks, n)``, counted along the rows of the frame, or ``NONE``.
    """

    parents: IntArray
    pixels: IntArray


class Picks(NamedTuple):
    """Leaves whose pixels pick alike.

    Attributes:
        leaves: numbers of the leaves.
        places: ``(LEAF_PIXELS, k)``, ascending: what each pixel's ring takes of the leaf's pixels.
    """

    leaves: IntArray
    places: IntArray


@dataclass(frozen=True)
class RingLists:
    """All lists of a block of ``SIDE x SIDE`` pixels.

    Pixels are counted along the rows of the frame, a square that holds every ring of the block.

    Attributes:
        side: of the frame.
        levels: from the block down to its leaves.
        leaves: ``(LEAVES, n + LEAF_PIXELS)``: pixels that are in some rings of a leaf but not in
            all, or ``NONE``, and then the leaf's own.
        picks: who picks what from these.
        order: ``(SIDE * SIDE,)``: numbers of the leaves' own pixels in the block.
    """

    side: int
    levels: tuple[Level, ...]
    leaves: IntArray
    picks: tuple[Picks, ...]
    order: IntArray

    def paths(self) -> list[tuple[int, list[tuple[int, int]]]]:
        """All leaves, those of a half after each other, and the way to each.

        Ways are levels and numbers of blocks, without those that the leaf before has too.
        """
        ways = []
        for leaf in range(LEAVES):
            way = [leaf]
            for level in reversed(self.levels[1:]):
                way.insert(0, int(level.parents[way[0]]))
            ways.append(list(enumerate(way)))
        ways.sort()
        before: list[list[tuple[int, int]]] = [[], *ways[:-1]]
        return [
            (way[-1][1], [step for step in way if step not in past])
            for way, past in zip(ways, before)
        ]


@lru_cache(maxsize=256)
def lists_of(rows: Starts, cols: Starts, window: DualWindow) -> RingLists:
    """The lists of a block.

    Args:
        rows, cols: of the block, from the first row and column of its frame.
        window: guard and background.
    """
    side = window.outer + SIDE - 1
    before, parents = np.zeros((1, side**2), bool), np.zeros(1, np.int64)
    levels, shape = [], (SIDE, SIDE)
    for height, width in LEVELS:
        parents = _parents(shape, (height, width))
        common = _common(rows, cols, window, height, width)
        levels.append(Level(parents, _numbers(common & ~before[parents])))
        before, shape = common, (height, width)
    owners = _parents(shape, (1, 1))
    own = _common(rows, cols, window, 1, 1) & ~before[owners]
    order = np.argsort(owners, kind="stable")
    pools, picks = _pools(own[order].reshape(LEAVES, LEAF_PIXELS, -1))
    pixels = np.add.outer(side * np.array(rows[2]), cols[2]).ravel()[order]
    leaves = np.concatenate([pools, pixels.reshape(LEAVES, LEAF_PIXELS)], axis=1)
    return RingLists(side, tuple(levels), leaves, picks, order)


def _parents(larger: tuple[int, int], smaller: tuple[int, int]) -> IntArray:
    """The number of the larger block around each smaller one."""
    row, col = np.mgrid[0 : SIDE : smaller[0], 0 : SIDE : smaller[1]]
    number = row // larger[0] * (SIDE // larger[1]) + col // larger[1]
    parents: IntArray = number.ravel().astype(np.int64)
    return parents


def _common(rows: Starts, cols: Starts, window: DualWindow, height: int, width: int) -> BoolArray:
    """Pixels in every ring of each block of some size, ``(blocks, side * side)``."""
    outer_rows, inner_rows = _along(rows, window, height)
    outer_cols, inner_cols = _along(cols, window, width)
    outer = outer_rows[:, None, :, None] & outer_cols[None, :, None, :]
    inner = inner_rows[:, None, :, None] & inner_cols[None, :, None, :]
    return (outer & ~inner).reshape(len(outer_rows) * len(outer_cols), -1)


def _along(starts: Starts, window: DualWindow, length: int) -> tuple[BoolArray, BoolArray]:
    """What all outer windows and what any inner one of each block covers along an axis."""
    outer, inner = np.array(starts[0]), np.array(starts[1])
    first, last = slice(0, None, length), slice(length - 1, None, length)
    place = np.arange(window.outer + SIDE - 1)
    within = (place >= outer[last, None]) & (place < outer[first, None] + window.outer)
    guarded = (place >= inner[first, None]) & (place < inner[last, None] + window.inner)
    return within, guarded


def _numbers(chosen: BoolArray) -> IntArray:
    """The places of what is true in each row, ascending, filled up with ``NONE``."""
    counts = chosen.sum(axis=1)
    places = np.argsort(~chosen, axis=1, kind="stable")[:, : counts.max()]
    return np.where(np.arange(places.shape[1]) < counts[:, None], places, NONE).astype(np.int64)


def _pools(own: BoolArray) -> tuple[IntArray, tuple[Picks, ...]]:
    """Pools and picks from what each ring has beyond its leaf's, ``(LEAVES, LEAF_PIXELS, n)``."""
    pools = _numbers(np.logical_or.reduce(own, axis=1))
    picks = np.full((LEAVES, LEAF_PIXELS, int(own.sum(axis=2).max())), NONE)
    for leaf, pool in enumerate(pools):
        places = _numbers(own[leaf][:, pool[pool != NONE]])
        picks[leaf, :, : places.shape[1]] = places
    if (picks == NONE).any():
        picks = np.where(picks == NONE, pools.shape[1], picks)
        pools = np.pad(pools, ((0, 0), (0, 1)), constant_values=NONE)
    alike: dict[bytes, list[int]] = {}
    for leaf in range(LEAVES):
        alike.setdefault(picks[leaf].tobytes(), []).append(leaf)
    return pools, tuple(Picks(np.array(leaves), picks[leaves[0]]) for leaves in alike.values())
