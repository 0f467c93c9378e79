"""Compares a map with the ground that its scene was simulated from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal


def values(path: Path) -> Any:
    """The first band of a raster as numpy array.

    Raises:
        AssertionError: GDAL cannot read it.
    """
    gdal.UseExceptions()
    dataset = gdal.Open(str(path))
    assert dataset is not None, path
    return dataset.GetRasterBand(1).ReadAsArray()


def agreement(made: Path, names: dict[int, str], truth: Path, true_names: dict[int, str]) -> float:
    """The share of pixels whose class is that of the ground, of those that have both.

    Args:
        made: the map; 0 is no data.
        names: of its classes.
        truth: the reference; 0 is no data.
        true_names: of its classes.

    Raises:
        AssertionError: the map has another grid, or maps less than 80 % of the ground.
    """
    found, real = values(made), values(truth)
    assert found.shape == real.shape, (found.shape, real.shape)
    both = (found > 0) & (real > 0)
    assert both.sum() > 0.8 * (real > 0).sum(), (int(both.sum()), int((real > 0).sum()))
    named = np.vectorize(lambda value: names.get(int(value), "?"))(found[both])
    ground = np.vectorize(lambda value: true_names[int(value)])(real[both])
    return float((named == ground).mean())
