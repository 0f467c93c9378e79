"""Brings position embeddings to a smaller grid without aliasing, also in exported networks."""

from __future__ import annotations

import torch

_A = -0.5
"""Parameter of the cubic kernel; Keys (1981), "Cubic convolution interpolation", gives -1/2."""


def smoothed_positions(positions: torch.Tensor, rows: int, cols: int) -> torch.Tensor:
    """Brings a square grid of position embeddings to another one, bicubically with antialiasing.

    It is what ``interpolate(mode="bicubic", antialias=True)`` gives, as two matrix products, since
    that cannot be exported with a size that is not fixed.

    Args:
        positions: ``(1, side * side, dim)``, without a class token.
        rows, cols: of the wanted grid; the embeddings come back unchanged where it is the same.

    Returns:
        ``(1, rows * cols, dim)``.
    """
    _, count, dim = positions.shape
    side = round(count**0.5)
    grid = positions.reshape(side, side, dim).permute(2, 0, 1)
    grid = _weights(side, rows, positions) @ grid @ _weights(side, cols, positions).T
    return grid.flatten(1).T[None]


def _weights(side: int, wanted: int, like: torch.Tensor) -> torch.Tensor:
    """The weight of each of ``side`` cells in each of ``wanted``: ``(wanted, side)``."""
    cells = torch.arange(side, dtype=torch.float32, device=like.device) + 0.5
    centres = torch.arange(wanted, dtype=torch.float32, device=like.device) + 0.5
    scale = side / wanted
    away = (cells - centres[:, None] * scale).abs()
    away = away / torch.clamp(torch.ones_like(away) * scale, min=1.0)
    near = ((_A + 2.0) * away - (_A + 3.0)) * away * away + 1.0
    far = (((away - 5.0) * away + 8.0) * away - 4.0) * _A
    kernel = torch.where(away <= 1.0, near, torch.where(away < 2.0, far, torch.zeros_like(away)))
    return (kernel / kernel.sum(dim=1, keepdim=True)).to(like.dtype)
