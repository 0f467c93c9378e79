"""The network for fine-tuning: spatial features, weighted by what the spectra say, to classes.

Source: HyperSIGMA (Wang et al. 2025, IEEE TPAMI), spectral enhancement module and segmentation
head; the names of its tensors are those of the authors' checkpoints.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..transformer import chosen_blocks
from .network import blank
from .spatial import SpatialLevels
from .spectral import WIDTH, SpectralLevel

LEVELS = {12: (3, 5, 7, 11), 24: (7, 11, 15, 23), 32: (10, 15, 20, 31)}
"""Blocks that give spatial features, by depth; the first of them gives the spectral ones."""

TOKENS = 100
"""Spectral tokens, whatever the number of bands."""

SIDE = 128
"""Of the windows in the authors' segmentation, in pixels."""

SEED, SPREAD = 0, 0.02
"""Of the truncated normal distribution of weights that nobody has trained."""


def segmentation(
    config: Mapping[str, Any], bands: int, classes: int, side: int = SIDE
) -> SegmentationNetwork:
    """Makes the network for fine-tuning, with the same random weights every time.

    ``transfer.take_blocks`` then fills it with what was pretrained.

    Args:
        config: of a pretrained encoder of the same width and depth, spatial or spectral.
        bands: of the images.
        classes: to tell apart.
        side: of the images, in pixels.
    """
    made: SegmentationNetwork = blank(lambda: SegmentationNetwork(config, bands, classes, side))
    draw_weights(made)
    return made


class SegmentationNetwork(nn.Module):
    """Both encoders, the spectral enhancement module (``fc_spec``) and the segmentation head."""

    def __init__(self, config: Mapping[str, Any], bands: int, classes: int, side: int) -> None:
        """Makes the network; see ``segmentation``."""
        super().__init__()
        dim, depth, heads = int(config["dim"]), int(config["depth"]), int(config["heads"])
        levels = LEVELS.get(depth, chosen_blocks(depth, 4))
        self.spat_encoder = SpatialLevels(
            dim=dim,
            depth=depth,
            heads=heads,
            bands=bands,
            patch=int(config.get("patch", 8)),
            side=side,
            levels=levels,
            classes=classes,
        )
        self.spec_encoder = SpectralLevel(
            dim=dim, depth=depth, heads=heads, tokens=TOKENS, side=side, level=levels[0]
        )
        # The published network carries this one without using it.
        self.conv_features = nn.Conv2d(dim, WIDTH, 1, bias=False)
        for level in range(1, 5):
            self.add_module(f"DR{level}", nn.Conv2d(dim, WIDTH, 1, bias=False))
            weigh = nn.Sequential(
                nn.Linear(TOKENS, WIDTH, bias=False),
                nn.ReLU(),
                nn.Linear(WIDTH, dim, bias=False),
                nn.Sigmoid(),
            )
            self.add_module(f"fc_spec{level}", weigh)
        self.conv = nn.Conv2d(4 * WIDTH, WIDTH, 1)
        self.cls = nn.Conv2d(WIDTH, classes, 1)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """``(batch, bands, side, side)`` to scores ``(batch, classes, side, side)``."""
        spectral = self.spec_encoder(values).mean(dim=2)
        made = []
        for level, spatial in enumerate(self.spat_encoder(values), start=1):
            weights = self.get_submodule(f"fc_spec{level}")(spectral)
            fused = (1 + weights)[:, :, None, None] * spatial
            reduced = self.get_submodule(f"DR{level}")(fused)
            # The authors interpolate first; 1 x 1 convolutions without bias allow either order.
            made.append(
                functional.interpolate(
                    reduced, size=values.shape[-2:], mode="bilinear", align_corners=True
                )
            )
        scores: torch.Tensor = self.cls(self.conv(torch.cat(made, dim=1)))
        return scores


def draw_weights(network: nn.Module) -> None:
    """Gives a blank network weights to start from; biases stay 0."""
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(SEED)
        for parameter in network.parameters():
            if parameter.ndim > 1:
                nn.init.trunc_normal_(parameter, std=SPREAD)
        for module in network.modules():
            if isinstance(module, nn.LayerNorm):
                nn.init.ones_(module.weight)
