"""Moves the map canvas to a place of a scene."""

from __future__ import annotations

from typing import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

_AROUND = 3.0
"""How many times as wide as the place the canvas becomes, so that one sees where it lies."""

_MARGIN = 1.05
"""The same for a whole layer."""


def zoom_to_shape(
    canvas: QgsMapCanvas, shape: QgsGeometry, crs: QgsCoordinateReferenceSystem, least: float
) -> bool:
    """Shows a shape with its surroundings, and flashes it.

    Args:
        canvas: to move.
        shape: an area.
        crs: of the shape.
        least: how much of the ground is shown at least, in units of the CRS.

    Returns:
        False where the place has no coordinates in the canvas's coordinate system.
    """
    box = shape.boundingBox()
    side = max(_AROUND * box.width(), _AROUND * box.height(), least)
    shown = QgsRectangle.fromCenterAndSize(box.center(), side, side)
    if not _show(canvas, shown, crs):
        return False
    canvas.flashGeometries([shape], crs)
    return True


def zoom_to(
    canvas: QgsMapCanvas, bounds: Sequence[float], crs: QgsCoordinateReferenceSystem
) -> bool:
    """Shows a rectangle with its surroundings, and flashes it.

    Args:
        canvas: to move.
        bounds: west, south, east, north.
        crs: of the bounds.

    Returns:
        False where the place has no coordinates in the canvas's coordinate system.
    """
    extent = QgsRectangle(*bounds)
    shown = QgsRectangle(extent)
    shown.scale(_AROUND)
    if not _show(canvas, shown, crs):
        return False
    canvas.flashGeometries([QgsGeometry.fromRect(extent)], crs)
    return True


def zoom_to_layer(canvas: QgsMapCanvas, layer: QgsMapLayer) -> bool:
    """Shows all of a layer; False where it has no coordinates in the canvas's system."""
    extent = QgsRectangle(layer.extent())
    extent.scale(_MARGIN)
    return _show(canvas, extent, layer.crs())


def _show(canvas: QgsMapCanvas, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> bool:
    """Moves the canvas to a rectangle; False where it has no place there."""
    to_canvas = QgsCoordinateTransform(
        crs, canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    try:
        canvas.setExtent(to_canvas.transformBoundingBox(extent))
    except QgsCsException:
        return False
    canvas.refresh()
    return True
