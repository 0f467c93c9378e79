"""Scores of the deep head: a linear map of the features, and what their surroundings add to it."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from ..models.dense import at_pixels
from .deep import HEAD, DeepHead, head_shapes

NORM_EPS = 1e-5


class ConvScores(nn.Module):
    """A linear map of every pixel's features, plus a small residual network of convolutions.

    The features are standardised with fixed numbers and reduced to ``width`` channels on their own
    grids before they are brought to the pixels. Norms go over the channels of each pixel, so that
    nothing depends on the other members of a batch. What is not valid counts as 0 in the
    convolutions, as what lies beyond the edge does. The last layer starts at 0: before training the
    scores are those of the linear map.
    """

    mean: torch.Tensor
    scale: torch.Tensor
    linear_weight: torch.Tensor
    linear_bias: torch.Tensor
    reduce_weight: torch.Tensor
    reduce_bias: torch.Tensor
    conv1_weight: torch.Tensor
    conv1_bias: torch.Tensor
    conv2_weight: torch.Tensor
    conv2_bias: torch.Tensor
    out_weight: torch.Tensor

    def __init__(self, channels: Sequence[int], width: int, classes: int) -> None:
        """Makes it with 0 in every tensor.

        Args:
            channels: of the parts of the features.
            width: of the convolutions.
            classes: how many scores a pixel gets.
        """
        super().__init__()
        self._channels = list(channels)
        for name, shape in head_shapes(sum(channels), width, classes).items():
            if name in ("mean", "scale"):
                self.register_buffer(name, torch.zeros(shape))
            else:
                self.register_parameter(name, nn.Parameter(torch.zeros(shape)))

    @staticmethod
    def of(head: DeepHead) -> ConvScores:
        """The module of a trained head, without its temperature."""
        made = ConvScores(head.channels, head.width, head.classes)
        tensors = {name: torch.from_numpy(each) for name, each in head.below(HEAD).items()}
        made.load_state_dict(tensors)
        return made.requires_grad_(False)

    def forward(
        self, parts: Sequence[torch.Tensor], rows: int, cols: int, valid: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Scores ``(batch, classes, rows, cols)``.

        Args:
            parts: of the features, each on its own grid.
            rows, cols: of the window that they cover.
            valid: ``(batch, rows, cols)``, bool; all if it is None.
        """
        scores = self.linear_bias[:, None, None]
        hidden = self.reduce_bias[:, None, None]
        split = [
            torch.split(each, self._channels, dim=-1)
            for each in (self.mean, self.scale, self.linear_weight, self.reduce_weight)
        ]
        for part, mean, scale, linear, reduce in zip(parts, *split):
            normal = (part.float() - mean[:, None, None]) * scale[:, None, None]
            # Both maps at once, so that large parts are read once.
            both = functional.conv2d(normal, torch.cat([linear, reduce])[:, :, None, None])
            both = at_pixels(both, rows, cols)
            scores = scores + both[:, : linear.shape[0]]
            hidden = hidden + both[:, linear.shape[0] :]
        known = 1.0 if valid is None else valid[:, None].to(hidden.dtype)
        made = functional.gelu(self._norm(hidden, 1)) * known
        made = functional.conv2d(made, self.conv1_weight, self.conv1_bias, padding=1)
        made = functional.gelu(self._norm(made, 2)) * known
        made = functional.conv2d(made, self.conv2_weight, self.conv2_bias, padding=2, dilation=2)
        made = functional.gelu(self._norm(hidden + made, 3))
        added = functional.conv2d(made, self.out_weight[:, :, None, None])
        total: torch.Tensor = scores + added
        return total

    def _norm(self, values: torch.Tensor, number: int) -> torch.Tensor:
        """Layer norm over the channels of each pixel."""
        centred = values - values.mean(dim=1, keepdim=True)
        spread = (centred.square().mean(dim=1, keepdim=True) + NORM_EPS).rsqrt()
        weight = getattr(self, f"norm{number}_weight")[:, None, None]
        bias = getattr(self, f"norm{number}_bias")[:, None, None]
        made: torch.Tensor = centred * spread * weight + bias
        return made
