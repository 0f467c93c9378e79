"""Writes a list of detections as a GeoPackage of polygons that is complete or absent."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import BadParameter
from ..scene.grid import Grid
from .detection_style import list_style, style_of
from .place import check_writable, explain, part_of, remove_parts

LAYER = "detections"
_STYLES = "layer_styles"
"""The table in which QGIS keeps styles that a user saved in the file."""
_SUFFIX = ".gpkg"
_DATABASE = b"SQLite format 3\0"
FEW_PIXELS = 64
"""Up to so many, joining squares is faster than tracing a raster."""

FIELDS: dict[str, type[Any]] = {
    "rank": np.int32,
    "score": np.float64,
    "mean_score": np.float64,
    "size_px": np.int32,
    "area_m2": np.float64,
    "row": np.int32,
    "col": np.int32,
    "x": np.float64,
    "y": np.float64,
    "contrast": np.float64,
    "flag": object,
    "mark": object,
    "spectrum": object,
    "background": object,
    "bands": object,
}
"""The fields of the layer, in order; NaN becomes NULL."""


class DetectionOutput:
    """A list being written; a context manager that leaves nothing unless it was published.

    Attributes:
        path: the final place, ``*.gpkg``.
        marks: how many rows of the list that is replaced were marked.
    """

    def __init__(
        self, path: str | os.PathLike[str], rasters: Iterable[str | os.PathLike[str]] = ()
    ) -> None:
        """Takes a place; ``rasters`` are those whose styles stay as they are."""
        self.path = Path(path).absolute()
        self.marks = 0
        self._style = style_of(self.path, rasters)
        self._made: list[tuple[Path, Path]] = []

    def __enter__(self) -> DetectionOutput:
        """Looks at the place.

        Raises:
            BadParameter: the name is not that of a GeoPackage, or one is there that holds other
                layers than a list.
            PermissionRefused, DiskFull, WriteFailed: as ``check_writable``.
        """
        if self.path.suffix.lower() != _SUFFIX:
            raise BadParameter(
                f"{self.path} is no name for a list of detections, which is a GeoPackage.",
                hint=f"Choose a name that ends with {_SUFFIX}.",
            )
        check_writable(self.path)
        if self.path.exists():
            self.marks = _replaceable_marks(self.path)
        return self

    def __exit__(self, *exc: object) -> None:
        for made, _ in self._made:
            made.unlink(missing_ok=True)
        remove_parts(self.path)
        remove_parts(self._style)

    @property
    def made(self) -> list[tuple[Path, Path]]:
        """What ``prepare`` made and where it belongs; the list itself last."""
        return list(self._made)

    @property
    def stale(self) -> list[Path]:
        """What an earlier list of the same name may have left open."""
        return [self.path.with_name(self.path.name + end) for end in ("-wal", "-shm", "-journal")]

    def prepare(
        self,
        polygons: npt.NDArray[np.object_],
        rows: Sequence[Mapping[str, Any]],
        grid: Grid,
        provenance: Mapping[str, str],
    ) -> None:
        """Writes the list beside its place, with its style.

        Args:
            polygons: shapely geometries, ``(rows,)``.
            rows: the values of ``FIELDS``.
            grid: gives the coordinate system.
            provenance: metadata of the file.

        Raises:
            DiskFull, PermissionRefused, WriteFailed: what stood in the way.
        """
        import pyogrio
        import pyogrio.errors
        import pyogrio.raw
        import shapely

        part = part_of(self.path, "-new.gpkg")
        style = part_of(self._style)
        data = [np.array([row[name] for row in rows], dtype=kind) for name, kind in FIELDS.items()]
        # Without it GDAL leaves an .aux.xml beside a GeoPackage that carries metadata.
        pyogrio.set_gdal_config_options({"GDAL_PAM_ENABLED": "NO"})
        try:
            pyogrio.raw.write(
                part,
                np.asarray(shapely.to_wkb(polygons), dtype=object),
                data,
                list(FIELDS),
                layer=LAYER,
                driver="GPKG",
                geometry_type="MultiPolygon",
                crs=grid.crs_wkt or None,
                dataset_metadata=dict(provenance),
                nan_as_null=True,
                promote_to_multi=True,
            )
            style.write_text(list_style(), encoding="utf-8", newline="\n")
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError) as exc:
            raise explain(exc, self.path) from exc
        self._made = [(style, self._style), (part, self.path)]


def _replaceable_marks(path: Path) -> int:
    """How many rows of a list are marked; 0 where the file is no database at all.

    Raises:
        BadParameter: it holds something else than a list.
    """
    import pyogrio
    import pyogrio.errors
    import pyogrio.raw

    with path.open("rb") as file:
        if file.read(len(_DATABASE)) != _DATABASE:
            return 0
    layers: set[str] = set()
    try:
        layers = set(pyogrio.list_layers(path)[:, 0].tolist()) - {_STYLES}
        if layers == {LAYER} and set(FIELDS) <= set(pyogrio.read_info(path, LAYER)["fields"]):
            found = pyogrio.raw.read(path, LAYER, columns=["mark"], read_geometry=False)
            return sum(1 for mark in found[3][0] if mark)
        detail = ""
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as exc:
        detail = str(exc)
    raise BadParameter(
        f"{path} is a database that is no list of detections, and what it holds would be lost"
        + (f": {', '.join(sorted(layers))}." if layers else "."),
        hint="Give the list another name.",
        detail=detail,
    )


def outlines(
    grid: Grid, pixels: Sequence[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]
) -> npt.NDArray[np.object_]:
    """The outlines of groups of pixels as multi-polygons along the pixels' edges.

    Parts that touch at a corner only are polygons of their own.

    Args:
        grid: of the map.
        pixels: rows and columns of each group.
    """
    import shapely

    a, b, c, d, e, f = grid.transform

    def placed(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        cols, rows = points.T
        made: npt.NDArray[np.float64] = np.stack(
            [a * cols + b * rows + c, d * cols + e * rows + f], axis=1
        )
        return made

    found = np.full(len(pixels), None, object)
    for number, (rows, cols) in enumerate(pixels):
        # In pixels all numbers are whole, so that neighbours join without slivers.
        parts = _few_pixels(rows, cols) if len(rows) <= FEW_PIXELS else _many_pixels(rows, cols)
        found[number] = shapely.MultiPolygon(parts)
    return np.asarray(shapely.transform(found, placed), dtype=object)


def _few_pixels(rows: npt.NDArray[np.int64], cols: npt.NDArray[np.int64]) -> list[Any]:
    import shapely

    joined = shapely.union_all(shapely.box(cols, rows, cols + 1, rows + 1))
    return list(shapely.get_parts(joined))


def _many_pixels(rows: npt.NDArray[np.int64], cols: npt.NDArray[np.int64]) -> list[Any]:
    import shapely.geometry
    from affine import Affine
    from rasterio.features import shapes

    row, col = int(rows.min()), int(cols.min())
    mask = np.zeros((int(rows.max()) - row + 1, int(cols.max()) - col + 1), np.uint8)
    mask[rows - row, cols - col] = 1
    place = Affine.translation(col, row)
    found = shapes(mask, mask=mask.astype(bool), connectivity=4, transform=place)
    return [shapely.geometry.shape(part) for part, _ in found]
