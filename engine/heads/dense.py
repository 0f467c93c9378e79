"""A backbone's network and a head as one: reflectance in, class probabilities out."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from ..models.dense import at_pixels
from .deep import DeepHead
from .deep_scores import ConvScores
from .ensemble import EnsembleHead
from .linear import LinearHead
from .scoring import EnsembleScores

CHUNK_PIXELS = 1 << 12
"""Pixels that an ensemble scores together: its distances to landmarks then stay in the cache."""


class DenseClassifier(nn.Module):
    """Turns the parts of the features into probabilities at every pixel.

    A linear head scores every part on its own grid, and the scores are interpolated. Interpolation
    is linear, so this equals a head on interpolated features, but the many channels never exist at
    every pixel. An ensemble is not linear: parts are brought to the pixels first, as in training.
    """

    def __init__(
        self,
        network: nn.Module,
        channels: Sequence[int],
        head: LinearHead | EnsembleHead | DeepHead,
    ) -> None:
        """Joins them.

        Args:
            network: as ``Backbone.network`` makes it.
            channels: of its parts; their sum is ``head.dims``.
            head: the weights, whose temperature is folded in.
        """
        super().__init__()
        self.network = network
        self._channels = list(channels)
        self.ensemble: EnsembleScores | None = None
        self.deep: ConvScores | None = None
        self._temperature = head.temperature
        if isinstance(head, EnsembleHead):
            self.ensemble = EnsembleScores(head)
        elif isinstance(head, DeepHead):
            self.deep = ConvScores.of(head)
        else:
            scale = 1.0 / head.temperature
            weight = torch.from_numpy(head.weight).float() * scale
            bias = torch.from_numpy(head.bias).float() * scale
            self.weight = nn.Parameter(weight[:, :, None, None], requires_grad=False)
            self.bias = nn.Parameter(bias, requires_grad=False)
        self.eval()

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        """Reflectance ``(batch, bands, rows, cols)`` and validity ``(batch, rows, cols)``.

        Returns:
            Probabilities ``(batch, classes, rows, cols)``, float32.
        """
        parts = self.network(values, valid)
        return self.score(parts, values.shape[-2], values.shape[-1], valid)

    def score(
        self,
        parts: Sequence[torch.Tensor],
        rows: int,
        cols: int,
        valid: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Probabilities ``(batch, classes, rows, cols)``.

        Args:
            parts: of the features.
            rows, cols: of the window that they cover.
            valid: ``(batch, rows, cols)``, which pixels were measured; all if it is None. Only
                heads that see the surroundings of a pixel look at it.
        """
        if self.ensemble is not None:
            return self._ensemble_score(self.ensemble, parts, rows, cols)
        if self.deep is not None:
            made: torch.Tensor = self.deep(parts, rows, cols, valid) / self._temperature
            return made.softmax(dim=1)
        scores = self.bias[:, None, None]
        weights = torch.split(self.weight, self._channels, dim=1)
        for part, weight in zip(parts, weights):
            scores = scores + at_pixels(functional.conv2d(part.float(), weight), rows, cols)
        return scores.softmax(dim=1)

    def _ensemble_score(
        self, scores: EnsembleScores, parts: Sequence[torch.Tensor], rows: int, cols: int
    ) -> torch.Tensor:
        batch = parts[0].shape[0]
        pixels = [
            at_pixels(part.float(), rows, cols).movedim(1, -1).reshape(-1, channels)
            for part, channels in zip(parts, self._channels)
        ]
        if torch.compiler.is_compiling():  # a graph for ONNX has no number of chunks
            made = scores(pixels)
        else:
            chunks = zip(*(torch.split(part, CHUNK_PIXELS) for part in pixels))
            made = torch.cat([scores(chunk) for chunk in chunks])
        odds: torch.Tensor = made.softmax(dim=1).reshape(batch, rows, cols, -1).movedim(-1, 1)
        return odds
