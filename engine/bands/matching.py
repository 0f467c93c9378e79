"""Finds the bands of a request in a scene by wavelength and detector."""

from __future__ import annotations

import numpy as np

from ..errors import BandsUncovered
from ..scene.bands import Band
from ..scene.scene import Scene
from .plan import BandPlan, BandRequest
from .response import FloatArray, gaussian_weights, linear_weights, widths_from_spacing

TOLERANCE = 0.1
"""A band serves as it is if its centre is this near, in widths of the wanted band. Centres of EnMAP
products drift by up to 0.4 nm at widths from 5.8 nm on."""

SAME_WIDTH = (0.6, 1.7)
"""And if its width is between these multiples of the wanted one."""

REACH = 2.0
"""The nearer neighbour may be this many widths away when a band is interpolated."""

EDGE = 0.5
"""How many widths a wanted band may lie outside all bands of the scene."""

Found = tuple[FloatArray, bool]


def match_by_wavelength(scene: Scene, request: BandRequest, wanted_by: str) -> BandPlan:
    """Plans the bands of a request; both sides have wavelengths.

    Raises:
        BandsUncovered: the scene has no usable band near some of them.
    """
    wanted_nm = np.array(request.centres_nm, dtype=float)
    widths_nm = (
        widths_from_spacing(wanted_nm)
        if request.fwhm_nm is None
        else np.array(request.fwhm_nm, dtype=float)
    )
    detectors = request.detectors or (None,) * len(wanted_nm)
    source = _Source(scene)
    rows: list[FloatArray] = []
    missing: list[float] = []
    picked = True
    resampled: list[float] = []
    for centre, width, detector in zip(wanted_nm, widths_nm, detectors):
        found = source.find(float(centre), float(width), detector)
        if found is None:
            missing.append(float(centre))
            continue
        rows.append(found[0])
        if not found[1]:
            picked = False
            resampled.append(float(centre))
    if missing:
        raise uncovered(scene, _listed_nm(missing), wanted_by)
    weights = np.array(rows)
    if picked:
        return BandPlan(
            tuple(source.numbers[int(place)] for place in weights.argmax(axis=1)), None, "pick"
        )
    used = np.flatnonzero(weights.any(axis=0))
    note = (
        f"{len(resampled)} of {len(wanted_nm)} bands are not in {scene.product} as {wanted_by} "
        f"knows them; they are resampled from their neighbours: {_listed_nm(resampled)}."
    )
    return BandPlan(
        tuple(source.numbers[int(place)] for place in used),
        np.ascontiguousarray(weights[:, used], dtype=np.float32),
        "resample",
        (note,),
    )


class _Source:
    """The usable bands of a scene by ascending wavelength."""

    def __init__(self, scene: Scene) -> None:
        bands = sorted(scene.bands.usable, key=lambda band: (band.centre_nm or 0.0, band.number))
        self.numbers = [band.number for band in bands]
        self._centres = np.array([band.centre_nm for band in bands], dtype=float)
        known = np.array([np.nan if b.fwhm_nm is None else b.fwhm_nm for b in bands])
        guessed = widths_from_spacing(self._centres)
        self._fwhm = np.where(np.isnan(known), guessed, known)
        self._width_known = ~np.isnan(known)
        self._detectors: list[str | None] = [_detector(band) for band in bands]

    def find(self, centre: float, width: float, detector: str | None) -> Found | None:
        """Weights over the usable bands, and whether one band serves as it is."""
        same = np.array([detector in (None, d) or d is None for d in self._detectors])
        exact = self._pick(centre, width, same)
        if exact is not None:
            return exact, True
        for among in (same, np.ones_like(same)):  # another detector's band is better than none
            places = np.flatnonzero(among)
            inner = gaussian_weights(self._centres[places], self._fwhm[places], centre, width)
            if inner is None:
                spread = max(width, float(np.median(self._fwhm)) if len(self._fwhm) else width)
                reach = REACH * min(spread, 2 * width)
                inner = linear_weights(self._centres[places], centre, reach, EDGE * width)
            if inner is not None:
                weights = np.zeros(len(self._centres))
                weights[places] = inner
                return weights, False
        return None

    def _pick(self, centre: float, width: float, same: np.ndarray) -> FloatArray | None:
        low, high = SAME_WIDTH
        fits = same & (np.abs(self._centres - centre) <= TOLERANCE * width)
        ratio = self._fwhm / width
        fits &= ~self._width_known | ((ratio >= low) & (ratio <= high))
        if not fits.any():
            return None
        weights = np.zeros(len(self._centres))
        distance = np.where(fits, np.abs(self._centres - centre), np.inf)
        weights[int(distance.argmin())] = 1.0
        return weights


def _detector(band: Band) -> str | None:
    return band.detector or None


def uncovered(scene: Scene, bands: str, wanted_by: str) -> BandsUncovered:
    """The refusal that lists the missing bands."""
    return BandsUncovered(
        f"{scene.product} has no usable bands where {wanted_by} needs them: {bands}.",
        hint="Use a scene of the sensor it was trained on, or train on this scene.",
    )


def _listed_nm(centres: list[float]) -> str:
    shown = ", ".join(f"{centre:.0f}" for centre in sorted(centres)[:20])
    more = f" and {len(centres) - 20} more" if len(centres) > 20 else ""
    return f"{shown} nm{more}"
