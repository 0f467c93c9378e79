"""What a sensor makes of a surface: light, air and instrument put onto spectra, at random.

Two views of one pixel share its surface and nothing else, so that what differs between them is what
the encoder should not care about.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from .sensors import Sensor

_VAPOUR = ((719, 6, 0.06), (820, 9, 0.10), (938, 18, 0.55), (1130, 20, 0.60), (1270, 8, 0.05),
           (1345, 25, 0.9), (1455, 20, 0.7), (1790, 20, 0.8), (1965, 22, 1.0))  # fmt: skip
_OXYGEN = ((688, 3, 0.4), (760.6, 4, 1.0))
_CARBON_DIOXIDE = ((1575, 8, 0.1), (1609, 8, 0.1), (2005, 12, 1.0), (2060, 12, 0.8))
"""Residual absorptions: centre and standard deviation in nm, relative strength."""


BENDS = 8
"""Cosines in a smooth curve."""


@dataclass(frozen=True)
class Disturbances:
    """How strong each effect is; standard deviations unless named otherwise.

    Attributes:
        light: of the logarithm of the illumination (sun, slope, product's scale).
        shade_share: share of pixels that lie partly in the shade.
        haze, haze_mean: reflectance that the air adds at 550 nm.
        slope: of the multiplicative error at 550 nm, falling with the wavelength.
        vapour, oxygen, carbon_dioxide: depth of what the correction left of them.
        neighbours: most that the surroundings add at 550 nm, as a share.
        step: between two detectors.
        shift_nm: of the wavelengths across the swath (smile).
        bend: of a smooth curve over the spectrum, in the logarithm; what no physics here explains.
        gain: of each band.
        noise: factor on the sensor's noise, up to.
    """

    light: float = 0.30
    shade_share: float = 0.3
    haze: float = 0.004
    haze_mean: float = 0.003
    slope: float = 0.04
    vapour: float = 0.05
    oxygen: float = 0.06
    carbon_dioxide: float = 0.04
    neighbours: float = 0.08
    step: float = 0.02
    shift_nm: float = 0.5
    bend: float = 0.1
    gain: float = 0.008
    noise: float = 6.0


def observe(
    bands: torch.Tensor, sensor: Sensor, how: Disturbances, random: torch.Generator
) -> torch.Tensor:
    """Measures surfaces with a sensor.

    Args:
        bands: reflectance of the surface in the sensor's bands, ``(pixels, bands)``.
        sensor: whose bands.
        how: the strength of each effect.
        random: everything is drawn from it.

    Returns:
        Reflectance on the grid, ``(pixels, cells)``; 0 in cells that the sensor does not see.

    Source:
        The effects that remain in surface reflectance products: Richter and Schläpfer (2002),
        International Journal of Remote Sensing 23, 2631; smile and detector steps of EnMAP: Storch
        et al. (2023), RSE 294, 113632. Shares and depths are assumptions.
    """
    count = len(bands)

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=random)

    def uniform(*shape: int) -> torch.Tensor:
        return torch.rand(*shape, generator=random)

    nm = sensor.centre_nm
    blue = (nm / 550).clamp_min(0.5)
    shaded = (uniform(count, 1) < how.shade_share) * uniform(count, 1) * 0.85
    bands = bands * (1 - shaded * (1 - (0.10 + 0.20 * (nm / 500) ** -1.8)))
    bands *= (how.light * normal(count, 1)).clamp(-0.9, 0.6).exp()
    around = bands[torch.randperm(count, generator=random)]
    bands += how.neighbours * uniform(count, 1) * blue**-1.1 * (around - bands)
    bands *= 1 + how.slope * normal(count, 1) * blue**-1.0
    for lines, depth in (
        (_VAPOUR, how.vapour),
        (_OXYGEN, how.oxygen),
        (_CARBON_DIOXIDE, how.carbon_dioxide),
    ):
        bands *= 1 - depth * normal(count, 1) * _curve(nm, lines)
    bands *= (how.bend * normal(count, BENDS) @ _smooth(nm)).exp()
    bands += (how.haze_mean + how.haze * normal(count, 1)) * blue**-1.3
    bands += how.shift_nm * normal(count, 1) * _derivative(bands, nm)
    bands *= 1 + how.gain * normal(count, len(nm))
    bands *= 1 + how.step * normal(count, 1) * sensor.second
    photons = (0.35 + 0.65 / 0.3 * bands.clamp_min(0)).sqrt()
    bands += how.noise * uniform(count, 1) * sensor.noise * photons * normal(count, len(nm))
    return bands @ sensor.to_grid.T


def _smooth(nm: torch.Tensor) -> torch.Tensor:
    """Cosines over the range, ``(BENDS, bands)``, each period with less weight."""
    periods = torch.arange(1, BENDS + 1)[:, None]
    return torch.cos(torch.pi * periods * (nm - 400) / 2100) / periods.sqrt()


def _curve(nm: torch.Tensor, lines: tuple[tuple[float, float, float], ...]) -> torch.Tensor:
    made = torch.zeros_like(nm)
    for centre, width, strength in lines:
        made += strength * torch.exp(-0.5 * ((nm - centre) / width) ** 2)
    return made


def _derivative(bands: torch.Tensor, nm: torch.Tensor) -> torch.Tensor:
    """Change per nm between neighbours; 0 across gaps and where detectors overlap."""
    steps = nm[2:] - nm[:-2]
    usual = (steps > 1.0) & (steps < 60.0)
    made = torch.zeros_like(bands)
    made[:, 1:-1] = (bands[:, 2:] - bands[:, :-2]) / torch.where(usual, steps, 1.0) * usual
    return made
