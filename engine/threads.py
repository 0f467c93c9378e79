"""Keeps matrix products on one thread each.

Small products that all cores share mostly wait for each other, and their rounding would depend on
how many cores there are. Large ones are cut into chunks for threads of their own instead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

import scipy.linalg  # noqa: F401  brings a BLAS of its own, which limits must find
import torch
from threadpoolctl import (  # type: ignore[import-untyped]
    OpenBLASController,
    ThreadpoolController,
)

from .devices import usable_cores

CHUNK_PX = 16_384
"""Pixels of one thread's product; fixed, so that sums are rounded alike on every machine."""

Item = TypeVar("Item")
Made = TypeVar("Made")


class _Shared:
    """A limit of the whole process, from the first work that begins to the last that ends.

    Every one setting and restoring it alone would leave the process with what another one set.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._undo: Callable[[], None] | None = None

    def enter(self) -> None:
        with self._lock:
            if not self._inside:
                _released()
                self._undo = _libraries("blas").limit(limits=1).restore_original_limits
            self._inside += 1

    def leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if not self._inside and self._undo is not None:
                _released()
                self._undo()
                _released()


_BLAS = _Shared()


def _released() -> None:
    """Lets any thread set limits: newer threadpoolctl listens to the first that did only."""
    release = getattr(OpenBLASController, "clear_controlling_thread", None)
    if release is not None:
        release(force=True)


@cache
def _libraries(kind: str) -> ThreadpoolController:
    return ThreadpoolController().select(user_api=kind)


@contextmanager
def one_thread() -> Iterator[None]:
    """NumPy, SciPy and torch compute on the calling thread alone meanwhile.

    May be nested, and entered by several threads at once.
    """
    torch.get_num_threads()  # a thread's first call sets its OpenMP threads anew
    _BLAS.enter()
    try:
        with _libraries("openmp").limit(limits=1):  # of this thread only
            yield
    finally:
        _BLAS.leave()


def in_chunks(function: Callable[[slice], Made], pixels: int) -> Iterator[Made]:
    """Gives ``function(place)`` of every chunk of ``pixels`` pixels in order, on several cores."""
    places = [slice(at, min(at + CHUNK_PX, pixels)) for at in range(0, pixels, CHUNK_PX)]
    return at_once(function, places, min(usable_cores(), len(places)))


def at_once(
    function: Callable[[Item], Made], items: Sequence[Item], workers: int
) -> Iterator[Made]:
    """Gives ``function(item)`` of every item in order, computed in so many threads.

    Work of less than some milliseconds is slower in threads, which wait for Python then.
    """
    if workers < 2:
        yield from map(function, items)
        return
    with ThreadPoolExecutor(workers, "hsfm-part") as pool:
        yield from pool.map(function, items)
