"""The network of SpecTf under its published tensor names.

Source: Lee et al., "SpecTf: transformers enable data-driven imaging spectroscopy cloud detection"
(arXiv 2501.04916), and the authors' code: one pre-norm encoder layer without residuals over the
bands of a pixel, whose wavelengths are part of its tokens, so that the bands may be any.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.nn import functional

CENTRE_NM, SPREAD_NM = 1440.0, 600.0
"""What wavelengths are normalised with."""


class Embed(nn.Module):
    """A token for every band."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.linear = nn.Linear(2, dim)

    def forward(self, pairs: torch.Tensor) -> torch.Tensor:
        """Reflectance and normalised wavelength ``(pixels, bands, 2)`` to tokens."""
        return torch.tanh(self.linear(pairs))


class JointAttention(nn.Module):
    """Multi-head self-attention under the names that PyTorch's own has."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.in_proj_weight = nn.Parameter(torch.zeros(3 * dim, dim))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * dim))
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """``(pixels, bands, dim)`` to the same."""
        joint = functional.linear(tokens, self.in_proj_weight, self.in_proj_bias)
        pixels, bands, dim = tokens.shape
        joint = joint.reshape(pixels, bands, 3, self.heads, dim // self.heads)
        query, key, value = joint.permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(query, key, value)
        made: torch.Tensor = self.out_proj(mixed.transpose(1, 2).flatten(2))
        return made


class AttentionBlock(nn.Module):
    """The attention, one name deeper."""

    def __init__(self, dim: int, heads: int) -> None:
        super().__init__()
        self.attention = JointAttention(dim, heads)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        made: torch.Tensor = self.attention(tokens)
        return made


class FeedForward(nn.Module):
    """Two linear layers with a GELU between them."""

    def __init__(self, dim: int, hidden: int) -> None:
        super().__init__()
        self.linear1 = nn.Linear(dim, hidden)
        self.linear2 = nn.Linear(hidden, dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        made: torch.Tensor = self.linear2(functional.gelu(self.linear1(tokens)))
        return made


class EncoderLayer(nn.Module):
    """Norm, attention, norm, feed-forward; nothing is added to what came in."""

    def __init__(self, dim: int, heads: int, hidden: int) -> None:
        super().__init__()
        self.attention = AttentionBlock(dim, heads)
        self.ff = FeedForward(dim, hidden)
        self.norm1 = nn.LayerNorm(dim)
        self.norm2 = nn.LayerNorm(dim)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        made: torch.Tensor = self.ff(self.norm2(self.attention(self.norm1(tokens))))
        return made


class SpecTf(nn.Module):
    """Scores of the classes clear and cloud for single pixels."""

    def __init__(self, *, dim: int, heads: int, hidden: int, classes: int) -> None:
        super().__init__()
        self.spectral_embed = Embed(dim)
        self.layers = nn.ModuleList([EncoderLayer(dim, heads, hidden)])
        self.head = nn.Linear(dim, classes)

    def forward(self, reflectance: torch.Tensor, centres_nm: torch.Tensor) -> torch.Tensor:
        """Scores pixels.

        Args:
            reflectance: at the top of the atmosphere, ``(pixels, bands)``, float32.
            centres_nm: of the bands, ``(bands,)``.

        Returns:
            ``(pixels, classes)``, before the softmax.
        """
        places = ((centres_nm - CENTRE_NM) / SPREAD_NM).expand_as(reflectance)
        tokens = self.spectral_embed(torch.stack([reflectance, places], dim=-1))
        for layer in self.layers:
            tokens = layer(tokens)
        made: torch.Tensor = self.head(tokens.amax(dim=1))
        return made


class CloudProbability(nn.Module):
    """Turns the scores into the probability of cloud, the second class."""

    def __init__(self, network: SpecTf) -> None:
        super().__init__()
        self.network = network

    def forward(self, reflectance: torch.Tensor, centres_nm: torch.Tensor) -> torch.Tensor:
        """``(pixels, bands)`` to ``(pixels,)``; see ``models.cloud_mask.Scores``."""
        made: torch.Tensor = self.network(reflectance, centres_nm).softmax(dim=1)[:, 1]
        return made


def build(config: Mapping[str, Any]) -> SpecTf:
    """Makes the published network; see ``models.family.Family.build``."""
    return SpecTf(**config).eval()
