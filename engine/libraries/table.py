"""Tables of spectra as text: a column or a row a spectrum, whatever program wrote them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputUnreadable, NoWavelengths
from ..scene.wavelengths import LONGEST_NM, SHORTEST_NM, nm_per_unit
from .checking import LEAST_VALUES, Found, library
from .spectrum import FloatArray, LibrarySpectrum
from .text_file import number_of

FORMAT = "CSV"

_SAME_WIDTH_SHARE = 0.8
"""Of the lines that must have as many cells as most, for a separator to be the right one."""

_MOST_CELLS = 2_000_000
"""Of the lines that the separator is looked for in."""

_AXIS = re.compile(r"wave ?length|lambda|^wl\b|\bnm\b|\bum\b|µm|μm|micro", re.IGNORECASE)
_AXIS_UNIT = re.compile(r"(?<![a-z])(nm|um|µm|μm|(?:nano|micro)m?\w*)\b", re.IGNORECASE)
_NAME = re.compile(r"name|label|spectr|sample|^id$|class|material", re.IGNORECASE)
_NO_SPECTRUM = re.compile(r"^(bands?( number)?|usable|bbl|fid|index|channel|#)?$", re.IGNORECASE)
_WIDTH = re.compile(r"fwhm|band ?width", re.IGNORECASE)
_PERCENT = re.compile(
    r"[(\[] ?(%|percent) ?[)\]]$|^(refl\w*)?,? ?(in )?(%|percent)( refl\w*)?$", re.IGNORECASE
)
"""A unit at the end of a heading or alone; ``75 % grass`` and ``grass 75 %`` are names."""
_DECIMAL_COMMA = re.compile(r"^[+-]?\d*,\d+(e[+-]?\d+)?$", re.IGNORECASE)
_BAND_NAME = re.compile(r"^[a-z_ ]{0,12}?(\d+(?:[.,]\d+)?) ?(nm|um|µm|μm)?$", re.IGNORECASE)
_NO_BAND_NAME = re.compile(r"^(spec|sample|name|id|class|plot|s_|no)", re.IGNORECASE)


@dataclass(frozen=True)
class _Table:
    """A table of cells.

    Attributes:
        head: the first line, if it is no line of numbers; empty texts where it is.
        cells: the lines below, all as long as ``head``.
        numbers: ``(lines, columns)``; NaN where a cell is no number.
        is_text: ``(lines, columns)``, which cells are neither a number nor empty.
    """

    head: list[str]
    cells: list[list[str]]
    numbers: FloatArray
    is_text: np.ndarray


def read_table(path: Path, text: str) -> tuple[LibrarySpectrum, ...]:
    """Reads a table: a column of wavelengths beside one column a spectrum, or a row a spectrum.

    Raises:
        InputUnreadable: it is no table of numbers.
        NoWavelengths: neither a column nor the first line holds wavelengths.
    """
    table = _table(path, _lines(path, text))
    column, row = _axis_column(table), _axis_row(table)
    if column is not None and row is not None:
        # Both look like wavelengths: a heading decides, then the longer of the two.
        named = bool(_AXIS.search(_plain(table.head[column])))
        if not named and (_NAME.search(table.head[0]) or len(row[0]) > len(table.cells)):
            column = None
    if column is not None:
        found = _columns(table, column)
    elif row is not None:
        found = _rows(table, *row)
    else:
        raise NoWavelengths(
            f"No column of {path.name} holds wavelengths, and its first line does not either.",
            hint="Put wavelengths (nm or µm) into the first column and a spectrum into each other "
            "one; or wavelengths into the first line and a spectrum into each other one.",
        )
    if not found:
        raise InputUnreadable(
            f"{path.name} has wavelengths and no column of values beside them.",
            hint="Add a column with the reflectance.",
        )
    # Among lines that are spectra, other columns such as moisture have a unit of their own.
    said = [one for one in table.head if "refl" in one.lower()]
    if column is not None:
        said = [one.name for one in found]
    if said and all(_PERCENT.search(_plain(heading)) for heading in said):
        told = f"The headings of {path.name} say that its values are percent."
        return library(path, FORMAT, found, 0.01, [told])
    return library(path, FORMAT, found)


def _lines(path: Path, text: str) -> list[list[str]]:
    """The cells of each line that has any, by the separator that fits most lines."""
    lines = [line for line in text.splitlines() if line.strip() and line.lstrip()[0] not in "#!%"]
    if len(lines) < 2:
        raise InputUnreadable(
            f"{path.name} is no table: it has {len(lines)} lines.",
            hint="Give a spectral library: ENVI, CSV, USGS or ECOSTRESS text, EnMAP-Box GeoJSON.",
        )
    sample = lines[: max(10, min(200, _MOST_CELLS // max(1, len(lines[0]))))]
    for separator in ("\t", ";", ",", None):
        cells = _split(sample, separator)
        width, often = Counter(map(len, cells)).most_common(1)[0]
        if width >= 2 and often >= _SAME_WIDTH_SHARE * len(cells):
            table = _split(lines, separator)
            if separator != ",":
                table = [[_with_point(cell) for cell in line] for line in table]
            # Lines above the table, such as a title, are shorter or longer than it.
            return [line for line in table if len(line) == width]
    raise InputUnreadable(
        f"{path.name} is no table: its lines do not have the same number of cells, whether they "
        "are separated by tabs, semicolons, commas or spaces.",
        hint="Export the library as CSV with one separator.",
    )


def _split(lines: Sequence[str], separator: str | None) -> list[list[str]]:
    if separator is None:
        return [line.split() for line in lines]
    try:
        return [[c.strip() for c in cells] for cells in csv.reader(lines, delimiter=separator)]
    except csv.Error:
        return [line.split(separator) for line in lines]


def _with_point(cell: str) -> str:
    return cell.replace(",", ".") if _DECIMAL_COMMA.match(cell) else cell


def _table(path: Path, lines: list[list[str]]) -> _Table:
    values = np.empty((len(lines), len(lines[0])))
    words = np.empty(values.shape, dtype=bool)
    for place, line in enumerate(lines):
        made = [number_of(cell) for cell in line]
        words[place] = [one is None for one in made]
        values[place] = np.array(made, dtype=np.float64)  # None becomes NaN
    below = values[1:]
    if not np.isfinite(below).any():
        raise InputUnreadable(
            f"{path.name} holds text, no numbers.",
            hint="Give a spectral library: ENVI, CSV, USGS or ECOSTRESS text, EnMAP-Box GeoJSON.",
        )
    # A first line without any word may be wavelengths, or the first values of each column.
    if words[0].any():
        return _Table(lines[0], lines[1:], below, words[1:])
    return _Table([""] * len(lines[0]), lines, values, words)


def _axis_column(table: _Table) -> int | None:
    """The column of wavelengths: one called so, in any order, else the first if it may be one."""
    headings = [_plain(heading) for heading in table.head]
    fitting = [n for n in range(len(headings)) if _is_axis(table.numbers[:, n])]
    named = [
        n
        for n, heading in enumerate(headings)
        if _AXIS.search(heading) and not _BAND_NAME.match(heading)
    ]
    whole = [n for n in named if np.isfinite(table.numbers[:, n]).all()]
    best = [n for n in named if n in fitting] or whole[:1]
    if best:
        return best[0]
    first = next((n for n, heading in enumerate(headings) if not _is_no_spectrum(heading)), None)
    return first if first in fitting and not _is_no_spectrum(table.head[0]) else None


def _axis_row(table: _Table) -> tuple[list[int], FloatArray, str, list[list[str]]] | None:
    """The columns whose headings are wavelengths, these, their unit, and the lines below."""
    head, cells = table.head, table.cells
    if not any(head):
        head, cells = cells[0], cells[1:]
    places, centres, unit = [], [], ""
    for place, cell in enumerate(head):
        match = _BAND_NAME.match(cell.replace("_", " ").strip())
        if match and not _NO_BAND_NAME.match(cell):
            places.append(place)
            centres.append(float(match[1].replace(",", ".")))
            unit = unit or (match[2] or "")
    axis = np.array(centres)
    if not cells or not _is_axis(axis):
        return None
    return places, axis, unit, cells


def _is_axis(values: FloatArray) -> bool:
    """Whether numbers may be wavelengths: all there, steadily up or down, and in range."""
    if len(values) < LEAST_VALUES or not np.isfinite(values).all():
        return False
    steps = np.diff(values)
    if not ((steps > 0).all() or (steps < 0).all()):
        return False
    factor = nm_per_unit("", float(values.max()))
    if factor is None:
        return False
    inside = (values * factor >= SHORTEST_NM) & (values * factor <= LONGEST_NM)
    return bool(inside.mean() > 0.5)


def _columns(table: _Table, axis: int) -> list[Found]:
    """A spectrum of each column of numbers but the axis."""
    centres, unit = table.numbers[:, axis], _unit(table.head[axis])
    usable = np.ones(len(centres), bool)
    fwhm, found = None, []
    for place, heading in enumerate(table.head):
        words = table.is_text[:, place]
        if _plain(heading).lower() == "usable":
            usable = np.array([line[place].lower() not in ("no", "0") for line in table.cells])
        elif _WIDTH.search(_plain(heading)) and np.isfinite(table.numbers[:, place]).all():
            fwhm = table.numbers[:, place]
        elif place != axis and words.mean() < 0.5 and not _is_no_spectrum(heading):
            found.append((heading, table.numbers[:, place]))
    return [
        Found(name, centres, np.where(usable, values, np.nan), unit, fwhm) for name, values in found
    ]


def _rows(
    table: _Table, places: list[int], axis: FloatArray, unit: str, cells: list[list[str]]
) -> list[Found]:
    """A spectrum of each line below the wavelengths."""
    first = len(table.numbers) - len(cells)
    others = [n for n in range(len(table.head)) if n not in set(places)]
    named = [n for n in others if _NAME.search(table.head[n])]
    texts = [n for n in others if table.is_text[first:, n].any()]
    name_place = next(iter(named or texts), None)
    unit = unit or _unit(" ".join(table.head[n] for n in others))
    return [
        Found("" if name_place is None else line[name_place], axis, values, unit)
        for line, values in zip(cells, table.numbers[first:][:, places])
    ]


def _is_no_spectrum(heading: str) -> bool:
    return bool(heading and _NO_SPECTRUM.match(_plain(heading)))


def _plain(heading: str) -> str:
    return heading.replace("_", " ").strip()


def _unit(heading: str) -> str:
    match = _AXIS_UNIT.search(_plain(heading))
    if match is None:
        return ""
    return "nm" if match[1].lower().startswith("n") else "um"
