"""Opens any raster that GDAL can read as a scene; product readers add what they know to it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.errors import RasterioError, RasterioIOError

from ...errors import (
    BandMismatch,
    EngineError,
    InputUnreadable,
    NotHyperspectral,
)
from ..fingerprint import fingerprint
from ..grid import Grid
from ..quality import QualityLayers
from ..sampling import Sample, take_sample
from ..scale import Scale, settle_scale, stated_scale
from ..scene import Scene
from ..wavelengths import Wavelengths, band_table, numbers_in
from .enmap_bands import looks_like_enmap
from .gdal_reader import GdalSource, raster_env
from .product_hints import ProductHints
from .quality_files import usable_layers
from .raster_files import files_of
from .raw_pixels import raw_pixels
from .truncation import opening_failed, refuse_truncated, truncated
from .wavelength_search import Spectral, find_spectral

FEWEST_BANDS = 10
"""A raster with fewer bands is a photo, a map or a multispectral image."""

_SENSORS = (
    ("EnMAP", re.compile(r"enmap", re.IGNORECASE)),
    ("PRISMA", re.compile(r"^PRS_L|prisma", re.IGNORECASE)),
    ("EMIT", re.compile(r"^emit", re.IGNORECASE)),
    ("DESIS", re.compile(r"desis", re.IGNORECASE)),
    ("AVIRIS-NG", re.compile(r"^ang\d{8}t", re.IGNORECASE)),
    ("AVIRIS-3", re.compile(r"^av3\d{8}t", re.IGNORECASE)),
)


def open_raster(path: Path, cube: str, hints: ProductHints | None = None) -> Scene:
    """Opens a cube.

    Args:
        path: what the user gave.
        cube: the file that GDAL opens.
        hints: what the product's metadata say; None for a plain raster.

    Raises:
        InputUnreadable, InputTruncated, NotHyperspectral, BandMismatch, PermissionRefused.
    """
    hints = hints or ProductHints()
    with raster_env(), _opened(cube) as dataset:
        if hints.band_count is not None and hints.band_count != dataset.count:
            raise BandMismatch(
                f"{hints.metadata} lists {hints.band_count} bands, but {cube} has {dataset.count}.",
                hint="The two files do not belong together: download the product again, or move "
                "the cube to a folder of its own to open it without the product's metadata.",
            )
        if dataset.count < FEWEST_BANDS:
            bands = "1 band" if dataset.count == 1 else f"{dataset.count} bands"
            raise NotHyperspectral(
                f"{cube} has {bands}; a hyperspectral scene has many more.",
                hint="Choose the spectral cube itself, not a photo, a quicklook or a map.",
            )
        if np.dtype(dataset.dtypes[0]).kind not in "iuf":
            raise InputUnreadable(
                f"{cube} holds values of type {dataset.dtypes[0]}, which are no reflectance.",
                hint="Choose a raster of real numbers.",
            )
        refuse_truncated(dataset)
        return _scene(path, cube, dataset, hints)


def _opened(cube: str) -> Any:
    try:
        if os.path.isfile(cube) and os.path.getsize(cube) == 0:
            raise truncated(cube, "0 bytes")
        return rasterio.open(cube)
    except (RasterioError, RasterioIOError, OSError) as exc:
        if isinstance(exc, EngineError):
            raise
        raise opening_failed(cube, exc) from exc


def _scene(path: Path, cube: str, dataset: Any, hints: ProductHints) -> Scene:
    name = Path(cube).name
    sensor = hints.sensor or next((s for s, known in _SENSORS if known.search(name)), "")
    spectral = find_spectral(dataset, hints.wavelengths, sensor == "EnMAP")
    found = spectral.wavelengths
    if not sensor and found is not None and looks_like_enmap(found.centres_nm):
        sensor = "EnMAP"
    dtype = str(dataset.dtypes[0])
    nodata = _nodata(dataset, hints, spectral.header)
    grid = Grid(dataset.height, dataset.width, tuple(dataset.transform)[:6], _wkt(dataset))
    layers, notes = usable_layers(hints.layers, grid, hints.layers_expected)
    source = GdalSource(cube, nodata, raw=raw_pixels(dataset))
    block = (int(dataset.block_shapes[0][0]), int(dataset.block_shapes[0][1]))
    item_bytes = np.dtype(dtype).itemsize
    files = files_of(dataset)
    sample = take_sample(source, dataset.count, grid.height, grid.width, item_bytes, block, files)
    empty = sorted({*hints.empty_bands, *sample.empty_bands})
    bands = band_table(dataset.count, found, found.good if found else spectral.good, empty)
    scale = settle_scale(
        _stated(dataset, hints, spectral), dtype, dataset.count, _usable_values(sample, bands)
    )
    scene = Scene(
        path=path,
        cube=Path(cube),
        sensor=sensor,
        level=hints.level,
        product=hints.product or name,
        acquired=hints.acquired or spectral.header.get("acquisition time", ""),
        grid=grid,
        bands=bands,
        gain=scale.gain,
        offset=scale.offset,
        scale_origin=scale.origin,
        dtype=dtype,
        nodata=nodata,
        block=block,
        interleave=_interleave(dataset),
        source=replace(source, quality=QualityLayers(layers)),
        fingerprint="",
        facts=dict(hints.facts),
        warnings=(
            *hints.warnings,
            *_wavelength_notes(found, bands, name),
            *scale.warnings,
            *notes,
            *_raster_notes(dataset, grid, name),
        ),
    )
    beside = [*([hints.metadata] if hints.metadata else []), *layers.values()]
    members = [*files, *map(str, beside)]
    return replace(scene, fingerprint=fingerprint(scene, cube, members))


def _nodata(dataset: Any, hints: ProductHints, header: Mapping[str, str]) -> float | None:
    if dataset.nodata is not None:
        return float(dataset.nodata)
    stated = numbers_in(header.get("data ignore value", ""))
    if stated:
        return stated[0]
    return hints.nodata.get(str(dataset.dtypes[0]))


def _wkt(dataset: Any) -> str | None:
    return str(dataset.crs.to_wkt()) if dataset.crs else None


def _interleave(dataset: Any) -> str:
    """``pixel`` also for line-interleaved files: a row of all bands lies together in both."""
    kind = dataset.get_tag_item("INTERLEAVE", "IMAGE_STRUCTURE") or "BAND"
    return "band" if kind.upper() == "BAND" else "pixel"


def _stated(dataset: Any, hints: ProductHints, spectral: Spectral) -> Scale | None:
    header = spectral.header
    factor = numbers_in(header.get("reflectance scale factor", ""))
    return stated_scale(
        dataset.scales,
        dataset.offsets,
        hints.scale,
        numbers_in(header.get("data gain values", "")) or None,
        numbers_in(header.get("data offset values", "")) or None,
        factor[0] if factor else None,
    )


def _usable_values(sample: Sample, bands: Any) -> Any:
    rows = [band.number - 1 for band in bands.usable]
    return sample.values[rows] if rows else sample.values


def _wavelength_notes(found: Wavelengths | None, bands: Any, name: str) -> Iterable[str]:
    if found is None:
        yield (
            f"{name} does not say at which wavelengths its bands lie; only methods that need "
            "no wavelengths work."
        )
        return
    yield from found.warnings
    if found.nominal:
        yield (
            f"{name} does not state its wavelengths; those of the sensor's design are used "
            f"({found.origin}), which may be off by 0.4 nm."
        )
    if not bands.usable:
        yield f"No band of {name} can be used: all are flagged bad or hold nodata."


def _raster_notes(dataset: Any, grid: Grid, name: str) -> Iterable[str]:
    if grid.crs_wkt is None:
        yield f"{name} has no coordinate reference system; maps of it will have none either."
    if len({str(value) for value in dataset.nodatavals}) > 1:
        yield f"The bands of {name} state different nodata values; that of band 1 counts."
