"""Writes a picture of the help as a small PNG of few colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage, QPixmap, qRgb

MOST_BYTES = 118_000
"""A page with ten of them opens at once, and the package stays far from the site's limit."""
COLOURS = (255, 160, 96, 56, 32)
FREQUENT = 0.35
"""Share of the colours that go to the most frequent ones: those of the interface, unchanged."""


def save_small(taken: QPixmap, path: Path, widest_px: int) -> None:
    """Scales a picture down to a width and saves it with as many colours as its size allows.

    Raises:
        ValueError: it is too large even with the fewest colours.
    """
    image = taken.toImage().convertToFormat(QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(1.0)
    if image.width() > widest_px:
        image = image.scaledToWidth(widest_px, Qt.TransformationMode.SmoothTransformation)
    for count in COLOURS:
        table = palette(image, count)
        small = image.convertToFormat(
            QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
        )
        assert small.save(str(path), "PNG", 0), f"{path} could not be written"
        if path.stat().st_size <= MOST_BYTES:
            return
    raise ValueError(f"{path.name} has {path.stat().st_size} bytes with {COLOURS[-1]} colours.")


def palette(image: QImage, count: int) -> list[int]:
    """The most frequent colours of a picture, and a median cut of all others."""
    data = image.constBits().asstring(image.sizeInBytes())
    pixels = np.frombuffer(data, np.uint8).reshape(image.height(), -1, 4)[:, :, 2::-1]
    flat = pixels.reshape(-1, 3).astype(np.uint32)
    keys, number = np.unique(flat @ np.array([65536, 256, 1], np.uint32), return_counts=True)
    order = np.argsort(-number)
    if len(keys) <= count:
        return [_colour(key) for key in keys]
    kept = keys[order[: round(count * FREQUENT)]]
    others = keys[order[len(kept) :]]
    return [_colour(key) for key in kept] + _median_cut(others, number[order[len(kept) :]], count)[
        : count - len(kept)
    ]


def _colour(key: int) -> int:
    key = int(key)
    return int(qRgb(key >> 16, key >> 8 & 255, key & 255))


def _median_cut(keys: np.ndarray, number: np.ndarray, count: int) -> list[int]:
    side = len(keys)
    weights = np.minimum(number, 20)
    line = np.repeat(keys, weights)[None]
    bands = gdal.GetDriverByName("MEM").Create("", line.shape[1], 1, 3)
    for index, shift in enumerate((16, 8, 0)):
        bands.GetRasterBand(index + 1).WriteArray((line >> shift & 255).astype(np.uint8))
    table = gdal.ColorTable()
    wanted = max(2, min(side, count - round(count * FREQUENT)))
    parts = [bands.GetRasterBand(number) for number in (1, 2, 3)]
    gdal.ComputeMedianCutPCT(*parts, wanted, table)
    entries = [table.GetColorEntry(index) for index in range(min(wanted, table.GetCount()))]
    return [int(qRgb(*entry[:3])) for entry in entries]
