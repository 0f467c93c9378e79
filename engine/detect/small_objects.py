"""How far each pixel stands out as part of a small object, brighter or darker than around it.

An area opening takes away all bright parts of a picture that have fewer pixels than asked, whatever
their shape, and changes nothing else: edges of fields, roads, shores and water stay where they are.
So what it takes away is small, and unlike windows it needs no background to be estimated.

Source: Vincent (1993), "Morphological area openings and closings for grayscale images", NATO ASI
Shape in Picture; for anomalies in hyperspectral images: Kang, Zhang, Li, Li, Li, Benediktsson
(2017), "Hyperspectral anomaly detection with attribute and edge-preserving filters", IEEE TGRS
55(10). The smoothing that follows there is left out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from ..devices import usable_cores
from .planes import STRIP_PX, strips

LEVELS = 32
"""Steps of brightness, with as many pixels in each: what stands out of a dull area counts as well
as what stands out of a colourful one. Twice as many change less than 0.002 on the public scenes."""

EIGHT_NEIGHBOURS = np.ones((3, 3), bool)

LEAST_ISLAND = 4
"""Parts that masks cut off from the rest, smaller than this many times the largest object, are
themselves as small as objects; nothing stands out of them."""

THREAD_BYTES_PX, MOST_BYTES = 12, 1 << 29
"""What a thread takes for each pixel of the area, and all of them together unless it is one."""

TICK_S = 0.1
"""How often it is looked whether the run was cancelled."""

Picture = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


class Openings(NamedTuple):
    """A picture and its area openings, both in steps of brightness: ``(rows, cols)``, int8."""

    levels: Picture
    steps: npt.NDArray[np.int8]
    opened: list[npt.NDArray[np.int8]]


def small_objects(
    pictures: Picture,
    areas_px: Sequence[int],
    sums: Picture,
    check: Callable[[float], None] = lambda done: None,
) -> None:
    """Sums the squares of what area openings and closings take away.

    Objects that touch the edge of what was measured count twice as many pixels as are seen, as if
    mirrored there, so that cut pieces of larger things do not pass for small ones.

    Args:
        pictures: ``(count, rows, cols)``, on scales whose squares may be added; NaN is masked in
            all of them.
        areas_px: objects with fewer pixels are taken away, ascending.
        sums: takes the sums, ``(areas, rows, cols)``; NaN in masked pixels.
        check: told every ``TICK_S`` seconds which share is done; what it raises ends the work.
    """
    measured = np.isfinite(pictures[0])
    sums[:] = np.where(measured, np.float32(0), np.float32(np.nan))
    if not measured.any():
        return
    edge = measured & ~ndimage.binary_erosion(measured, EIGHT_NEIGHBOURS)
    jobs = [(number, side) for number in range(len(pictures)) for side in (1, -1)]
    done = np.zeros(len(jobs))
    ended = threading.Event()

    def opened(job: int) -> Openings:
        def go_on(share: float) -> bool:
            done[job] = share
            return not ended.is_set()

        number, side = jobs[job]
        return _openings(pictures[number], side, measured, edge, areas_px, go_on)

    together = max(1, min(usable_cores(), MOST_BYTES // (THREAD_BYTES_PX * measured.size)))
    with ThreadPoolExecutor(together, "hsfm-objects") as pool:
        try:
            for first in range(0, len(jobs), together):
                batch = jobs[first : first + together]
                waiting = [pool.submit(opened, first + place) for place in range(len(batch))]
                check(float(done.mean()))
                while wait(waiting, timeout=TICK_S).not_done:
                    check(float(done.mean()))
                for number, side in batch:
                    _add_taken(waiting.pop(0).result(), pictures[number], side, sums)
        finally:
            ended.set()
    island = _islands(measured, LEAST_ISLAND * max(areas_px))
    for total in sums:
        total[island] = 0


def _openings(
    picture: Picture,
    side: int,
    measured: Mask,
    edge: Mask,
    areas_px: Sequence[int],
    go_on: Callable[[float], bool],
) -> Openings:
    """Area openings of the picture, or of its negative where ``side`` is -1.

    Pixels are counted in the connected parts above each level; the opening of a pixel is the
    highest level at which its part is large enough.
    """
    shares = np.arange(1, LEVELS + 1) / (LEVELS + 1)
    values = side * picture[measured]
    levels = np.unique(np.quantile(values, shares, overwrite_input=True)).astype(np.float32)
    del values
    steps = np.zeros(picture.shape, np.int8)
    for rows in strips(picture.shape):
        found = np.searchsorted(levels, side * picture[rows], side="right")
        steps[rows] = np.where(measured[rows], found, 0)
    opened = [np.zeros(picture.shape, np.int8) for _ in areas_px]
    parts = np.empty(picture.shape, np.int32)
    for step in range(1, len(levels) + 1):
        if not go_on(step / len(levels)):
            break
        count = ndimage.label(steps >= step, EIGHT_NEIGHBOURS, output=parts)
        pixels = _sizes(parts, count)
        at_edge = np.zeros(count + 1, bool)
        at_edge[parts[edge]] = True
        pixels[at_edge] *= 2
        pixels[0] = 0
        if pixels.max() < min(areas_px):
            break
        areas_reached = np.searchsorted(areas_px, pixels, side="right").astype(np.int8)
        for rows in strips(parts.shape):
            reached = areas_reached.take(parts[rows])
            for number, opening in enumerate(opened):
                opening[rows] += reached > number
    return Openings(levels, steps, opened)


def _sizes(parts: npt.NDArray[np.int32], count: int) -> npt.NDArray[np.int64]:
    """Pixels of each part, in few pieces, since every one of them takes as long as all parts."""
    pixels = np.zeros(count + 1, np.int64)
    flat = parts.ravel()
    step = max(STRIP_PX, flat.size // 16)
    for at in range(0, flat.size, step):
        pixels += np.bincount(flat[at : at + step], minlength=count + 1)
    return pixels


def _add_taken(made: Openings, picture: Picture, side: int, sums: Picture) -> None:
    """Adds the squares of what each opening took from the picture."""
    for rows in strips(picture.shape):
        values, steps = side * picture[rows], made.steps[rows]
        for total, opened in zip(sums, made.opened):
            level = made.levels.take(np.minimum(opened[rows], len(made.levels) - 1))
            taken = np.square(values - level)
            np.add(total[rows], taken, out=total[rows], where=steps > opened[rows])


def _islands(measured: Mask, least_px: int) -> Mask:
    """Measured pixels in connected parts of fewer than ``least_px`` pixels."""
    if measured.sum() < least_px:
        return np.zeros(measured.shape, bool)
    parts = np.empty(measured.shape, np.int32)
    count = ndimage.label(measured, EIGHT_NEIGHBOURS, output=parts)
    few = _sizes(parts, count) < least_px
    small = np.zeros(measured.shape, bool)
    for rows in strips(parts.shape):
        small[rows] = few.take(parts[rows]) & measured[rows]
    return small
