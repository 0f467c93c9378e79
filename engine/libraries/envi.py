"""ENVI spectral libraries: a header, and the values of all spectra in a file beside it.

Source: NV5 Geospatial, "ENVI Header Files"; a library is a raster with a spectrum a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ..errors import BandMismatch, InputTruncated, InputUnreadable, NoWavelengths
from ..scene.formats.envi_header import header_beside, read_header
from ..scene.wavelengths import numbers_in
from .checking import LARGEST_BYTES, MOST_VALUES, Found, library
from .spectrum import FloatArray, LibrarySpectrum
from .text_file import read_bytes

FORMAT = "ENVI spectral library"

_TYPES = {
    "1": "u1",
    "2": "i2",
    "3": "i4",
    "4": "f4",
    "5": "f8",
    "12": "u2",
    "13": "u4",
    "14": "i8",
    "15": "u8",
}
_DATA_SUFFIXES = (".sli", ".esl", ".slb", ".lib", "", ".img", ".dat", ".bsq", ".bin")


def read_envi(path: Path) -> tuple[LibrarySpectrum, ...]:
    """Reads a library by its data file.

    Raises:
        BandMismatch: the header gives another number of wavelengths than the spectra have values.
        InputTruncated: the file is shorter than its header says.
        InputUnreadable: there is no header, or it does not describe a library.
        NoWavelengths: the header has none.
    """
    header = header_beside(path)
    if header is None:
        raise InputUnreadable(
            f"{path.name} is a binary file without a header, so nothing says what it holds.",
            hint=f"Put its ENVI header, {path.stem}.hdr, beside it; or export the library as CSV.",
        )
    return _read(header, path)


def read_envi_header(header: Path) -> tuple[LibrarySpectrum, ...]:
    """Reads a library by its header; raises as ``read_envi``."""
    stem = header.with_suffix("")
    try:
        beside = {one.name.lower(): one for one in header.parent.iterdir() if one.is_file()}
    except OSError:
        beside = {}  # a folder that may not be listed; the refusal below names what is missing
    for suffix in _DATA_SUFFIXES:
        found = beside.get((stem.name + suffix).lower())
        if found is not None and found != header:
            return _read(header, found)
    raise InputUnreadable(
        f"{header.name} is the header of an ENVI file, and the file is not beside it.",
        hint=f"Put {stem.name}.sli into the same folder.",
    )


def _read(header: Path, path: Path) -> tuple[LibrarySpectrum, ...]:
    tags = read_header(header)
    if not tags:
        raise InputUnreadable(
            f"{header.name} is no ENVI header.", hint="Export the library again, or as CSV."
        )
    values = _values(header, path, tags)
    centres = numbers_in(tags.get("wavelength", ""))
    if not centres:
        raise NoWavelengths(
            f"{header.name} has no wavelengths, so the spectra of {path.name} cannot be placed.",
            hint="Add a line 'wavelength = { ... }' with one number a band to the header.",
        )
    if len(centres) != values.shape[1]:
        raise BandMismatch(
            f"{header.name} gives {len(centres)} wavelengths; the spectra of {path.name} have "
            f"{values.shape[1]} values.",
            hint="Export the library again.",
        )
    notes = []
    names = _listed(tags.get("spectra names", ""))
    if names and len(names) != len(values):
        notes.append(
            f"{header.name} names {len(names)} spectra and {path.name} holds {len(values)}: names "
            "with a comma in them? The spectra are numbered."
        )
        names = []
    good = numbers_in(tags.get("bbl", ""))
    if good is not None and len(good) == values.shape[1]:
        values[:, np.array(good) <= 0] = np.nan
    width = numbers_in(tags.get("fwhm", ""))
    fwhm = np.array(width) if width is not None and len(width) == len(centres) else None
    unit, where = tags.get("wavelength units", ""), np.array(centres)
    found = [
        Found(names[number] if names else "", where, one, unit, fwhm)
        for number, one in enumerate(values)
    ]
    scale = numbers_in(tags.get("reflectance scale factor", "")) or [0.0]
    return library(path, FORMAT, found, 1.0 / scale[0] if scale[0] > 0 else None, notes)


def _values(header: Path, path: Path, tags: Mapping[str, str]) -> FloatArray:
    """The values ``(spectra, bands)``; NaN where the header's ignored value stands."""
    shape = [_count(header, tags, key) for key in ("lines", "samples", "bands")]
    lines, samples, bands = shape
    kind = _TYPES.get(tags.get("data type", ""))
    if kind is None or tags.get("file compression", "0") not in ("", "0"):
        raise InputUnreadable(
            f"{header.name} has the data type {tags.get('data type', '(none)')}"
            + (" and is compressed." if kind else "."),
            hint="Export the library as uncompressed float32 (data type 4), or as CSV.",
        )
    if bands > 1 and "library" not in tags.get("file type", "").lower():
        raise InputUnreadable(
            f"{path.name} is an image of {lines} x {samples} pixels with {bands} bands, not a "
            "spectral library.",
            hint="Give it as a scene, and choose pixels of it.",
        )
    dtype = np.dtype(kind).newbyteorder(">" if tags.get("byte order", "0") == "1" else "<")
    count, offset = lines * samples * bands, _count(header, tags, "header offset", 0)
    if count > MOST_VALUES or offset > LARGEST_BYTES:
        raise InputUnreadable(
            f"{header.name} says that {path.name} holds {count} values, too many for a library.",
            hint="Check the header, or export only the spectra that you need.",
        )
    data = read_bytes(path)
    if len(data) < offset + count * dtype.itemsize:
        raise InputTruncated(
            f"{path.name} has {len(data)} bytes; its header {header.name} describes "
            f"{offset + count * dtype.itemsize}.",
            hint="Copy or export the library again.",
        )
    stored = np.frombuffer(data, dtype, count, offset).astype(np.float64)
    ignored = numbers_in(tags.get("data ignore value", ""))
    if ignored:
        stored[np.isclose(stored, ignored[0], rtol=1e-6, atol=0.0)] = np.nan
    if bands == 1:
        return stored.reshape(lines, samples)
    interleave = tags.get("interleave", "bsq").lower()
    if interleave == "bip":
        cube = stored.reshape(lines, samples, bands)
    elif interleave == "bil":
        cube = stored.reshape(lines, bands, samples).transpose(0, 2, 1)
    else:
        cube = stored.reshape(bands, lines, samples).transpose(1, 2, 0)
    return np.ascontiguousarray(cube).reshape(lines * samples, bands)


def _count(header: Path, tags: Mapping[str, str], key: str, least: int = 1) -> int:
    text = tags.get(key, "0" if not least else "")
    if not text.isascii() or not text.isdigit() or not least <= int(text[:12]) < 10**9:
        raise InputUnreadable(
            f"{header.name} says '{key} = {text[:40]}', which is no number of them.",
            hint="Correct the header, or export the library again.",
        )
    return int(text)


def _listed(text: str) -> list[str]:
    inner = text.strip().removeprefix("{").removesuffix("}")
    return [part.strip() for part in inner.split(",")] if inner.strip() else []
