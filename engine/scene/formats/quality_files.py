"""Checks the quality layers of a product against its cube."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import rasterio
from rasterio.errors import RasterioError

from ..grid import Grid
from ..quality import LAYERS


def usable_layers(
    layers: Mapping[str, Path], grid: Grid, expected: bool
) -> tuple[dict[str, Path], list[str]]:
    """Keeps the layers that open and have the size of the cube.

    Args:
        layers: by name, one of ``quality.LAYERS``.
        grid: the cube's.
        expected: whether missing layers are worth a warning.

    Returns:
        The layers to use, and sentences about those that are not used.
    """
    kept: dict[str, Path] = {}
    notes: list[str] = []
    for name, path in layers.items():
        try:
            with rasterio.open(path) as dataset:
                size = (dataset.height, dataset.width)
        except RasterioError:
            notes.append(f"The quality layer {path.name} cannot be read and is ignored.")
            continue
        if size != (grid.height, grid.width):
            notes.append(
                f"The quality layer {path.name} has {size[0]} x {size[1]} pixels, the cube "
                f"{grid.height} x {grid.width}; it is ignored."
            )
            continue
        kept[name] = path
    if expected and not layers:
        notes.append(
            "The product comes without quality layers: clouds and background are not masked, only "
            "nodata is."
        )
    elif expected and (missing := [name for name in LAYERS if name not in layers]):
        names = ", ".join(f"QL_QUALITY_{name}" for name in missing)
        notes.append(f"Quality layers are missing and not part of the mask: {names}.")
    return kept, notes
