"""The published network of Panopticon: DINOv2 behind an attention over the bands of every patch.

Source: Waldmann et al. (2025), "Panopticon: advancing any-sensor foundation models for Earth
observation", arXiv 2503.10845; tensors have the names of the published file.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from ..any_bands import CELL_PX
from ..network_input import ZScore, enlarged
from ..transformer import Block, chosen_blocks
from .fusion import BandFusion, Folded, patches_of
from .positions import smoothed_positions


class LayerScale(nn.Module):
    """A learned factor for every channel."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(dim))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return tokens * self.gamma


class ScaledBlock(Block):
    """A transformer block whose two additions are scaled."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__(dim, heads)
        self.ls1 = LayerScale(dim)
        self.ls2 = LayerScale(dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        tokens = tokens + self.ls1(self.attn(self.norm1(tokens)))
        made: torch.Tensor = tokens + self.ls2(self.mlp(self.norm2(tokens)))
        return made


class Panopticon(nn.Module):
    """The encoder; its positions are those of ``side`` squared patches."""

    def __init__(
        self,
        *,
        dim: int,
        depth: int,
        heads: int,
        patch: int = 14,
        side: int = 37,
        fusion_dim: int = 2304,
        fusion_heads: int = 16,
    ) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, side * side + 1, dim))
        self.patch_embed = BandFusion(dim, patch, fusion_dim, fusion_heads)
        self.blocks = nn.ModuleList(ScaledBlock(dim, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, images: torch.Tensor, chn_ids: torch.Tensor) -> torch.Tensor:
        """Normed tokens ``(batch, 1 + r * c, dim)`` of the last block, the class token first.

        Args:
            images: ``(batch, bands, rows, cols)``, z-scores.
            chn_ids: ``(bands,)``, wavelengths in nanometres; not changed.
        """
        fused = self.patch_embed(images, chn_ids)
        rows, cols = (side // self.patch_embed.patch for side in images.shape[-2:])
        return self.normed_tokens(fused, rows, cols, (len(self.blocks) - 1,))[0]

    def normed_tokens(
        self, fused: torch.Tensor, rows: int, cols: int, chosen: Sequence[int]
    ) -> list[torch.Tensor]:
        """Tokens after each of the chosen blocks, normed: ``(batch, 1 + r * c, dim)`` each."""
        positions = smoothed_positions(self.pos_embed[:, 1:], rows, cols)
        first = (self.cls_token + self.pos_embed[:, :1]).expand(fused.shape[0], -1, -1)
        tokens = torch.cat([first, fused + positions], dim=1)
        made = []
        for number, block in enumerate(self.blocks):
            tokens = block(tokens)
            if number in chosen:
                made.append(self.norm(tokens))
        return made


class PanopticonFeatures(nn.Module):
    """Reflectance to the z-scored spectrum and the tokens of chosen blocks.

    Windows are enlarged so that one token covers ``CELL_PX`` pixels.
    """

    def __init__(self, network: Panopticon, centres_nm: Sequence[float], blocks: int) -> None:
        """Prepares a network, with its weights, for bands.

        Args:
            network: in eval mode.
            centres_nm: of the bands.
            blocks: how many blocks give features.
        """
        super().__init__()
        self.zscore = ZScore(centres_nm, clip=True)
        self.network = network
        self._chosen = chosen_blocks(len(network.blocks), blocks)
        self._patch = network.patch_embed.patch
        self.fusion = Folded(network.patch_embed, torch.tensor(centres_nm, dtype=torch.float32))

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """See ``models.backbone.Backbone.network``."""
        spectrum = self.zscore(values, valid)
        batch, _, rows, cols = spectrum.shape
        rows, cols = rows // CELL_PX, cols // CELL_PX
        images = enlarged(spectrum, CELL_PX, self._patch)
        fused = self.fusion(patches_of(images, self._patch, rows, cols))
        tokens = self.network.normed_tokens(fused, rows, cols, self._chosen)
        parts = (made[:, 1:].transpose(1, 2).reshape(batch, -1, rows, cols) for made in tokens)
        return (spectrum, *parts)
