"""What networks do with reflectance before their first layer: z-scores, larger patches, codes."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional

from .enmap_statistics import statistics


class ZScore(nn.Module):
    """Brings reflectance to mean 0 and standard deviation 1 over EnMAP scenes.

    The statistics are those of SpectralEarth, interpolated to the wavelengths of the bands: most
    networks for any sensor are published without statistics for sensors that they never saw.
    """

    mean: torch.Tensor
    std: torch.Tensor

    def __init__(self, centres_nm: Sequence[float], *, clip: bool = False) -> None:
        """Looks up the statistics.

        Args:
            centres_nm: of the bands.
            clip: whether reflectance is clipped to 0..1 before.
        """
        super().__init__()
        mean, std = statistics().at(centres_nm)
        self.clip = clip
        for name, found in (("mean", mean), ("std", std)):
            made = torch.tensor(found, dtype=torch.float32)[:, None, None]
            self.register_buffer(name, made, persistent=False)

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> torch.Tensor:
        """Reflectance ``(batch, bands, rows, cols)`` to z-scores, 0 where invalid."""
        if self.clip:
            values = values.clamp(0.0, 1.0)
        return ((values - self.mean) / self.std).masked_fill(~valid[:, None], 0.0)


def enlarged(image: torch.Tensor, cell_px: int, patch: int) -> torch.Tensor:
    """Enlarges an image bilinearly so that a patch of the network covers ``cell_px`` pixels.

    Returns:
        ``(batch, bands, rows // cell_px * patch, cols // cell_px * patch)``.
    """
    size = (image.shape[-2] // cell_px * patch, image.shape[-1] // cell_px * patch)
    return functional.interpolate(image, size=size, mode="bilinear", align_corners=False)


def sine_code(positions: torch.Tensor, dim: int) -> torch.Tensor:
    """Codes numbers as sines, then cosines, of ``dim / 2`` falling frequencies from 1 to 1/10 000.

    Args:
        positions: ``(count,)``.
        dim: even.

    Returns:
        ``(count, dim)``, float32.

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.5, with the halves side by
    side.
    """
    exponents = torch.arange(dim // 2, dtype=torch.float32, device=positions.device) / (dim / 2)
    angles = positions.float()[:, None] * (1.0 / 10_000.0**exponents)
    return torch.cat([angles.sin(), angles.cos()], dim=1)
