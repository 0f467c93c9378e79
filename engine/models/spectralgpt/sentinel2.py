"""The 12 Sentinel-2A bands that SpectralGPT was trained on, with their mean and spread.

Centres and widths are those of Sentinel-2A in ESA's table of the instrument (Sentinel-2 MSI User
Guide, radiometric resolution), here as other public code repeats it; the measured responses, which
are not quite Gaussian, are not used. B10 (cirrus) is not among the bands. Mean and spread are in
digital numbers (top-of-atmosphere reflectance x 10 000) over fMoW-Sentinel. Source: SpectralGPT
(Hong et al. 2024, doi 10.1109/TPAMI.2024.3362475), statistics in its data loaders.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from ...bands.plan import BandRequest
from ...folders import RESOURCES

TABLE = RESOURCES / "bands" / "sentinel2.csv"
DN_PER_REFLECTANCE = 10_000.0
ALL_BANDS = 13
"""Of the instrument, B10 included."""


@dataclass(frozen=True)
class Sentinel2:
    """The table, in the order of the network's input.

    Attributes:
        request: the bands, as ``bands.plan`` finds or simulates them in a scene.
        mean, std: reflectance, unitless, one number a band.
    """

    request: BandRequest
    mean: tuple[float, ...]
    std: tuple[float, ...]


@cache
def sentinel2() -> Sentinel2:
    """Reads the table."""
    with TABLE.open(encoding="ascii", newline="") as lines:
        rows = list(csv.DictReader(lines))
    request = BandRequest(
        tuple(float(row["centre_nm"]) for row in rows),
        tuple(float(row["fwhm_nm"]) for row in rows),
        tuple(row["detector"] for row in rows),
        tuple(range(1, len(rows) + 1)),
        ALL_BANDS,
    )
    return Sentinel2(
        request,
        tuple(float(row["mean_dn"]) / DN_PER_REFLECTANCE for row in rows),
        tuple(float(row["std_dn"]) / DN_PER_REFLECTANCE for row in rows),
    )
