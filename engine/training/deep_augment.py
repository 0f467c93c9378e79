"""What a window may look like from another side, in other light, by another measurement."""

from __future__ import annotations

from collections.abc import Sequence

import torch

BRIGHTNESS = 0.1
"""Largest relative change of a window's brightness: about what slopes and the angle of view leave
after correction."""

VNIR_SNR, SWIR_SNR = 500.0, 150.0
"""Signal-to-noise ratios that EnMAP is required to reach at 495 and 2200 nm; no window gets more
noise. Source: Guanter et al. (2015), Remote Sensing 7, 8830."""

SWIR_NM = 1000.0
"""Bands from here on are measured by the other detector."""


def noise_shares(centres_nm: Sequence[float] | None, bands: int) -> torch.Tensor:
    """The most noise of each band, as a share of its signal, ``(bands,)``.

    Args:
        centres_nm: of the bands; unknown ones count as of the better detector.
        bands: how many there are.
    """
    if centres_nm is None or len(centres_nm) != bands:
        return torch.full((bands,), 1.0 / VNIR_SNR)
    centres = torch.tensor(centres_nm, dtype=torch.float32)
    return torch.where(centres < SWIR_NM, 1.0 / VNIR_SNR, 1.0 / SWIR_SNR)


def turned(maps: Sequence[torch.Tensor], draw: torch.Generator) -> list[torch.Tensor]:
    """Turns and mirrors square maps ``(..., side, side)`` of one window in the same way."""
    turns, mirror = torch.randint(0, 4, (1,), generator=draw), torch.rand(1, generator=draw) < 0.5
    made = [torch.rot90(each, int(turns), (-2, -1)) for each in maps]
    return [each.flip(-1) for each in made] if bool(mirror) else made


def measured_again(
    values: torch.Tensor, measured: torch.Tensor, shares: torch.Tensor, draw: torch.Generator
) -> torch.Tensor:
    """Changes the light of every window and adds noise to its bands.

    Args:
        values: reflectance ``(batch, bands, rows, cols)``, 0 where nothing was measured.
        measured: ``(batch, rows, cols)``.
        shares: see ``noise_shares``; on the device.
        draw: of the device.
    """
    count, device = len(values), values.device
    light, noisy = torch.rand((2, count, 1, 1, 1), generator=draw, device=device)
    values = values * (1.0 + BRIGHTNESS * (2.0 * light - 1.0))
    known = measured.sum(dim=(1, 2)).clamp_min(1)[:, None]
    signal = values.abs().sum(dim=(2, 3)) / known
    spread = (signal * shares)[:, :, None, None] * noisy
    noise = torch.randn(values.shape, generator=draw, device=device)
    made: torch.Tensor = values + noise * spread * measured[:, None]
    return made
