"""The residual network of SpectralEarth, under the names of its published tensors.

Source: SpectralEarth (Braham et al. 2025, doi 10.1109/JSTARS.2025.3581451); its blocks are those of
He et al. (2016), "Deep residual learning", with the stride in the middle convolution.
"""

from __future__ import annotations

import torch
from torch import nn

from .spectral_adapter import CHANNELS, SpectralAdapter

BLOCKS = (3, 4, 6, 3)
"""Of each stage."""
WIDTHS = (64, 128, 256, 512)
"""Of the middle convolutions of each stage; its output is four times as wide."""
STAGE_CHANNELS = tuple(4 * width for width in WIDTHS)
FIRST_WIDTH = 256
"""Of the first block of all, which stands in place of a stem."""
STRIDES = (2, 4, 8, 16)
"""Pixels a cell after each stage."""
DILATIONS = (1, 2, 4, 8)
"""Of the 3 x 3 convolutions of each stage where nothing is strided."""


class Bottleneck(nn.Module):
    """Three convolutions, each normed, added to what came in."""

    def __init__(
        self, channels: int, width: int, made: int, *, stride: int, dilation: int, shortcut: bool
    ) -> None:
        """Makes the block.

        Args:
            channels: that come in.
            width: of the 3 x 3 convolution.
            made: channels that go out.
            stride, dilation: of the 3 x 3 convolution.
            shortcut: whether what came in is brought to the shape of what goes out.
        """
        super().__init__()
        self.conv1 = nn.Conv2d(channels, width, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, stride, dilation, dilation, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, made, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(made)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = (
            nn.Sequential(nn.Conv2d(channels, made, 1, stride, bias=False), nn.BatchNorm2d(made))
            if shortcut
            else nn.Identity()
        )

    def forward(self, cells: torch.Tensor) -> torch.Tensor:
        found = self.relu(self.bn1(self.conv1(cells)))
        found = self.relu(self.bn2(self.conv2(found)))
        found = self.bn3(self.conv3(found))
        found += self.downsample(cells)
        made: torch.Tensor = self.relu(found)
        return made


class ResNetCore(nn.Module):
    """The four stages after the adapter."""

    def __init__(self, *, dilated: bool) -> None:
        """Makes the stages; see ``SpecResNet``."""
        super().__init__()
        channels = CHANNELS
        for stage, (count, width, dilation) in enumerate(zip(BLOCKS, WIDTHS, DILATIONS)):
            blocks = []
            for number in range(count):
                first = number == 0
                block = Bottleneck(
                    channels,
                    FIRST_WIDTH if first and stage == 0 else width,
                    4 * width,
                    stride=2 if first and not dilated else 1,
                    dilation=dilation if dilated else 1,
                    shortcut=first,
                )
                blocks.append(block)
                channels = 4 * width
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))

    def forward(self, channels: torch.Tensor) -> list[torch.Tensor]:
        """``(batch, 128, rows, cols)`` to the outputs of the four stages."""
        made = []
        for stage in range(len(BLOCKS)):
            channels = self.get_submodule(f"layer{stage + 1}")(channels)
            made.append(channels)
        return made


class SpecResNet(nn.Module):
    """Spectral adapter and ResNet-50."""

    def __init__(self, *, dilated: bool = False) -> None:
        """Makes the network.

        Args:
            dilated: whether nothing is strided and the 3 x 3 convolutions are dilated instead, as
                in the published segmentation. The tensors are the same. Features then have the
                full resolution, at 48 times the computation (789 instead of 16 GFLOP a window of
                128 x 128 pixels) and 128 MiB for the output of a window instead of 0.5 MiB.
        """
        super().__init__()
        self.spectral_adapter = SpectralAdapter()
        self.resnet = ResNetCore(dilated=dilated)

    def forward(self, spectra: torch.Tensor) -> torch.Tensor:
        """The published output: features ``(batch, 2048)`` of ``(batch, 202, rows, cols)``.

        ``spectra`` are z-scores of digital numbers.
        """
        return self.last_cells(spectra).mean(dim=(2, 3))

    def cells(self, channels: torch.Tensor) -> list[torch.Tensor]:
        """Features of the four stages.

        Args:
            channels: of the adapter, ``(batch, 128, rows, cols)``.

        Returns:
            For each stage ``(batch, STAGE_CHANNELS, r, c)``, where a cell is ``STRIDES`` pixels
            apart from the next one, or one pixel in the dilated network.
        """
        made: list[torch.Tensor] = self.resnet(channels)
        return made

    def last_cells(self, spectra: torch.Tensor) -> torch.Tensor:
        """Dense features: ``cells`` of the last stage, from spectra as ``forward`` takes them."""
        return self.cells(self.spectral_adapter(spectra))[-1]
