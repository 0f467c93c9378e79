"""Grows the region of similar, connected pixels around a clicked one, in a window that was read."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsGeometry

Seeds = Sequence[Tuple[int, int]]


class SpectralWindow:
    """Unit spectra of a window of a scene.

    Attributes:
        row, col: of the window's first pixel in the scene.
        height, width: in pixels.
        is_valid: bool ``(height, width)``; whether all usable bands were measured.
    """

    def __init__(self, row: int, col: int, reflectance: Any) -> None:
        """Scales each spectrum to unit length, in any thread.

        Args:
            row, col: of the window's first pixel in the scene.
            reflectance: float32 ``(bands, height, width)``; NaN where nothing was measured.
        """
        bands, self.height, self.width = reflectance.shape
        self.row, self.col = row, col
        spectra = np.ascontiguousarray(reflectance, dtype=np.float32).reshape(bands, -1)
        length = np.sqrt(np.einsum("bp,bp->p", spectra, spectra))
        good = np.isfinite(length) & (length > 0)
        self.is_valid = good.reshape(self.height, self.width)
        with np.errstate(invalid="ignore", divide="ignore"):
            self._unit = np.where(good, spectra / length, np.float32(0))
        self._length = np.where(good, length, np.float32(0))

    def holds(self, row: int, col: int) -> bool:
        """Whether a pixel of the scene lies in the window."""
        return 0 <= row - self.row < self.height and 0 <= col - self.col < self.width

    def is_around(
        self, row: int, col: int, margin: int, scene_height: int, scene_width: int
    ) -> bool:
        """Whether the window goes on for ``margin`` pixels to all sides, or ends with the scene."""
        up, left = row - self.row, col - self.col
        down, right = self.height - 1 - up, self.width - 1 - left
        return (
            self.holds(row, col)
            and (up >= margin or self.row == 0)
            and (left >= margin or self.col == 0)
            and (down >= margin or self.row + self.height == scene_height)
            and (right >= margin or self.col + self.width == scene_width)
        )

    def angles_to(self, seeds: Seeds) -> Any:
        """The spectral angle of each pixel to the mean spectrum of some pixels.

        Source: Kruse et al. 1993, The spectral image processing system (SIPS), equation 1.

        Args:
            seeds: rows and columns in the window, all of them valid.

        Returns:
            Degrees, float32 ``(height, width)``; infinite where a pixel is not valid.
        """
        places = [row * self.width + col for row, col in seeds]
        mean = (self._unit[:, places] * self._length[places]).mean(axis=1)
        mean /= np.sqrt((mean * mean).sum())
        cosine = np.clip(mean @ self._unit, -1.0, 1.0).reshape(self.height, self.width)
        return np.where(self.is_valid, np.degrees(np.arccos(cosine)), np.float32(np.inf))

    def reaches_edge(self, region: Any, scene_height: int, scene_width: int) -> bool:
        """Whether a region touches an edge of the window beyond which the scene goes on."""
        edges: List[bool] = [
            self.row > 0 and bool(region[0].any()),
            self.col > 0 and bool(region[:, 0].any()),
            self.row + self.height < scene_height and bool(region[-1].any()),
            self.col + self.width < scene_width and bool(region[:, -1].any()),
        ]
        return any(edges)


def connected(mask: Any, seeds: Seeds) -> Any:
    """The pixels of a mask that hang together with the seeds by their sides.

    Each round fills whole runs of pixels, along the rows and then along the columns.

    Args:
        mask: bool ``(height, width)``.
        seeds: rows and columns; those outside the mask reach nothing.

    Returns:
        bool ``(height, width)``.
    """
    along_rows, along_columns = _runs(mask), _runs(mask.T).T
    reached = np.zeros(mask.shape, dtype=bool)
    for row, col in seeds:
        reached[row, col] = mask[row, col]
    count = -1
    while count != (count := int(reached.sum())):
        for runs in (along_rows, along_columns):
            hit = np.zeros(mask.size + 1, dtype=bool)
            hit[runs[reached]] = True
            reached = hit[runs] & mask
    return reached


def _runs(mask: Any) -> Any:
    """Numbers the runs of pixels along each row, from 1; whatever is off has some number."""
    starts = mask.copy()
    starts[:, 1:] &= ~mask[:, :-1]
    return np.cumsum(starts, dtype=np.int32).reshape(mask.shape)


def outline(region: Any, row: int, col: int) -> QgsGeometry:
    """The outline of a region along the sides of its pixels, holes included.

    Args:
        region: bool ``(height, width)``.
        row, col: of its first pixel.

    Returns:
        Polygons of columns and rows, one for each part.
    """
    height, width = region.shape
    raster = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
    raster.SetGeoTransform((col, 1.0, 0.0, row, 0.0, 1.0))
    band = raster.GetRasterBand(1)
    band.WriteArray(region.astype(np.uint8))
    folder = (ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")).CreateDataSource("")
    layer = folder.CreateLayer("region", None, ogr.wkbPolygon)
    gdal.Polygonize(band, band, layer, -1)
    parts = []
    for feature in layer:
        part = QgsGeometry()
        part.fromWkb(bytes(feature.GetGeometryRef().ExportToWkb()))
        parts.append(part)
    return parts[0] if len(parts) == 1 else QgsGeometry.collectGeometry(parts)
