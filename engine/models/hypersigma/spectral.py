"""The spectral transformer: a token is one band of a whole window.

Source: HyperSIGMA (Wang et al. 2025, IEEE TPAMI); the names of its tensors are those of the
authors' checkpoints.
"""

from __future__ import annotations

from collections.abc import Collection

import torch
from torch import nn
from torch.nn import functional

from ..transformer import Block
from .sampling_attention import sparse_blocks

WIDTH = 128
"""Channels of what the fine-tuned encoder says of every token."""


class SpectralEncoder(nn.Module):
    """The pretrained encoder: full attention in all blocks.

    Its position embeddings were never added in pretraining, so they are kept for fine-tuning only.
    """

    def __init__(self, *, dim: int, depth: int, heads: int, bands: int, side: int) -> None:
        """Makes the encoder.

        Args:
            dim: width of a token.
            depth: how many blocks.
            heads: of the attention.
            bands: how many tokens it makes of the bands.
            side: of the windows, in pixels.
        """
        super().__init__()
        self.pos_embed = nn.Parameter(torch.zeros(1, bands, dim))
        self.spat_map = nn.Linear(side * side, dim)
        self.blocks = nn.ModuleList(Block(dim, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, values: torch.Tensor, picked: Collection[int]) -> tuple[torch.Tensor, ...]:
        """Normed features of some blocks.

        Args:
            values: ``(batch, bands, side, side)``, digital numbers / 4000.
            picked: indices of the blocks.

        Returns:
            For each of them, ascending, ``(batch, bands, dim)``.
        """
        tokens = self.spat_map(values.flatten(2))
        made = []
        for place, block in enumerate(self.blocks):
            tokens = block(tokens)
            if place in picked:
                made.append(self.norm(tokens))
        return tuple(made)


class SpectralLevel(SpectralEncoder):
    """The encoder for fine-tuning: sparse attention, positions added, one block's features."""

    def __init__(
        self, *, dim: int, depth: int, heads: int, tokens: int, side: int, level: int
    ) -> None:
        """Makes the encoder; see ``SpectralEncoder``.

        Args:
            dim, depth, heads, side: as there.
            tokens: how many it makes of any number of bands; a square number, for sparse attention
                takes them for a square image.
            level: index of the block that gives features.
        """
        super().__init__(dim=dim, depth=0, heads=heads, bands=tokens, side=side)
        across = round(tokens**0.5)
        if across * across != tokens:
            raise ValueError(f"{tokens} spectral tokens make no square")
        self.blocks = sparse_blocks(dim, depth, heads, across, across)
        self.l1 = nn.Linear(dim, WIDTH, bias=False)
        # The published network carries these without using them.
        self.conv_q = nn.ModuleList([nn.Conv2d(tokens, tokens, 1)])
        self.conv_k = nn.ModuleList([nn.Conv1d(tokens, tokens, 1)])
        self.conv_v = nn.ModuleList([nn.Conv1d(tokens, tokens, 1)])
        self._tokens = tokens
        self._level = level

    def forward(  # type: ignore[override]  # no choice of blocks: the level is the network's
        self, values: torch.Tensor
    ) -> torch.Tensor:
        """``(batch, any bands, side, side)`` to ``(batch, tokens, WIDTH)``."""
        spectra = values.flatten(2).transpose(1, 2)
        pooled = functional.adaptive_avg_pool1d(spectra, self._tokens).transpose(1, 2)
        tokens = self.spat_map(pooled) + self.pos_embed
        # Deeper blocks are published, but nothing asks them.
        for block in self.blocks[: self._level + 1]:
            tokens = block(tokens)
        made: torch.Tensor = self.l1(tokens)
        return made
