"""Runs independent fits side by side in threads."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from itertools import chain
from typing import TypeVar

from ..devices import usable_cores
from ..threads import one_thread

WORKERS = 2
"""Threads of a lane. Fits are small, and more threads mostly wait for Python: ten fits on 4,000
pixels took 5 s in two threads, 7 in one and 12 in four."""

Made = TypeVar("Made")


def side_by_side(
    lanes: Sequence[Sequence[Callable[[], Made]]],
    told: Callable[[int], None],
    workers: int = WORKERS,
) -> list[list[tuple[Made, float]]]:
    """Runs all jobs; the first that fails stops those that have not begun.

    Args:
        lanes: each has threads of its own and begins its jobs in their order. A job that asks for
            cancellation ends all.
        told: called with the number of jobs that are done.
        workers: how many jobs of a lane run at once, at most one a processor.

    Returns:
        Of every lane, what its jobs gave, in their order, and the seconds that each took.
    """

    def timed(job: Callable[[], Made]) -> tuple[Made, float]:
        start = time.perf_counter()
        with one_thread():  # the limit of some libraries is the calling thread's alone
            made = job()
        return made, time.perf_counter() - start

    count = max(1, min(workers, usable_cores()))
    # Filters belong to the process: set out here, threads that set them as well cannot leave them
    # behind for good.
    with one_thread(), warnings.catch_warnings(), ExitStack() as stack:
        warnings.simplefilter("ignore")
        pools = [stack.enter_context(ThreadPoolExecutor(count)) for _ in lanes]
        futures = [[pool.submit(timed, job) for job in lane] for pool, lane in zip(pools, lanes)]
        try:
            for done, future in enumerate(as_completed(chain(*futures)), start=1):
                future.result()
                told(done)
        except BaseException:
            for pool in pools:
                pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [[future.result() for future in lane] for lane in futures]
