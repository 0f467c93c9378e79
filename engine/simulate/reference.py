"""What is known of the simulated ground: the class of each pixel, and polygons to train with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyogrio
import pyogrio.raw
import rasterio
import shapely

from .canvas import FINE
from .covers import CLASSES, COVERS
from .footprint import EPSG, Footprint
from .landscape import Landscape, Target
from .metadata import START
from .noise import stream

Mask = npt.NDArray[np.bool_]
POLYGONS_PER_CLASS = 45
_MOST = 0.66  # share of a labelled pixel that its class holds; people label mixed pixels, too
_GDAL_DATE = "OGR_CURRENT_DATE"
_HALF = 0.50  # the same where roofs and roads are never as large as a pixel


@dataclass(frozen=True)
class Reference:
    """The truth, pixel by pixel.

    Attributes:
        classes: the class with the largest share, 0 for targets; shape (size, size), uint8.
        purity: that share, 0..1.
    """

    classes: npt.NDArray[np.uint8]
    purity: npt.NDArray[np.float32]


@dataclass(frozen=True)
class LabelPolygon:
    """One reference polygon, its corners in pixels as (x = column, y = row)."""

    class_value: int
    shape: shapely.Polygon
    pixels: int


def make_reference(landscape: Landscape) -> Reference:
    """Counts the classes of the cells in each pixel."""
    values = np.array([cover.class_value for cover in COVERS], dtype=np.uint8)
    cells = values[landscape.covers][landscape.objects]
    size = cells.shape[0] // FINE
    best = np.zeros((size, size), dtype=np.uint8)
    share = np.zeros((size, size), dtype=np.float32)
    for value in range(len(CLASSES) + 1):
        mean = (cells == value).reshape(size, FINE, size, FINE).mean(axis=(1, 3), dtype=np.float32)
        better = mean > share
        best[better], share[better] = value, mean[better]
    return Reference(best, share)


def draw_labels(reference: Reference, usable: Mask, seed: int) -> list[LabelPolygon]:
    """Draws turned rectangles onto pixels of one class, as a person would on an image.

    Args:
        reference: the truth.
        usable: pixels that may be labelled: seen, without cloud or shadow.
        seed: of the scene.

    Returns:
        Up to 45 polygons a class; no pixel centre lies in two of them, and every pixel centre in a
        polygon is of its class.
    """
    free = usable.copy()
    made: list[LabelPolygon] = []
    for ground in CLASSES:
        rng = stream(seed, "labels", ground.value)
        is_class = (reference.classes == ground.value) & free
        found: list[LabelPolygon] = []
        for purity, smallest in ((_MOST, 4), (_MOST, 2), (_HALF, 1)):
            pure = is_class & free & (reference.purity >= purity)
            wanted = POLYGONS_PER_CLASS - len(found)
            found += _place(pure, free, rng, ground.value, smallest, wanted)
            if len(found) >= min(30, POLYGONS_PER_CLASS):
                break
        made += found
    return made


def _place(
    pure: Mask, free: Mask, rng: np.random.Generator, value: int, smallest_px: int, wanted: int
) -> list[LabelPolygon]:
    """Tries random places and sizes; clears what it labels from ``free``."""
    rows, cols = np.nonzero(pure)
    made: list[LabelPolygon] = []
    for pick in rng.permutation(len(rows))[: 60 * max(wanted, 0)]:
        if len(made) >= wanted:
            break
        row, col = int(rows[pick]), int(cols[pick])
        if not free[row, col]:
            continue
        turn = float(rng.uniform(0, 90))
        for width, height in ((7, 4), (5, 3), (3, 2), (2, 1)):
            half = 0.5 * np.array([width, height]) * rng.uniform(0.75, 1.05, 2)
            inside = _pixels_in(row, col, turn, half, pure.shape)
            if inside is None or len(inside[0]) < smallest_px:
                continue
            if pure[inside].all() and free[inside].all():
                free[inside] = False
                made.append(LabelPolygon(value, _rectangle(row, col, turn, half), len(inside[0])))
                break
    return made


def _axes(turn_deg: float) -> tuple[float, float]:
    return float(np.cos(np.deg2rad(turn_deg))), float(np.sin(np.deg2rad(turn_deg)))


def _pixels_in(
    row: int, col: int, turn_deg: float, half: npt.NDArray[np.float64], shape: Sequence[int]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]] | None:
    """Pixels whose centres lie in the rectangle; None where it leaves the scene."""
    reach = int(np.ceil(np.hypot(*half)))
    if not (reach <= row < shape[0] - reach and reach <= col < shape[1] - reach):
        return None
    cos, sin = _axes(turn_deg)
    down, right = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    u, v = right * cos + down * sin, down * cos - right * sin
    hit = (np.abs(u) < half[0]) & (np.abs(v) < half[1])
    return row + down[hit], col + right[hit]


def _rectangle(
    row: int, col: int, turn_deg: float, half: npt.NDArray[np.float64]
) -> shapely.Polygon:
    cos, sin = _axes(turn_deg)
    corners = []
    for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        right, down = u * half[0], v * half[1]
        corners.append((col + 0.5 + right * cos - down * sin, row + 0.5 + right * sin + down * cos))
    return shapely.Polygon(corners)


def write_reference(path: Path, reference: Reference, footprint: Footprint) -> None:
    """Writes the classes as a paletted GeoTIFF; 0 outside the footprint and on targets."""
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=footprint.size,
        height=footprint.size,
        count=1,
        dtype="uint8",
        nodata=0,
        crs=f"EPSG:{EPSG}",
        transform=footprint.transform,
        compress="DEFLATE",
        photometric="palette",
    ) as target:
        target.write(np.where(footprint.inside, reference.classes, 0).astype(np.uint8), 1)
        colours = {
            c.value: (*(int(c.color[k : k + 2], 16) for k in (1, 3, 5)), 255) for c in CLASSES
        }
        target.write_colormap(1, {0: (0, 0, 0, 0), **colours})
        target.set_band_description(1, "class (simulated)")
        target.update_tags(**{f"CLASS_{c.value}": c.name for c in CLASSES}, HSFM_SIMULATED="yes")


def write_labels(path: Path, labels: Sequence[LabelPolygon], footprint: Footprint) -> None:
    """Writes the polygons with class_id, class and color to a GeoPackage."""
    place = shapely.transform(
        [label.shape for label in labels],
        lambda at: np.column_stack(footprint.x_y(at[:, 1], at[:, 0])),
    )
    by_value = {ground.value: ground for ground in CLASSES}
    grounds = [by_value[label.class_value] for label in labels]
    _write_gpkg(
        path,
        "labels",
        "Polygon",
        shapely.to_wkb(place),
        {
            "class_id": np.array([g.value for g in grounds], dtype=np.int32),
            "class": np.array([g.name for g in grounds], dtype=object),
            "color": np.array([g.color for g in grounds], dtype=object),
        },
    )


def write_targets(path: Path, targets: Sequence[Target], footprint: Footprint) -> None:
    """Writes the planted targets as points with material, cover and place to a GeoPackage."""
    points = [shapely.Point(footprint.x_y(t.row + 0.5, t.col + 0.5)) for t in targets]
    _write_gpkg(
        path,
        "anomalies",
        "Point",
        shapely.to_wkb(points),
        {
            "material": np.array([t.material for t in targets], dtype=object),
            "cover": np.array([t.cover for t in targets], dtype=np.float64),
            "area_m2": np.array([t.area_m2 for t in targets], dtype=np.float64),
            "row": np.array([t.row for t in targets], dtype=np.int32),
            "col": np.array([t.col for t in targets], dtype=np.int32),
        },
    )


def _write_gpkg(
    path: Path,
    layer: str,
    geometry_type: str,
    geometry: npt.NDArray[np.object_],
    fields: dict[str, npt.NDArray[np.generic]],
) -> None:
    # GDAL notes the time of the last change; with a fixed one, equal seeds give equal bytes.
    before = pyogrio.get_gdal_config_option(_GDAL_DATE)
    pyogrio.set_gdal_config_options({_GDAL_DATE: START})
    try:
        pyogrio.raw.write(
            path,
            np.asarray(geometry, dtype=object),
            list(fields.values()),
            list(fields),
            layer=layer,
            driver="GPKG",
            geometry_type=geometry_type,
            crs=f"EPSG:{EPSG}",
            dataset_metadata={"comment": "Simulated by HSFM; not a measurement."},
        )
    finally:
        pyogrio.set_gdal_config_options({_GDAL_DATE: before})
