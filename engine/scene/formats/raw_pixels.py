"""Reads raw, pixel-interleaved ENVI files, which GDAL walks through once for every band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..grid import Window


@dataclass(frozen=True)
class RawPixels:
    """Where the values of a raw file lie: pixel after pixel, all bands of each together.

    Attributes:
        path: the data file.
        dtype: of the stored values, with its byte order, as numpy writes it.
        offset_bytes: where the first value lies.
        count, width: bands and columns.
    """

    path: str
    dtype: str
    offset_bytes: int
    count: int
    width: int

    def read(self, window: Window, bands: Sequence[int]) -> npt.NDArray[np.generic]:
        """Reads ``(bands, rows, cols)`` in native byte order.

        Raises:
            EOFError: the file ends before the window does.
        """
        kind = np.dtype(self.dtype)
        values = np.empty((window.height * window.width, self.count), kind)
        whole_rows = window.width == self.width
        lines = 1 if whole_rows else window.height
        per_line = values.shape[0] // lines
        with open(self.path, "rb", buffering=0) as file:
            for line in range(lines):
                first = (window.row_off + line) * self.width + window.col_off
                file.seek(self.offset_bytes + first * self.count * kind.itemsize)
                part = values[line * per_line : (line + 1) * per_line]
                _fill(file, part.reshape(-1).view(np.uint8).data)
        chosen = values[:, np.asarray(bands) - 1].T
        native = np.ascontiguousarray(chosen, dtype=kind.newbyteorder("="))
        return native.reshape(len(bands), window.height, window.width)


def raw_pixels(dataset: Any) -> RawPixels | None:
    """How to read a data set without GDAL; None if it is no raw, pixel-interleaved ENVI file."""
    tags = dataset.tags(ns="ENVI")
    if dataset.driver != "ENVI" or tags.get("interleave", "").lower() != "bip":
        return None
    if tags.get("file_compression", "0").strip() not in ("", "0"):
        return None
    kind = np.dtype(dataset.dtypes[0])
    order = ">" if tags.get("byte_order", "0").strip() == "1" else "<"
    return RawPixels(
        dataset.name,
        kind.newbyteorder(order).str,
        int(tags.get("header_offset", "0").strip() or 0),
        dataset.count,
        dataset.width,
    )


def _fill(file: Any, buffer: memoryview) -> None:
    while buffer:
        read = file.readinto(buffer)
        if not read:
            raise EOFError("the file ends before its pixels do")
        buffer = buffer[read:]
