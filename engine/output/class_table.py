"""Classes of a map: their names and colours, how many pixels each has, and the attribute table."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scene.grid import Grid, Window
from .pixel_area import hectares_of_rows

MAX_CLASSES = 256

# GDALRATFieldType and GDALRATFieldUsage, https://gdal.org/api/raster_c_api.html
_INTEGER, _REAL, _STRING = 0, 1, 2
_GENERIC, _PIXEL_COUNT, _NAME, _MIN_MAX, _RED, _GREEN, _BLUE = 0, 1, 2, 5, 6, 7, 8


@dataclass(frozen=True)
class ClassEntry:
    """A class of a map.

    Attributes:
        value: the pixel value, 1 to 255.
        name: for people.
        color: ``#rrggbb``.
        pixels: how many pixels of the map have it.
        area_ha: their area in hectares; 0 where the map has no coordinate system.
        mean_confidence: mean of the confidence over them; None without pixels or confidence.
    """

    value: int
    name: str
    color: str
    pixels: int = 0
    area_ha: float = 0.0
    mean_confidence: float | None = None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def rgb(self) -> tuple[int, int, int]:
        """The colour as red, green and blue, 0 to 255."""
        return rgb_of(self.color)


class ClassCounter:
    """Counts pixels, area and confidence per class, window by window, in float64."""

    def __init__(self, grid: Grid) -> None:
        """Counts on ``grid``, whose coordinate system says how large a pixel is."""
        self._grid = grid
        self.pixels = np.zeros(MAX_CLASSES, np.int64)
        self._hectares = np.zeros(MAX_CLASSES)
        self._confidence = np.zeros(MAX_CLASSES)
        self._has_confidence = False

    def add(
        self,
        window: Window,
        classes: npt.NDArray[np.generic],
        confidence: npt.NDArray[np.generic] | None,
    ) -> None:
        """Counts a window.

        Args:
            window: in the grid.
            classes: ``(rows, cols)``, uint8.
            confidence: ``(rows, cols)`` or None; NaN is left out.
        """
        flat = classes.ravel().astype(np.intp)
        rows = np.repeat(np.arange(window.height), window.width)
        counts = np.bincount(
            rows * MAX_CLASSES + flat, minlength=window.height * MAX_CLASSES
        ).reshape(window.height, MAX_CLASSES)
        self.pixels += counts.sum(axis=0)
        self._hectares += hectares_of_rows(self._grid, window.row_off, window.row_end) @ counts
        if confidence is not None:
            self._has_confidence = True
            known = np.nan_to_num(confidence.ravel().astype(np.float64), nan=0.0)
            self._confidence += np.bincount(flat, weights=known, minlength=MAX_CLASSES)

    def fill(self, entries: Sequence[ClassEntry]) -> tuple[ClassEntry, ...]:
        """Gives the entries with what was counted for them."""
        return tuple(self._filled(entry) for entry in entries)

    def _filled(self, entry: ClassEntry) -> ClassEntry:
        pixels = int(self.pixels[entry.value])
        mean = None
        if pixels and self._has_confidence:
            mean = round(float(self._confidence[entry.value]) / pixels, 6)
        hectares = round(float(self._hectares[entry.value]), 4)
        return replace(entry, pixels=pixels, area_ha=hectares, mean_confidence=mean)


def rgb_of(color: str) -> tuple[int, int, int]:
    """Reads ``#rrggbb``.

    Raises:
        ValueError: it is something else.
    """
    digits = color.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f"{color!r} is no colour of the form #rrggbb")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def attribute_table_xml(entries: Sequence[ClassEntry]) -> str:
    """Writes a GDAL raster attribute table as the text of an ``.aux.xml`` for band 1.

    Source: GDAL PAM, https://gdal.org/user/raster_data_model.html#raster-attribute-table
    """
    fields = (
        ("Value", _INTEGER, _MIN_MAX),
        ("Class", _STRING, _NAME),
        ("Red", _INTEGER, _RED),
        ("Green", _INTEGER, _GREEN),
        ("Blue", _INTEGER, _BLUE),
        ("Count", _INTEGER, _PIXEL_COUNT),
        ("Area_ha", _REAL, _GENERIC),
        ("Confidence", _REAL, _GENERIC),
    )
    lines = [
        "<PAMDataset>",
        '  <PAMRasterBand band="1">',
        '    <GDALRasterAttributeTable tableType="thematic">',
    ]
    for index, (name, kind, usage) in enumerate(fields):
        lines.append(
            f'      <FieldDefn index="{index}"><Name>{name}</Name><Type>{kind}</Type>'
            f"<Usage>{usage}</Usage></FieldDefn>"
        )
    for index, entry in enumerate(entries):
        confidence = "" if entry.mean_confidence is None else repr(entry.mean_confidence)
        cells = (entry.value, entry.name, *entry.rgb, entry.pixels, entry.area_ha, confidence)
        row = "".join(f"<F>{html.escape(str(cell))}</F>" for cell in cells)
        lines.append(f'      <Row index="{index}">{row}</Row>')
    lines += ["    </GDALRasterAttributeTable>", "  </PAMRasterBand>", "</PAMDataset>", ""]
    return "\n".join(lines)
