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


def at_some_pixels(
    part: torch.Tensor, shape: tuple[int, int], rows: torch.Tensor, cols: torch.Tensor
) -> torch.Tensor:
    """What ``at_pixels`` gives for some pixels, without making all the others.

    Args:
        part: ``(channels, r, c)``.
        shape: rows and columns of the window that the cells cover.
        rows, cols: ``(pixels,)``, in the window.

    Returns:
        ``(pixels, channels)``, float32.
    """
    if part.shape[1:] == shape:
        return part[:, rows, cols].T.float()
    top, bottom, down = _between(rows, shape[0], part.shape[1])
    left, right, across = _between(cols, shape[1], part.shape[2])
    upper = torch.lerp(part[:, top, left].float(), part[:, top, right].float(), across)
    lower = torch.lerp(part[:, bottom, left].float(), part[:, bottom, right].float(), across)
    return torch.lerp(upper, lower, down).T


def _between(
    pixels: torch.Tensor, size: int, cells: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The two cells whose middles lie around each pixel's, and how far it is to the second."""
    place = ((pixels.double() + 0.5) * (cells / size) - 0.5).clamp(0, cells - 1)
    first = place.floor().long()
    return first, (first + 1).clamp(max=cells - 1), (place - first).float()
