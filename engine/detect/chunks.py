"""Runs arithmetic on the pixels of a window in chunks that stay in a core's cache.

On the CPU every chunk is the work of one thread: small matrix products that all cores share wait
for each other, and longest while other threads decode the scene. Elsewhere a window is one chunk.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import torch

from ..devices import usable_cores

T = TypeVar("T")
J = TypeVar("J")

CHUNK_PX = 4096
BLOCKS, ALIGNED_TO = 4, 16
"""Into how many blocks of rows a triangular product is cut: three eighths of it are zeros or known
by symmetry, and are not computed. Blocks that begin at multiples of 16 rows are a third faster."""


def row_blocks(bands: int) -> list[tuple[int, int]]:
    """First and last row (exclusive) of each block of a lower triangle."""
    inner = [bands * n // BLOCKS // ALIGNED_TO * ALIGNED_TO for n in range(BLOCKS)]
    edges = [*inner, bands]
    return [(first, last) for first, last in zip(edges, edges[1:]) if last > first]


class Scratch(threading.local):
    """A buffer of each thread that is used again for every chunk.

    Fresh memory each time costs as much as the arithmetic on it.
    """

    buffer: torch.Tensor | None = None

    def like(self, rows: int, cols: int, sample: torch.Tensor) -> torch.Tensor:
        """A ``(rows, cols)`` tensor of the sample's dtype and device, with any contents."""
        if self.buffer is None or self.buffer.numel() < rows * cols:
            self.buffer = sample.new_empty(rows * cols)
        return self.buffer[: rows * cols].view(rows, cols)


class Rooms(threading.local):
    """Memory that each thread uses again: fresh memory costs half as much as the arithmetic."""

    def __init__(self) -> None:
        """Starts with none."""
        self._rooms: dict[str, torch.Tensor] = {}

    def of(self, name: str, sample: torch.Tensor, *shape: int) -> torch.Tensor:
        """A tensor of some shape with the sample's dtype and device and any contents."""
        room = self._rooms.get(name)
        size = math.prod(shape)
        if room is None or room.numel() < size:
            room = self._rooms[name] = sample.new_empty(size)
        return room[:size].view(shape)


class Chunks:
    """Applies a function to the chunks of windows; its threads end with it."""

    def __init__(self, device: torch.device) -> None:
        self._pool: ThreadPoolExecutor | None = None
        if device.type == "cpu":
            self._pool = ThreadPoolExecutor(
                usable_cores(), "hsfm-chunk", initializer=torch.set_num_threads, initargs=(1,)
            )

    def apply(self, function: Callable[[slice], T], pixels: int) -> Iterator[T]:
        """Gives ``function(place)`` of every chunk of ``pixels`` pixels, in order."""
        step = CHUNK_PX if self._pool is not None else max(1, pixels)
        places = [slice(at, min(at + step, pixels)) for at in range(0, pixels, step)]
        yield from self.each(function, places)

    def each(self, function: Callable[[J], T], jobs: Sequence[J]) -> Iterator[T]:
        """Gives ``function(job)`` of every job, in order; on the CPU each in one thread."""
        if self._pool is None:
            yield from map(function, jobs)
            return

        def quietly(job: J) -> T:
            with torch.inference_mode():
                return function(job)

        yield from self._pool.map(quietly, jobs)
