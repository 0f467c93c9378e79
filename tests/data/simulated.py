"""A simulated scene for tests, and how to read what lies in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyogrio.raw
import rasterio
import shapely

from engine.context import Context
from engine.simulate.sensor import enmap_bands
from engine.tasks.registry import run_task
from engine.tasks.result import Result

SIZE = 128


def simulate(folder: Path, size: int = SIZE, seed: int = 0) -> Result:
    """Runs the task."""
    return run_task("simulate", {"out": str(folder), "size": size, "seed": seed}, Context())


def read(product: Path, layer: str) -> Any:
    """A layer of the product, shape (bands, rows, cols), or (rows, cols) if it is one band."""
    return read_raster(product / f"{product.name}-{layer}.TIF")


def read_raster(path: Path) -> Any:
    """All bands of a raster, shaped as ``read`` does."""
    with rasterio.open(path) as source:
        found = source.read()
    return found[0] if len(found) == 1 else found


def clear_mask(product: Path) -> npt.NDArray[np.bool_]:
    """Pixels without cloud, shadow, cirrus or haze inside the footprint."""
    flagged = read(product, "QL_QUALITY_CLOUD") | read(product, "QL_QUALITY_CLOUDSHADOW")
    flagged |= read(product, "QL_QUALITY_CIRRUS") | read(product, "QL_QUALITY_HAZE")
    return (flagged == 0) & (read(product, "QL_QUALITY_CLASSES") != 3)


def at(wavelength_nm: float) -> int:
    """Index of the band nearest to a wavelength."""
    return int(np.abs(enmap_bands().centre_nm - wavelength_nm).argmin())


def read_vector(path: Path) -> tuple[Mapping[str, Any], npt.NDArray[np.object_], list[Any]]:
    """Metadata, geometries and fields of a vector file."""
    meta, _, geometry, fields = pyogrio.raw.read(path)
    return meta, shapely.from_wkb(geometry), fields
