"""Where a scene's gaps lie (clouds, shadows, nodata), and what is too near to them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..scene.grid import Window
from ..scene.scene import Scene

GAP_SIDE_PX = 2
"""Masked pixels are a gap where a square of this side fits in; single ones are bad pixels, a line
of them is a dead column, and both have no edge."""

READ_PIXELS = 1 << 22


class NearGaps:
    """Pixels that lie within some distance of a gap, as one bit each.

    At the edge of a cloud mask, clouds are thin and their shadows soft; at the edge of the recorded
    strip, pixels are resampled from a part of what they should be.

    Attributes:
        window: the part of the scene that is known.
        pixels: how many valid pixels lie near a gap.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.pixels = 0
        self._bits = np.zeros((window.height, -(-window.width // 8)), np.uint8)

    def put(self, row: int, near: npt.NDArray[np.bool_]) -> None:
        """Stores whole rows, the first of them ``row`` of the window."""
        self._bits[row : row + len(near)] = np.packbits(near, axis=1)

    def of(self, window: Window) -> npt.NDArray[np.bool_]:
        """Which pixels of a window of the scene lie near a gap, ``(rows, cols)``.

        Pixels outside the known part do not.
        """
        made = np.zeros((window.height, window.width), bool)
        common = window.intersect(self.window)
        if common is not None:
            rows, cols = common.relative_to(self.window).slices()
            known = np.unpackbits(self._bits[rows], axis=1, count=self.window.width)
            made[common.relative_to(window).slices()] = known[:, cols]
        return made


def find_near_gaps(scene: Scene, window: Window, margin_px: int, context: Context) -> NearGaps:
    """Finds the pixels of a window that lie within ``margin_px`` of a gap.

    Reads the scene's quality layers and, of its usable bands, the first and the last once. Where
    values are missing in others only, pixels are left out as everywhere, but their neighbours are
    not: looking at all bands would read the whole scene once more. Gaps outside the window count,
    the border of the scene's raster is no gap.

    Args:
        scene: whose mask is read.
        window: the part that is wanted.
        margin_px: how far a gap reaches.
        context: asked for cancellation.

    Raises:
        EngineError: what the scene's readers refuse.
    """
    made = NearGaps(window)
    reach = margin_px + GAP_SIDE_PX
    read = window.grow(reach, scene.grid.window)
    usable = [band.number for band in scene.bands.usable]
    bands = tuple(dict.fromkeys((usable[0], usable[-1]))) if usable else (1,)
    step = max(scene.block[0], READ_PIXELS // max(1, read.width) // scene.block[0] * scene.block[0])
    kept = np.zeros((0, read.width), bool)  # masked pixels of the rows from ``first`` on
    first, done = read.row_off, window.row_off
    with scene.source.open() as reader:
        for row in range(read.row_off, read.row_end, step):
            context.check_cancelled()
            strip = Window(row, read.col_off, min(step, read.row_end - row), read.width)
            kept = np.concatenate([kept, reader.mask(strip, bands) != 0])
            end = strip.row_end if strip.row_end == read.row_end else strip.row_end - reach
            end = min(end, window.row_end)
            if end <= done:
                continue
            near = near_gaps(kept, margin_px)[done - first : end - first]
            cols = slice(window.col_off - read.col_off, window.col_end - read.col_off)
            made.put(done - window.row_off, near[:, cols])
            made.pixels += int((near & ~kept[done - first : end - first])[:, cols].sum())
            done = end
            drop = max(0, done - reach - first)
            kept, first = kept[drop:], first + drop
    return made


def near_gaps(masked: npt.NDArray[np.bool_], margin_px: int) -> npt.NDArray[np.bool_]:
    """The gaps among masked pixels ``(rows, cols)``, grown by the margin; others are left out."""
    from scipy.ndimage import maximum_filter, minimum_filter

    if not masked.any():
        return np.zeros_like(masked)
    # An opening: what a square erases, and then gives back to those that it left.
    left = minimum_filter(masked, GAP_SIDE_PX, mode="constant", cval=0, origin=0)
    gaps = maximum_filter(left, GAP_SIDE_PX, mode="constant", cval=0, origin=-1)
    side = 2 * margin_px + 1
    return np.asarray(maximum_filter(gaps, side, mode="constant", cval=0))
