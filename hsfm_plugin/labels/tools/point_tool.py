"""Labels the clicked pixel: its square in a polygon layer, its middle in a point layer."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.PyQt.QtCore import Qt

from .label_tool import LabelTool


class PointTool(LabelTool):
    """One click, one pixel; a double click is one too."""

    def canvasPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pixel = self._pixel(event)
        if pixel is None:
            return
        row, col = pixel
        if self._is_point_layer:
            self._label(QgsGeometry.fromPointXY(QgsPointXY(col + 0.5, row + 0.5)))
        else:
            self._label(QgsGeometry.fromRect(QgsRectangle(col, row, col + 1, row + 1)))
