"""A spectrum of a library, whatever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LibrarySpectrum:
    """One spectrum of reflectance.

    Attributes:
        name: as the library writes it; made unique within a library, and never empty.
        centres_nm: float64 ``(n,)``, ascending, each once.
        values: float64 ``(n,)``, reflectance, 0..1 as a rule; NaN where nothing was measured.
        fwhm_nm: float64 ``(n,)``; None where the library does not say how wide its bands are.
        source: the file's name.
        format: what the file is, for people: ``ENVI spectral library``.
        notes: sentences for the user, about units that had to be recognised and the like; the same
            ones for all spectra of a file.
    """

    name: str
    centres_nm: FloatArray
    values: FloatArray
    fwhm_nm: FloatArray | None
    source: str
    format: str = ""
    notes: tuple[str, ...] = ()
