"""Lists of detections of a small scene with planted objects, for their tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import Affine
from scipy.ndimage import gaussian_filter1d

from engine.context import Context
from engine.tasks.registry import run_task
from tests.data.simulated import read_vector

SIZE, BANDS = 96, 24
PLANTED = {(20, 30): 1, (60, 70): 2, (44, 12): 3}
"""Corner and side of what is planted."""
PLACE = Affine(30.0, 0.0, 4e5, 0.0, -30.0, 5.8e6)


def write_raster(path: Path, values: np.ndarray, place: Affine = PLACE, **options: object) -> None:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=len(values),
        height=values.shape[1],
        width=values.shape[2],
        dtype=values.dtype,
        crs="EPSG:32633",
        transform=place,
        **options,
    ) as raster:
        raster.write(values)


def map_and_list(scene: Path, folder: Path, **values: object):
    request = {"scene": scene, "out": folder / "map.tif", "detector": "rx", "device": "cpu"}
    request["detections"] = folder / "list.gpkg"
    return run_task("anomaly", {**request, **values}, Context())


def rows_of(path: Path) -> list[dict[str, object]]:
    meta, _, fields = read_vector(path)
    return [dict(zip(meta["fields"], row)) for row in zip(*fields)]


def planted_scene(path: Path) -> Path:
    """A raster of correlated ground without wavelengths, with three planted objects."""
    rng = np.random.default_rng(0)
    mixing = gaussian_filter1d(rng.normal(size=(BANDS, 5)), 2.0, axis=0) * 2.5
    cube = np.einsum("bk,krc->brc", mixing, rng.normal(size=(5, SIZE, SIZE)))
    cube = 3000 + 150 * cube + rng.normal(0, 30, cube.shape)
    target = 2.5 * gaussian_filter1d(rng.normal(0, 400, BANDS), 2.0)
    for (row, col), side in PLANTED.items():
        cube[:, row : row + side, col : col + side] += target[:, None, None]
    write_raster(path, cube.round().astype(np.int16))
    return path
