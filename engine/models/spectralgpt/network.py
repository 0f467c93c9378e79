"""The encoder of SpectralGPT under its published tensor names, and features made with it.

Source: Hong et al. (2024), "SpectralGPT: Spectral remote sensing foundation model", IEEE TPAMI,
doi 10.1109/TPAMI.2024.3362475; names, shapes and the order of tokens as in the authors' code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..transformer import Block, chosen_blocks, resized_positions
from .sentinel2 import Sentinel2

SCALE = 2
"""Windows are enlarged by this: patches of 8 px are made for pixels of 10 m, not of 30 m."""

SPREADS = 2.0
"""How many standard deviations on either side of the mean the network's range of 0..1 covers."""


class SplitAttention(nn.Module):
    """Multi-head self-attention with a projection each to queries, keys and values."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(dim, dim)
        self.k = nn.Linear(dim, dim)
        self.v = nn.Linear(dim, dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """``(batch, tokens, dim)`` to the same."""
        batch, count, dim = tokens.shape
        query, key, value = (
            projection(tokens).reshape(batch, count, self.heads, dim // self.heads).transpose(1, 2)
            for projection in (self.q, self.k, self.v)
        )
        mixed = functional.scaled_dot_product_attention(query, key, value)
        made: torch.Tensor = self.proj(mixed.transpose(1, 2).flatten(2))
        return made


class PatchEmbed(nn.Module):
    """One token for every 3 bands x 8 rows x 8 columns."""

    def __init__(self, dim: int, bands: int, patch: int) -> None:
        super().__init__()
        kernel = (bands, patch, patch)
        self.proj = nn.Conv3d(1, dim, kernel, kernel)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """``(batch, bands, rows, cols)`` to ``(batch, dim, groups, r, c)``."""
        made: torch.Tensor = self.proj(image.unsqueeze(1))
        return made


class Encoder(nn.Module):
    """Transformer over the tokens of all groups of bands; position = place + group, both learned.

    There is no class token.
    """

    def __init__(
        self, *, dim: int, depth: int, heads: int, side: int, groups: int, bands: int, patch: int
    ) -> None:
        """Makes it with zero position embeddings.

        Args:
            dim, depth, heads: of the transformer.
            side: cells along a side of the grid that the position embeddings are made for.
            groups: of bands.
            bands: of a group.
            patch: side of a cell in pixels.
        """
        super().__init__()
        self.patch_embed = PatchEmbed(dim, bands, patch)
        self.pos_embed_spatial = nn.Parameter(torch.zeros(1, side * side, dim))
        self.pos_embed_temporal = nn.Parameter(torch.zeros(1, groups, dim))
        self.blocks = nn.ModuleList(
            Block(dim, heads, attention=SplitAttention(dim, heads)) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, image: torch.Tensor, picked: tuple[int, ...]) -> list[torch.Tensor]:
        """Encodes images.

        Args:
            image: ``(batch, groups * bands, rows, cols)``, values 0..1; sides are multiples of a
                patch.
            picked: blocks whose output is wanted, ascending.

        Returns:
            For each picked block ``(batch, groups, r, c, dim)``, after the final norm.
        """
        grid = self.patch_embed(image)
        batch, dim, groups, rows, cols = grid.shape
        place = resized_positions(self.pos_embed_spatial, rows, cols)
        positions = place[:, None] + self.pos_embed_temporal[:, :, None]
        tokens = grid.flatten(3).permute(0, 2, 3, 1) + positions
        tokens = tokens.flatten(1, 2)
        made = []
        for number, block in enumerate(self.blocks):
            tokens = block(tokens)
            if number in picked:
                made.append(self.norm(tokens).reshape(batch, groups, rows, cols, dim))
        return made


def build(config: Mapping[str, Any]) -> Encoder:
    """Makes the published encoder; see ``models.family.Family.build``."""
    return Encoder(**config).eval()


class Features(nn.Module):
    """The z-scored spectrum of every pixel, and the mean over the groups of every cell's tokens.

    The mean stands for the four tokens of a cell, which have seen each other in every block, as in
    the authors' own segmentation head, that weights them with one number each; side by side they
    would be 3072 channels, too many for a head that is fitted to some hundred polygons.
    """

    def __init__(self, encoder: Encoder, bands: Sentinel2, blocks: int) -> None:
        """Takes a loaded encoder.

        Args:
            encoder: with its weights.
            bands: their mean and spread.
            blocks: how many blocks give features.
        """
        super().__init__()
        self.encoder = encoder
        self.picked = chosen_blocks(len(encoder.blocks), blocks)
        for name, numbers in (("mean", bands.mean), ("std", bands.std)):
            self.register_buffer(name, torch.tensor(numbers)[:, None, None], persistent=False)

    mean: torch.Tensor
    std: torch.Tensor

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """See ``models.backbone.Backbone.network``."""
        scores = ((values - self.mean) / self.std).masked_fill(~valid[:, None], 0.0)
        image = (scores / (2 * SPREADS) + 0.5).clamp(0.0, 1.0)
        rows, cols = image.shape[-2:]
        image = functional.interpolate(
            image, size=(rows * SCALE, cols * SCALE), mode="bilinear", align_corners=False
        )
        tokens = self.encoder(image, self.picked)
        return (scores, *(made.mean(dim=1).permute(0, 3, 1, 2) for made in tokens))
