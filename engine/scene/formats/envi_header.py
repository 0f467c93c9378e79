"""Reads an ENVI header that stands beside a raster GDAL opens by another driver (DESIS does so)."""

from __future__ import annotations

import re
from pathlib import Path

_LARGEST_HEADER_BYTES = 16 * 2**20
_DATA_SUFFIXES = ("", ".img", ".bsq", ".bil", ".bip", ".dat", ".raw", ".bin")


def read_header(path: Path) -> dict[str, str]:
    """Returns the keys (lower case, one space between words) and values of a header.

    A file that is no ENVI header gives an empty dictionary.
    """
    if path.stat().st_size > _LARGEST_HEADER_BYTES:
        return {}
    text = path.read_text(encoding="utf-8", errors="replace")
    if not text.lstrip().upper().startswith("ENVI"):
        return {}
    found = {}
    for match in re.finditer(r"^\s*([^=\n{}]+?)\s*=\s*(\{[^}]*\}|[^\n]*)", text, re.MULTILINE):
        key = re.sub(r"[\s_]+", " ", match[1]).lower()
        found[key] = match[2].strip()
    return found


def header_beside(cube: Path) -> Path | None:
    """The header of a raster, ``x.hdr`` or ``x.tif.hdr``, in any letter case; None if none."""
    wanted = {f"{cube.stem}.hdr".lower(), f"{cube.name}.hdr".lower()}
    try:
        return next((p for p in sorted(cube.parent.iterdir()) if p.name.lower() in wanted), None)
    except OSError:
        return None


def data_of(header: Path) -> Path | None:
    """The data file that an ENVI header describes; None if it is not beside it."""
    stem = header.with_suffix("")
    for suffix in _DATA_SUFFIXES:
        for name in (stem.name + suffix, stem.name + suffix.upper()):
            if (path := header.with_name(name)) != header and path.is_file():
                return path
    return None
