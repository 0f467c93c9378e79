"""SpectralEarth as a backbone: reflectance in, parts of features out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from ..enmap_statistics import statistics
from ..network_input import ZScore
from .resnet import SpecResNet
from .vit import SpecVit


def build(config: Mapping[str, Any], *, dilated: bool = False) -> SpecVit | SpecResNet:
    """Makes a published network.

    Args:
        config: as ``adapter.SpectralEarth.detect`` finds it.
        dilated: see ``SpecResNet``; transformers are the same with and without.
    """
    if "dim" not in config:
        return SpecResNet(dilated=dilated)
    return SpecVit(
        config["dim"],
        config["depth"],
        config["heads"],
        hidden=config["hidden"],
        patch=config["patch"],
        side=config["side"],
    )


class VitFeatures(nn.Module):
    """The adapter's channels at every pixel, then the tokens of some blocks."""

    def __init__(self, encoder: SpecVit, picked: Sequence[int]) -> None:
        """Wraps an encoder; ``picked`` are indices of its blocks, ascending."""
        super().__init__()
        self.z_score = ZScore(statistics().centres_nm.tolist())
        self.encoder = encoder
        self._picked = tuple(picked)

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """See ``models.backbone.Backbone.network``; sides are multiples of the patch."""
        channels = self.encoder.spectral_adapter(self.z_score(values, valid))
        return (channels, *self.encoder.tokens(channels, self._picked))


class ResNetFeatures(nn.Module):
    """The adapter's channels at every pixel, then the cells of some stages, last stage first.

    A strided convolution puts its cells onto every second pixel, not between two pixels; cell i of
    stride s lies on pixel s * i, though its area is centred half a cell further. So that maps are
    not displaced by half a cell (8 pixels in the last stage), strided parts are interpolated to
    the centres of cells of half their size.
    """

    def __init__(self, encoder: SpecResNet, stages: int, *, dilated: bool) -> None:
        """Wraps an encoder.

        Args:
            encoder: the network.
            stages: how many stages give features.
            dilated: whether the encoder is; its cells are pixels.
        """
        super().__init__()
        self.z_score = ZScore(statistics().centres_nm.tolist())
        self.encoder = encoder
        self._stages = stages
        self._dilated = dilated

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """See ``models.backbone.Backbone.network``."""
        channels = self.encoder.spectral_adapter(self.z_score(values, valid))
        cells = self.encoder.cells(channels)[::-1][: self._stages]
        if not self._dilated:
            cells = [centred(part) for part in cells]
        return (channels, *cells)


def centred(cells: torch.Tensor) -> torch.Tensor:
    """Brings values at the first pixels of cells to the centres of cells of half the size.

    Args:
        cells: ``(batch, channels, r, c)``.

    Returns:
        ``(batch, channels, 2 r, 2 c)``, exact to half a pixel.
    """
    padded = functional.pad(cells, (0, 1, 0, 1), mode="replicate")
    finer = functional.interpolate(padded, scale_factor=2, mode="bilinear", align_corners=False)
    return finer[..., 1:-1, 1:-1]
