"""Reads an ENVI header that stands beside a raster GDAL opens by another driver (DESIS does so)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_LARGEST_HEADER_BYTES = 16 * 2**20
_DATA_SUFFIXES = ("", ".img", ".bsq", ".bil", ".bip", ".dat", ".raw", ".bin")
_NO_SPACE = re.compile(r"\S")


def read_header(path: Path) -> dict[str, str]:
    """Returns the keys (lower case, one space between words) and values of a header.

    A file that is no ENVI header gives an empty dictionary.
    """
    if path.stat().st_size > _LARGEST_HEADER_BYTES:
        return {}
    text = path.read_text(encoding="utf-8", errors="replace")
    if not text.lstrip().upper().startswith("ENVI"):
        return {}
    return {re.sub(r"[\s_]+", " ", key).lower(): value for key, value in _entries(text)}


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The keys and values of a header; each character is looked at a few times at most.

    A value runs to the end of its line or, in braces, to the first one that closes.
    """
    last_brace, start = text.rfind("}"), 0
    while start < len(text):
        end = _line_end(text, start)
        key, equals, rest = text[start:end].partition("=")
        after, start = end - len(rest), end + 1
        key = key.strip()
        if not equals or not key or "{" in key or "}" in key:
            continue
        first = _NO_SPACE.search(text, after)
        if first and first[0] == "{" and first.start() < last_brace:
            close = text.index("}", first.start()) + 1
            yield key, text[first.start() : close]
            start = _line_end(text, close) + 1
        else:
            yield key, rest.strip()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


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
