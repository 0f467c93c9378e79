"""Turns labelled features into labelled pixels of a scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..errors import LabelsEmpty, LabelsOutside
from ..scene.grid import Grid
from ..vectors import VectorLayer, grid_bounds, in_words, overlap, parts_of
from .class_fields import ClassName, FeatureClasses
from .polygon_pixels import Pixels, pixels_of

_KINDS = ("Polygon", "Point")


@dataclass(frozen=True)
class Labels:
    """Labelled pixels in the order of the scene, so that the order of the features never matters.

    Attributes:
        classes: by ascending value.
        rows, cols: ``(pixels,)``, in the scene.
        index: ``(pixels,)``, place in ``classes``.
        unit: ``(pixels,)``, the polygon or point each pixel comes from, from 0.
        dropped: how many pixels two classes claimed; they are left out.
        notes: sentences for the user.
    """

    classes: tuple[ClassName, ...]
    rows: Pixels
    cols: Pixels
    index: Pixels
    unit: Pixels
    dropped: int = 0
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, keep: npt.NDArray[np.bool_]) -> Labels:
        """Only some of the pixels; units that lose all of theirs vanish."""
        _, unit = np.unique(self.unit[keep], return_inverse=True)
        return Labels(
            self.classes,
            self.rows[keep],
            self.cols[keep],
            self.index[keep],
            unit.reshape(-1).astype(np.int64),
            self.dropped,
            self.notes,
        )


def rasterise(layer: VectorLayer, found: FeatureClasses, grid: Grid) -> Labels:
    """Finds the pixels of every labelled feature.

    A polygon has the pixels whose centre it covers, or the one of a point inside it where it covers
    none; a point has the pixel that holds it. Multi-features count part by part.

    Args:
        layer: already in the coordinate system of the grid.
        found: the class of each feature.
        grid: of the scene.

    Raises:
        LabelsEmpty: there are no polygons or points with a class.
        LabelsOutside: none of them lies on the scene.
    """
    notes = [*layer.notes, *found.notes]
    parts: list[tuple[shapely.Geometry, int]] = []
    others = 0
    for geometry, place in zip(layer.geometries, found.index):
        for part in parts_of(geometry) if place >= 0 else ():
            if part.geom_type in _KINDS:
                parts.append((part, int(place)))
            else:
                others += 1
    if not parts:
        raise LabelsEmpty(
            f"The layer {layer.name} of {layer.path} holds no polygon or point with a class.",
            hint="Draw a few polygons for each class.",
        )
    if others:
        notes.append(f"{others} lines of {layer.path.name} are left out; draw polygons or points.")
    pixels = pixels_of([part for part, _ in parts], grid)
    units = [(place, found) for (_, place), found in zip(parts, pixels) if len(found)]
    if not units:
        raise _outside(layer, grid)
    if len(units) < len(parts):
        notes.append(f"{len(parts) - len(units)} labels lie outside the scene and are left out.")
    return _joined(units, found.classes, grid, notes)


def _joined(
    units: list[tuple[int, Pixels]],
    classes: tuple[ClassName, ...],
    grid: Grid,
    notes: list[str],
) -> Labels:
    units.sort(key=lambda unit: (int(unit[1][0]), unit[0], len(unit[1]), unit[1].tobytes()))
    flat = np.concatenate([pixels for _, pixels in units])
    unit = np.repeat(np.arange(len(units)), [len(pixels) for _, pixels in units])
    index = np.array([place for place, _ in units], np.int64)[unit]
    order = np.argsort(flat, kind="stable")
    flat, unit, index = flat[order], unit[order], index[order]
    places, first, inverse = np.unique(flat, return_index=True, return_inverse=True)
    low = np.full(len(places), np.iinfo(np.int64).max)
    high = np.full(len(places), -1)
    np.minimum.at(low, inverse.reshape(-1), index)
    np.maximum.at(high, inverse.reshape(-1), index)
    clear = low == high
    dropped = int((~clear).sum())
    if dropped:
        notes.append(f"{dropped} pixels lie in polygons of two classes and are left out.")
    made = Labels(
        classes,
        places // grid.width,
        places % grid.width,
        index[first],
        unit[first],
        dropped,
        tuple(notes),
    )
    return made.take(clear)


def _outside(layer: VectorLayer, grid: Grid) -> LabelsOutside:
    bounds, scene = layer.bounds, grid_bounds(grid)
    where = "" if bounds is None else f" They lie at {in_words(bounds)},"
    how = " beside" if bounds is None or not overlap(bounds, scene) else " between the pixels of"
    return LabelsOutside(
        f"None of the labels of {layer.path} lies on the scene.{where}{how} the scene at "
        f"{in_words(scene)}.",
        hint="Check the coordinate system of the labels, or draw labels on this scene.",
    )
