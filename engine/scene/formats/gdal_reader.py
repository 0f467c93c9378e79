"""Reads the pixels of any GDAL raster, with its quality layers: one call a window."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.enums import MaskFlags
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window as RasterWindow

from ..grid import Window
from ..quality import CODE, QualityLayers, nodata_pixels, quality_codes
from .raw_pixels import RawPixels
from .truncation import opening_failed, reading_failed, truncated

# Scenes without georeferencing are welcome; describe() says so where a user can see it.
warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)

GDAL_OPTIONS: dict[str, Any] = {
    # GDAL's default block cache is 5 % of the machine's memory; ours is part of a stated bound.
    "GDAL_CACHEMAX": 256,
    "GDAL_NUM_THREADS": "ALL_CPUS",
    # A product's folder is listed once by us; GDAL need not look for sidecars of every member.
    "GTIFF_VIRTUAL_MEM_IO": "NO",
}


def raster_env() -> rasterio.Env:
    """The GDAL settings under which the engine opens every raster.

    The number of decoding threads of an outer environment wins: the streaming loop reads in
    threads of its own, and both together cost twice the time on files in strips.
    """
    outer = rasterio.env.getenv() if rasterio.env.hasenv() else {}
    threads = outer.get("GDAL_NUM_THREADS", GDAL_OPTIONS["GDAL_NUM_THREADS"])
    return rasterio.Env(**{**GDAL_OPTIONS, "GDAL_NUM_THREADS": threads})


@dataclass(frozen=True)
class GdalSource:
    """The pixels of one raster and the layers that judge them; can be sent between threads.

    Attributes:
        name: what GDAL opens.
        nodata: the stored value that means nothing was measured; None if there is none.
        quality: layers on the same grid; empty if there are none.
        raw: how to read the cube without GDAL, where GDAL is slow.
    """

    name: str
    nodata: float | None
    quality: QualityLayers = field(default_factory=QualityLayers)
    raw: RawPixels | None = None

    def open(self) -> GdalReader:
        """Opens an independent handle; use it in the thread that opened it."""
        return GdalReader(self)


class GdalReader:
    """A ``SceneReader`` over rasterio."""

    def __init__(self, source: GdalSource) -> None:
        self._source = source
        self._stack = ExitStack()
        try:
            self._stack.enter_context(raster_env())
            self._cube = self._open(source.name)
            self._layers = {n: self._open(str(p)) for n, p in source.quality.files.items()}
        except BaseException:
            self._stack.close()
            raise
        self._masked = MaskFlags.per_dataset in self._cube.mask_flag_enums[0]

    def _open(self, name: str) -> Any:
        try:
            return self._stack.enter_context(rasterio.open(name))
        except (RasterioError, OSError) as exc:
            raise opening_failed(name, exc) from exc

    def read(
        self, window: Window, bands: Sequence[int]
    ) -> tuple[npt.NDArray[np.generic], npt.NDArray[np.bool_]]:
        """Reads stored values ``(bands, rows, cols)`` and their validity ``(rows, cols)``."""
        values = self._values(window, bands)
        return values, self._codes(window, values) == CODE["valid"]

    def mask(self, window: Window, bands: Sequence[int]) -> npt.NDArray[np.uint8]:
        """Says why pixels are left out.

        Args:
            window: lies inside the scene.
            bands: the bands in which nodata counts.

        Returns:
            uint8 ``(rows, cols)``, index into ``quality.REASONS``.
        """
        return self._codes(window, self._values(window, bands))

    def values(self, window: Window, bands: Sequence[int]) -> npt.NDArray[np.generic]:
        """Reads stored values alone, ``(bands, rows, cols)``."""
        return self._values(window, bands)

    def _values(self, window: Window, bands: Sequence[int]) -> npt.NDArray[np.generic]:
        if self._source.raw is not None:
            try:
                return self._source.raw.read(window, bands)
            except EOFError as exc:
                raise truncated(self._source.name, str(exc)) from exc
            except OSError as exc:
                raise reading_failed(self._cube, window, exc) from exc
        # One call for all bands: GDAL then walks the blocks once, whatever the interleaving. Band
        # by band, a pixel-interleaved file would be decoded once for every band.
        return self._read(self._cube, window, list(bands))

    def _read(
        self, dataset: Any, window: Window, bands: int | list[int]
    ) -> npt.NDArray[np.generic]:
        part = RasterWindow(window.col_off, window.row_off, window.width, window.height)
        try:
            read: npt.NDArray[np.generic] = dataset.read(bands, window=part)
        except (RasterioError, OSError) as exc:
            raise reading_failed(dataset, window, exc) from exc
        return read

    def _codes(self, window: Window, values: npt.NDArray[np.generic]) -> npt.NDArray[np.uint8]:
        shape = (window.height, window.width)
        layers = {n: self._read(ds, window, 1).astype(np.uint8) for n, ds in self._layers.items()}
        codes = quality_codes(layers, shape)
        missing = nodata_pixels(values, self._source.nodata)
        if self._masked:
            part = RasterWindow(window.col_off, window.row_off, window.width, window.height)
            missing |= self._cube.read_masks(1, window=part) == 0
        codes[missing & (codes != CODE["background"])] = CODE["nodata"]
        return codes

    def __enter__(self) -> GdalReader:
        return self

    def __exit__(self, *exc: object) -> None:
        self._stack.close()
