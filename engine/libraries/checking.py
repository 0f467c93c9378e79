"""What every format hands over, and what makes spectra of it: units, gaps, order, names, limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputUnreadable, NoWavelengths
from ..scene.wavelengths import LONGEST_NM, SHORTEST_NM, nm_per_unit
from .spectrum import FloatArray, LibrarySpectrum

LARGEST_BYTES = 256 << 20
"""Of a file; splib07 as one ENVI library takes 20 MB."""

LARGEST_TEXT_BYTES, MOST_CELLS = 64 << 20, 10_000_000
"""Of a text; each of its cells takes about 120 bytes while it is read."""

MOST_SPECTRA, MOST_VALUES = 20_000, 50_000_000
"""Of a file; all of splib07 has 7,000 spectra, a spectrometer gives 2,151 values of each."""

LEAST_VALUES, MOST_OF_SPECTRUM = 3, 50_000
"""Fewer values are no spectrum, and no spectrometer gives more."""

REFLECTANCE_AT_MOST = 2.0
"""Bright snow, metal and noise in the water bands stay below; percent of anything bright does not.
"""

_DOUBTFUL = 1.2
"""Few materials reflect more; dark ones in percent do."""

_UNITS = (
    (REFLECTANCE_AT_MOST, 1.0, ""),
    (2e2, 1e-2, "percent"),
    (2e4, 1e-4, "reflectance times 10 000"),
)
"""Up to which value, which factor, and the name of the unit."""

_GAPS = (-1.23e34, -32768.0, -9999.0, -999.0)
"""What libraries write where nothing was measured."""

_NO_VALUE = 1e30
"""What is larger marks a gap, whatever its digits."""

_BRIGHT_SHARE = 98.0
"""The percentile that tells the unit: single wild values must not."""


@dataclass(frozen=True)
class Found:
    """A spectrum as a file writes it.

    Attributes:
        name: may be empty.
        centres: ``(n,)`` in ``unit``, in any order.
        values: ``(n,)``, in the file's unit of reflectance.
        unit: of ``centres``, as written; guessed from them if it names none.
        fwhm: ``(n,)`` in ``unit``; None if unknown.
    """

    name: str
    centres: FloatArray
    values: FloatArray
    unit: str = ""
    fwhm: FloatArray | None = None


def library(
    path: Path,
    format_name: str,
    found: Sequence[Found],
    factor: float | None = None,
    notes: Sequence[str] = (),
) -> tuple[LibrarySpectrum, ...]:
    """Makes the spectra of a library of what its file holds.

    Args:
        path: of the file.
        format_name: what it is, for people.
        found: the spectra.
        factor: reflectance of one unit of the values, where the file states it.
        notes: what the format has to tell.

    Raises:
        InputUnreadable: there are no spectra, or too many, or the values are no reflectance.
        NoWavelengths: the numbers that should be wavelengths are none.
    """
    check_count(path, len(found), sum(len(one.values) for one in found))
    longest = max((len(one.values) for one in found), default=0)
    if longest > MOST_OF_SPECTRUM:
        raise InputUnreadable(
            f"A spectrum of {path.name} has {longest} values; up to {MOST_OF_SPECTRUM} are read.",
            hint="Check that the file is a spectral library, or resample it to fewer wavelengths.",
        )
    values = [_without_gaps(one.values) for one in found]
    factor, told = _unit(path, values, factor)
    told = [*notes, *told]
    names = _names(found)
    made, short = [], 0
    for one, name, stored in zip(found, names, values):
        centres, reflectance, fwhm = _ordered(path, one, stored * factor)
        if np.isfinite(reflectance).sum() < LEAST_VALUES:
            short += 1
            continue
        made.append((name, centres, reflectance, fwhm))
    if not made:
        raise InputUnreadable(
            f"{path.name} ({format_name}) holds no spectrum with {LEAST_VALUES} values or more.",
            hint="Check that the file is complete and that its numbers are reflectance.",
        )
    if short:
        told.append(f"{short} spectra of {path.name} without values are left out.")
    return tuple(
        LibrarySpectrum(name, centres, reflectance, fwhm, path.name, format_name, tuple(told))
        for name, centres, reflectance, fwhm in made
    )


def check_count(path: Path, spectra: int, values: int) -> None:
    """Refuses a library with too many spectra or values.

    Raises:
        InputUnreadable: it has.
    """
    if spectra > MOST_SPECTRA or values > MOST_VALUES:
        raise InputUnreadable(
            f"{path.name} holds more than {MOST_SPECTRA} spectra or {MOST_VALUES} values.",
            hint="Split the library, or export only the spectra that you need.",
        )


def _without_gaps(values: FloatArray) -> FloatArray:
    """The values with NaN for gaps."""
    kept = np.array(values, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        gap = ~np.isfinite(kept) | (np.abs(kept) >= _NO_VALUE) | np.isin(kept, _GAPS)
    kept[gap] = np.nan
    return kept


def _unit(
    path: Path, values: Sequence[FloatArray], stated: float | None
) -> tuple[float, list[str]]:
    """The factor to reflectance, and what the user should know about it.

    All spectra of a file have one unit: a dark one in percent looks like a bright one without.
    """
    known = np.concatenate([np.empty(0), *(one[np.isfinite(one)] for one in values)])
    if not len(known):
        return 1.0, []
    bright = float(np.percentile(known, _BRIGHT_SHARE))
    if bright <= 0:
        raise InputUnreadable(
            f"The values of {path.name} are zero or negative (98 % are below {bright:g}); "
            "reflectance is not.",
            hint="Give a library of reflectance, not of absorbance or of derivatives.",
        )
    if stated is not None and math.isfinite(stated) and 0 < bright * stated <= REFLECTANCE_AT_MOST:
        return stated, []
    for most, factor, unit in _UNITS:
        if bright <= most:
            told = f"The values of {path.name} reach {bright:.4g}: they are taken as "
            if unit:
                return factor, [f"{told}{unit}."]
            return factor, [f"{told}reflectance of 0..1, not as percent."] * (bright > _DOUBTFUL)
    raise InputUnreadable(
        f"The values of {path.name} reach {bright:.4g}, which is no reflectance: neither 0..1, nor "
        "percent, nor times 10 000.",
        hint="Give a library of reflectance, not of radiance or of counts.",
    )


def _names(found: Sequence[Found]) -> list[str]:
    """A name for each spectrum, none twice."""
    names: list[str] = []
    taken: set[str] = set()
    again: dict[str, int] = {}
    for number, one in enumerate(found, start=1):
        name = base = " ".join(one.name.split())[:200] or f"Spectrum {number}"
        while name in taken:
            again[base] = again.get(base, 1) + 1
            name = f"{base} ({again[base]})"
        taken.add(name)
        names.append(name)
    return names


def _ordered(
    path: Path, one: Found, reflectance: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray | None]:
    """Centres in nm, ascending and each once, with the values and widths there.

    Raises:
        NoWavelengths: they are no wavelengths.
    """
    centres = np.asarray(one.centres, dtype=np.float64)
    known = np.isfinite(centres)
    factor = nm_per_unit(one.unit, float(centres[known].max())) if known.any() else None
    if factor is None:
        raise NoWavelengths(
            f"The positions of the values in {path.name} are no wavelengths"
            + (f" (their unit is {one.unit})." if one.unit else "."),
            hint="Give wavelengths in nanometres or micrometres.",
        )
    nm = np.round(centres * factor, 6)
    with np.errstate(invalid="ignore"):
        kept = known & (nm >= SHORTEST_NM) & (nm <= LONGEST_NM)
    if kept.sum() < LEAST_VALUES:
        raise NoWavelengths(
            f"The positions of the values in {path.name} are no wavelengths of an imaging "
            f"spectrometer: they run from {np.nanmin(nm):g} to {np.nanmax(nm):g} nm.",
            hint=f"Wavelengths from {SHORTEST_NM:g} to {LONGEST_NM:g} nm are read; check the unit.",
        )
    nm, reflectance = nm[kept], reflectance[kept]
    fwhm = None if one.fwhm is None else np.asarray(one.fwhm, dtype=np.float64)[kept] * factor
    if fwhm is not None and not (np.isfinite(fwhm) & (fwhm > 0) & (fwhm < nm)).all():
        fwhm = None
    order = np.argsort(nm, kind="stable")
    nm, reflectance = nm[order], reflectance[order]
    fwhm = None if fwhm is None else fwhm[order]
    first = np.append(True, np.diff(nm) > 0)
    if not first.all():
        reflectance = _means(reflectance, np.cumsum(first) - 1)
        nm, fwhm = nm[first], None if fwhm is None else fwhm[first]
    return nm, reflectance, fwhm


def _means(values: FloatArray, places: np.ndarray) -> FloatArray:
    """The means of values that share a place; NaN where none is known."""
    known = np.isfinite(values)
    count = np.bincount(places, known.astype(float))
    total = np.bincount(places, np.where(known, values, 0.0))
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)
