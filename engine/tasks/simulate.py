"""The task ``simulate``: a complete, simulated EnMAP L2A product with reference data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.errors import RasterioIOError

from ..context import Context
from ..errors import WriteFailed, from_os_error
from ..simulate.atmosphere import Atmosphere
from ..simulate.covers import CLASSES
from ..simulate.footprint import make_footprint
from ..simulate.landscape import make_landscape
from ..simulate.metadata import PRODUCT_NAME, SIMULATED
from ..simulate.product import SimulatedScene, write_product
from ..simulate.publishing import MARK, staged
from ..simulate.reference import (
    draw_labels,
    make_reference,
    write_labels,
    write_reference,
    write_targets,
)
from ..simulate.rendering import Renderer, band_palettes
from ..simulate.sensor import Sensor, enmap_bands
from .result import Output, Result

_NAMES = (MARK, PRODUCT_NAME, "labels.gpkg", "reference.tif", "anomalies.gpkg")


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Makes the scene in ``values["out"]``.

    Args:
        values: ``out`` (folder), ``size`` (rows and columns), ``seed``.
        context: told of progress in percent, asked for cancellation.

    Returns:
        The product's folder, the label polygons, the reference raster and the planted targets.
        Equal size and seed give equal pixels.

    Raises:
        DependencyMissing: ``prosail`` is not installed.
        BadParameter: the folder holds a product that was not simulated.
        DiskFull, PermissionRefused, WriteFailed: the operating system refuses to write.
        Cancelled: nothing is left behind.
    """
    folder = Path(str(values["out"])).expanduser().absolute()
    size, seed = int(values["size"]), int(values["seed"])
    bands = enmap_bands()
    try:
        with staged(folder, _NAMES, needed_bytes=size * size * len(bands) * 2) as stage:
            metrics = _make(stage, size, seed, context)
            context.progress("simulate", 100, 100)
    except RasterioIOError as exc:
        raise WriteFailed(
            f"The simulated scene could not be written to {folder}: {exc}.",
            hint="Check that the disk has space and is healthy, then try again.",
            detail=str(exc.__cause__ or exc),
        ) from exc
    except OSError as exc:
        if hasattr(exc, "code"):
            raise
        raise from_os_error(exc, folder / PRODUCT_NAME) from exc
    return Result(
        outputs=[
            Output("product", folder / PRODUCT_NAME, "scene"),
            Output("labels", folder / "labels.gpkg", "vector"),
            Output("reference", folder / "reference.tif", "classes", metrics.pop("areas")),
            Output("anomalies", folder / "anomalies.gpkg", "vector"),
        ],
        metrics=metrics,
        provenance={"task": "simulate", "size": size, "seed": seed, "note": SIMULATED},
    )


def _make(stage: Path, size: int, seed: int, context: Context) -> dict[str, Any]:
    bands, footprint = enmap_bands(), make_footprint(size)
    context.progress("simulate", 0, 100)
    palettes = band_palettes(bands, seed)
    context.check_cancelled()
    context.progress("simulate", 12, 100)
    atmosphere = Atmosphere(size, seed, bands)
    flags = atmosphere.layers(footprint.inside)
    clear = footprint.inside & (flags["CLOUD"] + flags["CLOUDSHADOW"] == 0) & (flags["CIRRUS"] < 2)
    landscape = make_landscape(size, seed, clear)
    context.check_cancelled()
    context.progress("simulate", 28, 100)
    reference = make_reference(landscape)
    scene = SimulatedScene(
        bands,
        footprint,
        atmosphere,
        Renderer(landscape, palettes, bands, seed),
        Sensor(bands, seed),
        reference,
        seed,
    )
    product = stage / PRODUCT_NAME
    product.mkdir()
    cover = write_product(product, scene, context)
    labels = draw_labels(reference, clear, seed)
    context.progress("simulate", 97, 100)
    write_labels(stage / "labels.gpkg", labels, footprint)
    write_reference(stage / "reference.tif", reference, footprint)
    write_targets(stage / "anomalies.gpkg", landscape.targets, footprint)
    (stage / MARK).write_text(
        f"{SIMULATED}\nSize {size} x {size} pixels, seed {seed}.\n"
        "Running simulate again on this folder replaces the files it made here.\n",
        encoding="utf-8",
        newline="\n",
    )
    return {
        "simulated": True,
        "cover_percent": {name: round(value, 2) for name, value in cover.items()},
        "polygons": {
            c.name: sum(label.class_value == c.value for label in labels) for c in CLASSES
        },
        "targets": len(landscape.targets),
        "areas": _areas(np.where(footprint.inside, reference.classes, 0)),
    }


def _areas(classes: np.ndarray[Any, np.dtype[np.uint8]]) -> list[dict[str, Any]]:
    pixels = np.bincount(classes.ravel(), minlength=len(CLASSES) + 1)
    return [
        {
            "value": c.value,
            "name": c.name,
            "color": c.color,
            "pixels": int(pixels[c.value]),
            "area_ha": round(float(pixels[c.value]) * 0.09, 2),
            "mean_confidence": None,
        }
        for c in CLASSES
    ]
