"""The 202 EnMAP bands that published models were trained on, with their mean and spread.

Source: SpectralEarth (Braham et al. 2025, doi 10.1109/JSTARS.2025.3581451), data/statistics, in
digital numbers of EnMAP L2A (reflectance x 10 000); centres and widths from the product metadata.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandRequest
from ..folders import RESOURCES

FloatArray = npt.NDArray[np.float64]

TABLE = RESOURCES / "bands" / "enmap_202.csv"
DN_PER_REFLECTANCE = 10_000.0
ENMAP_BANDS = 224


@dataclass(frozen=True)
class Statistics:
    """The table; every array is ``(202,)``, in the order of wavelengths.

    Attributes:
        request: the bands, as ``bands.plan`` finds them in a scene.
        centres_nm: of the bands.
        mean_dn, std_dn: over the training scenes, in digital numbers.
    """

    request: BandRequest
    centres_nm: FloatArray
    mean_dn: FloatArray
    std_dn: FloatArray

    def at(self, centres_nm: Sequence[float]) -> tuple[FloatArray, FloatArray]:
        """Mean and standard deviation of reflectance (unitless) at any wavelengths.

        They are interpolated; beyond the ends of the table its outermost values hold.
        """
        wanted = np.asarray(centres_nm, dtype=float)
        return (
            np.interp(wanted, self.centres_nm, self.mean_dn) / DN_PER_REFLECTANCE,
            np.interp(wanted, self.centres_nm, self.std_dn) / DN_PER_REFLECTANCE,
        )


@cache
def statistics() -> Statistics:
    """Reads the table."""
    with TABLE.open(encoding="ascii", newline="") as lines:
        rows = list(csv.DictReader(lines))
    centres = np.array([float(row["centre_nm"]) for row in rows])
    request = BandRequest(
        tuple(float(centre) for centre in centres),
        tuple(float(row["fwhm_nm"]) for row in rows),
        tuple(row["detector"] for row in rows),
        tuple(int(row["enmap_band"]) for row in rows),
        ENMAP_BANDS,
    )
    return Statistics(
        request,
        centres,
        np.array([float(row["mean_dn"]) for row in rows]),
        np.array([float(row["std_dn"]) for row in rows]),
    )
