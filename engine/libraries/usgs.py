"""Text of the USGS spectral libraries: splib07 (a value a line) and splib06 (three columns).

Source: Kokaly et al. (2017), "USGS Spectral Library Version 7", Data Series 1035, pp. 19 and 23;
Clark et al. (2007), "USGS digital spectral library splib06a", Data Series 231.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from ..errors import InputUnreadable, NoWavelengths
from .checking import Found, library
from .spectrum import FloatArray, LibrarySpectrum
from .text_file import number_of, read_text

FORMAT_7, FORMAT_6 = "USGS splib07 text", "USGS splib06 text"

_RECORD = re.compile(r"^\s*\S+\s+Record\s*=\s*\d+\s*:?\s*(.*)$", re.IGNORECASE)
_OF_SPECTROMETER = {
    "ASD": "splib07a_Wavelengths_ASD_0.35-2.5_microns_2151_ch.txt",
    "AVIRIS": "splib07a_Wavelengths_AVIRIS_1996_0.37-2.5_microns.txt",
    "BECK": "splib07a_Wavelengths_BECK_Beckman_0.2-3.0_microns.txt",
    "NIC4": "splib07a_Wavelengths_NIC4_Nicolet_1.12-216microns.txt",
}
"""The files of splib07a with wavelengths; titles of spectra name the spectrometer as ASDFRa."""

_FOLDERS_UP = 2
"""Wavelengths lie beside the chapters' folders; convolved ones beside the spectra."""


def is_splib07(text: str) -> bool:
    """Whether the beginning of a text is that of a file of splib07."""
    lines = text.splitlines()
    return bool(lines and _RECORD.match(lines[0]))


def is_splib06(text: str) -> bool:
    """Whether the beginning of a text is that of a file of splib06."""
    return text.lstrip().startswith("USGS Digital Spectral Library")


def read_splib07(path: Path, text: str) -> tuple[LibrarySpectrum, ...]:
    """Reads the one spectrum of a file; its wavelengths come from a file beside or above it.

    Raises:
        InputUnreadable: a line is no number, or the file holds wavelengths itself.
        NoWavelengths: the file of the wavelengths is not there.
    """
    title, values = _column(path, text)
    if "wavelengths" in path.name.lower() or re.search(r"\bwavelengths?\b", title, re.IGNORECASE):
        raise InputUnreadable(
            f"{path.name} holds the wavelengths of a spectrometer, not a spectrum.",
            hint="Give a file with a spectrum; this one is found when it lies beside it.",
        )
    words = title.split()
    spectrometer = words[-2] if len(words) > 2 else ""
    centres, unit = _wavelengths(path, spectrometer, len(values))
    name = " ".join(words[:-2]) if len(words) > 2 else title
    return library(path, FORMAT_7, [Found(name or path.stem, centres, values, unit)], 1.0)


def read_splib06(path: Path, text: str) -> tuple[LibrarySpectrum, ...]:
    """Reads the one spectrum of a file of three columns; raises as ``checking.library``."""
    head, _, body = text.partition("-----")
    lines = body.lstrip("-").strip().splitlines() if body else head.splitlines()
    rows = []
    for line in lines:
        numbers = [number_of(cell) for cell in line.split()]
        if len(numbers) in (2, 3) and None not in numbers:
            rows.append(numbers[:2])
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    # Title: material and sample, spectrometer, kind of reflectance.
    words = lines[0].split() if body and lines else []
    name = " ".join(words[:-2]) if len(words) > 2 else " ".join(words)
    return library(
        path, FORMAT_6, [Found(name or path.stem, table[:, 0], table[:, 1], "micrometers")], 1.0
    )


def _column(path: Path, text: str) -> tuple[str, FloatArray]:
    """The title in the first line, and the number in each of the others."""
    first, *lines = text.splitlines() or [""]
    match = _RECORD.match(first)
    values = []
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        value = number_of(line)
        if value is None:
            raise InputUnreadable(
                f"Line {number} of {path.name} is no number: {line.strip()[:40]}.",
                hint="Download the file again.",
            )
        values.append(value)
    return (match[1].strip() if match else first.strip()), np.array(values, dtype=np.float64)


def _wavelengths(path: Path, spectrometer: str, count: int) -> tuple[FloatArray, str]:
    """The wavelengths of a spectrometer and their unit, from a file beside or above a spectrum.

    Raises:
        NoWavelengths: there is none of so many values, or several that differ.
    """
    fitting: list[tuple[bool, Path, FloatArray, str]] = []
    folder = path.resolve().parent
    for place in (folder, *list(folder.parents)[:_FOLDERS_UP]):
        for file in sorted(place.glob("*[Ww]avelengths*.txt")):
            try:
                title, centres = _column(file, read_text(file))
            except InputUnreadable:
                continue  # another file of that name; the refusal below says what is missing
            if len(centres) == count:
                named = re.search(r"wavelengths_([A-Za-z0-9]+)", file.name, re.IGNORECASE)
                same = bool(named and spectrometer.upper().startswith(named[1].upper()[:4]))
                microns = "micron" in f"{file.name} {title}".lower()
                fitting.append((same, file, centres, "micrometers" if microns else ""))
        if fitting:
            break
    best = [one for one in fitting if one[0]] or fitting
    if len(best) == 1 or (best and all(np.array_equal(best[0][2], one[2]) for one in best)):
        return best[0][2], best[0][3]
    if best:
        listed = ", ".join(one[1].name for one in best[:4])
        raise NoWavelengths(
            f"Several files with {count} wavelengths lie beside {path.name}: {listed}.",
            hint=f"Leave only the one of its spectrometer, {spectrometer or 'see its title'}.",
        )
    known = next((one for one in _OF_SPECTROMETER if spectrometer.startswith(one)), "")
    wanted = f"the file {_OF_SPECTROMETER[known]}" if known else "the file of its wavelengths"
    raise NoWavelengths(
        f"{path.name} holds {count} values without wavelengths; splib07 has those in a file of "
        "their own.",
        hint=f"Put {wanted} ({count} values) of the library into {folder}.",
    )
