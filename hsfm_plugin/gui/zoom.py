"""Moves the map canvas to a place of a scene."""

from __future__ import annotations

from typing import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

_AROUND = 3.0
"""How many times as wide as the place the canvas becomes, so that one sees where it lies."""


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
    to_canvas = QgsCoordinateTransform(
        crs, canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    try:
        extent = to_canvas.transformBoundingBox(extent)
    except QgsCsException:
        return False
    shown = QgsRectangle(extent)
    shown.scale(_AROUND)
    canvas.setExtent(shown)
    canvas.refresh()
    canvas.flashGeometries([QgsGeometry.fromRect(extent)], canvas.mapSettings().destinationCrs())
    return True
