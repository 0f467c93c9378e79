"""Wavelengths that a user wrote beside a raster: ``<file>.wavelengths.csv`` or ``.json``.

CSV: a header line with ``wavelength`` and, if known, ``fwhm``, ``detector``, ``bbl`` and ``unit``;
one line a band. JSON: an object with the lists ``wavelengths``, ``fwhm``, ``detectors``, ``bbl``
and the text ``unit``.
"""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...errors import BandMismatch, InputUnreadable
from ..wavelengths import Candidate, Wavelengths, checked


def read_override(cube: Path, count: int) -> Wavelengths | None:
    """Reads the user's wavelengths of a cube; None if there is no such file.

    Raises:
        BandMismatch: it has another number of bands than the cube.
        InputUnreadable: it cannot be understood, or its values are no wavelengths.
    """
    for suffix, parse in ((".csv", _from_csv), (".json", _from_json)):
        path = cube.with_name(f"{cube.name}.wavelengths{suffix}")
        if not path.is_file():
            continue
        try:
            data = parse(path.read_text(encoding="utf-8-sig"))
            centres = [float(value) for value in data["wavelengths"]]
            fwhm = [float(v) for v in data["fwhm"]] if data.get("fwhm") else None
            good = [float(v) > 0 for v in data["bbl"]] if data.get("bbl") else None
        except (KeyError, TypeError, ValueError, AttributeError, csv.Error) as exc:
            raise InputUnreadable(
                f"{path} is no list of wavelengths: {exc!r}.",
                hint="Write a column 'wavelength' with one number a band, or remove the file.",
            ) from exc
        if len(centres) != count:
            raise BandMismatch(
                f"{path} lists {len(centres)} wavelengths, but {cube} has {count} bands.",
                hint="Correct the list or remove the file.",
            )
        found = checked(
            Candidate(centres, str(data.get("unit") or ""), path.name, fwhm, data.get("detectors")),
            count,
        )
        if found is None:
            raise InputUnreadable(
                f"{path} does not list wavelengths between 200 and 20 000 nm.",
                hint="Check the numbers and their unit (nm or um).",
            )
        return replace(found, good=tuple(good)) if good and len(good) == count else found
    return None


def _from_csv(text: str) -> dict[str, Any]:
    rows = list(csv.DictReader(text.splitlines()))
    if not rows:
        raise ValueError("it has no lines")
    columns = {str(name).strip().lower(): name for name in rows[0]}

    def column(*names: str) -> list[str]:
        name = next((columns[n] for n in names if n in columns), None)
        return [] if name is None else [(row[name] or "").strip() for row in rows]

    unit = column("unit", "units", "wavelength_units")
    return {
        "wavelengths": column("wavelength", "wavelengths", "centre_nm", "center_nm"),
        "fwhm": column("fwhm", "fwhm_nm"),
        "detectors": [name or None for name in column("detector")],
        "bbl": column("bbl"),
        "unit": unit[0] if unit else "",
    }


def _from_json(text: str) -> dict[str, Any]:
    data = json.loads(text)
    if not isinstance(data, dict):
        raise TypeError("it must be an object with the list 'wavelengths'")
    return {**data, "unit": data.get("unit", data.get("units", ""))}
