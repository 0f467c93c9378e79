"""Finds rasters whose pixels end too early: broken downloads and copies."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from ...errors import EngineError, InputTruncated, InputUnreadable, PermissionRefused
from ..grid import Window
from .tiff_extent import is_tiff, needed_bytes

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
        if is_tiff(name) or _TOO_SMALL in str(exc):
            return truncated(name, str(exc))
    return InputUnreadable(
        f"{name} is not a raster that can be read.",
        hint="Choose an EnMAP product, a GeoTIFF, an ENVI file or another raster with many bands.",
        detail=str(exc),
    )


def refuse_truncated(dataset: Any) -> None:
    """Refuses an opened raster whose file is shorter than its header says, without reading pixels.

    Of a TIFF the places of its blocks and tags are looked up, of a raw ENVI file the size is
    computed. Other formats are found out when they are read.

    Raises:
        InputTruncated: the file is too short.
    """
    if not os.path.isfile(dataset.name):
        return
    size_bytes = os.path.getsize(dataset.name)
    needed = _needed_bytes(dataset)
    if size_bytes < needed:
        raise truncated(dataset.name, f"{size_bytes} bytes instead of at least {needed}")


def _needed_bytes(dataset: Any) -> int:
    if dataset.driver == "GTiff" and is_tiff(dataset.name):
        return needed_bytes(dataset.name)
    tags = dataset.tags(ns="ENVI")
    if dataset.driver != "ENVI" or tags.get("file_compression", "0").strip() not in ("", "0"):
        return 0
    values = int(dataset.count) * int(dataset.height) * int(dataset.width)
    item_bytes = int(np.dtype(dataset.dtypes[0]).itemsize)
    return int(tags.get("header_offset", "0").strip() or 0) + values * item_bytes


def reading_failed(dataset: Any, window: Window, exc: Exception) -> EngineError:
    """Names a failed read of ``window``: truncated if the file is shorter than it must be."""
    detail = str(exc.__cause__ or exc)
    if not os.path.isfile(dataset.name):
        return InputUnreadable(
            f"{dataset.name} disappeared while it was read.",
            hint="Check the disk or network folder that holds it, then try again.",
            detail=detail,
        )
    if os.path.getsize(dataset.name) < _needed_bytes(dataset):
        return truncated(dataset.name, detail)
    return InputUnreadable(
        f"{dataset.name} is damaged: rows {window.row_off} to {window.row_end - 1} cannot be "
        "decoded.",
        hint="Download or copy the file again.",
        detail=detail,
    )
