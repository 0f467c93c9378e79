"""Reads text files of any origin, bounded."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from ..errors import InputUnreadable
from .checking import LARGEST_BYTES, LARGEST_TEXT_BYTES, MOST_CELLS

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_WORD = re.compile(r"\S+")
_NOTHING = frozenset({"", "na", "n/a", "null", "none", "-"})


def read_bytes(path: Path, most: int = LARGEST_BYTES, kind: str = "spectral libraries") -> bytes:
    """The bytes of a file.

    Args:
        path: of the file.
        most: bytes of a file of its kind.
        kind: which files have that limit, for people.

    Raises:
        InputUnreadable: they cannot be read, or are too many.
    """
    try:
        check_size(path, path.stat().st_size, most, kind)
        return path.read_bytes()
    except OSError as exc:
        if isinstance(exc, InputUnreadable):
            raise
        raise InputUnreadable(
            f"{path} could not be read: {exc.strerror or exc}.",
            hint="Check that the file is there and that you may read it.",
        ) from exc


def check_size(path: Path, size: int, most: int, kind: str) -> None:
    """Refuses a file whose bytes are too many; raises as ``read_bytes``."""
    if size > most:
        raise InputUnreadable(
            f"{path.name} has {size / 2**20:.0f} MiB; {kind} of up to {most >> 20} MiB are read.",
            hint="Export only the spectra that you need, or all as an ENVI spectral library.",
        )


def read_text(path: Path) -> str:
    """The text of a file; raises as ``read_bytes``, and when it has too many cells."""
    text = text_of(read_bytes(path, LARGEST_TEXT_BYTES, "texts"))
    check_cells(path, text)
    return text


def check_cells(path: Path, text: str) -> None:
    """Refuses a text before it is taken apart, which needs many times its size.

    Raises:
        InputUnreadable: it has too many cells, whatever separates them.
    """
    words = sum(1 for _ in _WORD.finditer(text))
    if max(words, *map(text.count, ",;\t")) > MOST_CELLS:
        raise InputUnreadable(
            f"{path.name} holds more than {MOST_CELLS} numbers or words.",
            hint="Export only the spectra that you need, or all as an ENVI spectral library.",
        )


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file are text and not numbers of a raster."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in head)


def text_of(data: bytes) -> str:
    """Decodes text as its mark says, else as UTF-8, else as Western Windows text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def number_of(text: str) -> float | None:
    """A number; NaN for an empty cell or a word for nothing, None for any other text."""
    try:
        return float(text) if "_" not in text else None  # Python reads 1_2 as 12
    except ValueError:
        return float("nan") if text.strip().lower() in _NOTHING else None
