"""How a raster is laid out: its bands, the working file that takes windows, and the COG of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
import rasterio.shutil
from affine import Affine

from ..scene.grid import Grid
from .class_table import rgb_of

WORK_BLOCK = 256
COG_BLOCK = 512
IMAGE_DESCRIPTION = "TIFFTAG_IMAGEDESCRIPTION"
"""What a raster of several bands is as a whole; GDAL and QGIS show it among the file's facts."""

GDAL_OPTIONS = {"GDAL_PAM_ENABLED": "NO", "GDAL_NUM_THREADS": "ALL_CPUS"}


@dataclass(frozen=True)
class OutputBand:
    """A band of a raster.

    Attributes:
        description: what its values are.
        unit: of its values; empty for numbers without one.
    """

    description: str
    unit: str = ""


@dataclass(frozen=True)
class RasterLayout:
    """What a raster looks like before a pixel is known.

    Attributes:
        grid: size and georeferencing.
        dtype: of every band.
        nodata: the value of pixels that nothing is known of, and of those never written.
        bands: in order.
        colours: ``#rrggbb`` by class value, which make the raster categorical; empty otherwise.
    """

    grid: Grid
    dtype: np.dtype[Any]
    nodata: float
    bands: tuple[OutputBand, ...]
    colours: Mapping[int, str] = field(default_factory=dict)

    @property
    def raw_bytes(self) -> int:
        """Bytes of all pixels, uncompressed."""
        return self.grid.height * self.grid.width * self.dtype.itemsize * len(self.bands)

    def create(self, path: Path) -> Any:
        """Makes the uncompressed working file; gives it open for writing.

        Raises:
            RasterioError, OSError: it cannot be made.
        """
        profile: dict[str, Any] = {
            "driver": "GTiff",
            "height": self.grid.height,
            "width": self.grid.width,
            "count": len(self.bands),
            "dtype": self.dtype.name,
            "nodata": self.nodata,
            "transform": Affine(*self.grid.transform),
            "tiled": True,
            "blockxsize": WORK_BLOCK,
            "blockysize": WORK_BLOCK,
            # In a block of all bands GDAL may fill what one write leaves out with 0, not nodata.
            "interleave": "band",
            "BIGTIFF": "IF_SAFER",
        }
        if self.grid.crs_wkt:
            profile["crs"] = self.grid.crs_wkt
        if self.colours:
            profile["photometric"] = "PALETTE"
        elif len(self.bands) > 1:  # or GDAL takes three bands for red, green and blue
            profile["photometric"] = "MINISBLACK"
        with rasterio.Env(**GDAL_OPTIONS):
            file = rasterio.open(path, "w", **profile)
            for number, band in enumerate(self.bands, start=1):
                file.set_band_description(number, band.description)
                if band.unit:
                    file.set_band_unit(number, band.unit)
            if self.colours:
                table = {value: (*rgb_of(color), 255) for value, color in self.colours.items()}
                file.write_colormap(1, {int(self.nodata): (0, 0, 0, 0), **table})
        return file

    def copy_to_cog(self, work: Path, cog: Path) -> None:
        """Makes the compressed file with overviews from the working file.

        Raises:
            RasterioError, CPLE_BaseError, OSError: it cannot be made.
        """
        with rasterio.Env(**GDAL_OPTIONS):
            rasterio.shutil.copy(
                work,
                cog,
                driver="COG",
                COMPRESS="DEFLATE",
                PREDICTOR="NO" if self.colours else "YES",
                BLOCKSIZE=str(COG_BLOCK),
                OVERVIEWS="IGNORE_EXISTING",
                OVERVIEW_RESAMPLING="AVERAGE" if self.dtype.kind == "f" else "MODE",
                NUM_THREADS="ALL_CPUS",
                BIGTIFF="IF_SAFER",
            )


def stored_sums(path: Path) -> npt.NDArray[np.uint64]:
    """Reads every block of a raster and of its overviews; gives the byte sum of each band.

    Raises:
        RasterioError, OSError: a block cannot be read.
    """
    with rasterio.Env(**GDAL_OPTIONS), rasterio.open(path) as file:
        sums = np.zeros(file.count, np.uint64)
        for _, block in file.block_windows(1):
            sums += byte_sums(file.read(window=block))
        for level in range(len(file.overviews(1))):
            with rasterio.open(path, overview_level=level) as smaller:
                for _, block in smaller.block_windows(1):
                    smaller.read(window=block)
    return sums


def byte_sums(array: npt.NDArray[np.generic]) -> npt.NDArray[np.uint64]:
    """A checksum of each band of ``(bands, ...)`` that does not depend on the pixels' order."""
    flat = np.ascontiguousarray(array).reshape(len(array), -1)
    sums: npt.NDArray[np.uint64] = flat.view(np.uint8).sum(axis=1, dtype=np.uint64)
    return sums
