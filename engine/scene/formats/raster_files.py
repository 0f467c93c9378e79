"""Finds the files that the pixels of a raster come from, as GDAL knows them."""

from __future__ import annotations

from typing import Any

import rasterio
from rasterio.errors import RasterioError

from ..fingerprint import located

_VRT = "VRT"
_BESIDE = (".aux.xml", ".ovr")
"""Statistics and overviews, which QGIS writes while it shows a scene. What else an ``.aux.xml``
may hold (nodata, scale) is part of the fingerprint by itself."""


def files_of(dataset: Any) -> list[str]:
    """The raster itself, its sidecars, and of a VRT also its sources with theirs, however deep.

    Args:
        dataset: an open rasterio dataset.

    Returns:
        Names as GDAL has them, each once; in archives ``/vsizip/...``, of other places whatever a
        VRT calls them.
    """
    found: dict[str, None] = dict.fromkeys(dataset.files or [dataset.name])
    if dataset.driver == _VRT:
        left = [name for name in found if name != dataset.name]
        while left:
            name = left.pop()
            if (
                located(name) is None
            ):  # it cannot be told whether it changes, nor what it is made of
                continue
            more = [each for each in _files_at(name) if each not in found]
            found.update(dict.fromkeys(more))
            left += more
    return [name for name in found if not name.lower().endswith(_BESIDE)]


def _files_at(name: str) -> list[str]:
    try:
        with rasterio.open(name) as dataset:
            return list(dataset.files)
    except (RasterioError, OSError):  # a sidecar, which is no raster
        return []
