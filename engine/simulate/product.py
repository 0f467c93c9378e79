"""Writes the simulated product: the cube, its quality layers, quicklooks and metadata."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import rasterio
from rasterio.windows import Window

from ..context import Context
from .atmosphere import Atmosphere
from .footprint import EPSG, Footprint
from .metadata import (
    PRODUCT_NAME,
    QUICKLOOK_SWIR_NM,
    QUICKLOOK_VNIR_NM,
    SIMULATED,
    ProductFile,
    metadata_xml,
)
from .noise import FloatMap, stream
from .reference import Reference
from .rendering import Renderer
from .sensor import DETECTOR_COLUMNS, EnmapBands, Sensor

NODATA = -32768
GAIN = 1e-4
_DEFECTS = 3
_EMPTY_MEAN = -1000000.0
_INTERPOLATED_SWIR, _INTERPOLATED_VNIR = 4, 8  # bits of QL_QUALITY_TESTFLAGS


@dataclass(frozen=True)
class SimulatedScene:
    """All that is needed to make any block of pixels."""

    bands: EnmapBands
    footprint: Footprint
    atmosphere: Atmosphere
    renderer: Renderer
    sensor: Sensor
    reference: Reference
    seed: int

    def defects(self) -> npt.NDArray[np.bool_]:
        """Broken detector elements, shape (detector columns, bands)."""
        rng = stream(self.seed, "defects")
        made = np.zeros((DETECTOR_COLUMNS, len(self.bands)), dtype=np.bool_)
        bands = rng.choice(np.r_[10:70, 140:160, 175:210], _DEFECTS, replace=False)
        made[rng.integers(100, 900, _DEFECTS), bands] = True
        return made


def write_product(folder: Path, scene: SimulatedScene, context: Context) -> dict[str, float]:
    """Writes every file of the product into ``folder``, which exists.

    Returns:
        The cover percentages of the metadata.

    Raises:
        Cancelled: between two blocks of rows.
    """
    layers = _quality_layers(scene)
    means, quicklooks = _write_cube(folder, scene, context)
    for name, values in layers.items():
        _write_layer(folder, scene, f"QL_QUALITY_{name}", values[None])
    for name, stretched in zip(("QL_VNIR", "QL_SWIR"), (quicklooks[:3], quicklooks[3:])):
        _write_layer(folder, scene, name, _stretch(stretched, scene.footprint.inside))
    seen = max(1, int(scene.footprint.inside.sum()))
    cover = {
        "cloudCover": layers["CLOUD"].sum(),
        "hazeCover": layers["HAZE"].sum(),
        "cirrusCover": (layers["CIRRUS"] > 0).sum(),
        "snowCover": layers["SNOW"].sum(),
        "waterCover": (layers["CLASSES"] == 2).sum(),
        "cloudShadow": layers["CLOUDSHADOW"].sum(),
    }
    percent = {name: float(100 * pixels / seen) for name, pixels in cover.items()}
    files = [ProductFile(path.name, path.stat().st_size) for path in sorted(folder.iterdir())]
    xml = metadata_xml(scene.bands, scene.footprint, means, percent, files, scene.seed)
    (folder / f"{PRODUCT_NAME}-METADATA.XML").write_text(xml, encoding="utf-8", newline="\n")
    return percent


def _quality_layers(scene: SimulatedScene) -> dict[str, npt.NDArray[np.uint8]]:
    inside = scene.footprint.inside
    layers = scene.atmosphere.layers(inside)
    land_or_water = np.where(scene.reference.classes == 1, 2, 1)
    layers["CLASSES"] = np.where(inside, land_or_water, 3).astype(np.uint8)
    layers["SNOW"] = np.zeros_like(layers["CLOUD"])
    broken, swir = scene.defects(), scene.bands.is_swir
    in_swir, in_vnir = broken[:, swir].any(axis=1), broken[:, ~swir].any(axis=1)
    flags = in_swir * _INTERPOLATED_SWIR + in_vnir * _INTERPOLATED_VNIR
    layers["TESTFLAGS"] = np.where(inside, flags[scene.footprint.column], 0).astype(np.uint8)
    return layers


def _write_cube(
    folder: Path, scene: SimulatedScene, context: Context
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int16]]:
    """Writes the cube and the pixel mask block by block.

    Returns:
        Mean and standard deviation of each band, shape (bands, 2), and the six bands of the
        quicklooks, shape (6, size, size).
    """
    size, count = scene.footprint.size, len(scene.bands)
    height = 32 if size <= 1024 else 16 if size <= 2048 else 8
    shown = [
        int(np.abs(scene.bands.centre_nm - nm).argmin())
        for nm in QUICKLOOK_VNIR_NM + QUICKLOOK_SWIR_NM
    ]
    quicklooks = np.empty((len(shown), size, size), dtype=np.int16)
    sums = np.zeros((2, count), dtype=np.float64)
    seen = 0
    cube = _layer_profile(scene, count, "int16", NODATA, height)
    mask = _layer_profile(scene, count, "uint8", None, height)
    blocks = [slice(row, min(size, row + height)) for row in range(0, size, height)]
    with (
        rasterio.open(folder / f"{PRODUCT_NAME}-SPECTRAL_IMAGE.TIF", "w", **cube) as image,
        rasterio.open(folder / f"{PRODUCT_NAME}-QL_PIXELMASK.TIF", "w", **mask) as pixel_mask,
    ):
        for written in (image, pixel_mask):
            written.update_tags(HSFM_SIMULATED="yes", TIFFTAG_IMAGEDESCRIPTION=SIMULATED)
        for done, (rows, values, defective) in enumerate(_rendered(scene, blocks), start=1):
            context.check_cancelled()
            window = Window(0, rows.start, size, rows.stop - rows.start)
            image.write(values, window=window)
            pixel_mask.write(defective, window=window)
            quicklooks[:, rows] = values[shown]
            inside = scene.footprint.inside[rows]
            measured = values[:, inside].astype(np.float64)
            sums += measured.sum(axis=1), (measured**2).sum(axis=1)
            seen += int(inside.sum())
            context.progress("simulate", 30 + 65 * done // len(blocks), 100)
    mean = sums[0] / seen
    std = np.sqrt(np.maximum(sums[1] / seen - mean**2, 0.0))
    made = np.column_stack([mean, std]) * GAIN
    made[scene.bands.empty] = _EMPTY_MEAN, 0.0
    return made, quicklooks


_Block = tuple[slice, npt.NDArray[np.int16], npt.NDArray[np.uint8]]


def _rendered(scene: SimulatedScene, blocks: list[slice]) -> Iterator[_Block]:
    """The blocks in order, made by a few threads that stay a little ahead."""
    broken = scene.defects()
    workers = min(4, os.cpu_count() or 1)
    pool = ThreadPoolExecutor(workers)
    waiting: deque[Future[_Block]] = deque()
    try:
        for number, rows in enumerate(blocks):
            waiting.append(pool.submit(_render, scene, rows, number, broken))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _render(
    scene: SimulatedScene, rows: slice, number: int, broken: npt.NDArray[np.bool_]
) -> _Block:
    """One block: digital numbers and pixel mask, both (bands, rows, size)."""
    column = scene.footprint.column[rows].ravel()
    inside = scene.footprint.inside[rows].ravel()
    reflectance: FloatMap = scene.renderer.reflectance(rows)
    scene.atmosphere.see_through(reflectance, rows)
    scene.sensor.measure(reflectance, column, number)
    defective = broken[column]
    for pixel, band in np.argwhere(defective):
        reflectance[pixel, band] = reflectance[pixel, [band - 1, band + 1]].mean()
    stored = np.rint(reflectance / np.float32(GAIN)).clip(-3000, 32767).astype(np.int16)
    stored[~inside] = NODATA
    stored[:, scene.bands.empty] = NODATA
    flags = defective.astype(np.uint8)
    flags[~inside] = 255
    shape = (rows.stop - rows.start, scene.footprint.size, len(scene.bands))
    return (
        rows,
        np.ascontiguousarray(np.moveaxis(stored.reshape(shape), 2, 0)),
        np.ascontiguousarray(np.moveaxis(flags.reshape(shape), 2, 0)),
    )


def _layer_profile(
    scene: SimulatedScene, count: int, dtype: str, nodata: int | None, strip_rows: int = 64
) -> dict[str, Any]:
    return {
        "driver": "GTiff",
        "width": scene.footprint.size,
        "height": scene.footprint.size,
        "count": count,
        "dtype": dtype,
        "nodata": nodata,
        "crs": f"EPSG:{EPSG}",
        "transform": scene.footprint.transform,
        "compress": "DEFLATE",
        "predictor": 2,
        "zlevel": 4,
        "interleave": "band",
        "blockysize": strip_rows,
        "num_threads": "ALL_CPUS",
        "bigtiff": "IF_SAFER",
    }


def _write_layer(
    folder: Path, scene: SimulatedScene, name: str, values: npt.NDArray[np.uint8]
) -> None:
    profile = _layer_profile(scene, len(values), "uint8", None)
    with rasterio.open(folder / f"{PRODUCT_NAME}-{name}.TIF", "w", **profile) as target:
        target.write(values)
        target.update_tags(HSFM_SIMULATED="yes", TIFFTAG_IMAGEDESCRIPTION=SIMULATED)


def _stretch(values: npt.NDArray[np.int16], inside: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint8]:
    """Each band between its 2nd and 98th percentile as 1..255; 0 is background."""
    made = np.zeros(values.shape, dtype=np.uint8)
    for band, target in zip(values, made):
        low, high = np.percentile(band[inside], (2, 98))
        scaled = 1 + 254 * (band[inside] - low) / max(high - low, 1)
        target[inside] = np.clip(scaled, 1, 255).astype(np.uint8)
    return made
