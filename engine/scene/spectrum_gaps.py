"""The parts of the spectrum that a scene does not show: unusable bands, and holes between bands."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .bands import Band, BandTable

HOLE = 1.7
"""Neighbours this many usual steps apart leave a hole; one missing band makes two steps."""

_NEIGHBOURS = 5
"""The usual step at a band is the median of so many steps to each side: steps grow slowly."""

_SLIVER = 0.5
"""Shares of a step that are no gap: widths and centres of bands never meet exactly."""

Range = tuple[float, float]


def unusable_ranges(table: BandTable) -> list[Range]:
    """Finds the wavelengths from the first to the last band that no usable band shows.

    Detectors are looked at one by one, so that a gap of one that another covers is none.

    Returns:
        From and to in nm, ascending; empty without wavelengths.
    """
    if not table.has_wavelengths:
        return []
    detectors: dict[str, list[Band]] = {}
    for band in table.bands:
        detectors.setdefault(band.detector or "", []).append(band)
    shown: list[Range] = []
    steps: list[float] = []
    lowest, highest = np.inf, -np.inf
    for bands in detectors.values():
        bands.sort(key=lambda band: (float(band.centre_nm or 0.0), band.number))
        centres = np.array([band.centre_nm for band in bands], float)
        step = _steps(centres)
        half = np.array([(band.fwhm_nm or s) for band, s in zip(bands, step)]) / 2
        lowest = min(lowest, float((centres - half).min()))
        highest = max(highest, float((centres + half).max()))
        steps += step.tolist()
        usable = np.array([band.usable for band in bands], bool)
        shown += zip((centres - half)[usable].tolist(), (centres + half)[usable].tolist())
        joined = usable[:-1] & usable[1:] & (np.diff(centres) <= HOLE * np.maximum(step[:-1], 1e-9))
        shown += zip(centres[:-1][joined].tolist(), centres[1:][joined].tolist())
    least = _SLIVER * float(np.median(steps))
    return [gap for gap in _between(shown, lowest, highest) if gap[1] - gap[0] > least]


def _steps(centres: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The usual step at each band, in nm; 0 where there is one band only."""
    between = np.diff(centres)
    if not len(between):
        return np.zeros(len(centres))
    places = range(len(centres))
    return np.array([np.median(between[max(0, p - _NEIGHBOURS) : p + _NEIGHBOURS]) for p in places])


def _between(shown: list[Range], lowest: float, highest: float) -> list[Range]:
    """What is left of a range without the parts that are shown."""
    gaps, at = [], lowest
    for start, end in sorted(shown):
        if start > at:
            gaps.append((at, start))
        at = max(at, end)
    return [*gaps, (at, highest)] if at < highest else gaps
