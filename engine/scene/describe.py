"""Puts into words and numbers what was understood of a scene: the answer of ``info``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from ..context import Context
from .composites import composites
from .grid import Grid, Window
from .quality import REASONS
from .scene import Scene
from .spectrum_gaps import unusable_ranges

_WINDOW_BYTES = 64 * 2**20
_ALL_BANDS_UP_TO_BYTES = 256 * 2**20
_SAMPLED_BANDS = 16


def describe(scene: Scene, context: Context) -> dict[str, Any]:
    """Describes a scene; reads its pixels once to count those that are masked.

    In scenes of more than 256 MiB, nodata is looked for in 16 usable bands spread over the
    spectrum, which ``facts`` then says. A scene without a valid pixel is described with a warning;
    tasks that make maps refuse it (``quality.refuse_if_empty``).

    Args:
        scene: as ``open_scene`` gives it.
        context: told of the progress, asked for cancellation.

    Returns:
        Values that JSON can hold; the keys are those of the ``info`` task.
    """
    bands = _bands_to_count(scene)
    counts = count_pixels(scene, bands, context)
    total = scene.grid.height * scene.grid.width
    usable = len(scene.bands.usable)
    warnings = list(scene.warnings)
    if counts["valid"] == 0:
        warnings.append("No pixel of this scene can be used: all are masked or hold nodata.")
    facts = dict(scene.facts)
    if len(bands) < usable:
        facts["pixels counted in"] = f"{len(bands)} of {usable} usable bands"
    return {
        "path": str(scene.path),
        "cube": str(scene.cube),
        "product": scene.product,
        "sensor": scene.sensor,
        "level": scene.level,
        "acquired": scene.acquired,
        "grid": describe_grid(scene.grid),
        "bands": [
            {
                "number": band.number,
                "centre_nm": band.centre_nm,
                "fwhm_nm": band.fwhm_nm,
                "detector": band.detector,
                "usable": band.usable,
                "unusable": band.unusable,
            }
            for band in scene.bands.bands
        ],
        "bands_total": len(scene.bands),
        "bands_usable": usable,
        "range_nm": _range_nm(scene),
        "unusable_nm": [list(gap) for gap in unusable_ranges(scene.bands)],
        "wavelengths_from": scene.bands.origin,
        "wavelengths_nominal": scene.bands.nominal,
        "scale": {
            "gain": _one_or_each(scene.gain),
            "offset": _one_or_each(scene.offset),
            "from": scene.scale_origin,
        },
        "nodata": _finite(scene.nodata),
        "dtype": scene.dtype,
        "interleave": scene.interleave,
        "block": list(scene.block),
        "pixels": {
            "total": total,
            "valid": counts["valid"],
            "masked_percent": round(100.0 * (total - counts["valid"]) / total, 3),
            "masked": {r: n for r, n in counts.items() if r != "valid" and n},
        },
        "display": composites(scene.bands),
        "facts": facts,
        "warnings": warnings,
        "fingerprint": scene.fingerprint,
    }


def count_pixels(scene: Scene, bands: list[int], context: Context) -> dict[str, int]:
    """Counts pixels by reason, all ``quality.REASONS`` included; nodata counts in ``bands``."""
    counts = np.zeros(len(REASONS), np.int64)
    windows = list(_strips(scene, len(bands)))
    with scene.source.open() as reader:
        for done, window in enumerate(windows):
            context.check_cancelled()
            context.progress("open", done, len(windows))
            codes = reader.mask(window, bands)
            counts += np.bincount(codes.ravel(), minlength=len(REASONS))
    context.progress("open", len(windows), len(windows))
    return {reason: int(n) for reason, n in zip(REASONS, counts)}


def describe_grid(grid: Grid) -> dict[str, Any]:
    """Size, pixel, CRS and bounds ``[west, south, east, north]`` in units of the CRS."""
    a, b, c, d, e, f = grid.transform
    corners = [
        (a * col + b * row + c, d * col + e * row + f)
        for row in (0, grid.height)
        for col in (0, grid.width)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    code, name, unit = crs_words(grid.crs_wkt)
    return {
        "height": grid.height,
        "width": grid.width,
        # Of rotated grids the length of a pixel's sides, not their share along x and y.
        "pixel_size": [float(np.hypot(a, d)), float(np.hypot(b, e))],
        "unit": unit,
        "crs": code,
        "crs_name": name,
        "transform": list(grid.transform),
        "bounds": [min(xs), min(ys), max(xs), max(ys)],
    }


def crs_words(wkt: str | None) -> tuple[str, str, str]:
    """Authority code, name and unit of a CRS; code and name are empty where there is none."""
    if wkt is None:
        return "", "", "pixel"
    from rasterio.crs import CRS

    crs = CRS.from_wkt(wkt)
    authority = crs.to_authority()
    parts = wkt.split('"')
    unit = "degree" if crs.is_geographic else str(crs.linear_units)
    return ":".join(authority) if authority else "", parts[1] if len(parts) > 1 else "", unit


def _bands_to_count(scene: Scene) -> list[int]:
    numbers = [band.number for band in scene.bands.usable]
    if not numbers:
        numbers = [band.number for band in scene.bands.bands]
    pixels = scene.grid.height * scene.grid.width
    size_bytes = pixels * len(numbers) * np.dtype(scene.dtype).itemsize
    if size_bytes <= _ALL_BANDS_UP_TO_BYTES or len(numbers) <= _SAMPLED_BANDS:
        return numbers
    spread = np.linspace(0, len(numbers) - 1, _SAMPLED_BANDS).round().astype(int)
    return [numbers[i] for i in spread]


def _strips(scene: Scene, bands: int) -> Iterator[Window]:
    """Windows over the full width, made of whole block rows, of at most about 64 MiB."""
    # Where pixels hold all bands together, all are decoded whatever is asked for.
    decoded = len(scene.bands) if scene.interleave == "pixel" else bands
    row_bytes = scene.grid.width * decoded * np.dtype(scene.dtype).itemsize
    block_rows = min(scene.block[0], scene.grid.height)
    rows = max(1, _WINDOW_BYTES // (row_bytes * block_rows)) * block_rows
    for row in range(0, scene.grid.height, rows):
        yield Window(row, 0, min(rows, scene.grid.height - row), scene.grid.width)


def _range_nm(scene: Scene) -> list[float] | None:
    centres = [b.centre_nm for b in scene.bands.usable if b.centre_nm is not None]
    return [min(centres), max(centres)] if centres else None


def _one_or_each(values: Any) -> float | list[float]:
    """One number if all bands share it, else one a band."""
    first = float(values[0])
    return first if bool((values == first).all()) else [float(v) for v in values]


def _finite(value: float | None) -> float | None:
    """NaN is no JSON; a raster whose nodata is NaN has no other fill value."""
    return None if value is None or not np.isfinite(value) else value
