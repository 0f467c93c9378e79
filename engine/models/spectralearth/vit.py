"""The vision transformer of SpectralEarth, under the names of its published tensors.

Source: SpectralEarth (Braham et al. 2025, doi 10.1109/JSTARS.2025.3581451); the transformer is that
of Dosovitskiy et al. (2021), "An image is worth 16x16 words".
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from ..transformer import Block, resized_positions
from .spectral_adapter import CHANNELS, SpectralAdapter


class PatchEmbed(nn.Module):
    """Turns squares of pixels into tokens."""

    def __init__(self, dim: int, patch: int) -> None:
        super().__init__()
        self.proj = nn.Conv2d(CHANNELS, dim, patch, patch)

    def forward(self, channels: torch.Tensor) -> torch.Tensor:
        """``(batch, 128, rows, cols)`` to ``(batch, dim, rows / patch, cols / patch)``."""
        made: torch.Tensor = self.proj(channels)
        return made


class VitCore(nn.Module):
    """The transformer after the adapter."""

    def __init__(
        self, dim: int, depth: int, heads: int, *, hidden: int, patch: int, side: int
    ) -> None:
        """Makes the transformer; see ``SpecVit``."""
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + side * side, dim))
        self.patch_embed = PatchEmbed(dim, patch)
        ratio = (hidden + 0.5) / dim  # the block rounds its product with dim down
        self.blocks = nn.ModuleList(Block(dim, heads, ratio=ratio) for _ in range(depth))
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, channels: torch.Tensor, picked: Sequence[int]) -> list[torch.Tensor]:
        """Runs the blocks.

        Args:
            channels: of the adapter, ``(batch, 128, rows, cols)``.
            picked: which blocks' tokens are wanted, ascending.

        Returns:
            For each of them ``(batch, 1 + r * c, dim)``, normed; the class token is the first.
        """
        cells = self.patch_embed(channels)
        rows, cols = cells.shape[-2:]
        tokens = cells.flatten(2).transpose(1, 2)
        tokens = tokens + resized_positions(self.pos_embed[:, 1:], rows, cols)
        first = (self.cls_token + self.pos_embed[:, :1]).expand(tokens.shape[0], -1, -1)
        tokens = torch.cat([first.to(tokens.dtype), tokens], dim=1)
        made = []
        for number, block in enumerate(self.blocks[: max(picked) + 1]):
            tokens = block(tokens)
            if number in picked:
                made.append(self.norm(tokens))
        return made


class SpecVit(nn.Module):
    """Spectral adapter and transformer."""

    def __init__(
        self,
        dim: int,
        depth: int,
        heads: int,
        *,
        hidden: int = 0,
        patch: int = 4,
        side: int = 32,
    ) -> None:
        """Makes the network.

        Args:
            dim: width of a token.
            depth: how many blocks.
            heads: of the attention.
            hidden: width of the MLPs; 4 ``dim`` where 0.
            patch: side of a token, in pixels.
            side: of the square that it was trained on, in tokens.
        """
        super().__init__()
        self.spectral_adapter = SpectralAdapter()
        self.vit_core = VitCore(dim, depth, heads, hidden=hidden or 4 * dim, patch=patch, side=side)

    def forward(self, spectra: torch.Tensor) -> torch.Tensor:
        """The published output: the class token ``(batch, dim)`` of ``(batch, 202, rows, cols)``.

        ``spectra`` are z-scores of digital numbers; rows and cols are multiples of the patch.
        """
        last = len(self.vit_core.blocks) - 1
        made: torch.Tensor = self.vit_core(self.spectral_adapter(spectra), (last,))[0][:, 0]
        return made

    def tokens(self, channels: torch.Tensor, picked: Sequence[int]) -> list[torch.Tensor]:
        """Features of some blocks, each normed, without the class token.

        Args:
            channels: of the adapter, ``(batch, 128, rows, cols)``.
            picked: indices of the blocks, ascending.

        Returns:
            For each block ``(batch, dim, rows / patch, cols / patch)``.
        """
        patch = self.vit_core.patch_embed.proj.kernel_size[0]
        grid = (channels.shape[-2] // patch, channels.shape[-1] // patch)
        made = self.vit_core(channels, picked)
        return [tokens[:, 1:].transpose(1, 2).unflatten(2, grid) for tokens in made]

    def last_tokens(self, spectra: torch.Tensor) -> torch.Tensor:
        """Dense features: ``tokens`` of the last block, from spectra as ``forward`` takes them."""
        last = len(self.vit_core.blocks) - 1
        return self.tokens(self.spectral_adapter(spectra), (last,))[0]
