"""Runs many small computations side by side, each on one core."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import torch

from ..devices import usable_cores

Given = TypeVar("Given")
Made = TypeVar("Made")

AHEAD = 2
"""Computations that wait for each core."""


def on_all_cores(
    compute: Callable[[Given], Made], given: Iterable[Given]
) -> Generator[Made, None, None]:
    """Maps a function over what comes, in order.

    A small network on a square of pixels is no faster with more threads, but runs as fast beside
    others: four cores compute four times as many squares.

    Raises:
        Exception: what ``compute`` or ``given`` raised first; nothing runs any more then.
    """
    cores = usable_cores()
    waiting: deque[Future[Made]] = deque()
    before = torch.get_num_threads()
    # torch counts threads for each thread that calls it; what is set last is for new ones.
    with ThreadPoolExecutor(cores, "hsfm-features", torch.set_num_threads, (1,)) as pool:
        try:
            for one in given:
                waiting.append(pool.submit(compute, one))
                while waiting[0].done() or len(waiting) > AHEAD * cores:
                    yield waiting.popleft().result()
                    if not waiting:
                        break
            while waiting:
                yield waiting.popleft().result()
        finally:
            for left in waiting:
                left.cancel()
            torch.set_num_threads(before)
