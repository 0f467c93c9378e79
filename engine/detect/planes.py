"""Planes of numbers over a whole area, for detectors that look at a scene in space."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

from ..scene.grid import Window

Plane = npt.NDArray[np.float32]

MOST_NUMBERS_IN_MEMORY = 1 << 26
"""More than these (256 MiB) lie in a temporary file."""

ROLE_OF_PLANES = "planes"


@contextmanager
def planes(count: int, area: Window) -> Iterator[Plane]:
    """Makes room for planes ``(count, rows, cols)`` of an area, filled with NaN.

    What does not fit into memory is a temporary file, which the operating system writes out and
    reads back as it sees fit.
    """
    shape = (count, area.height, area.width)
    if count * area.height * area.width <= MOST_NUMBERS_IN_MEMORY:
        yield np.full(shape, np.nan, np.float32)
        return
    with tempfile.TemporaryFile() as file:
        made = np.memmap(file, np.float32, "w+", shape=shape)
        for plane in made:
            plane[:] = np.nan
        yield made
        del made


class PlanesSink:
    """Takes windows of the role ``planes`` into planes of the area."""

    def __init__(self, made: Plane) -> None:
        self._planes = made

    def write(self, window: Window, outputs: Mapping[str, npt.NDArray[np.generic]]) -> None:
        rows, cols = window.slices()
        self._planes[:, rows, cols] = outputs[ROLE_OF_PLANES]
