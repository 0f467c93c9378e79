"""Planes of numbers over a whole area, for detectors that look at a scene in space."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..errors import from_os_error
from ..scene.grid import Window

Plane = npt.NDArray[np.float32]

MOST_NUMBERS_IN_MEMORY = 1 << 26
"""More than these (256 MiB) lie in a temporary file."""

ROLE_OF_PLANES = "planes"

STRIP_PX = 1 << 18
"""Pixels that are looked at together where each is looked at by itself; keeps copies small."""


@contextmanager
def planes(count: int, area: Window) -> Iterator[Plane]:
    """Makes room for planes ``(count, rows, cols)`` of an area, filled with NaN.

    What does not fit into memory is a temporary file, which the operating system writes out and
    reads back as it sees fit.

    Raises:
        DiskFull, PermissionRefused, WriteFailed: the folder of temporary files does not take it.
    """
    shape = (count, area.height, area.width)
    if count * area.height * area.width <= MOST_NUMBERS_IN_MEMORY:
        yield np.full(shape, np.nan, np.float32)
        return
    with ExitStack() as stack:
        try:
            file = stack.enter_context(tempfile.TemporaryFile())
            # Written, not only sized: a full disk would end the process when a page is touched.
            row = np.full(area.width, np.nan, np.float32).tobytes()
            for _ in range(count * area.height):
                file.write(row)
            file.flush()
        except OSError as exc:
            raise from_os_error(exc, Path(tempfile.gettempdir(), "planes of scores")) from exc
        yield np.memmap(file, np.float32, "r+", shape=shape)


def strips(shape: Sequence[int]) -> Iterator[slice]:
    """Gives the rows of an array of that shape, about ``STRIP_PX`` numbers at a time."""
    step = max(1, STRIP_PX // max(1, math.prod(shape[1:])))
    for top in range(0, shape[0], step):
        yield slice(top, min(top + step, shape[0]))


class PlanesSink:
    """Takes windows of the role ``planes`` into planes of the area."""

    def __init__(self, made: Plane) -> None:
        self._planes = made

    def write(self, window: Window, outputs: Mapping[str, npt.NDArray[np.generic]]) -> None:
        rows, cols = window.slices()
        self._planes[:, rows, cols] = outputs[ROLE_OF_PLANES]
