"""The map tool that picks pixels for their spectra, and the marks that it leaves on the map."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsVertexMarker
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

Mark = Tuple[int, float, float, str]
"""Number, x and y in the scene's CRS, colour."""


class SpectrumTool(QgsMapTool):
    """A click picks a pixel, dragging moves the pick; right click or Esc ends."""

    moved = pyqtSignal(QgsPointXY)
    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, pick: Callable[[QgsPointXY], bool]) -> None:
        """Makes the tool.

        Args:
            canvas: the map.
            pick: takes the point that was clicked; tells whether there was something to pick.
        """
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._pick = pick
        self._is_dragging = False

    def canvasPressEvent(self, event: Any) -> None:  # noqa: N802 - QGIS's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._is_dragging = self._pick(event.mapPoint())

    def canvasMoveEvent(self, event: Any) -> None:  # noqa: N802 - QGIS's name
        if self._is_dragging:
            self.moved.emit(event.mapPoint())

    def canvasReleaseEvent(self, event: Any) -> None:  # noqa: N802 - QGIS's name
        if event.button() == Qt.MouseButton.LeftButton and self._is_dragging:
            self._is_dragging = False
            self.moved.emit(event.mapPoint())
        elif event.button() == Qt.MouseButton.RightButton:
            self.ended.emit()

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - QGIS's name
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.ended.emit()

    def deactivate(self) -> None:
        self._is_dragging = False
        super().deactivate()


class SpectrumMarks(QObject):
    """A cross on the map for each picked pixel, in its colour."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._crs = QgsCoordinateReferenceSystem()
        self._marks: Sequence[Mark] = ()
        self._shown: Dict[int, QgsVertexMarker] = {}
        canvas.destinationCrsChanged.connect(self._place)

    @property
    def count(self) -> int:
        """How many can be seen."""
        return len(self._shown)

    def show(self, marks: Sequence[Mark], crs: QgsCoordinateReferenceSystem) -> None:
        """Shows these marks and no others."""
        self._marks, self._crs = marks, crs
        for number in set(self._shown) - {mark[0] for mark in marks}:
            self._canvas.scene().removeItem(self._shown.pop(number))
        self._place()

    def to_scene(
        self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem
    ) -> Optional[QgsPointXY]:
        """A point of the map in a scene's CRS; None where it has no place there."""
        return transformed(point, self._canvas.mapSettings().destinationCrs(), crs)

    def flash(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Lets a pixel light up on the map."""
        self._canvas.flashGeometries([geometry], crs)

    def close(self) -> None:
        """Takes all marks off the map and lets go of it."""
        self._canvas.destinationCrsChanged.disconnect(self._place)
        self.show((), self._crs)

    def _place(self) -> None:
        of_map = self._canvas.mapSettings().destinationCrs()
        for number, x, y, colour in self._marks:
            point = transformed(QgsPointXY(x, y), self._crs, of_map)
            if point is None:
                continue
            marker = self._shown.get(number)
            if marker is None:
                marker = self._shown[number] = QgsVertexMarker(self._canvas)
                marker.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
                marker.setIconSize(13)
                marker.setPenWidth(4)
                marker.setColor(QColor(colour))
                marker.setFillColor(QColor(255, 255, 255, 170))  # seen on dark ground, too
            marker.setCenter(point)


def transformed(
    point: QgsPointXY, source: QgsCoordinateReferenceSystem, wanted: QgsCoordinateReferenceSystem
) -> Optional[QgsPointXY]:
    """A point in another CRS, None where it has no place; as it is where one side has no CRS."""
    try:
        return QgsCoordinateTransform(source, wanted, QgsProject.instance()).transform(point)
    except QgsCsException:
        return None
