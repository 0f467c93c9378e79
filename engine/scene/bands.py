"""The band table: where each band of a cube lies in the spectrum and whether it can be used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """One band of a cube.

    Attributes:
        number: its number in the cube, from 1.
        centre_nm, fwhm_nm: None where unknown.
        detector: such as ``VNIR`` or ``SWIR``; None where unknown.
        unusable: why it cannot be used (``nodata everywhere``, ``flagged bad``); empty if it can.
    """

    number: int
    centre_nm: float | None = None
    fwhm_nm: float | None = None
    detector: str | None = None
    unusable: str = ""

    @property
    def usable(self) -> bool:
        return not self.unusable


@dataclass(frozen=True)
class BandTable:
    """The bands of a cube in file order.

    Attributes:
        bands: one entry a band of the cube.
        origin: where the wavelengths come from, for people (``METADATA.XML``); empty if unknown.
        nominal: whether the wavelengths are those of the sensor's design and not of this product.
    """

    bands: tuple[Band, ...]
    origin: str = ""
    nominal: bool = False

    def __len__(self) -> int:
        return len(self.bands)

    @property
    def has_wavelengths(self) -> bool:
        return bool(self.bands) and all(b.centre_nm is not None for b in self.bands)

    @property
    def usable(self) -> tuple[Band, ...]:
        return tuple(b for b in self.bands if b.usable)

    @property
    def centres_nm(self) -> FloatArray:
        """Shape (bands,); NaN where unknown."""
        return np.array([np.nan if b.centre_nm is None else b.centre_nm for b in self.bands])

    @property
    def fwhm_nm(self) -> FloatArray:
        """Shape (bands,); NaN where unknown."""
        return np.array([np.nan if b.fwhm_nm is None else b.fwhm_nm for b in self.bands])
