"""Reads text files of any origin, bounded."""

from __future__ import annotations

import codecs
from pathlib import Path

from ..errors import InputUnreadable
from .checking import LARGEST_BYTES

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_NOTHING = frozenset({"", "na", "n/a", "null", "none", "-"})


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputUnreadable: they cannot be read, or are too many for a library.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            raise InputUnreadable(
                f"{path.name} has {size / 2**20:.0f} MiB; spectral libraries of up to "
                f"{LARGEST_BYTES >> 20} MiB are read.",
                hint="Export only the spectra that you need.",
            )
        return path.read_bytes()
    except OSError as exc:
        if isinstance(exc, InputUnreadable):
            raise
        raise InputUnreadable(
            f"{path} could not be read: {exc.strerror or exc}.",
            hint="Check that the file is there and that you may read it.",
        ) from exc


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
