"""The EnMAP spectrometers: spectral response, noise, stripes and the step between detectors."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ..errors import InputUnreadable
from .noise import stream

FloatArray = npt.NDArray[np.float32]

BAND_TABLE = Path(__file__).resolve().parents[2] / "resources" / "bands" / "enmap.csv"
EMPTY_BANDS = frozenset(range(131, 136))
"""Bands inside the 1.38 um water-vapour absorption, which L2A delivers empty (V01.04)."""
DETECTOR_COLUMNS = 1000
_FWHM_PER_SIGMA = 2.3548200450309493

# Signal-to-noise ratio at a reflectance of 0.3. Anchored at the requirements of > 500 at 495 nm and
# > 150 at 2200 nm; falls with the sun's irradiance, at the detectors' ends and beside water vapour.
# Source: Guanter et al. (2015), Remote Sensing 7, 8830; Storch et al. (2023), RSE 294, 113632.
_SNR_VNIR = ((400, 180), (430, 300), (495, 520), (600, 480), (700, 420), (755, 360), (765, 250),
             (780, 360), (880, 290), (935, 140), (960, 150), (1000, 130))  # fmt: skip
_SNR_SWIR = ((900, 150), (940, 110), (970, 170), (1050, 290), (1100, 220), (1135, 130), (1200, 260),
             (1290, 210), (1335, 60), (1345, 30), (1395, 12), (1460, 50), (1500, 130), (1600, 240),
             (1700, 210), (1760, 130), (1800, 40), (1900, 8), (1945, 20), (1985, 70), (2030, 100),
             (2100, 150), (2200, 165), (2300, 110), (2400, 60), (2450, 30))  # fmt: skip
_REFERENCE = 0.3
_ATMOSPHERE_SWIR = 0.75  # what resampling and correcting the air leave of it, beyond the sensor


@dataclass(frozen=True)
class EnmapBands:
    """The bands of a delivered L2A cube.

    Attributes:
        centre_nm, fwhm_nm: shape (224,).
        is_swir: shape (224,), which detector each belongs to.
        empty: shape (224,), True for bands without data.
    """

    centre_nm: npt.NDArray[np.float64]
    fwhm_nm: npt.NDArray[np.float64]
    is_swir: npt.NDArray[np.bool_]
    empty: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.centre_nm)

    def response(self, wavelength_nm: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Gaussian spectral response on a grid, rows summing to 1; shape (bands, n)."""
        sigma = self.fwhm_nm[:, None] / _FWHM_PER_SIGMA
        weight = np.exp(-0.5 * ((wavelength_nm[None, :] - self.centre_nm[:, None]) / sigma) ** 2)
        made: npt.NDArray[np.float64] = weight / weight.sum(axis=1, keepdims=True)
        return made


def enmap_bands() -> EnmapBands:
    """Reads the nominal band table.

    Raises:
        InputUnreadable: the table is missing or damaged.
    """
    try:
        with BAND_TABLE.open(encoding="ascii", newline="") as file:
            rows = list(csv.DictReader(file))
        centre = np.array([float(row["centre_nm"]) for row in rows])
        fwhm = np.array([float(row["fwhm_nm"]) for row in rows])
        swir = np.array([row["detector"] == "SWIR" for row in rows])
        empty = np.array([int(row["band"]) in EMPTY_BANDS for row in rows])
    except (OSError, KeyError, ValueError) as exc:
        raise InputUnreadable(
            f"The EnMAP band table {BAND_TABLE} cannot be read: {exc}.",
            hint="Install HSFM again: the file belongs to it.",
        ) from exc
    return EnmapBands(centre, fwhm, swir, empty)


def noise_std(centre_nm: npt.NDArray[np.float64], is_swir: npt.NDArray[np.bool_]) -> FloatArray:
    """EnMAP's noise at a reflectance of 0.3, as a standard deviation of reflectance; (bands,)."""
    vnir = np.interp(centre_nm, *np.array(_SNR_VNIR, dtype=np.float64).T)
    swir = np.interp(centre_nm, *np.array(_SNR_SWIR, dtype=np.float64).T)
    snr = np.where(is_swir, _ATMOSPHERE_SWIR * swir, vnir)
    made: FloatArray = (_REFERENCE / snr).astype(np.float32)
    return made


class Sensor:
    """Turns ideal band reflectance into what the instrument would deliver.

    Args:
        bands: the band table.
        seed: of the scene.
    """

    def __init__(self, bands: EnmapBands, seed: int) -> None:
        self._bands = bands
        self._seed = seed
        self.noise_std = noise_std(bands.centre_nm, bands.is_swir)
        rng = stream(seed, "stripes")
        gain = 1 + 0.0015 * rng.standard_normal((DETECTOR_COLUMNS, len(bands)), dtype=np.float32)
        # The SWIR camera sees the overlap about 1 % brighter than the VNIR camera.
        step = np.where(bands.is_swir, 1.006, 0.996).astype(np.float32)
        self._gain: FloatArray = gain * step
        self._offset: FloatArray = (
            0.35
            * self.noise_std
            * rng.standard_normal((DETECTOR_COLUMNS, len(bands)), dtype=np.float32)
        )

    def measure(self, reflectance: FloatArray, column: npt.NDArray[np.intp], block: int) -> None:
        """Adds stripes and noise, in place.

        Args:
            reflectance: shape (pixels, bands).
            column: the detector column that saw each pixel, shape (pixels,).
            block: number of the block of pixels; with the seed it determines the noise.
        """
        reflectance *= self._gain[column]
        reflectance += self._offset[column]
        noise = stream(self._seed, "noise", block).standard_normal(
            reflectance.shape, dtype=np.float32
        )
        # Photon noise grows with the root of the signal; a third of the variance is read-out.
        noise *= np.sqrt(0.35 + 0.65 / _REFERENCE * np.maximum(reflectance, 0.0))
        noise *= self.noise_std
        reflectance += noise
