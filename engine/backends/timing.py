"""Runs backends on the same windows: what they make of them, and how fast."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import torch

from ..devices import named_memory_errors
from ..stream.operator import Batch
from .sample import batch_windows

if TYPE_CHECKING:
    from ..heads.linear import Probabilities

ROUNDS = 3
"""Timed runs after the first one; their median counts."""

LONGEST_S = 4.0
"""No further round begins after so long."""


def timed(backend: Probabilities, batch: Batch, rounds: int = ROUNDS) -> tuple[torch.Tensor, float]:
    """Runs a backend: the probabilities of the batch, and windows per second.

    The first run warms up; ``rounds`` more are timed.

    Raises:
        DeviceOutOfMemory: there is no room for the batch.
    """
    start = time.perf_counter()
    made = probabilities(backend, batch)
    took: list[float] = []
    while not took or (len(took) < rounds and time.perf_counter() - start < LONGEST_S):
        begin = time.perf_counter()
        probabilities(backend, batch)
        took.append(time.perf_counter() - begin)
    return made, batch.values.shape[0] / max(sorted(took)[len(took) // 2], 1e-9)


def probabilities(backend: Probabilities, batch: Batch) -> torch.Tensor:
    """The probabilities of all windows, as many at a time as the loop would give.

    Raises:
        DeviceOutOfMemory: there is no room for them.
    """
    values, measured = batch.values, batch.measured
    step = batch_windows(values.device, values.shape[-2] * values.shape[-1])
    with named_memory_errors(values.device):
        made = [
            backend(values[first : first + step], measured[first : first + step])
            for first in range(0, values.shape[0], step)
        ]
        _wait(values.device)
    return torch.cat(made)


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()
