"""The picture of a class map in a report, with its scale and the area of every class."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import InputUnreadable
from ..scene.grid import Grid
from .class_map import ClassMap
from .class_table import rgb_of
from .pixel_area import SQUARE_METRES_PER_HECTARE, hectares_of_rows

LONGEST_PX = 1_200
"""Of the picture's longer side; larger maps are made smaller."""

GREY = "#808080"
"""Of a class that has no colour."""

WIDEST_BAR = 0.3
"""Of a scale bar, as a share of the map's width."""


@dataclass(frozen=True)
class MapClass:
    """A class in the legend.

    Attributes:
        value, name, color: of it.
        pixels: how many the map has.
        area_ha: their area; 0 without a coordinate system.
        share: of all pixels with a class.
    """

    value: int
    name: str
    color: str
    pixels: int
    area_ha: float
    share: float


@dataclass(frozen=True)
class MapPicture:
    """A map to look at.

    Attributes:
        png: base64.
        width, height: of the map in pixels.
        classes: that the map has, the largest first.
        bar_percent, bar_label: width of the scale bar in percent of the map's, and its length in
            words; 0 and empty without a scale.
        notes: sentences for the reader.
    """

    png: str
    width: int
    height: int
    classes: tuple[MapClass, ...]
    bar_percent: float
    bar_label: str
    notes: tuple[str, ...]


def map_picture(
    map_: ClassMap, known: Sequence[dict[str, Any]], told: Callable[[int, int], None]
) -> MapPicture:
    """Reads a map.

    Args:
        map_: from ``open_class_map``.
        known: classes of the head, which give names and colours that the map lacks.
        told: of progress in rows; may raise to stop.

    Raises:
        InputUnreadable: the file ends too early or is damaged.
        BadParameter: it is no map of classes.
    """
    nowhere = np.zeros(0, np.int64)
    _, mapped = map_.read(nowhere, nowhere, told)
    of_head = {entry["value"]: entry for entry in known}
    total = max(1, sum(entry.pixels for entry in mapped))
    classes = [
        MapClass(
            entry.value,
            entry.name or str(of_head.get(entry.value, {}).get("name", f"class {entry.value}")),
            entry.color or str(of_head.get(entry.value, {}).get("color", GREY)),
            entry.pixels,
            entry.area_ha,
            entry.pixels / total,
        )
        for entry in mapped
    ]
    strangers = [
        each
        for each in classes
        if each.value not in of_head or of_head[each.value]["name"] != each.name
    ]
    notes = []
    if strangers:
        named = ", ".join(f"{each.value} {each.name}" for each in strangers[:5])
        notes.append(
            f"The map has classes that this classifier does not know ({named}), so another one "
            "made it."
        )
    percent, label = _scale(map_.grid)
    return MapPicture(
        _png(map_, {each.value: each.color for each in classes}),
        map_.grid.width,
        map_.grid.height,
        tuple(sorted(classes, key=lambda each: (-each.pixels, each.value))),
        percent,
        label,
        tuple(notes),
    )


def _png(map_: ClassMap, colors: dict[int, str]) -> str:
    """The map with at most ``LONGEST_PX`` on a side; pixels without a class are transparent."""
    import rasterio
    from PIL import Image
    from rasterio.enums import Resampling
    from rasterio.errors import RasterioError

    smaller = max(1.0, max(map_.grid.height, map_.grid.width) / LONGEST_PX)
    shape = tuple(max(1, round(side / smaller)) for side in (map_.grid.height, map_.grid.width))
    try:
        with rasterio.open(map_.path) as file:
            values = file.read(1, out_shape=shape, resampling=Resampling.mode)
    except RasterioError as exc:
        raise InputUnreadable(
            f"{map_.path} cannot be read as a raster.",
            hint="Check that the file is complete, or choose another map.",
            detail=str(exc),
        ) from exc
    present = sorted(colors)
    place = np.zeros(shape, np.uint8)
    palette: npt.NDArray[np.uint8] = np.zeros((256, 3), np.uint8)
    for number, value in enumerate(present, start=1):
        place[values == value] = number
        palette[number] = rgb_of(colors[value])
    image = Image.fromarray(place)
    image.putpalette(palette.tobytes())
    made = io.BytesIO()
    image.save(made, "PNG", transparency=0, optimize=True)
    return base64.b64encode(made.getvalue()).decode("ascii")


def _scale(grid: Grid) -> tuple[float, str]:
    """Width in percent and length in words of a scale bar; 0 and empty where it is unknown."""
    metres = _pixel_width(grid) * grid.width
    if metres <= 0:
        return 0.0, ""
    most = WIDEST_BAR * metres
    power = 10.0 ** math.floor(math.log10(most))
    length = max(step * power for step in (1.0, 2.0, 5.0) if step * power <= most)
    label = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    return round(100 * length / metres, 3), label


def _pixel_width(grid: Grid) -> float:
    """Metres of a pixel in the middle from left to right; 0 where it is unknown."""
    middle = grid.height // 2
    square_metres = float(hectares_of_rows(grid, middle, middle + 1)[0]) * SQUARE_METRES_PER_HECTARE
    a, b, _, d, e, f = grid.transform
    if square_metres <= 0 or b or d or not a or not e:
        return 0.0
    shape = abs(a / e)
    if _is_geographic(grid):
        shape *= math.cos(math.radians(e * (middle + 0.5) + f))
    return math.sqrt(square_metres * max(shape, 0.0))


def _is_geographic(grid: Grid) -> bool:
    from rasterio.crs import CRS

    return bool(grid.crs_wkt and CRS.from_wkt(grid.crs_wkt).is_geographic)
