"""A scene whose classes differ in texture alone, and labels for it.

Every pixel shows one of two covers, as often in every class; the classes differ in how the covers
lie beside each other. No classifier of single pixels can tell them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyogrio
import rasterio
import shapely

CENTRES_NM = tuple(430.0 + 50.0 * band for band in range(40))
WIDTH_NM = 40.0
FIELD_PX, MARGIN_PX = 24, 5
CLASSES = ("chequered", "clumped", "mixed")
LEFT, TOP, PIXEL_M, CRS = 400_000.0, 5_800_000.0, 30.0, "EPSG:32633"

Square = tuple[float, float, float, str]
"""Row and column of the first pixel, side in pixels, class."""


def field_classes(fields: int) -> npt.NDArray[np.int64]:
    """The class of each of ``fields x fields`` fields."""
    row, col = np.mgrid[:fields, :fields]
    made: npt.NDArray[np.int64] = (row + 2 * col + row * col) % len(CLASSES)
    return made


def _cover(rng: np.random.Generator, number: int) -> npt.NDArray[np.bool_]:
    """Where a field of a class shows the first cover; its pattern begins anywhere."""
    side = FIELD_PX + 3
    row, col = np.mgrid[:side, :side]
    patterns = (
        (row + col) % 2 == 0,
        np.kron(rng.random((side // 3, side // 3)) < 0.5, np.ones((3, 3))) > 0,
        rng.random((side, side)) < 0.5,
    )
    down, right = rng.integers(0, 3, 2)
    return patterns[number][down : down + FIELD_PX, right : right + FIELD_PX]


def write_textured(path: Path, fields: int = 6, seed: int = 0) -> Path:
    """A GeoTIFF of fields of ``FIELD_PX`` pixels; reflectance times 10 000, 0 is nodata."""
    rng = np.random.default_rng(seed)
    rows = [[_cover(rng, number) for number in line] for line in field_classes(fields)]
    cover = np.block(rows)
    side = len(cover)
    centre = np.array(CENTRES_NM)
    plants = 0.05 + 0.4 / (1 + np.exp(-(centre - 710) / 20)) * np.exp(-(centre - 710) / 1500)
    soil = 0.08 + 0.28 * (centre - 400) / 2000
    share = np.where(cover, 0.7, 0.3) + 0.05 * rng.normal(size=(side, side))
    cube = share[None] * plants[:, None, None] + (1 - share[None]) * soil[:, None, None]
    cube += 0.002 * rng.normal(size=cube.shape)
    profile = {
        "driver": "GTiff",
        "width": side,
        "height": side,
        "count": len(centre),
        "dtype": "uint16",
        "nodata": 0,
        "crs": CRS,
        "transform": rasterio.Affine(PIXEL_M, 0, LEFT, 0, -PIXEL_M, TOP),
    }
    with rasterio.open(path, "w", **profile) as file:
        file.write((cube * 10_000).clip(1, 10_000).astype(np.uint16))
        for number, nm in enumerate(CENTRES_NM, start=1):
            file.update_tags(number, wavelength=nm, wavelength_units="nm", fwhm=WIDTH_NM)
    return path


def field_squares(fields: int = 6) -> list[Square]:
    """One square in the middle of each field."""
    found = field_classes(fields)
    return [
        (
            row * FIELD_PX + MARGIN_PX,
            col * FIELD_PX + MARGIN_PX,
            FIELD_PX - 2 * MARGIN_PX,
            CLASSES[int(found[row, col])],
        )
        for row in range(fields)
        for col in range(fields)
    ]


def write_squares(path: Path, squares: Sequence[Square], crs: str = CRS) -> Path:
    """A GeoPackage of labelled squares, in another coordinate system if wanted."""
    rows, cols, sides = (np.array([s[n] for s in squares], float) for n in range(3))
    shapes = shapely.box(
        LEFT + PIXEL_M * cols,
        TOP - PIXEL_M * (rows + sides),
        LEFT + PIXEL_M * (cols + sides),
        TOP - PIXEL_M * rows,
    )
    if crs != CRS:
        from rasterio.warp import transform

        def moved(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.column_stack(transform(CRS, crs, *points.T))

        shapes = shapely.transform(shapes, moved)
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        [np.array([name for *_, name in squares], dtype=object)],
        ["class"],
        geometry_type="Polygon",
        crs=crs,
    )
    return path
