"""What a frozen encoder says of a scene: reflectance in, parts of features out.

The encoders take any 100 neighbouring bands; a scene's bands are seen through several overlapping
windows of bands, whose features are put one after the other.

Source: HyperSIGMA (Wang et al. 2025, IEEE TPAMI), pretraining: digital numbers / 4000, no position
embeddings, full attention.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn

from ..enmap_statistics import DN_PER_REFLECTANCE, Statistics
from .spatial import SpatialEncoder
from .spectral import SpectralEncoder

SCALE = 4000.0
"""Digital numbers are divided by it."""


class Features(nn.Module):
    """Z-scored spectra and, from subclasses, features of some blocks; ``Backbone.network``."""

    mean: torch.Tensor
    std: torch.Tensor

    def __init__(self, statistics: Statistics, starts: Sequence[int], width: int) -> None:
        """Prepares the scaling.

        Args:
            statistics: of the bands that come in.
            starts: first band of each window of bands.
            width: of the windows, in bands.
        """
        super().__init__()
        for name, found in (("mean", statistics.mean_dn), ("std", statistics.std_dn)):
            made = torch.tensor(found, dtype=torch.float32)[:, None, None]
            self.register_buffer(name, made, persistent=False)
        self._starts = tuple(starts)
        self._width = width

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Reflectance ``(batch, 202, rows, cols)`` and validity ``(batch, rows, cols)``.

        Returns:
            Z-scored spectra, 0 where invalid, then one part a block.
        """
        numbers = torch.where(valid[:, None], values * DN_PER_REFLECTANCE, self.mean)
        parts = self.parts(self._windows(numbers / SCALE))
        return ((numbers - self.mean) / self.std, *(self._joined(part) for part in parts))

    def parts(self, windows: torch.Tensor) -> Sequence[torch.Tensor]:
        """One part a block of ``(batch * windows, bands, rows, cols)``."""
        raise NotImplementedError

    def _windows(self, numbers: torch.Tensor) -> torch.Tensor:
        """Windows of bands, as members of a larger batch."""
        taken = [numbers[:, start : start + self._width] for start in self._starts]
        return torch.stack(taken, dim=1).flatten(0, 1)

    def _joined(self, part: torch.Tensor) -> torch.Tensor:
        """The features of all windows of bands, side by side."""
        return part.reshape(-1, len(self._starts) * part.shape[1], *part.shape[2:])


class SpatialFeatures(Features):
    """Features of the spatial encoder, one cell a token."""

    def __init__(
        self,
        encoder: SpatialEncoder,
        statistics: Statistics,
        starts: Sequence[int],
        picked: Sequence[int],
    ) -> None:
        """Wraps an encoder; ``picked`` are indices of its blocks."""
        super().__init__(statistics, starts, encoder.patch_embed.proj.in_channels)
        self.encoder = encoder
        self._picked = tuple(picked)

    def parts(self, windows: torch.Tensor) -> Sequence[torch.Tensor]:
        return self.encoder(windows, self._picked)  # type: ignore[no-any-return]


class SpectralFeatures(Features):
    """Features of the spectral encoder: the mean of its tokens, one cell for all pixels."""

    def __init__(
        self,
        encoder: SpectralEncoder,
        statistics: Statistics,
        starts: Sequence[int],
        picked: Sequence[int],
        side: int,
    ) -> None:
        """Wraps an encoder of windows of ``side`` pixels; ``picked`` are indices of its blocks."""
        super().__init__(statistics, starts, encoder.pos_embed.shape[1])
        self.encoder = encoder
        self._picked = tuple(picked)
        self._side = side

    def parts(self, windows: torch.Tensor) -> Sequence[torch.Tensor]:
        sized = resized(windows, self._side)
        made = self.encoder(sized, self._picked)
        return [tokens.mean(dim=1)[:, :, None, None] for tokens in made]


def resized(images: torch.Tensor, side: int) -> torch.Tensor:
    """Averages images of any size over the cells of a square grid, by area.

    Args:
        images: ``(batch, bands, rows, cols)``.
        side: of the grid, in cells.

    Returns:
        ``(batch, bands, side, side)``; the same values where the images have that size.
    """
    down = _shares(images.shape[-2], side, images)
    across = _shares(images.shape[-1], side, images)
    return down @ images @ across.T


def _shares(count: int, cells: int, like: torch.Tensor) -> torch.Tensor:
    """Which share of each cell every pixel of a line covers: ``(cells, count)``."""
    edges = torch.arange(cells + 1, dtype=like.dtype, device=like.device) * count / cells
    pixels = torch.arange(count, dtype=like.dtype, device=like.device)
    ends = torch.minimum(edges[1:, None], pixels + 1)
    return (ends - torch.maximum(edges[:-1, None], pixels)).clamp(min=0) * cells / count
