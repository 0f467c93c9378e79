"""The part that all SpectralEarth networks share: it turns the spectrum of a pixel into channels.

Source: SpectralEarth (Braham et al. 2025, doi 10.1109/JSTARS.2025.3581451).
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

CHANNELS = 128
"""What every pixel has after it."""

CPU_BYTES = 8 << 20
"""Working memory on the CPU: what stays in its caches is computed three times as fast."""
DEVICE_BYTES = 256 << 20
"""Working memory on other devices."""


class SpectralAdapter(nn.Sequential):
    """Three convolutions along the spectrum, each normed and rectified, then their mean.

    No pixel sees another one. Norms always use their published statistics, also in training.
    With 202 bands the last 21, from 2290 nm on, reach no output, for the windows of the
    convolutions end before them; so it is in the published networks.
    """

    def __init__(self) -> None:
        super().__init__(
            *_stage(1, 32, size=7, stride=5),
            *_stage(32, 64, size=7, stride=5),
            *_stage(64, CHANNELS, size=5, stride=3),
        )

    def forward(self, spectra: torch.Tensor) -> torch.Tensor:
        """Makes the channels of every pixel.

        Rows of pixels are computed a few at a time, so that the memory for what lies between does
        not grow with the image.

        Args:
            spectra: ``(batch, bands, rows, cols)``, at least 75 bands.

        Returns:
            ``(batch, 128, rows, cols)``.
        """
        spectra = spectra[:, : self.seen_bands(spectra.shape[1])]
        if torch.compiler.is_exporting():
            return self._made(spectra)
        budget = CPU_BYTES if spectra.device.type == "cpu" else DEVICE_BYTES
        at_once = max(1, budget // (self._floats_a_pixel(spectra.shape[1]) * 4 * spectra.shape[-1]))
        made = [
            torch.cat([self._made(rows) for rows in torch.split(image, at_once, 2)], dim=2)
            for image in torch.split(spectra, 1)
        ]
        return torch.cat(made)

    def seen_bands(self, bands: int) -> int:
        """How many of the first of so many bands reach the output."""
        lengths = self._lengths(bands)
        needed = lengths[-1]
        for (conv, _), length in zip(reversed(self._stages()), reversed(lengths[:-1])):
            stride, padding, size = conv.stride[0], int(conv.padding[0]), conv.kernel_size[0]
            needed = min(length, stride * (needed - 1) - padding + size)
        return needed

    def _made(self, spectra: torch.Tensor) -> torch.Tensor:
        """``(batch, bands, rows, cols)`` to ``(batch, 128, rows, cols)`` at once.

        With pixels along one axis the convolutions are planar, which CPUs and ONNX Runtime compute
        faster than the published spatial ones.
        """
        batch, bands, rows, cols = spectra.shape
        found = spectra.reshape(batch, 1, bands, rows * cols)
        for conv, norm in self._stages():
            weight, bias = _folded(conv, norm)
            stride, padding = (conv.stride[0], 1), (int(conv.padding[0]), 0)
            found = functional.conv2d(found, weight[..., None], bias, stride, padding).relu()
        return found.mean(dim=2).reshape(batch, CHANNELS, rows, cols)

    def _stages(self) -> list[tuple[nn.Conv3d, nn.BatchNorm3d]]:
        convs = [module for module in self if isinstance(module, nn.Conv3d)]
        return list(zip(convs, (module for module in self if isinstance(module, nn.BatchNorm3d))))

    def _lengths(self, bands: int) -> list[int]:
        """Positions along the spectrum before every convolution and after the last one."""
        lengths = [bands]
        for conv, _ in self._stages():
            room = lengths[-1] + 2 * int(conv.padding[0]) - conv.kernel_size[0]
            lengths.append(room // conv.stride[0] + 1)
        return lengths

    def _floats_a_pixel(self, bands: int) -> int:
        counts = [1, *(conv.out_channels for conv, _ in self._stages())]
        return sum(length * count for length, count in zip(self._lengths(bands), counts))


def _stage(channels: int, made: int, *, size: int, stride: int) -> tuple[nn.Module, ...]:
    conv = nn.Conv3d(channels, made, (size, 1, 1), (stride, 1, 1), (1, 0, 0))
    return conv, nn.BatchNorm3d(made), nn.ReLU()


def _folded(conv: nn.Conv3d, norm: nn.BatchNorm3d) -> tuple[torch.Tensor, torch.Tensor]:
    """Weight ``(out, in, size)`` and bias ``(out,)`` of a convolution and the norm after it."""
    mean, var, bias = norm.running_mean, norm.running_var, conv.bias
    if mean is None or var is None or bias is None:
        raise ValueError("the adapter's norms keep statistics and its convolutions a bias")
    scale = norm.weight / (var + norm.eps).sqrt()
    return conv.weight.flatten(2) * scale[:, None, None], (bias - mean) * scale + norm.bias
