"""Training on parts of Potsdam, for the tests of tasks that make maps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyogrio
import shapely

from engine.context import Context
from engine.tasks.registry import run_task

VALID_PIXELS = 12_288


def train(scene, labels, out, **options):
    context = Context()
    values = {"scene": scene, "labels": labels, "out": out, **options}
    return run_task("train", values, context), context


def assert_nothing_but(folder: Path, *names: str) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def write_squares(folder, squares, name="labels.gpkg"):
    """Writes squares of 3 x 3 pixels: (row, col, class), on the Potsdam grid."""
    shapes = [
        shapely.box(
            364095 + 30 * col,
            5809965 - 30 * (row + 3),
            364095 + 30 * (col + 3),
            5809965 - 30 * row,
        )
        for row, col, _ in squares
    ]
    path = folder / name
    pyogrio.raw.write(
        path,
        shapely.to_wkb(np.array(shapes, dtype=object)),
        [np.array([name for _, _, name in squares], dtype=object)],
        ["class"],
        geometry_type="Polygon",
        crs="EPSG:32633",
    )
    return path
