"""Fuses the bands of every patch by attention, with the published weights but far less memory.

As published, every band of every patch becomes a token of 2304 numbers that a learned query attends
to: 0.5 GB an image of 202 bands. Between the patch and the scores, and between the patch and the
output, everything but the softmax is linear, and the query is fixed. So the weights are multiplied
together once (``Folded``), and what remains is attention over the raw patches: the same numbers, to
rounding.
"""

from __future__ import annotations

import torch
from torch import nn

from ..any_bands import OPTICAL_NM
from ..network_input import sine_code


class PatchConvolution(nn.Module):
    """Holds the convolution that is applied to each band by itself."""

    def __init__(self, dim: int, patch: int) -> None:
        super().__init__()
        self.conv3d = nn.Conv3d(1, dim, (1, patch, patch), (1, patch, patch))


class BandCode(nn.Module):
    """Holds the codes of radar channels; those of optical bands need no weights."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        third = dim // 3
        self.embed_transmit = nn.Parameter(torch.zeros(2, third))
        self.embed_receive = nn.Parameter(torch.zeros(2, third))
        self.embed_orbit = nn.Parameter(torch.zeros(2, dim - 2 * third))


class KeysAndValues(nn.Module):
    """Holds the projections to keys and values."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.inproj_k = nn.Linear(dim, dim, bias=False)
        self.inproj_v = nn.Linear(dim, dim, bias=False)


class BandAttention(nn.Module):
    """Holds the query and its attention."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.chnemb = BandCode(dim)
        self.query = nn.Parameter(torch.zeros(1, 1, dim))
        self.xattn = KeysAndValues(dim)


class BandFusion(nn.Module):
    """The published patch embedding, with its names."""

    def __init__(self, dim: int, patch: int, fusion_dim: int, heads: int) -> None:
        """Makes it.

        Args:
            dim: width of the tokens that come out.
            patch: side of a patch.
            fusion_dim: width of the tokens of single bands.
            heads: of the attention over bands.
        """
        super().__init__()
        self.patch, self.heads = patch, heads
        self.conv3d = PatchConvolution(fusion_dim, patch)
        self.chnfus = BandAttention(fusion_dim)
        self.proj = nn.Linear(fusion_dim, dim)

    def forward(self, images: torch.Tensor, chn_ids: torch.Tensor) -> torch.Tensor:
        """Images ``(batch, bands, rows, cols)`` to tokens ``(batch, r * c, dim)``.

        Args:
            images: sides are multiples of the patch.
            chn_ids: ``(bands,)``, wavelengths in nanometres; not changed.

        Raises:
            ValueError: the wavelengths are not in nanometres.
        """
        rows, cols = (side // self.patch for side in images.shape[-2:])
        made: torch.Tensor = Folded(self, chn_ids)(patches_of(images, self.patch, rows, cols))
        return made


class Folded(nn.Module):
    """Attention over the bands of patches, for known wavelengths.

    With a band's token ``x = W p + b + e`` (patch p, convolution W and b, code e), the score of
    head h is ``q K x / sqrt(width)`` and the output the sum of ``P V x``, weighted by the softmax
    of the scores; both are split into what multiplies p and what is left.
    """

    score: torch.Tensor
    score_of_band: torch.Tensor
    output: torch.Tensor
    output_of_band: torch.Tensor
    bias: torch.Tensor

    @torch.no_grad()
    def __init__(self, fusion: BandFusion, chn_ids: torch.Tensor) -> None:
        """Multiplies the weights, in double precision.

        Args:
            fusion: the published weights.
            chn_ids: ``(bands,)``, wavelengths in nanometres; not changed.

        Raises:
            ValueError: the wavelengths are not in nanometres.
        """
        super().__init__()
        low, high = OPTICAL_NM
        if not bool(((chn_ids >= low) & (chn_ids <= high)).all()):
            raise ValueError(f"wavelengths must lie in {low:g} to {high:g} nanometres")
        heads, dim = fusion.heads, fusion.proj.in_features
        width = dim // heads
        conv, attention = fusion.conv3d.conv3d, fusion.chnfus
        patch = conv.weight.reshape(dim, -1).double()
        # Wavelengths are whole nanometres, rounded down, as in training.
        code = sine_code(chn_ids.to(torch.float32, copy=True).floor(), dim).double()
        code = code + (0.0 if conv.bias is None else conv.bias.double())
        query = attention.query.reshape(heads, 1, width).double() * width**-0.5
        keys = attention.xattn.inproj_k.weight.reshape(heads, width, dim).double()
        values = attention.xattn.inproj_v.weight.reshape(heads, width, dim).double()
        out = fusion.proj.weight.reshape(-1, heads, width).transpose(0, 1).double()
        scored = (query @ keys)[:, 0]  # (heads, dim)
        valued = out @ values  # (heads, out, dim)
        made = {
            "score": (scored @ patch).T,  # (patch pixels, heads)
            "score_of_band": code @ scored.T,  # (bands, heads)
            "output": (valued @ patch).transpose(1, 2).flatten(0, 1),  # (heads * pixels, out)
            "output_of_band": (code @ valued.transpose(1, 2)).flatten(0, 1),  # (heads * bands, out)
            "bias": fusion.proj.bias,
        }
        for name, tensor in made.items():
            self.register_buffer(name, tensor.detach().float().clone(), persistent=False)

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        """Patches ``(batch, r * c, bands, pixels)`` to tokens ``(batch, r * c, out)``."""
        weights = (patches @ self.score + self.score_of_band).softmax(dim=2).transpose(2, 3)
        mixed = (weights @ patches).flatten(2)
        return mixed @ self.output + weights.flatten(2) @ self.output_of_band + self.bias


def patches_of(images: torch.Tensor, patch: int, rows: int, cols: int) -> torch.Tensor:
    """Cuts images ``(batch, bands, rows * patch, cols * patch)`` into patches.

    Returns:
        ``(batch, rows * cols, bands, patch * patch)``.
    """
    batch, bands = images.shape[:2]
    cut = images.reshape(batch, bands, rows, patch, cols, patch).permute(0, 2, 4, 1, 3, 5)
    return cut.reshape(batch, rows * cols, bands, patch * patch)
