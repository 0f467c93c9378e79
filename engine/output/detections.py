"""Writes a list of detections as a GeoPackage of polygons that is complete or absent."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..scene.grid import Grid
from .place import check_writable, explain, part_of, remove_parts

LAYER = "detections"
_STYLE = ".qml"
FEW_PIXELS = 64
"""Up to so many, joining squares is faster than tracing a raster."""
OUTLINE = "0,229,255,255"
"""Seen on every colour of a score map, the red above its threshold included."""

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
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).absolute()
        self._made: list[tuple[Path, Path]] = []

    def __enter__(self) -> DetectionOutput:
        check_writable(self.path)
        return self

    def __exit__(self, *exc: object) -> None:
        for made, _ in self._made:
            made.unlink(missing_ok=True)
        remove_parts(self.path)
        remove_parts(self._style)

    @property
    def _style(self) -> Path:
        return self.path.with_suffix(_STYLE)

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


def list_style() -> str:
    """The text of a ``.qml``: outlines with the rank beside them, dashed where flagged.

    Source: the files that QGIS 3.22 writes itself for ``QgsRuleBasedRenderer``.
    """
    rules = "".join(
        f'<rule key="{{{key}}}" symbol="{number}" label="{label}" filter="{wanted}"/>'
        for number, (key, label, wanted) in enumerate(
            (("plain", "Detection", "coalesce(flag, '') = ''"), ("flagged", "Flagged", "ELSE"))
        )
    )
    symbols = "".join(_outline(number, line) for number, line in enumerate(("solid", "dash")))
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        '<qgis version="3.22" styleCategories="Symbology|Labeling" labelsEnabled="1">\n'
        '<renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">'
        f'<rules key="{{root}}">{rules}</rules><symbols>{symbols}</symbols></renderer-v2>\n'
        '<labeling type="simple"><settings calloutType="simple">'
        '<text-style fieldName="rank" isExpression="0" fontSize="8" fontSizeUnit="Point" '
        'textColor="33,33,33,255" textOpacity="1" namedStyle="Regular">'
        '<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" '
        'bufferColor="255,255,255,255" bufferOpacity="1"/></text-style>'
        '<placement placement="8" dist="0.5" distUnits="MM"/>'
        '<rendering obstacle="0" displayAll="0" scaleVisibility="0"/>'
        "</settings></labeling>\n</qgis>\n"
    )


def _outline(number: int, line: str) -> str:
    options = {
        "line_color": OUTLINE,
        "line_style": line,
        "line_width": "0.5",
        "line_width_unit": "MM",
        "joinstyle": "miter",
    }
    shown = "".join(
        f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in options.items()
    )
    return (
        f'<symbol type="fill" name="{number}" alpha="1" force_rhr="0" clip_to_extent="1">'
        '<layer class="SimpleLine" enabled="1" pass="0" locked="0">'
        f'<Option type="Map">{shown}</Option></layer></symbol>'
    )
