"""A quick look at a scene's pixels when it is opened: empty bands, and how large values are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .fingerprint import located
from .formats.gdal_reader import GdalSource
from .grid import Window
from .quality import nodata_pixels

WHOLE_SCENE_BYTES = 64 * 2**20
"""Scenes up to this size are looked at as a whole, larger ones at some places."""

_PLACES_PER_SIDE = 5
_FEW_PLACES = 2
"""Enough once every band has shown a value; a place can cost a whole block of the file."""

_SIDE_PX = 48
_ENOUGH_PIXELS = 4096
_KEPT_PIXELS = 2000

_REMEMBERED = 4
"""Files whose samples a running engine remembers: a preview opens the same scene again and again,
and would take longer to look at it than to map it."""


@dataclass(frozen=True)
class Sample:
    """What a look at the pixels found.

    Attributes:
        empty_bands: numbers of bands without a value at any pixel where others have one.
        values: stored values ``(bands, pixels)`` as float64 at some pixels that have a value in
            every band that is not empty; no pixels if there are none.
    """

    empty_bands: tuple[int, ...]
    values: npt.NDArray[np.float64]


_taken_before: dict[tuple[object, ...], Sample] = {}


def take_sample(
    source: GdalSource,
    count: int,
    height: int,
    width: int,
    item_bytes: int,
    block: tuple[int, int],
    files: Sequence[str],
) -> Sample:
    """Reads the whole of a small scene, or about 25 places of a large one until enough is seen.

    Args:
        source: the scene's pixels.
        count, height, width: its shape.
        item_bytes: bytes of a stored value.
        block: rows and columns of a block of the file.
        files: what the pixels come from; while none of them changes, a sample is remembered.
    """
    places = [located(name) for name in files]
    if None in places:  # it cannot be told whether it changes
        return _taken(source, count, height, width, item_bytes, block)
    status = [place[1] for place in places if place is not None]
    known = [(each.st_size, each.st_mtime_ns, each.st_ino) for each in status]
    state = (source.name, source.nodata, *known)
    found = _taken_before.pop(state, None)
    if found is None:
        found = _taken(source, count, height, width, item_bytes, block)
    _taken_before[state] = found
    while len(_taken_before) > _REMEMBERED:
        del _taken_before[next(iter(_taken_before))]
    return found


def _taken(
    source: GdalSource,
    count: int,
    height: int,
    width: int,
    item_bytes: int,
    block: tuple[int, int],
) -> Sample:
    whole = count * height * width * item_bytes <= WHOLE_SCENE_BYTES
    windows = [Window(0, 0, height, width)] if whole else _places(height, width, block)
    bands = list(range(1, count + 1))
    has_value = np.zeros(count, bool)
    kept: list[npt.NDArray[np.generic]] = []
    pixels = 0
    with source.open() as reader:
        for window in windows:
            values = reader.values(window, bands).reshape(count, -1)
            present = np.stack([~nodata_pixels(v[None, None], source.nodata)[0] for v in values])
            anywhere = present.any(axis=0)
            if not anywhere.any():
                continue
            has_value |= present.any(axis=1)
            full = present[has_value].all(axis=0)
            kept.append(values[:, full][:, :: max(1, int(full.sum()) // _KEPT_PIXELS)])
            pixels += int(full.sum())
            places = _FEW_PLACES if has_value.all() else _PLACES_PER_SIDE
            if pixels >= _ENOUGH_PIXELS and len(kept) >= places:
                break
    if not kept:
        return Sample((), np.zeros((count, 0)))
    empty = tuple(int(b) + 1 for b in np.flatnonzero(~has_value))
    values = np.concatenate(kept, axis=1)
    complete = ~nodata_pixels(values[has_value][:, None], source.nodata)[0]
    return Sample(empty, values[:, complete].astype(np.float64))


def _places(height: int, width: int, block: tuple[int, int]) -> list[Window]:
    """Small windows, each inside one block, spread over the scene, the middle first."""
    side_rows = min(_SIDE_PX, block[0], height)
    side_cols = min(_SIDE_PX * _SIDE_PX // side_rows, block[1], width)
    found = []
    for i in range(_PLACES_PER_SIDE):
        for j in range(_PLACES_PER_SIDE):
            row = _start(int((i + 0.5) / _PLACES_PER_SIDE * height), side_rows, block[0], height)
            col = _start(int((j + 0.5) / _PLACES_PER_SIDE * width), side_cols, block[1], width)
            found.append((max(abs(i - 2), abs(j - 2)), Window(row, col, side_rows, side_cols)))
    unique = dict.fromkeys(window for _, window in sorted(found, key=lambda item: item[0]))
    return list(unique)


def _start(position: int, side: int, block: int, length: int) -> int:
    """Where a window of ``side`` begins so that it holds ``position`` and stays in one block."""
    first = position // block * block
    last = min(first + block, length) - side
    return max(0, min(position, last))
