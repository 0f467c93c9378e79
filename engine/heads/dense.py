"""A backbone's network and a linear head as one: reflectance in, class probabilities out."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from ..models.dense import at_pixels
from .linear import LinearHead


class DenseClassifier(nn.Module):
    """Scores every part of the features on its own grid, then interpolates the scores.

    Interpolation is linear, so this equals a head on interpolated features, but the many channels
    never exist at every pixel.
    """

    def __init__(self, network: nn.Module, channels: Sequence[int], head: LinearHead) -> None:
        """Joins them.

        Args:
            network: as ``Backbone.network`` makes it.
            channels: of its parts; their sum is ``head.dims``.
            head: the weights, whose temperature is folded in.
        """
        super().__init__()
        self.network = network
        scale = 1.0 / head.temperature
        weight = torch.from_numpy(head.weight).float() * scale
        self.weight = nn.Parameter(weight[:, :, None, None], requires_grad=False)
        self.bias = nn.Parameter(torch.from_numpy(head.bias).float() * scale, requires_grad=False)
        self._channels = list(channels)
        self.eval()

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        """Reflectance ``(batch, bands, rows, cols)`` and validity ``(batch, rows, cols)``.

        Returns:
            Probabilities ``(batch, classes, rows, cols)``, float32.
        """
        return self.score(self.network(values, valid), values.shape[-2], values.shape[-1])

    def score(self, parts: Sequence[torch.Tensor], rows: int, cols: int) -> torch.Tensor:
        """Probabilities ``(batch, classes, rows, cols)`` from the parts of the features."""
        scores = self.bias[:, None, None]
        weights = torch.split(self.weight, self._channels, dim=1)
        for part, weight in zip(parts, weights):
            scores = scores + at_pixels(functional.conv2d(part.float(), weight), rows, cols)
        return scores.softmax(dim=1)
