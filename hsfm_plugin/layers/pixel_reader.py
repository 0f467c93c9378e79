"""Reads the reflectance of single pixels and small windows of a scene with QGIS's own GDAL."""

from __future__ import annotations

import threading
from typing import Any, Dict, List, Sequence

import numpy as np
from osgeo import gdal

from ...engine.errors import EngineError, InputUnreadable


class PixelReader:
    """Reads the cube of a scene; any thread may ask, one is served at a time.

    The file is opened by the first read and stays open, so that GDAL keeps what it has decoded.

    Attributes:
        height, width: of the scene in pixels.
        numbers: numbers of all bands, from 1, in the order of the file.
        is_usable: bool ``(bands,)``, which of them are usable.
        centres_nm: float64 ``(bands,)``; NaN where unknown.
    """

    def __init__(self, source: str, info: Dict[str, Any]) -> None:
        """Remembers what to read.

        Args:
            source: what GDAL opens, as ``scene_layer.raster_path`` gives it.
            info: the engine's answer to ``info`` for this scene.
        """
        bands: List[Dict[str, Any]] = list(info["bands"])
        self._source = source
        self._nodata = info.get("nodata")
        self._gain = _each(info["scale"]["gain"], len(bands))
        self._offset = _each(info["scale"]["offset"], len(bands))
        self._transform = [float(value) for value in info["grid"]["transform"]]
        self._lock = threading.Lock()
        self._raster: Any = None
        self.height, self.width = int(info["grid"]["height"]), int(info["grid"]["width"])
        self.numbers = [int(band["number"]) for band in bands]
        self.is_usable = np.array([bool(band["usable"]) for band in bands], dtype=bool)
        centres = [band.get("centre_nm") for band in bands]
        self.centres_nm = np.array([np.nan if c is None else float(c) for c in centres])

    @property
    def usable(self) -> List[int]:
        """Numbers of the usable bands."""
        return [number for number, good in zip(self.numbers, self.is_usable) if good]

    def pixel_at(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the pixel at a place in the scene's CRS; may lie outside the scene."""
        a, b, c, d, e, f = self._transform
        scale = a * e - b * d
        col = (e * (x - c) - b * (y - f)) / scale
        row = (a * (y - f) - d * (x - c)) / scale
        return int(np.floor(row)), int(np.floor(col))

    def place_of(self, row: float, col: float) -> tuple[float, float]:
        """The middle of a pixel in the scene's CRS."""
        a, b, c, d, e, f = self._transform
        x, y = col + 0.5, row + 0.5
        return a * x + b * y + c, d * x + e * y + f

    def holds(self, row: int, col: int) -> bool:
        """Whether a pixel lies inside the scene."""
        return 0 <= row < self.height and 0 <= col < self.width

    def spectrum(self, row: int, col: int) -> Any:
        """Reads one pixel.

        Returns:
            Reflectance of all bands, float32 ``(bands,)``; NaN in unusable bands and where nothing
            was measured.

        Raises:
            InputUnreadable: GDAL cannot read the file.
        """
        made = self._read(row, col, 1, 1, self.numbers)[:, 0, 0]
        made[~self.is_usable] = np.nan
        return made

    def window(self, row: int, col: int, height: int, width: int) -> Any:
        """Reads the usable bands of a window that lies inside the scene.

        Returns:
            Reflectance, float32 ``(usable bands, height, width)``; NaN where nothing was measured.

        Raises:
            InputUnreadable: GDAL cannot read the file.
        """
        return self._read(row, col, height, width, self.usable)

    def _read(self, row: int, col: int, height: int, width: int, numbers: Sequence[int]) -> Any:
        with self._lock:
            raster = self._open()
            try:
                stored = raster.ReadRaster(
                    col, row, width, height, buf_type=gdal.GDT_Float32, band_list=list(numbers)
                )
                masked = _mask(raster, row, col, height, width)
            except RuntimeError as exc:  # where another plugin called gdal.UseExceptions
                raise self._unreadable(row, col, str(exc)) from exc
        if stored is None:
            raise self._unreadable(row, col, gdal.GetLastErrorMsg())
        values = np.frombuffer(stored, np.float32).reshape(len(numbers), height, width)
        places = [number - 1 for number in numbers]
        gain, offset = self._gain[places, None, None], self._offset[places, None, None]
        made = (values * gain + offset).astype(np.float32)
        missing = ~np.isfinite(values)
        if self._nodata is not None:
            missing |= values == np.float32(self._nodata)
        made[missing] = np.nan
        made[:, masked] = np.nan
        return made

    def _open(self) -> Any:
        if self._raster is None:
            try:
                raster = gdal.Open(self._source)
            except RuntimeError as exc:
                raise InputUnreadable(f"GDAL cannot open {self._source}.", detail=str(exc)) from exc
            if raster is None:
                said = gdal.GetLastErrorMsg()
                raise InputUnreadable(f"GDAL cannot open {self._source}.", detail=said)
            if raster.RasterCount != len(self.numbers):
                raise InputUnreadable(
                    f"{self._source} has {raster.RasterCount} bands, the scene has "
                    f"{len(self.numbers)}.",
                    hint="Choose the layer of the scene again: its file has changed.",
                )
            self._raster = raster
        return self._raster

    def _unreadable(self, row: int, col: int, said: str) -> EngineError:
        return InputUnreadable(
            f"GDAL cannot read row {row}, column {col} of {self._source}.", detail=said
        )


def _each(value: Any, count: int) -> Any:
    """One number for all bands, or one a band, as float64 ``(bands,)``."""
    return np.broadcast_to(np.asarray(value, dtype=np.float64), (count,))


def _mask(raster: Any, row: int, col: int, height: int, width: int) -> Any:
    """Pixels that a mask of the whole file leaves out, bool ``(height, width)``."""
    band = raster.GetRasterBand(1)
    if not band.GetMaskFlags() & gdal.GMF_PER_DATASET:
        return np.zeros((height, width), dtype=bool)
    kept = band.GetMaskBand().ReadRaster(col, row, width, height, buf_type=gdal.GDT_Byte)
    return np.frombuffer(kept, np.uint8).reshape(height, width) == 0
