"""Whether the loop keeps the device busy: how long it computed, how long it waited for data."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class LoopClock:
    """Adds up the time of one pass.

    Attributes:
        total_s: from the first window on, as wall time.
        waiting_s: of it, the time in which nothing could be computed because no window was read.
        windows: how many were computed.
    """

    def __init__(self) -> None:
        self.total_s = 0.0
        self.waiting_s = 0.0
        self.windows = 0

    @property
    def waiting_share(self) -> float:
        """Share of the time spent waiting, 0 to 1."""
        return self.waiting_s / self.total_s if self.total_s else 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Counts the time inside as part of the pass."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.total_s += time.perf_counter() - began

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Counts the time inside as waiting."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.waiting_s += time.perf_counter() - began
