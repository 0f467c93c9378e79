"""Where the pixels of a scene lie on the map, and how outlines of pixels become geometries."""

from __future__ import annotations

from typing import Any, Dict, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
)
from qgis.PyQt.QtGui import QTransform


class PixelGrid:
    """The grid of a scene.

    Places on it are columns and rows counted from the outer corner of the first pixel: the middle
    of that pixel is (0.5, 0.5).
    """

    def __init__(
        self,
        info: Dict[str, Any],
        crs: QgsCoordinateReferenceSystem,
        transforms: QgsCoordinateTransformContext,
    ) -> None:
        """Takes the grid from the engine's answer to ``info``; ``transforms`` is the project's."""
        a, b, c, d, e, f = (float(value) for value in info["grid"]["transform"])
        self._to_crs = QTransform(a, d, b, e, c, f)
        self._to_grid, _ = self._to_crs.inverted()
        self.crs, self._transforms = crs, transforms
        self.height, self.width = int(info["grid"]["height"]), int(info["grid"]["width"])

    def place_at(
        self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem
    ) -> Optional[Tuple[float, float]]:
        """Column and row of a point given in ``crs``; None where it cannot be transformed."""
        try:
            there = QgsCoordinateTransform(crs, self.crs, self._transforms).transform(point)
        except QgsCsException:
            return None
        x, y = there.x(), there.y()
        t = self._to_grid
        return t.m11() * x + t.m21() * y + t.dx(), t.m12() * x + t.m22() * y + t.dy()

    def pixel_at(
        self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem
    ) -> Optional[Tuple[int, int]]:
        """Row and column of the pixel under a point given in ``crs``; None outside the scene."""
        place = self.place_at(point, crs)
        if place is None:
            return None
        col, row = int(place[0] // 1), int(place[1] // 1)
        return (row, col) if 0 <= row < self.height and 0 <= col < self.width else None

    def in_crs(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
        """A geometry of columns and rows as one in ``crs``; empty where that cannot be."""
        made = QgsGeometry(geometry)
        made.transform(self._to_crs)
        try:
            made.transform(QgsCoordinateTransform(self.crs, crs, self._transforms))
        except QgsCsException:
            return QgsGeometry()
        return made
