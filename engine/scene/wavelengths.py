"""Wavelengths as metadata state them: units, checks, and which of several sources wins.

The order of precedence (products.md §2.4): a file of the user beside the raster, the product's own
metadata, the bands' metadata, the data set's metadata, GDAL's IMAGERY items, the sources of a
virtual raster, an ENVI header beside it, band descriptions, and last the sensor's design.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from .bands import Band, BandTable

SHORTEST_NM, LONGEST_NM = 200.0, 20_000.0
"""Centres outside this range are not wavelengths of an imaging spectrometer."""

AGREEMENT_NM = 1.0
"""Two sources that differ by less say the same, one of them rounded."""

_MICROMETRES_BELOW = 100.0
_NANOMETRES_BELOW = 100_000.0


def _spelt(prefix: str) -> tuple[str, ...]:
    return tuple(prefix + word for word in ("meter", "meters", "metre", "metres"))


_NM_PER_UNIT = {
    **dict.fromkeys(("nm", *_spelt("nano")), 1.0),
    **dict.fromkeys(
        # The second is the micro sign (U+00B5), the third the Greek letter (U+03BC).
        ("um", "µm", "μm", "micron", "microns", *_spelt("micro")),
        1e3,
    ),
    **dict.fromkeys(("mm", *_spelt("milli")), 1e6),
    **dict.fromkeys(("m", *_spelt("")), 1e9),
}
_NOT_A_LENGTH = frozenset(
    {"cm-1", "cm^-1", "1/cm", "wavenumber", "wavenumbers", "ghz", "mhz", "thz", "hz"}
)


@dataclass(frozen=True)
class Candidate:
    """What one source says, unchecked.

    Attributes:
        centres: one number a band, in ``unit``.
        unit: as written; empty if the source names none.
        origin: the source, for people.
        fwhm: in ``unit``; None if the source has none.
        detectors: names; None if the source has none.
        nominal: whether these are design values of the sensor and not of this product.
    """

    centres: Sequence[float]
    unit: str
    origin: str
    fwhm: Sequence[float] | None = None
    detectors: Sequence[str | None] | None = None
    nominal: bool = False


@dataclass(frozen=True)
class Wavelengths:
    """Checked wavelengths of all bands of a cube, in file order.

    Attributes:
        centres_nm: one a band; need not ascend.
        origin: where they come from, for people.
        fwhm_nm: one a band; None where unknown.
        detectors: one a band; None where unknown.
        good: one a band; False where the metadata flag a band as bad.
        nominal: whether they are design values of the sensor.
        warnings: what the user should know about them.
    """

    centres_nm: tuple[float, ...]
    origin: str
    fwhm_nm: tuple[float | None, ...]
    detectors: tuple[str | None, ...]
    good: tuple[bool, ...]
    nominal: bool = False
    warnings: tuple[str, ...] = field(default=())

    def table(self, nodata_bands: Iterable[int] = ()) -> BandTable:
        """The band table, with flagged and empty bands marked unusable."""
        return band_table(len(self.centres_nm), self, self.good, nodata_bands)


def band_table(
    count: int,
    found: Wavelengths | None,
    good: Sequence[bool] | None = None,
    nodata_bands: Iterable[int] = (),
) -> BandTable:
    """Makes the band table of a cube.

    Args:
        count: bands of the cube.
        found: its wavelengths; None if nothing states them.
        good: one a band; None if nothing flags bad bands.
        nodata_bands: numbers of the bands that hold nodata everywhere.
    """
    empty = frozenset(nodata_bands)
    bands = []
    for index in range(count):
        number = index + 1
        reason = ""
        if number in empty:
            reason = "nodata everywhere"
        elif good is not None and not good[index]:
            reason = "flagged bad"
        band = Band(number, unusable=reason)
        if found is not None:
            band = replace(
                band,
                centre_nm=found.centres_nm[index],
                fwhm_nm=found.fwhm_nm[index],
                detector=found.detectors[index],
            )
        bands.append(band)
    if found is None:
        return BandTable(tuple(bands))
    return BandTable(tuple(bands), found.origin, found.nominal)


def nm_per_unit(unit: str, largest: float) -> float | None:
    """How many nanometres one unit is.

    Args:
        unit: as written; what names no unit (``Unknown``, ``Index``, nothing) is guessed from
            ``largest``, the greatest value of the list.

    Returns:
        The factor; None if the unit is no length (cm-1) or cannot be guessed.
    """
    text = unit.strip().lower().rstrip(".")
    if text in _NOT_A_LENGTH:
        return None
    if text in _NM_PER_UNIT:
        return _NM_PER_UNIT[text]
    if largest < _MICROMETRES_BELOW:
        return 1e3
    return 1.0 if largest < _NANOMETRES_BELOW else None


def numbers_in(text: str) -> list[float] | None:
    """Reads a list such as ``{ 0.42, 0.43 }``, with or without braces; None if it is none."""
    try:
        return [float(part) for part in re.split(r"[,;{}\[\]\s]+", text) if part]
    except ValueError:
        return None


def checked(candidate: Candidate, count: int) -> Wavelengths | None:
    """Converts a candidate to nanometres, or drops it.

    Returns:
        None unless there is one finite, positive centre for each of the ``count`` bands, all
        between 200 and 20 000 nm. A width that makes no sense becomes unknown.
    """
    centres = list(candidate.centres)
    if len(centres) != count or not centres:
        return None
    if not all(math.isfinite(value) and value > 0 for value in centres):
        return None
    factor = nm_per_unit(candidate.unit, max(centres))
    if factor is None:
        return None
    # Rounding to 1e-6 nm undoes the noise of the conversion: 0.42 um is 420 nm.
    centres_nm = tuple(round(value * factor, 6) for value in centres)
    if not all(SHORTEST_NM <= value <= LONGEST_NM for value in centres_nm):
        return None
    fwhm_nm: tuple[float | None, ...] = (None,) * count
    if candidate.fwhm is not None and len(candidate.fwhm) == count:
        fwhm_nm = tuple(
            round(width * factor, 6) if 0 < width * factor < centre else None
            for width, centre in zip(candidate.fwhm, centres_nm)
        )
    detectors: tuple[str | None, ...] = (None,) * count
    if candidate.detectors is not None and len(candidate.detectors) == count:
        detectors = tuple(candidate.detectors)
    return Wavelengths(
        centres_nm, candidate.origin, fwhm_nm, detectors, (True,) * count, candidate.nominal
    )


def first_that_holds(
    candidates: Iterable[Candidate], count: int, flags: Sequence[bool] | None = None
) -> Wavelengths | None:
    """Takes the first candidate that passes the checks.

    What it does not know (widths, detectors) is taken from later candidates that agree with it
    within 1 nm in every band; one that disagrees becomes a warning.

    Args:
        candidates: in order of precedence.
        count: bands of the cube.
        flags: one a band, False where flagged bad; None if nothing flags them.
    """
    chosen: Wavelengths | None = None
    notes: list[str] = []
    for candidate in candidates:
        if chosen is not None and candidate.nominal:
            break
        found = checked(candidate, count)
        if found is None:
            continue
        if chosen is None:
            chosen = found
            continue
        apart = max(abs(a - b) for a, b in zip(chosen.centres_nm, found.centres_nm))
        if apart > AGREEMENT_NM:
            notes.append(
                f"The wavelengths of {found.origin} differ from those of {chosen.origin} by up to "
                f"{apart:.1f} nm; those of {chosen.origin} are used."
            )
            continue
        if not any(chosen.fwhm_nm):
            chosen = replace(chosen, fwhm_nm=found.fwhm_nm)
        if not any(chosen.detectors):
            chosen = replace(chosen, detectors=found.detectors)
    if chosen is None:
        return None
    good = tuple(flags) if flags is not None else chosen.good
    return replace(chosen, good=good, warnings=(*chosen.warnings, *notes))
