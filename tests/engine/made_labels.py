"""Labels and features made up for tests of training."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from engine.training.class_fields import ClassName
from engine.training.labels import Labels

NAMES = ("water", "soil", "tree")


def squares(units: Sequence[tuple[int, int, int]], side: int = 2) -> Labels:
    """Labels of ``side`` x ``side`` pixels: row, column and class of each polygon."""
    d_rows, d_cols = (part.ravel() for part in np.indices((side, side)))
    rows = np.concatenate([row + d_rows for row, _, _ in units])
    cols = np.concatenate([col + d_cols for _, col, _ in units])
    unit = np.repeat(np.arange(len(units)), side * side)
    index = np.array([place for _, _, place in units], np.int64)[unit]
    order = np.lexsort((cols, rows))
    classes = tuple(
        ClassName(n + 1, name, "#000000") for n, name in enumerate(NAMES[: int(index.max()) + 1])
    )
    return Labels(classes, rows[order], cols[order], index[order], unit[order])


def scattered(polygons: int = 60, side: int = 2, seed: int = 3) -> Labels:
    """Polygons of three classes in turn over 200 x 200 pixels, at least 8 pixels apart."""
    places = np.random.default_rng(seed).permutation(400)[:polygons]
    return squares([(10 * (p // 20), 10 * (p % 20), n % 3) for n, p in enumerate(places)], side)


def every(
    spectra: npt.NDArray[np.float32],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """All of them valid."""
    return spectra, np.ones(len(spectra), bool)


def features_of(
    labels: Labels, noise: float = 0.3, bands: int = 20, seed: int = 0
) -> npt.NDArray[np.float32]:
    """A centre for each class, and noise that is the same over a polygon, and some of a pixel."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(len(labels.classes), bands))
    of_units = rng.normal(size=(int(labels.unit.max()) + 1, bands))
    made = centres[labels.index] + noise * of_units[labels.unit]
    return (made + 0.1 * noise * rng.normal(size=made.shape)).astype(np.float32)
