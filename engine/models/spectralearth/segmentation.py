"""The published segmentation heads of SpectralEarth, with their encoders.

No trained head is published; these read files of those who trained them with the official code,
and check the encoders against its outputs.

Source: SpectralEarth (Braham et al. 2025, doi 10.1109/JSTARS.2025.3581451).
"""

from __future__ import annotations

import torch
from torch import nn

from ..dense import at_pixels
from .resnet import STAGE_CHANNELS, SpecResNet
from .vit import SpecVit

HEAD_CHANNELS = 128


class ConvHead(nn.Module):
    """Enlarges tokens twice by two, with a convolution after each step."""

    def __init__(self, dim: int, classes: int) -> None:
        """Makes the head for tokens of width ``dim``."""
        super().__init__()
        self.segmentation_conv = nn.Sequential(
            nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
            nn.Conv2d(dim, HEAD_CHANNELS, 3, padding=1),
            nn.BatchNorm2d(HEAD_CHANNELS),
            nn.ReLU(),
            nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
            nn.Conv2d(HEAD_CHANNELS, classes, 3, padding=1),
        )

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """``(batch, dim, r, c)`` to scores ``(batch, classes, 4 r, 4 c)``."""
        made: torch.Tensor = self.segmentation_conv(tokens)
        return made


class VitSegmentor(nn.Module):
    """The transformer with tokens of 4 pixels, and its head."""

    def __init__(self, encoder: SpecVit, classes: int) -> None:
        """Joins an encoder and a new head."""
        super().__init__()
        self.encoder = encoder
        self.head = ConvHead(encoder.vit_core.cls_token.shape[-1], classes)

    def forward(self, spectra: torch.Tensor) -> torch.Tensor:
        """Z-scores ``(batch, 202, rows, cols)`` to scores ``(batch, classes, rows, cols)``."""
        made: torch.Tensor = self.head(self.encoder.last_tokens(spectra))
        return made


class Fcn(nn.Module):
    """The dilated residual network, and its head."""

    def __init__(self, encoder: SpecResNet, classes: int) -> None:
        """Joins a dilated encoder and a new head."""
        super().__init__()
        self.encoder = encoder
        self.classifier = nn.Sequential(
            nn.Conv2d(STAGE_CHANNELS[-1], 256, 3, padding=1, bias=False),
            nn.BatchNorm2d(256),
            nn.ReLU(),
            nn.Conv2d(256, classes, 1),
        )

    def forward(self, spectra: torch.Tensor) -> torch.Tensor:
        """Z-scores ``(batch, 202, rows, cols)`` to scores ``(batch, classes, rows, cols)``."""
        scores = self.classifier(self.encoder.last_cells(spectra))
        return at_pixels(scores, spectra.shape[-2], spectra.shape[-1])
