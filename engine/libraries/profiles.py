"""Spectral profiles of the EnMAP-Box: JSON objects with y and x, in JSON, GeoJSON and GeoPackages.

Source: EnMAP-Box documentation, "Spectral Libraries"; https://enmap-box.readthedocs.io.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

import numpy as np

from ..errors import InputUnreadable, NoWavelengths
from .checking import LARGEST_BYTES, MOST_SPECTRA, Found, check_count, library
from .spectrum import LibrarySpectrum
from .text_file import check_cells, check_size, text_of

JSON_FORMAT, GPKG_FORMAT = "EnMAP-Box JSON", "EnMAP-Box GeoPackage"

_NAME = re.compile(r"^(name|spectr\w*[ _]?names?|title|label)$", re.IGNORECASE)
_DEEPEST = 6
"""Levels of a JSON file that are looked at: collection, features, properties, field."""

_MOST_STEPS = 100_000_000
"""Of SQLite in one query, some seconds; a table of 20,000 spectra takes a million."""

_PICKLED = b"\x80"
"""How Python's own objects begin; what reads them runs whatever program a file holds."""


def read_json(path: Path, text: str) -> tuple[LibrarySpectrum, ...]:
    """Reads the profiles in a JSON or GeoJSON file.

    Raises:
        InputUnreadable: it is no JSON, or holds no profiles.
        NoWavelengths: the profiles have no x.
    """
    try:
        made = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise InputUnreadable(
            f"{path.name} is damaged: it begins like JSON and cannot be read as such.",
            hint="Export the library again.",
            detail=str(exc),
        ) from exc
    found = [_found(path, name, profile) for name, profile in _inside(made, "", 0)]
    return _library(path, JSON_FORMAT, found)


def read_geopackage(path: Path) -> tuple[LibrarySpectrum, ...]:
    """Reads the profiles in all tables of a GeoPackage.

    Raises:
        InputUnreadable: it is damaged or too large, or holds no profiles, or only such that Python
            pickled.
        NoWavelengths: the profiles have no x.
    """
    found: list[tuple[Found, str]] = []
    pickled, values = False, 0
    try:
        check_size(path, path.stat().st_size, LARGEST_BYTES, "spectral libraries")
        with _opened(path) as connection:
            for row in _rows(path, connection):
                name = _name_of(row)
                for value in row.values():
                    if isinstance(value, bytes):
                        pickled |= value.startswith(_PICKLED)
                        value = text_of(value) if value[:64].lstrip()[:1] == b"{" else ""
                    if isinstance(value, str):
                        check_cells(path, value)
                    if (profile := _profile_in(value)) is not None:
                        found.append(_found(path, name, profile))
                        values += len(found[-1][0].values)
                        check_count(path, len(found), values)
    except (sqlite3.Error, OSError) as exc:
        if isinstance(exc, InputUnreadable):
            raise
        raise InputUnreadable(
            f"{path.name} could not be read: {exc}.",
            hint="Close other programs that have it open, or export the library as GeoJSON.",
        ) from exc
    if pickled and not found:
        raise InputUnreadable(
            f"The profiles in {path.name} are pickled Python objects, as older EnMAP-Boxes store "
            "them; opening such can run any program, so they are not read.",
            hint="Open it in the EnMAP-Box and export it as GeoJSON or CSV.",
        )
    return _library(path, GPKG_FORMAT, found)


def _library(
    path: Path, format_name: str, found: list[tuple[Found, str]]
) -> tuple[LibrarySpectrum, ...]:
    """Makes a library of profiles and their units."""
    if not found:
        raise InputUnreadable(
            f"{path.name} holds no spectral profiles: nothing in it has a list 'y'.",
            hint="Give a spectral library, exported by the EnMAP-Box for instance.",
        )
    units = {unit.strip().lower() for _, unit in found}
    percent = units <= {"%", "percent", "reflectance (percent)", "reflectance [%]"}
    return library(path, format_name, [one for one, _ in found], 0.01 if percent else None)


def _found(path: Path, name: str, profile: Mapping[str, Any]) -> tuple[Found, str]:
    """A spectrum and the unit of its values, as written."""
    y, x, bbl = profile["y"], profile.get("x"), profile.get("bbl")
    if x is None or not isinstance(x, list) or not all(_is_number(one) for one in x):
        raise NoWavelengths(
            f"The profile '{name}' in {path.name} has no wavelengths (a list 'x').",
            hint="Give it wavelengths in the EnMAP-Box, and export it again.",
        )
    if len(x) != len(y):
        raise InputUnreadable(
            f"The profile '{name}' in {path.name} has {len(y)} values and {len(x)} wavelengths.",
            hint="Export the library again.",
        )
    values = np.array([one if _is_number(one) else np.nan for one in y], dtype=np.float64)
    if isinstance(bbl, list) and len(bbl) == len(y):
        values[[not one for one in bbl]] = np.nan
    made = Found(name, np.array(x, dtype=np.float64), values, str(profile.get("xUnit") or ""))
    return made, str(profile.get("yUnit") or "")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) < 1e300


def _inside(made: Any, name: str, depth: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """All profiles in a JSON value, with the name that stands beside or above them."""
    if depth > _DEEPEST:
        return
    profile = _profile_in(made)
    if profile is not None:
        yield _name_of(profile) or name, profile
    elif isinstance(made, dict):
        near = _name_of(made) or name
        for key, value in made.items():
            if isinstance(value, (dict, list, str)):
                plain = isinstance(value, dict) and depth == 0 and not near
                yield from _inside(value, key if plain else near, depth + 1)
    elif isinstance(made, list):
        for value in made:
            if isinstance(value, (dict, list)):
                yield from _inside(value, name, depth + 1)


def _profile_in(value: object) -> Mapping[str, Any] | None:
    """A profile, as an object or as its JSON text; None if it is none."""
    if isinstance(value, str):
        if not value[:64].lstrip().startswith("{"):
            return None
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    if isinstance(value, dict) and isinstance(value.get("y"), list) and value["y"]:
        return value
    return None


def _name_of(row: Mapping[str, Any]) -> str:
    """What names a row; the file of a GeoJSON is no spectrum."""
    if row.get("type") == "FeatureCollection":
        return ""
    for key, value in row.items():
        if _NAME.match(key) and isinstance(value, (str, int)) and str(value).strip():
            return str(value)
    return ""


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Opens a foreign database so that no file appears or changes beside it."""
    with TemporaryDirectory(prefix="hsfm-library-") as folder:
        place, mode = path.resolve(), "immutable=1"
        beside = [place.with_name(place.name + end) for end in ("-wal", "-journal")]
        if any(one.exists() for one in beside):  # what another program has not yet written into it
            for one in (place, *filter(Path.exists, beside)):
                shutil.copyfile(one, Path(folder) / one.name)
            place, mode = Path(folder) / place.name, "mode=rw"
        uri = f"file:{quote(str(place))}?{mode}"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            # Names and views of a foreign file must not call functions of this program.
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.set_progress_handler(lambda: 1, _MOST_STEPS)
            if sys.version_info >= (3, 11):
                connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_BYTES)
            yield connection


def _rows(path: Path, connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """The rows of all tables that the GeoPackage lists."""
    # Neither views nor virtual tables, which have no root page: a stranger's query need not end.
    tables = [
        str(row[0])
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name IN "
            "(SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes'))"
        )
    ]
    size = 0
    for table in tables:
        # SQLite takes no placeholder for a name; doubled quotes keep all of it one. The columns
        # by name, as * has generated ones, too, which hold what is stored nowhere.
        columns = connection.execute(f"PRAGMA table_info({_quoted(table)})").fetchall()
        listed = ", ".join(_quoted(column["name"]) for column in columns)
        rows = connection.execute(" ".join(("SELECT", listed, "FROM", _quoted(table))))
        for row in islice(rows, MOST_SPECTRA + 1):
            size += sum(len(value) for value in row if isinstance(value, (str, bytes)))
            check_size(path, size, LARGEST_BYTES, "spectral libraries")
            yield dict(row)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
