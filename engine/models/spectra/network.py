"""The network of the backbone that is none."""

from __future__ import annotations

import torch
from torch import nn


class Reflectance(nn.Module):
    """Gives the reflectance as it is."""

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor]:
        """``(batch, bands, rows, cols)`` in and out."""
        return (values,)
