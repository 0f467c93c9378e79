"""The published network of DOFA: a vision transformer whose first layer follows the wavelengths.

Source: Xiong et al. (2024), "Neural plasticity-inspired multimodal foundation model for Earth
observation", arXiv 2403.15356; tensors have the names of the published files.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from ..any_bands import CELL_PX, OPTICAL_NM
from ..network_input import ZScore, enlarged, sine_code
from ..transformer import Block, chosen_blocks, resized_positions

WAVE_DIM = 128
"""Width of the code of a wavelength."""
_WEIGHT_TOKENS = 128
_GENERATOR_HEADS, _GENERATOR_HIDDEN = 4, 2048
_SCALE = 0.01
"""Generated weights are multiplied by this."""
_NM_PER_UM = 1000.0


class WeightGenerator(nn.Module):
    """A small transformer that turns codes of wavelengths into the weights of a convolution."""

    def __init__(self, outputs: int, dim: int) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(
            WAVE_DIM, _GENERATOR_HEADS, _GENERATOR_HIDDEN, dropout=0.0, activation="gelu"
        )
        self.transformer_encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
        self.fc_weight = nn.Linear(WAVE_DIM, outputs)
        self.fc_bias = nn.Linear(WAVE_DIM, dim)
        self.weight_tokens = nn.Parameter(torch.zeros(_WEIGHT_TOKENS, WAVE_DIM))
        self.bias_token = nn.Parameter(torch.zeros(1, WAVE_DIM))

    def forward(self, codes: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Codes ``(bands, WAVE_DIM)`` to weights ``(bands, outputs)`` and a bias ``(dim,)``.

        All bands attend to each other, so that the weights of one depend on which others there are.
        """
        mixed = self.transformer_encoder(torch.cat([self.weight_tokens, codes, self.bias_token]))
        return self.fc_weight(mixed[_WEIGHT_TOKENS:-1] + codes), self.fc_bias(mixed[-1])


class WaveResidual(nn.Module):
    """Two layers beside a shortcut, on the codes of wavelengths."""

    def __init__(self) -> None:
        super().__init__()
        self.w1 = nn.Linear(WAVE_DIM, WAVE_DIM)
        self.w2 = nn.Linear(WAVE_DIM, WAVE_DIM)

    def forward(self, codes: torch.Tensor) -> torch.Tensor:
        return codes + functional.relu(self.w2(functional.relu(self.w1(codes))))


class WaveEmbedding(nn.Module):
    """Makes the convolution that cuts an image into patches, for any bands."""

    def __init__(self, dim: int, patch: int) -> None:
        super().__init__()
        self.dim, self.patch = dim, patch
        self.weight_generator = WeightGenerator(patch * patch * dim, dim)
        self.fclayer = WaveResidual()

    def kernel(self, wavelengths_um: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Makes weights ``(dim, bands, patch, patch)`` and a bias ``(dim,)``.

        Args:
            wavelengths_um: ``(bands,)``, in micrometres.

        Raises:
            ValueError: the wavelengths are not in micrometres.
        """
        low, high = (limit / _NM_PER_UM for limit in OPTICAL_NM)
        if not bool(((wavelengths_um >= low) & (wavelengths_um <= high)).all()):
            raise ValueError(f"wavelengths must lie in {low:g} to {high:g} micrometres")
        codes = self.fclayer(sine_code(wavelengths_um * _NM_PER_UM, WAVE_DIM))
        weight, bias = self.weight_generator(codes)
        # Output channels vary fastest. Until 2024-08 the published code read them the other way
        # round; the files that torchgeo has offered since then were trained anew without that.
        weight = weight.reshape(len(codes), self.patch, self.patch, self.dim)
        return weight.permute(3, 0, 1, 2) * _SCALE, bias * _SCALE

    def cut(self, images: torch.Tensor, kernel: torch.Tensor, bias: torch.Tensor) -> torch.Tensor:
        """Images ``(batch, bands, rows, cols)`` to patches ``(batch, dim, r, c)``.

        The image is padded by one pixel, as in training: 224 pixels give 14 patches of 16.
        """
        return functional.conv2d(images, kernel, bias, stride=self.patch, padding=1)


class Dofa(nn.Module):
    """The encoder; ``side`` squared patches have learned positions, others are interpolated."""

    def __init__(
        self, *, dim: int, depth: int, heads: int, patch: int = 16, side: int = 14
    ) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, side * side + 1, dim))
        self.patch_embed = WaveEmbedding(dim, patch)
        self.blocks = nn.ModuleList(Block(dim, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, images: torch.Tensor, wavelengths_um: torch.Tensor) -> torch.Tensor:
        """Normed tokens ``(batch, 1 + r * c, dim)`` of the last block, the class token first.

        Args:
            images: ``(batch, bands, rows, cols)``, z-scores.
            wavelengths_um: ``(bands,)``, in micrometres.
        """
        kernel, bias = self.patch_embed.kernel(wavelengths_um)
        cells = self.patch_embed.cut(images, kernel, bias)
        return self.normed_tokens(cells, (len(self.blocks) - 1,))[0]

    def normed_tokens(self, cells: torch.Tensor, chosen: Sequence[int]) -> list[torch.Tensor]:
        """Tokens after each of the chosen blocks, normed: ``(batch, 1 + r * c, dim)`` each."""
        batch, _, rows, cols = cells.shape
        positions = resized_positions(self.pos_embed[:, 1:], rows, cols)
        tokens = cells.flatten(2).transpose(1, 2) + positions
        first = (self.cls_token + self.pos_embed[:, :1]).expand(batch, -1, -1)
        tokens = torch.cat([first, tokens], dim=1)
        made = []
        for number, block in enumerate(self.blocks):
            tokens = block(tokens)
            if number in chosen:
                made.append(self.norm(tokens))
        return made


class DofaFeatures(nn.Module):
    """Reflectance to the z-scored spectrum and the tokens of chosen blocks.

    Windows are enlarged so that one token covers ``CELL_PX`` pixels. The first layer is made once.
    """

    kernel: torch.Tensor
    bias: torch.Tensor

    def __init__(self, network: Dofa, centres_nm: Sequence[float], blocks: int) -> None:
        """Prepares a network, with its weights, for bands.

        Args:
            network: in eval mode.
            centres_nm: of the bands.
            blocks: how many blocks give features.
        """
        super().__init__()
        self.zscore = ZScore(centres_nm)
        self.network = network
        self._chosen = chosen_blocks(len(network.blocks), blocks)
        wavelengths_um = torch.tensor(centres_nm, dtype=torch.float32) / _NM_PER_UM
        with torch.no_grad():
            kernel, bias = network.patch_embed.kernel(wavelengths_um)
        self.register_buffer("kernel", kernel.contiguous(), persistent=False)
        self.register_buffer("bias", bias.clone(), persistent=False)

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """See ``models.backbone.Backbone.network``."""
        spectrum = self.zscore(values, valid)
        embedding = self.network.patch_embed
        images = enlarged(spectrum, CELL_PX, embedding.patch)
        cells = embedding.cut(images, self.kernel, self.bias)
        tokens = self.network.normed_tokens(cells, self._chosen)
        parts = (made[:, 1:].transpose(1, 2).reshape(cells.shape) for made in tokens)
        return (spectrum, *parts)
