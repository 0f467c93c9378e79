"""Reads vector files and brings them into a scene's coordinate system."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyogrio
import pyogrio.errors
import shapely

from .errors import BadParameter, InputNotFound, InputUnreadable, NoCrs
from .scene.grid import Grid

Geometries = npt.NDArray[np.object_]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class VectorLayer:
    """The features of a layer.

    Attributes:
        path: the file.
        name: of the layer.
        geometries: shapely geometries, ``(features,)``; None where a feature has none.
        fields: values by field name, each ``(features,)``.
        crs_wkt: coordinate system of the geometries; None if the file names none.
        notes: what was assumed, for the user.
    """

    path: Path
    name: str
    geometries: Geometries
    fields: dict[str, npt.NDArray[np.generic]]
    crs_wkt: str | None
    notes: tuple[str, ...] = ()

    @property
    def bounds(self) -> Bounds | None:
        """Left, bottom, right, top; None without geometries."""
        if not len(self.geometries):
            return None
        left, bottom, right, top = map(float, shapely.total_bounds(self.geometries))
        return None if np.isnan(left) else (left, bottom, right, top)

    def values(self, field: str) -> npt.NDArray[np.generic]:
        """The values of a field; letter case does not matter where the name is not ambiguous.

        Raises:
            BadParameter: there is no such field; those that exist are listed.
        """
        if field in self.fields:
            return self.fields[field]
        alike = [name for name in self.fields if name.lower() == field.lower()]
        if len(alike) == 1:
            return self.fields[alike[0]]
        known = ", ".join(self.fields) or "none"
        raise BadParameter(
            f"The layer {self.name} of {self.path} has no field {field!r}.",
            hint=f"Choose the field that holds the class. Its fields are: {known}.",
        )


def read_vector(path: str | os.PathLike[str], layer: str = "") -> VectorLayer:
    """Reads all features of a layer of any file that OGR knows.

    Args:
        path: the file; a GDAL name such as ``/vsizip/...`` is fine. What follows a ``|`` is taken
            as QGIS writes it (``file.gpkg|layername=labels``).
        layer: the layer's name; the first layer if empty.

    Raises:
        InputNotFound: there is no such file.
        InputUnreadable: it is no vector file.
        BadParameter: it has no such layer; those it has are listed.
    """
    text, layer = _split_source(os.fspath(path), layer)
    if not text.startswith("/vsi") and not Path(text).exists():
        raise InputNotFound(
            f"There is no file {text}.", hint="Check the path of the polygons or points."
        )
    # Without it GDAL leaves an .aux.xml beside a GeoPackage that carries metadata.
    pyogrio.set_gdal_config_options({"GDAL_PAM_ENABLED": "NO"})
    try:
        names = [str(name) for name in pyogrio.list_layers(text)[:, 0]]
        if not names:
            raise InputUnreadable(f"{text} has no layers.", hint="Choose another file.")
        if layer and layer not in names:
            raise BadParameter(
                f"{text} has no layer {layer!r}.", hint=f"Its layers are: {', '.join(names)}."
            )
        name = layer or names[0]
        meta, _, wkb, data = pyogrio.raw.read(text, layer=name, force_2d=True)
    except pyogrio.errors.DataSourceError as exc:
        raise InputUnreadable(
            f"{text} cannot be read as a vector file.",
            hint="Use a GeoPackage, Shapefile, GeoJSON or another file that QGIS opens.",
            detail=str(exc),
        ) from exc
    geometries: Geometries = (
        np.full(len(data[0]) if data else 0, None, object)
        if wkb is None
        else np.asarray(shapely.from_wkb(wkb, on_invalid="fix"), dtype=object)
    )
    fields = {str(field): values for field, values in zip(meta["fields"], data)}
    return VectorLayer(Path(text), name, geometries, fields, _wkt(meta.get("crs")))


def to_grid(layer: VectorLayer, grid: Grid) -> VectorLayer:
    """Brings a layer into the coordinate system of a grid.

    Where one side names no coordinate system they are taken to agree if their extents overlap,
    which is said in ``notes``.

    Raises:
        NoCrs: one side names no coordinate system and the extents do not overlap.
    """
    if layer.bounds is None or layer.crs_wkt == grid.crs_wkt:
        return layer
    if layer.crs_wkt is None or grid.crs_wkt is None:
        who = str(layer.path) if layer.crs_wkt is None else "The scene"
        if not overlap(layer.bounds, grid_bounds(grid)):
            raise NoCrs(
                f"{who} has no coordinate system, and the features ({in_words(layer.bounds)}) lie "
                f"outside the scene ({in_words(grid_bounds(grid))}).",
                hint="Give it its coordinate system in QGIS, or draw on the scene.",
            )
        note = (
            f"{who} has no coordinate system; the coordinates of {layer.path.name} are taken as "
            "those of the scene."
        )
        return replace(layer, crs_wkt=grid.crs_wkt, notes=(*layer.notes, note))
    from rasterio.crs import CRS
    from rasterio.warp import transform

    source, target = CRS.from_wkt(layer.crs_wkt), CRS.from_wkt(grid.crs_wkt)
    if source == target:
        return replace(layer, crs_wkt=grid.crs_wkt)

    def moved(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        xs, ys = transform(source, target, points[:, 0], points[:, 1])[:2]
        made: npt.NDArray[np.float64] = np.column_stack([xs, ys])
        return made

    geometries = shapely.transform(layer.geometries, moved)
    finite = np.array([g is None or bool(np.isfinite(shapely.bounds(g)).all()) for g in geometries])
    geometries[~finite] = None
    return replace(layer, geometries=geometries, crs_wkt=grid.crs_wkt)


def parts_of(geometry: shapely.Geometry | None) -> list[shapely.Geometry]:
    """Takes multi-geometries and collections apart; empty ones vanish."""
    if geometry is None or geometry.is_empty:
        return []
    if hasattr(geometry, "geoms"):
        return [part for member in geometry.geoms for part in parts_of(member)]
    return [geometry]


def grid_bounds(grid: Grid) -> Bounds:
    """Left, bottom, right, top of a grid in its coordinate system."""
    a, b, c, d, e, f = grid.transform
    corners = [(0, 0), (0, grid.width), (grid.height, 0), (grid.height, grid.width)]
    xs = [a * col + b * row + c for row, col in corners]
    ys = [d * col + e * row + f for row, col in corners]
    return min(xs), min(ys), max(xs), max(ys)


def pixel_places(
    grid: Grid, xs: npt.ArrayLike, ys: npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Rows and columns of coordinates; whole numbers are the upper left corners of pixels."""
    a, b, c, d, e, f = grid.transform
    x, y = np.asarray(xs, float) - c, np.asarray(ys, float) - f
    determinant = a * e - b * d
    return (a * y - d * x) / determinant, (e * x - b * y) / determinant


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether two extents have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def in_words(bounds: Bounds) -> str:
    """An extent for a sentence."""
    digits = 4 if max(map(abs, bounds)) <= 360 else 0
    left, bottom, right, top = (f"{value:.{digits}f}" for value in bounds)
    return f"x {left} to {right}, y {bottom} to {top}"


def _split_source(text: str, layer: str) -> tuple[str, str]:
    if "|" not in text or Path(text).exists():
        return text, layer
    text, *options = text.split("|")
    for option in options:
        key, _, value = option.partition("=")
        if key.lower() == "layername" and not layer:
            layer = value
    return text, layer


def _wkt(crs: str | None) -> str | None:
    if not crs:
        return None
    from rasterio.crs import CRS
    from rasterio.errors import CRSError

    try:
        return str(CRS.from_user_input(crs).to_wkt())
    except CRSError as exc:
        raise InputUnreadable(
            "The coordinate system of the vector file cannot be understood.",
            hint="Give the layer its coordinate system in QGIS and save it again.",
            detail=f"{crs}: {exc}",
        ) from exc
