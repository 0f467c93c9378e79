"""The design of the EnMAP instrument: its 224 delivered bands.

Source: spectral response of flight products in delivered (ascending) order, identical to the band
lists of flight L1B products; single products differ by up to 0.4 nm and may swap neighbours.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from ..wavelengths import Candidate

TABLE = Path(__file__).resolve().parents[3] / "resources" / "bands" / "enmap.csv"
ORIGIN = "EnMAP nominal bands"

_CENTRE_TOLERANCE_NM = 1.0
_FWHM_TOLERANCE_NM = 0.6
_OVERLAP_NM = (896.0, 996.0)
"""Below, only VNIR measures; above, only SWIR."""

_ALIKE_SHARE = 0.95
_ALIKE_BANDS = 30


@lru_cache(maxsize=1)
def nominal_bands() -> tuple[tuple[str, float, float], ...]:
    """Detector, centre and width in nm of each band, ascending."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return tuple(
            (row["detector"], float(row["centre_nm"]), float(row["fwhm_nm"]))
            for row in csv.DictReader(file)
        )


def nominal_candidate(count: int) -> Candidate | None:
    """The design values as wavelengths of a cube; None unless it has as many bands."""
    bands = nominal_bands()
    if count != len(bands):
        return None
    return Candidate(
        [centre for _, centre, _ in bands],
        "nm",
        ORIGIN,
        [fwhm for _, _, fwhm in bands],
        [detector for detector, _, _ in bands],
        nominal=True,
    )


def looks_like_enmap(centres_nm: Sequence[float]) -> bool:
    """Whether nearly all of 30 or more band centres are EnMAP's, in any order."""
    if len(centres_nm) < _ALIKE_BANDS:
        return False
    design = np.array([centre for _, centre, _ in nominal_bands()])
    apart = np.abs(np.asarray(centres_nm)[:, None] - design).min(axis=1)
    return bool((apart <= _CENTRE_TOLERANCE_NM).mean() >= _ALIKE_SHARE)


def detectors_by_design(
    centres_nm: Sequence[float], fwhm_nm: Sequence[float | None]
) -> tuple[str | None, ...] | None:
    """Tells the detector of EnMAP bands, in any order and number.

    Outside 896-996 nm only one detector measures. Inside, bands of both are as close as 0.2 nm,
    but SWIR bands are narrower there; without widths, a single step back in an otherwise
    ascending list marks where SWIR begins.

    Returns:
        ``VNIR`` or ``SWIR`` a band; None if it cannot be told for all of them.
    """
    steps_back = [i for i in range(1, len(centres_nm)) if centres_nm[i] < centres_nm[i - 1]]
    if len(steps_back) == 1 and centres_nm[steps_back[0]] >= _OVERLAP_NM[0]:
        first = steps_back[0]
        return ("VNIR",) * first + ("SWIR",) * (len(centres_nm) - first)
    found: list[str | None] = []
    for centre, fwhm in zip(centres_nm, fwhm_nm):
        if centre < _OVERLAP_NM[0]:
            found.append("VNIR")
        elif centre > _OVERLAP_NM[1]:
            found.append("SWIR")
        else:
            found.append(_nearest_detector(centre, fwhm))
    return tuple(found) if all(found) else None


def _nearest_detector(centre_nm: float, fwhm_nm: float | None) -> str | None:
    if fwhm_nm is None:
        return None
    best, best_distance = None, float("inf")
    for detector, centre, fwhm in nominal_bands():
        off = abs(centre_nm - centre) / _CENTRE_TOLERANCE_NM
        wide = abs(fwhm_nm - fwhm) / _FWHM_TOLERANCE_NM
        if max(off, wide) <= 1 and off**2 + wide**2 < best_distance:
            best, best_distance = detector, off**2 + wide**2
    return best
