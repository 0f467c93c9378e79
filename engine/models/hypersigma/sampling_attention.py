"""Sparse sampling attention: a token attends to a few places of the grid, which it chooses itself.

Source: HyperSIGMA (Wang et al. 2025, IEEE TPAMI), section on sparse sampling attention; the names
of its tensors are those of the authors' checkpoints.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from ..transformer import Attention, Block

POINTS = 8
"""Places that a token looks at, per head, in the authors' fine-tuning."""


class SamplingAttention(Attention):
    """Attention to ``POINTS`` places per head, interpolated between tokens; 0 beyond the grid."""

    def __init__(self, dim: int, heads: int, rows: int, cols: int) -> None:
        """Makes the attention of tokens that lie on a grid of ``rows x cols``, row by row."""
        super().__init__(dim, heads)
        self.sampling_offsets = nn.Linear(dim, heads * POINTS * 2)
        self._rows = rows
        self._cols = cols

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """``(batch, rows * cols, dim)`` to the same."""
        batch, count, dim = tokens.shape
        qkv = self.qkv(tokens)
        places = self._places(qkv[..., :dim])
        # One map per head, keys above values, so that both are sampled at once.
        query, *maps = qkv.reshape(batch, count, 3, self.heads, -1).permute(2, 0, 3, 4, 1).unbind(0)
        grid = torch.cat(maps, dim=2).reshape(batch * self.heads, -1, self._rows, self._cols)
        sampled = functional.grid_sample(
            grid, places, mode="bilinear", padding_mode="zeros", align_corners=False
        )
        key, value = sampled.chunk(2, dim=1)
        scale = (dim // self.heads) ** -0.5
        weights = (query.flatten(0, 1)[..., None] * key).sum(1, keepdim=True) * scale
        mixed = (weights.softmax(-1) * value).sum(-1)
        made: torch.Tensor = self.proj(mixed.reshape(batch, dim, count).transpose(1, 2))
        return made

    def _places(self, query: torch.Tensor) -> torch.Tensor:
        """Where every token looks: ``(batch * heads, tokens, POINTS, 2)``, x and y in -1..1."""
        size = torch.tensor([self._cols, self._rows], dtype=torch.float32, device=query.device)
        row = torch.arange(self._rows, device=query.device)
        col = torch.arange(self._cols, device=query.device)
        y, x = torch.meshgrid(row, col, indexing="ij")
        centres = (torch.stack((x, y), dim=-1).flatten(0, 1) + 0.5) / size
        offsets = self.sampling_offsets(query).unflatten(2, (self.heads, POINTS, 2)) / size
        places: torch.Tensor = 2 * (centres[:, None, None] + offsets) - 1
        return places.transpose(1, 2).flatten(0, 1)


def sparse_blocks(dim: int, depth: int, heads: int, rows: int, cols: int) -> nn.ModuleList:
    """Blocks with sparse attention, but for the last of every quarter of the depth.

    Those have full attention: every 3rd, 6th and 8th in the published networks of 12, 24 and 32.
    """
    interval = max(1, depth // 4)
    return nn.ModuleList(
        Block(
            dim,
            heads,
            attention=None
            if (place + 1) % interval == 0
            else SamplingAttention(dim, heads, rows, cols),
        )
        for place in range(depth)
    )
