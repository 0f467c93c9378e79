"""Writes spectra as a table: one row a band, one column a spectrum."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any, List, Sequence, Tuple

from ...engine.errors import from_os_error
from .spectrum_axes import SpectralAxis

Column = Tuple[str, Any]
"""A heading, and values ``(bands,)`` in the order of the file."""


def write_csv(path: Path, axis: SpectralAxis, columns: Sequence[Column]) -> None:
    """Writes the table, by wavelength; values that are not known stay empty.

    Raises:
        WriteFailed, DiskFull: the file cannot be written.
    """
    head: List[str] = ["band", "wavelength_nm"] if axis.has_wavelengths else ["band"]
    rows: List[List[str]] = [[*head, "usable", *(name for name, _ in columns)]]
    for place in axis.by_x:
        row = [str(axis.numbers[place])]
        if axis.has_wavelengths:
            row.append(f"{axis.x[place]:g}")
        row.append("yes" if axis.is_usable[place] else "no")
        rows.append([*row, *(_text(values[place]) for _, values in columns)])
    try:
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
    except OSError as exc:
        raise from_os_error(exc, str(path)) from exc


def _text(value: float) -> str:
    """As many digits as a float32 holds."""
    return f"{value:.7g}" if math.isfinite(value) else ""
