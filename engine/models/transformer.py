"""The pre-norm transformer block that several published networks share, under their common names.

Source: Dosovitskiy et al. (2021), "An image is worth 16x16 words", eq. 2-3; the names of its
tensors are those that published vision-transformer checkpoints use.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional


class Attention(nn.Module):
    """Multi-head self-attention with one joint projection to queries, keys and values."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """``(batch, tokens, dim)`` to the same."""
        batch, count, dim = tokens.shape
        qkv = self.qkv(tokens).reshape(batch, count, 3, self.heads, dim // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        made: torch.Tensor = self.proj(mixed.transpose(1, 2).reshape(batch, count, dim))
        return made


class Mlp(nn.Module):
    """Two linear layers with a GELU between them."""

    def __init__(self, dim: int, hidden: int) -> None:
        super().__init__()
        self.fc1 = nn.Linear(dim, hidden)
        self.fc2 = nn.Linear(hidden, dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        made: torch.Tensor = self.fc2(functional.gelu(self.fc1(tokens)))
        return made


class Block(nn.Module):
    """Attention and MLP, each after a layer norm and added to what came in."""

    def __init__(
        self,
        dim: int,
        heads: int,
        *,
        ratio: float = 4.0,
        eps: float = 1e-6,
        attention: nn.Module | None = None,
    ) -> None:
        """Makes the block.

        Args:
            dim: width of a token.
            heads: of the attention.
            ratio: width of the MLP as a multiple of ``dim``.
            eps: of the layer norms.
            attention: in place of full attention.
        """
        super().__init__()
        self.norm1 = nn.LayerNorm(dim, eps=eps)
        self.attn = Attention(dim, heads) if attention is None else attention
        self.norm2 = nn.LayerNorm(dim, eps=eps)
        self.mlp = Mlp(dim, int(dim * ratio))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        tokens = tokens + self.attn(self.norm1(tokens))
        made: torch.Tensor = tokens + self.mlp(self.norm2(tokens))
        return made


def chosen_blocks(depth: int, count: int) -> tuple[int, ...]:
    """Which of ``depth`` blocks give features when ``count`` are wanted: evenly spread, last first.

    Returns:
        Ascending indices from 0; the last block is always among them.
    """
    count = max(1, min(count, depth))
    return tuple(round((number + 1) * depth / count) - 1 for number in range(count))


def resized_positions(positions: torch.Tensor, rows: int, cols: int) -> torch.Tensor:
    """Brings a square grid of position embeddings to another grid, bicubically.

    Args:
        positions: ``(1, side * side, dim)``, without a class token.
        rows, cols: of the wanted grid; the embeddings come back unchanged where it is the same.

    Returns:
        ``(1, rows * cols, dim)``.
    """
    _, count, dim = positions.shape
    side = round(count**0.5)
    grid = positions.reshape(1, side, side, dim).permute(0, 3, 1, 2)
    grid = functional.interpolate(grid, size=(rows, cols), mode="bicubic", align_corners=False)
    return grid.flatten(2).transpose(1, 2)
