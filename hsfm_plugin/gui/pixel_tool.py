"""The map tool that takes clicks on pixels, and the signed marks that it leaves on the map."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapTool
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPen

from .spectrum_tool import transformed

PLUS, MINUS = "+", "−"
SignedMark = Tuple[float, float, str]
"""x and y in the scene's CRS, ``PLUS`` or ``MINUS``."""

_RADIUS_PX, _ARM_PX = 7.0, 4.0
_COLOURS = {PLUS: QColor("#228833"), MINUS: QColor("#EE6677")}
"""Green and red of Paul Tol's bright scheme; the sign tells them apart without colours, too."""


class PixelTool(QgsMapTool):
    """Hands on the point of a click and the keys that were held; right click or Esc ends."""

    clicked = pyqtSignal(QgsPointXY, object)
    ended = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event: Any) -> None:  # noqa: N802 - QGIS's name
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.mapPoint(), event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            self.ended.emit()

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - QGIS's name
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.ended.emit()


class _Sign(QgsMapCanvasItem):
    """A disc with a plus or a minus that keeps its size on the screen."""

    def __init__(self, canvas: QgsMapCanvas, sign: str) -> None:
        super().__init__(canvas)
        self._sign = sign
        self._place = QgsPointXY()

    def move_to(self, point: QgsPointXY) -> None:
        self._place = point
        self.updatePosition()

    def updatePosition(self) -> None:  # noqa: N802 - QGIS's name
        self.setPos(self.toCanvasCoordinates(self._place))

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's name
        side = _RADIUS_PX + 2
        return QRectF(-side, -side, 2 * side, 2 * side)

    def paint(self, painter: QPainter, *_: Any) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#ffffff"), 2))
        painter.setBrush(_COLOURS[self._sign])
        painter.drawEllipse(QPointF(0, 0), _RADIUS_PX, _RADIUS_PX)
        painter.drawLine(QPointF(-_ARM_PX, 0), QPointF(_ARM_PX, 0))
        if self._sign == PLUS:
            painter.drawLine(QPointF(0, -_ARM_PX), QPointF(0, _ARM_PX))


class SignedMarks(QObject):
    """A plus or a minus on the map for each chosen pixel."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._crs = QgsCoordinateReferenceSystem()
        self._marks: Sequence[SignedMark] = ()
        self._shown: List[_Sign] = []
        canvas.destinationCrsChanged.connect(self._draw)

    def show(self, marks: Sequence[SignedMark], crs: QgsCoordinateReferenceSystem) -> None:
        """Shows these marks and no others."""
        self._marks, self._crs = marks, crs
        self._draw()

    def to_scene(
        self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem
    ) -> Optional[QgsPointXY]:
        """A point of the map in a scene's CRS; None where it has no place there."""
        return transformed(point, self._canvas.mapSettings().destinationCrs(), crs)

    def close(self) -> None:
        """Takes all marks off the map and lets go of it."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        self.show((), self._crs)

    def _draw(self) -> None:
        for sign in self._shown:
            self._canvas.scene().removeItem(sign)
        self._shown = []
        of_map = self._canvas.mapSettings().destinationCrs()
        for x, y, text in self._marks:
            point = transformed(QgsPointXY(x, y), self._crs, of_map)
            if point is not None:
                self._shown.append(_Sign(self._canvas, text))
                self._shown[-1].move_to(point)
