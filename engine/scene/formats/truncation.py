"""Finds rasters whose pixels end too early: broken downloads and copies."""

from __future__ import annotations

import os
from typing import Any

from ...errors import EngineError, InputTruncated, InputUnreadable, PermissionRefused
from ..grid import Window

_TIFF_MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_BLOCKS_LOOKED_AT = 4096
_TOO_SMALL = "too small"
"""In what GDAL's raw drivers say of a data file that is much shorter than its header says."""


def truncated(name: str, detail: str = "") -> InputTruncated:
    """The error for a raster whose end is missing."""
    return InputTruncated(
        f"{name} is incomplete: the file ends before its pixels do.",
        hint="Download or copy the file again, and compare its size with the original's.",
        detail=detail,
    )


def opening_failed(name: str, exc: Exception) -> EngineError:
    """Names the failure of GDAL to open a file."""
    if os.path.isfile(name):
        if not os.access(name, os.R_OK):
            return PermissionRefused(
                f"{name} may not be read.",
                hint="Ask for read permission, or copy the file to a folder of your own.",
                detail=str(exc),
            )
        if _starts_as_tiff(name) or _TOO_SMALL in str(exc):
            return truncated(name, str(exc))
    return InputUnreadable(
        f"{name} is not a raster that can be read.",
        hint="Choose an EnMAP product, a GeoTIFF, an ENVI file or another raster with many bands.",
        detail=str(exc),
    )


def refuse_truncated(dataset: Any) -> None:
    """Refuses an opened raster whose file is shorter than its header says, without reading pixels.

    TIFF blocks are looked up in the header (evenly spaced ones and the last, at most
    4096 of them); a raw ENVI file has a size that can be computed. Other formats are found out
    when they are read.

    Raises:
        InputTruncated: the file is too short.
    """
    if not os.path.isfile(dataset.name):
        return
    size_bytes = os.path.getsize(dataset.name)
    if dataset.driver == "ENVI":
        tags = dataset.tags(ns="ENVI")
        item_bytes = _bytes_of(dataset.dtypes[0])
        needed = int(tags.get("header_offset", 0) or 0)
        needed += dataset.count * dataset.height * dataset.width * item_bytes
        if size_bytes < needed:
            raise truncated(dataset.name, f"{size_bytes} bytes instead of {needed}")
    elif dataset.driver == "GTiff":
        whole = Window(0, 0, dataset.height, dataset.width)
        if (end := _last_byte(dataset, whole)) > size_bytes:
            raise truncated(dataset.name, f"{size_bytes} bytes instead of at least {end}")


def reading_failed(dataset: Any, window: Window, exc: Exception) -> EngineError:
    """Names a failed read of ``window``: truncated if its blocks lie behind the file's end."""
    detail = str(exc.__cause__ or exc)
    if not os.path.isfile(dataset.name):
        return InputUnreadable(
            f"{dataset.name} disappeared while it was read.",
            hint="Check the disk or network folder that holds it, then try again.",
            detail=detail,
        )
    size_bytes = os.path.getsize(dataset.name)
    if dataset.driver == "GTiff" and _last_byte(dataset, window) > size_bytes:
        return truncated(dataset.name, detail)
    return InputUnreadable(
        f"{dataset.name} is damaged: rows {window.row_off} to {window.row_end - 1} cannot be "
        "decoded.",
        hint="Download or copy the file again.",
        detail=detail,
    )


def _starts_as_tiff(path: str) -> bool:
    with open(path, "rb") as file:
        return file.read(4) in _TIFF_MAGIC


def _last_byte(dataset: Any, window: Window) -> int:
    """The end of the furthest block of a TIFF that ``window`` touches, in bytes."""
    rows, cols = dataset.block_shapes[0]
    by_band = dataset.get_tag_item("INTERLEAVE", "IMAGE_STRUCTURE") == "BAND"
    bands = dataset.count if by_band else 1
    first_row, first_col = window.row_off // rows, window.col_off // cols
    down = (window.row_end - 1) // rows - first_row + 1
    across = (window.col_end - 1) // cols - first_col + 1
    total = bands * down * across
    step = max(1, total // _BLOCKS_LOOKED_AT)
    end = 0
    for index in {*range(0, total, step), total - 1}:
        band, place = divmod(index, down * across)
        row, col = divmod(place, across)
        key = f"{first_col + col}_{first_row + row}"
        offset = dataset.get_tag_item(f"BLOCK_OFFSET_{key}", "TIFF", bidx=band + 1)
        size = dataset.get_tag_item(f"BLOCK_SIZE_{key}", "TIFF", bidx=band + 1)
        if offset and size:
            end = max(end, int(offset) + int(size))
    return end


def _bytes_of(dtype: str) -> int:
    import numpy as np

    return int(np.dtype(dtype).itemsize)
