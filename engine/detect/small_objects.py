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

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy import ndimage

LEVELS = 32
"""Steps of brightness, with as many pixels in each: what stands out of a dull area counts as well
as what stands out of a colourful one. Twice as many change less than 0.002 on the public scenes."""

EIGHT_NEIGHBOURS = np.ones((3, 3), bool)

LEAST_ISLAND = 4
"""Parts that masks cut off from the rest, smaller than this many times the largest object, are
themselves as small as objects; nothing stands out of them."""

Picture = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


def small_objects(
    pictures: Picture,
    areas_px: Sequence[int],
    check: Callable[[float], None] = lambda done: None,
) -> list[Picture]:
    """Sums the squares of what area openings and closings take away.

    Objects that touch the edge of what was measured count twice as many pixels as are seen, as if
    mirrored there, so that cut pieces of larger things do not pass for small ones.

    Args:
        pictures: ``(count, rows, cols)``, on scales whose squares may be added; NaN is masked in
            all of them.
        areas_px: objects with fewer pixels are taken away, ascending.
        check: told which share is done; what it raises ends the work.

    Returns:
        For each area ``(rows, cols)``; 0 in masked pixels.
    """
    measured = np.isfinite(pictures[0])
    edge = measured & ~ndimage.binary_erosion(measured, EIGHT_NEIGHBOURS)
    island = _islands(measured, LEAST_ISLAND * max(areas_px))
    sums = [np.zeros(measured.shape, np.float32) for _ in areas_px]
    if not measured.any():
        return sums
    for number, picture in enumerate(pictures):
        for step, side in enumerate((1.0, -1.0)):
            check((2 * number + step) / (2 * len(pictures)))
            signed = np.where(measured, side * picture, -np.inf).astype(np.float32)
            for total, taken in zip(sums, _taken_away(signed, measured, edge, areas_px)):
                total += np.square(taken, out=taken)
    for total in sums:
        total[island] = 0
    return sums


def _taken_away(
    picture: Picture, measured: Mask, edge: Mask, areas_px: Sequence[int]
) -> list[Picture]:
    """The picture minus its area openings, one for each area.

    Pixels are counted in the connected parts above each level; the opening of a pixel is the
    highest level at which its part is large enough.
    """
    shares = np.arange(1, LEVELS + 1) / (LEVELS + 1)
    levels = np.unique(np.quantile(picture[measured], shares)).astype(np.float32)
    steps = np.searchsorted(levels, picture, side="right").astype(np.int16)
    opened = [np.zeros(picture.shape, np.int16) for _ in areas_px]
    parts = np.empty(picture.shape, np.int32)
    for step in range(1, len(levels) + 1):
        found = ndimage.label(steps >= step, EIGHT_NEIGHBOURS, output=parts)
        pixels = np.bincount(parts.ravel(), minlength=found + 1)
        at_edge = np.zeros(found + 1, bool)
        at_edge[parts[edge]] = True
        pixels[at_edge] *= 2
        pixels[0] = 0
        if pixels.max() < min(areas_px):
            break
        for opening, least_px in zip(opened, areas_px):
            opening += (pixels >= least_px).take(parts)
    made = []
    for opening in opened:
        above = steps > opening
        next_level = levels.take(np.minimum(opening, len(levels) - 1))
        taken = np.zeros(picture.shape, np.float32)
        np.subtract(picture, next_level, out=taken, where=above)
        made.append(taken)
    return made


def _islands(measured: Mask, least_px: int) -> Mask:
    """Measured pixels in connected parts of fewer than ``least_px`` pixels."""
    parts, _ = ndimage.label(measured, EIGHT_NEIGHBOURS)
    pixels = np.bincount(parts.ravel())
    if measured.sum() < least_px:
        return np.zeros(measured.shape, bool)
    small: Mask = (pixels < least_px).take(parts) & measured
    return small
