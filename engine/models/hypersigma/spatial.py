"""The spatial transformer: tokens are squares of the image, with all bands.

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

HEAD_INPUTS = 49_152
"""Of a head that the authors' encoder carries unused."""


class PatchEmbed(nn.Module):
    """One token a square of ``patch x patch`` pixels."""

    def __init__(self, bands: int, dim: int, patch: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(bands, dim, patch, patch)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """``(batch, bands, rows, cols)`` to ``(batch, dim, r, c)``."""
        made: torch.Tensor = self.proj(values)
        return made


class SpatialEncoder(nn.Module):
    """The pretrained encoder: full attention in all blocks.

    Its position embeddings were never added in pretraining, so they are kept for fine-tuning only.
    """

    def __init__(
        self, *, dim: int, depth: int, heads: int, bands: int, patch: int, side: int
    ) -> None:
        """Makes the encoder.

        Args:
            dim: width of a token.
            depth: how many blocks.
            heads: of the attention.
            bands: of the image.
            patch: side of a token, in pixels.
            side: of the images that it was made for, in pixels; others have no position embeddings.
        """
        super().__init__()
        self.pos_embed = nn.Parameter(torch.zeros(1, (side // patch) ** 2, dim))
        self.patch_embed = PatchEmbed(bands, dim, patch)
        self.blocks = nn.ModuleList(Block(dim, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, values: torch.Tensor, picked: Collection[int]) -> tuple[torch.Tensor, ...]:
        """Normed features of some blocks.

        Args:
            values: ``(batch, bands, rows, cols)``, digital numbers / 4000.
            picked: indices of the blocks.

        Returns:
            For each of them, ascending, ``(batch, dim, rows / patch, cols / patch)``.
        """
        grid = self.patch_embed(values)
        rows, cols = grid.shape[-2:]
        tokens = grid.flatten(2).transpose(1, 2)
        made = []
        for place, block in enumerate(self.blocks):
            tokens = block(tokens)
            if place in picked:
                made.append(self.norm(tokens).transpose(1, 2).unflatten(2, (rows, cols)))
        return tuple(made)


class SpatialLevels(SpatialEncoder):
    """The encoder for fine-tuning: sparse attention, positions added, four levels of features."""

    def __init__(
        self,
        *,
        dim: int,
        depth: int,
        heads: int,
        bands: int,
        patch: int,
        side: int,
        levels: Collection[int],
        classes: int,
    ) -> None:
        """Makes the encoder; see ``SpatialEncoder``.

        Args:
            dim, depth, heads, bands, patch, side: as there; only images of this side fit.
            levels: indices of the four blocks that give features.
            classes: of a head that the published network carries unused.
        """
        super().__init__(dim=dim, depth=0, heads=heads, bands=bands, patch=patch, side=side)
        self.blocks = sparse_blocks(dim, depth, heads, side // patch, side // patch)
        self.classifier = nn.Sequential(
            nn.Linear(HEAD_INPUTS, 128), nn.Linear(128, 64), nn.Linear(64, classes)
        )
        if patch <= 2:
            self.fpn1 = nn.Sequential(nn.ConvTranspose2d(dim, dim, 2, 2))
        self._patch = patch
        self._levels = levels

    def forward(  # type: ignore[override]  # no choice of blocks: the levels are the network's
        self, values: torch.Tensor
    ) -> list[torch.Tensor]:
        """``(batch, bands, side, side)`` to ``(batch, dim, r, c)`` a level, deepest first."""
        grid = self.patch_embed(values)
        tokens = grid.flatten(2).transpose(1, 2) + self.pos_embed
        found: list[torch.Tensor] = []
        for place, block in enumerate(self.blocks):
            tokens = block(tokens)
            if place in self._levels:
                found.append(tokens.transpose(1, 2).reshape(grid.shape))
        return [self._sized(level, found[level]) for level in reversed(range(len(found)))]

    def _sized(self, level: int, features: torch.Tensor) -> torch.Tensor:
        """Brings a level, counted from the shallowest, to its resolution."""
        if level == 0 and self._patch <= 2:
            made: torch.Tensor = self.fpn1(features)
            return made
        if level < 2 or self._patch >= 16:
            return features
        return functional.max_pool2d(features, 2 ** (level - 1))
