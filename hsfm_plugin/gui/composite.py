"""Sets a composite of three bands with a 2-98 % stretch; the limits are read in the background."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

import numpy as np
from osgeo import gdal
from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
)

from ...engine.errors import InputUnreadable

_SAMPLE_PX = 512
"""The limits come from at most this many rows and columns, evenly spread."""
_LOW_PERCENT, _HIGH_PERCENT = 2.0, 98.0

Limits = List[Tuple[float, float]]


def stretch_limits(path: str, bands: Sequence[int], nodata: Optional[float]) -> Limits:
    """The 2nd and 98th percentile of each band, without nodata; for any thread.

    Raises:
        InputUnreadable: GDAL cannot read the raster.
    """
    raster = gdal.Open(path)
    if raster is None:
        raise InputUnreadable(f"GDAL cannot open {path}.", detail=gdal.GetLastErrorMsg())
    limits: Limits = []
    for number in bands:
        band = raster.GetRasterBand(number)
        empty = band.GetNoDataValue() if nodata is None else nodata
        values = band.ReadAsArray(
            buf_xsize=min(_SAMPLE_PX, raster.RasterXSize),
            buf_ysize=min(_SAMPLE_PX, raster.RasterYSize),
        )
        if values is None:
            raise InputUnreadable(f"Band {number} of {path} cannot be read.")
        good = np.isfinite(values)
        if empty is not None:
            good &= values != empty
        if not good.any():
            limits.append((0.0, 1.0))
            continue
        low, high = np.percentile(values[good], [_LOW_PERCENT, _HIGH_PERCENT])
        limits.append((float(low), float(high) if high > low else float(low) + 1.0))
    return limits


def apply_composite(layer: QgsRasterLayer, bands: Sequence[int], limits: Limits) -> None:
    """Shows three bands of a layer as red, green and blue."""
    provider = layer.dataProvider()
    red, green, blue = bands
    renderer = QgsMultiBandColorRenderer(provider, red, green, blue)
    setters = (
        renderer.setRedContrastEnhancement,
        renderer.setGreenContrastEnhancement,
        renderer.setBlueContrastEnhancement,
    )
    algorithm = QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    for number, (low, high), setter in zip(bands, limits, setters):
        stretch = QgsContrastEnhancement(provider.dataType(number))
        stretch.setMinimumValue(low)
        stretch.setMaximumValue(high)
        stretch.setContrastEnhancementAlgorithm(algorithm)
        setter(stretch)
    layer.setRenderer(renderer)
    layer.triggerRepaint()
    layer.emitStyleChanged()


def shown_bands(layer: QgsRasterLayer) -> List[int]:
    """The bands that a layer shows as red, green and blue; empty where it shows fewer."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsMultiBandColorRenderer):
        return []
    return [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
