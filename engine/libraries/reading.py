"""Reads a spectral library; what a file is, its content decides and not its name."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputNotFound, InputUnreadable
from . import ecostress, envi, profiles, table, usgs
from .spectrum import LibrarySpectrum
from .text_file import looks_like_text, read_text

_HEAD_BYTES = 4096

_REFUSED = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook", "Unpack it, or save the table as CSV."),
    (b"\x80", "a pickled Python object, which could run any program", "Export it as CSV."),
    (b"\x93NUMPY", "a NumPy array without wavelengths", "Export it as CSV, with wavelengths."),
    (b"\x89HDF", "an HDF5 file", "Export the spectra as CSV."),
    (b"MATLAB", "a MATLAB file", "Export the spectra as CSV."),
    (b"ASD", "a binary file of an ASD spectrometer", "Export it as text with ViewSpec."),
)


def read_library(path: str | Path) -> tuple[LibrarySpectrum, ...]:
    """Reads all spectra of a file.

    Args:
        path: an ENVI spectral library (the data or its header), CSV, USGS or ECOSTRESS text,
            EnMAP-Box JSON, GeoJSON or GPKG.

    Returns:
        At least one spectrum, in the order of the file.

    Raises:
        BandMismatch: its header gives another number of wavelengths than its spectra have values.
        InputNotFound: there is no such file.
        InputTruncated: it ends too early.
        InputUnreadable: it is no library, is damaged, too large, or holds pickled profiles.
        NoWavelengths: nothing says at which wavelengths its values lie; the message names the file
            to put beside it where that would help.
    """
    place = Path(path)
    if not place.exists():
        raise InputNotFound(
            f"There is no file {place}.", hint="Check the path of the spectral library."
        )
    if place.is_dir():
        raise InputUnreadable(
            f"{place} is a folder.", hint="Choose one file of the spectral library."
        )
    try:
        with place.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as exc:
        raise InputUnreadable(
            f"{place} could not be read: {exc.strerror or exc}.",
            hint="Check that you may read the file.",
        ) from exc
    if not head:
        raise InputUnreadable(f"{place.name} is empty.", hint="Copy or export it again.")
    if head.startswith(b"SQLite format 3\0"):
        return profiles.read_geopackage(place)
    for magic, what, hint in _REFUSED:
        if head.startswith(magic) and (magic != b"ASD" or not looks_like_text(head)):
            raise InputUnreadable(f"{place.name} is {what}, not a spectral library.", hint=hint)
    if not looks_like_text(head):
        return envi.read_envi(place)
    return _text(place)


def _text(path: Path) -> tuple[LibrarySpectrum, ...]:
    text = read_text(path)
    start = text[:_HEAD_BYTES]
    first = start.split(maxsplit=1)[:1]
    if first == ["ENVI"]:
        return envi.read_envi_header(path)
    if start.lstrip()[:1] in ("{", "["):
        return profiles.read_json(path, text)
    if usgs.is_splib06(start):
        return usgs.read_splib06(path, text)
    if usgs.is_splib07(start):
        return usgs.read_splib07(path, text)
    if ecostress.is_ecostress(start):
        return ecostress.read_ecostress(path, text)
    return table.read_table(path, text)
