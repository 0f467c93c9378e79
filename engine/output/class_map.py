"""Reads class maps: the values under some pixels, areas, and the names from an attribute table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse
from rasterio.errors import RasterioError
from rasterio.windows import Window as RasterWindow

from ..errors import BadParameter, InputNotFound, InputUnreadable
from ..scene.grid import Grid
from .pixel_area import hectares_of_rows
from .provenance import TAG

CHUNK_PIXELS = 1 << 24
"""That are read together."""

MOST_VALUES = 255
"""Different values of a class map; a raster with more holds something else."""

_BAND = "PAMRasterBand[@band='1']"

_NAME, _MIN_MAX, _RED, _GREEN, _BLUE = "2", "5", "6", "7", "8"
"""GDALRATFieldUsage, https://gdal.org/api/raster_c_api.html"""


@dataclass(frozen=True)
class MappedClass:
    """One value of a map.

    Attributes:
        value: of its pixels.
        name: from the attribute table; empty without one.
        color: ``#rrggbb``; empty likewise.
        pixels: how many there are.
        area_ha: their area in hectares; 0 where the map has no coordinate system.
    """

    value: int
    name: str
    color: str
    pixels: int
    area_ha: float


@dataclass(frozen=True)
class ClassMap:
    """A raster of class values.

    Attributes:
        path: the file.
        grid: size and georeferencing.
        nodata: the value of pixels without a class; 0 where the file does not say.
        names: name and colour by value, from the attribute table.
        head: path of the classifier that HSFM made it with; empty if it is not known.
    """

    path: Path
    grid: Grid
    nodata: int
    names: dict[int, tuple[str, str]]
    head: str = ""

    def read(
        self,
        rows: npt.NDArray[np.int64],
        cols: npt.NDArray[np.int64],
        told: Callable[[int, int], None],
    ) -> tuple[npt.NDArray[np.int64], tuple[MappedClass, ...]]:
        """Reads the map once.

        Args:
            rows, cols: ``(pixels,)``, rows ascending.
            told: called with how many rows of how many are done; may raise to stop.

        Returns:
            The values of the pixels ``(pixels,)``, and every value of the map but nodata.

        Raises:
            InputUnreadable: the file ends too early or is damaged.
            BadParameter: it has more than ``MOST_VALUES`` different values.
        """
        found = np.full(len(rows), self.nodata, np.int64)
        pixels: dict[int, int] = {}
        hectares: dict[int, float] = {}
        height, width = self.grid.height, self.grid.width
        step = max(1, CHUNK_PIXELS // width)
        with _readable(self.path), rasterio.open(self.path) as file:
            for top in range(0, height, step):
                told(top, height)
                end = min(top + step, height)
                block = file.read(1, window=RasterWindow(0, top, width, end - top))
                inside = slice(*np.searchsorted(rows, (top, end)))
                found[inside] = block[rows[inside] - top, cols[inside]]
                of_rows = hectares_of_rows(self.grid, top, end)
                for value in np.unique(block):
                    counts = (block == value).sum(axis=1)
                    key = int(value)
                    pixels[key] = pixels.get(key, 0) + int(counts.sum())
                    hectares[key] = hectares.get(key, 0.0) + float(counts @ of_rows)
                    if len(pixels) > MOST_VALUES + 1:
                        raise self._no_map(f"more than {MOST_VALUES} different values")
        told(height, height)
        pixels.pop(self.nodata, None)
        mapped = tuple(
            MappedClass(value, *self.names.get(value, ("", "")), pixels[value], hectares[value])
            for value in sorted(pixels)
        )
        return found, mapped

    def _no_map(self, what: str) -> BadParameter:
        return BadParameter(
            f"{self.path} has {what}, so it is no map of classes.",
            hint="Choose a class map, such as Classify Scene makes.",
        )


def open_class_map(path: str) -> ClassMap:
    """Opens a raster of one band of whole numbers.

    Raises:
        InputNotFound: there is no such file.
        InputUnreadable: it is no raster, or its attribute table is damaged.
        BadParameter: it has several bands, or numbers that are not whole.
    """
    place = Path(path)
    if not path.startswith("/vsi") and not place.exists():
        raise InputNotFound(f"There is no file {path}.", hint="Choose a class map.")
    with _readable(place), rasterio.open(path) as file:
        wkt = file.crs.to_wkt() if file.crs else None
        a, b, c, d, e, f = tuple(file.transform)[:6]
        grid = Grid(file.height, file.width, (a, b, c, d, e, f), wkt)
        nodata = 0 if file.nodata is None else int(file.nodata)
        head = _head(file.tags().get(TAG, ""))
        made = ClassMap(place, grid, nodata, _names(Path(f"{path}.aux.xml")), head)
        if file.count != 1:
            raise made._no_map(f"{file.count} bands")
        if np.dtype(file.dtypes[0]).kind not in "iu":
            raise made._no_map(f"values of type {file.dtypes[0]}")
    return made


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except RasterioError as exc:
        raise InputUnreadable(
            f"{path} cannot be read as a raster.",
            hint="Check that the file is complete, or choose another map.",
            detail=str(exc),
        ) from exc


def _head(provenance: str) -> str:
    """The classifier that a provenance names; other programs may have written anything there."""
    try:
        return str(json.loads(provenance)["model"]["head"])
    except (KeyError, TypeError, ValueError):
        return ""


def _names(path: Path) -> dict[int, tuple[str, str]]:
    """Names and colours by value from the PAM file beside a raster; empty where there is none.

    Source: GDAL PAM, https://gdal.org/user/raster_data_model.html#raster-attribute-table
    """
    if not path.is_file():
        return {}
    try:
        document = parse(path)
        table = document.find(f"{_BAND}/GDALRasterAttributeTable")
        if table is not None:
            return _from_table(table)
        categories = document.findall(f"{_BAND}/CategoryNames/Category")
        return {n: (each.text, "") for n, each in enumerate(categories) if each.text}
    except (OSError, ParseError, DefusedXmlException, ValueError) as exc:
        raise InputUnreadable(
            f"The attribute table {path} is damaged.",
            hint="Make the map again, or delete this file to go by the numbers of the classes.",
            detail=str(exc),
        ) from exc


def _from_table(table: Any) -> dict[int, tuple[str, str]]:
    usage = {field.findtext("Usage"): n for n, field in enumerate(table.findall("FieldDefn"))}
    if _NAME not in usage:
        return {}
    found = {}
    for number, row in enumerate(table.findall("Row")):
        cells = [cell.text or "" for cell in row.findall("F")]
        if len(cells) != len(table.findall("FieldDefn")):
            raise ValueError(f"row {number} has {len(cells)} cells")
        value = int(cells[usage[_MIN_MAX]]) if _MIN_MAX in usage else number
        color = ""
        if all(each in usage for each in (_RED, _GREEN, _BLUE)):
            rgb = [int(cells[usage[each]]) for each in (_RED, _GREEN, _BLUE)]
            color = "#" + "".join(f"{min(max(channel, 0), 255):02x}" for channel in rgb)
        found[value] = (cells[usage[_NAME]], color)
    return found
