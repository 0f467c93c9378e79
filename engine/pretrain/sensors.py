"""The sensors whose bands the encoder learns to take, nominal or made up at random."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from ..models.hsfm.adapter import LEAST_CELLS
from ..models.hsfm.grid import bring_to_grid
from ..simulate.sensor import enmap_bands, noise_std
from .wavelengths import WAVELENGTH_NM

FloatArray = npt.NDArray[np.float64]
_FWHM_PER_SIGMA = 2.3548200450309493
MADE_UP = 12
"""Sensors that do not exist, besides the named ones."""

_VAPOUR_NM = ((1345.0, 1455.0), (1790.0, 1965.0))


@dataclass(frozen=True)
class Sensor:
    """A sensor's bands and what the training views need of them, as tensors.

    Attributes:
        name: for logs.
        centre_nm: ``(bands,)``.
        response: ``(bands, wavelengths)``, rows sum to 1.
        to_grid: ``(cells, bands)``, see ``grid.bring_to_grid``.
        seen: ``(cells,)``, bool.
        noise: ``(bands,)``, standard deviation at a reflectance of 0.3.
        second: ``(bands,)``, bool: of the second detector.
    """

    name: str
    centre_nm: torch.Tensor
    response: torch.Tensor
    to_grid: torch.Tensor
    seen: torch.Tensor
    noise: torch.Tensor
    second: torch.Tensor


def sensor(
    name: str, centre_nm: FloatArray, fwhm_nm: FloatArray, second_from_nm: float = 1e9
) -> Sensor:
    """Makes a sensor of Gaussian bands; those in the deep water vapour are left out.

    Args:
        name: for logs.
        centre_nm, fwhm_nm: ``(bands,)``.
        second_from_nm: bands from here on belong to a second detector.
    """
    deep = np.zeros(len(centre_nm), bool)
    for low, high in _VAPOUR_NM:
        deep |= (centre_nm > low) & (centre_nm < high)
    inside = (centre_nm > WAVELENGTH_NM[0] - 2) & (centre_nm < WAVELENGTH_NM[-1] + 2)
    centre, fwhm = centre_nm[inside & ~deep], fwhm_nm[inside & ~deep]
    sigma = np.maximum(fwhm, 2.0)[:, None] / _FWHM_PER_SIGMA
    response = np.exp(-0.5 * ((WAVELENGTH_NM[None, :] - centre[:, None]) / sigma) ** 2)
    response /= response.sum(axis=1, keepdims=True)
    to_grid, seen = bring_to_grid(centre, fwhm)
    second = centre >= second_from_nm
    noise = noise_std(centre, centre >= 960.0) * np.sqrt(np.clip(8.0 / fwhm, 0.05, 2.0))
    return Sensor(
        name,
        torch.from_numpy(centre).float(),
        torch.from_numpy(response).float(),
        torch.from_numpy(to_grid),
        torch.from_numpy(seen),
        torch.from_numpy(noise).float(),
        torch.from_numpy(second),
    )


def enmap() -> Sensor:
    """EnMAP as delivered."""
    bands = enmap_bands()
    return sensor("EnMAP", bands.centre_nm, bands.fwhm_nm, 960.0)


def prisma() -> Sensor:
    """PRISMA: 63 and 171 bands of 9 to 14.5 nm.

    Source: Cogliati et al. (2021), RSE 262, 112499; its bands are spaced like here within 1 nm.
    """
    vnir, swir = np.linspace(406.0, 977.0, 63), np.linspace(943.0, 2497.0, 171)
    widths = np.concatenate([np.linspace(9.5, 13.5, 63), np.linspace(10.5, 14.5, 171)])
    return sensor("PRISMA", np.concatenate([vnir, swir]), widths, 943.0)


def emit() -> Sensor:
    """EMIT: 285 bands, 7.4 nm apart, 8.5 nm wide.

    Source: Green et al. (2020), IEEE Aerospace Conference; Thompson et al. (2024), RSE 303, 113986.
    """
    centre = np.linspace(381.0, 2493.0, 285)
    return sensor("EMIT", centre, np.full(285, 8.5))


def desis() -> Sensor:
    """DESIS: 235 bands from 400 to 1000 nm. Source: Krutz et al. (2019), Sensors 19, 1622."""
    centre = np.linspace(401.0, 1000.0, 235)
    return sensor("DESIS", centre, np.full(235, 3.5))


def aviris() -> Sensor:
    """AVIRIS: 224 bands of about 10 nm. Source: Green et al. (1998), RSE 65, 227."""
    centre = np.linspace(366.0, 2496.0, 224)
    return sensor("AVIRIS", centre, np.full(224, 10.0), 1260.0)


def sentinel2() -> Sensor:
    """The 12 bands of Sentinel-2's surface reflectance. Source: ESA, MSI spectral responses."""
    centre = [443, 492, 560, 665, 704, 740, 783, 833, 865, 945, 1614, 2202]
    width = [21, 66, 36, 31, 15, 15, 20, 106, 21, 20, 91, 175]
    return sensor("Sentinel-2", np.array(centre, float), np.array(width, float), 1600.0)


def made_up(rng: np.random.Generator) -> Sensor:
    """A sensor that does not exist: any spacing, with a range or two of it missing."""
    spacing = rng.uniform(4.0, 14.0)
    low, high = (400.0, 1000.0) if rng.random() < 0.15 else (400.0, 2490.0)
    centre = np.arange(low + rng.uniform(0, spacing), high, spacing)
    for _ in range(int(rng.integers(0, 3))):
        at, half = rng.uniform(low, high), rng.uniform(20.0, 150.0)
        centre = centre[np.abs(centre - at) > half]
    widths = np.full(len(centre), spacing * rng.uniform(0.9, 1.4))
    return sensor("made up", centre, widths, rng.choice([950.0, 1250.0, 1e9]))


def training_sensors(rng: np.random.Generator) -> tuple[tuple[Sensor, ...], FloatArray]:
    """The sensors to learn from and how often each is drawn."""
    named = (enmap(), prisma(), emit(), desis(), aviris(), sentinel2())
    odd: list[Sensor] = []
    while len(odd) < MADE_UP:
        drawn = made_up(rng)
        if int(drawn.seen.sum()) >= LEAST_CELLS:
            odd.append(drawn)
    share = np.array([0.4, 0.12, 0.12, 0.05, 0.06, 0.05] + [0.2 / len(odd)] * len(odd))
    return (*named, *odd), share / share.sum()
