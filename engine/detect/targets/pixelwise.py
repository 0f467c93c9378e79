"""What operators share that compare the spectrum of every pixel with those of targets."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..score_operator import PixelOperator
from .detector import ROLE

TOGETHER = 64
"""Targets that are compared at once: their scores of all pixels of a window fit in memory."""


class TargetOperator(PixelOperator):
    """Maps the best score of all targets; NaN is nodata."""

    role = ROLE


def best_of(filters: torch.Tensor, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The largest of ``filters @ pixels`` of each pixel, and of which filter it is.

    Args:
        filters: ``(targets, bands)``, also thousands.
        pixels: ``(bands, pixels)``.

    Returns:
        Twice ``(pixels,)``.
    """
    first, *others = torch.split(filters, TOGETHER)
    best, which = (first @ pixels).max(dim=0)
    for number, some in enumerate(others, start=1):
        found, place = (some @ pixels).max(dim=0)
        better = found > best
        best = torch.where(better, found, best)
        which = torch.where(better, place + number * TOGETHER, which)
    return best, which


def on_device(
    numbers: npt.NDArray[np.float64], device: torch.device, *, exact: bool = False
) -> torch.Tensor:
    """A tensor of numbers: float32, or float64 where that is asked for and the device has it.

    The sum over the bands of a filter times a pixel is far smaller than its parts, and nearly 0 for
    most pixels; in float32 few digits of it are left. One sum a pixel costs next to nothing.
    """
    dtype = torch.float64 if exact and device.type != "mps" else torch.float32
    return torch.from_numpy(np.ascontiguousarray(numbers)).to(device, dtype)
