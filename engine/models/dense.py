"""Brings features from the grid of a network's cells to the grid of pixels."""

from __future__ import annotations

import torch
from torch.nn import functional


def at_pixels(part: torch.Tensor, rows: int, cols: int) -> torch.Tensor:
    """Interpolates cells to pixels, bilinearly, cells and pixels taken as areas.

    Args:
        part: ``(batch, channels, r, c)``.
        rows, cols: of the window that the cells cover.

    Returns:
        ``(batch, channels, rows, cols)``; ``part`` itself where it has that size.
    """
    if part.shape[-2] == rows and part.shape[-1] == cols:
        return part
    return functional.interpolate(part, size=(rows, cols), mode="bilinear", align_corners=False)
