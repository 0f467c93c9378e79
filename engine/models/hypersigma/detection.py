"""The network for detection: every pixel a token, all levels summed, anomaly or background.

Source: HyperSIGMA (Wang et al. 2025, IEEE TPAMI), anomaly detection: patches of one pixel, a 1 x 1
reduction of each of four levels to 128 channels, their sum weighted by what the spectra say, and a
head of two classes. No weights of it were published, so names of tensors outside the encoders are
free.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import torch
from torch import nn

from ..transformer import chosen_blocks
from .network import blank
from .sampling_attention import sparse_blocks
from .segmentation import LEVELS, TOKENS, draw_weights
from .spatial import SpatialEncoder
from .spectral import WIDTH, SpectralLevel

SIDE, OVERLAP = 32, 16
"""Of the windows, in pixels."""

BACKGROUND, ANOMALY = 0, 1
"""The classes of the head."""


def detection(config: Mapping[str, Any], bands: int, side: int = SIDE) -> DetectionNetwork:
    """Makes the network with the same random weights every time.

    ``transfer.take_blocks`` then fills it with what was pretrained.

    Args:
        config: of a pretrained encoder of the same width and depth, spatial or spectral.
        bands: of the images.
        side: of the images, in pixels.
    """
    made: DetectionNetwork = blank(lambda: DetectionNetwork(config, bands, side))
    draw_weights(made)
    return made


class DetectionLevels(SpatialEncoder):
    """The spatial encoder with a token for every pixel, and the sum of its reduced levels."""

    def __init__(
        self, *, dim: int, depth: int, heads: int, bands: int, side: int, levels: Collection[int]
    ) -> None:
        """Makes the encoder; see ``SpatialLevels``."""
        super().__init__(dim=dim, depth=0, heads=heads, bands=bands, patch=1, side=side)
        self.blocks = sparse_blocks(dim, depth, heads, side, side)
        self._levels = tuple(levels)
        for number in range(1, len(self._levels) + 1):
            self.add_module(f"fpn{number}", nn.Conv2d(dim, WIDTH, 1))

    def forward(  # type: ignore[override]  # no choice of blocks: the levels are the network's
        self, values: torch.Tensor
    ) -> torch.Tensor:
        """``(batch, bands, side, side)`` to ``(batch, WIDTH, side, side)``."""
        grid = self.patch_embed(values)
        tokens = grid.flatten(2).transpose(1, 2) + self.pos_embed
        total: torch.Tensor = grid.new_zeros((len(grid), WIDTH, *grid.shape[2:]))
        for place, block in enumerate(self.blocks):
            tokens = block(tokens)
            if place in self._levels:
                reduce = self.get_submodule(f"fpn{self._levels.index(place) + 1}")
                total = total + reduce(tokens.transpose(1, 2).reshape(grid.shape))
        return total


class DetectionNetwork(nn.Module):
    """Both encoders, the spectral enhancement module (``fc_spec``) and the head (``cls``)."""

    def __init__(self, config: Mapping[str, Any], bands: int, side: int) -> None:
        """Makes the network; see ``detection``."""
        super().__init__()
        sizes = {name: int(config[name]) for name in ("dim", "depth", "heads")}
        levels = LEVELS.get(sizes["depth"], chosen_blocks(sizes["depth"], 4))
        self.spat_encoder = DetectionLevels(**sizes, bands=bands, side=side, levels=levels)
        self.spec_encoder = SpectralLevel(**sizes, tokens=TOKENS, side=side, level=levels[0])
        self.fc_spec = nn.Sequential(
            nn.Linear(TOKENS, WIDTH, bias=False),
            nn.ReLU(),
            nn.Linear(WIDTH, WIDTH, bias=False),
            nn.Sigmoid(),
        )
        self.cls = nn.Conv2d(WIDTH, 2, 1)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """``(batch, bands, side, side)`` to scores of both classes ``(batch, 2, side, side)``."""
        weights = self.fc_spec(self.spec_encoder(values).mean(dim=2))
        fused = (1 + weights)[:, :, None, None] * self.spat_encoder(values)
        scores: torch.Tensor = self.cls(fused)
        return scores
