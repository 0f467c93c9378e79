"""Paints a stroke over the pixels: press, drag, release."""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from qgis.core import QgsGeometry, QgsPointXY
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, pyqtSignal

from .label_tool import LabelTool

WIDEST_PX = 50
_WIDTH_PX = 3
_SIMPLER_PX = 0.1
"""How far the simplified path may lie from the mouse's: well inside a pixel."""
_QUARTER_SEGMENTS = 8


def stroke(path: List[Tuple[float, float]], width_px: int) -> QgsGeometry:
    """The area that a round brush covers on its way.

    Args:
        path: columns and rows.
        width_px: of the brush, in pixels of the scene.

    Returns:
        A valid polygon of columns and rows; ends and corners are round.
    """
    points = [QgsPointXY(col, row) for col, row in path]
    if any(point != points[0] for point in points):
        line = QgsGeometry.fromPolylineXY(points).simplify(_SIMPLER_PX)
    else:
        line = QgsGeometry.fromPointXY(points[0])
    made = line.buffer(width_px / 2.0, _QUARTER_SEGMENTS)
    return made if made.isGeosValid() else made.makeValid()


class BrushTool(LabelTool):
    """Shows its own width under the mouse; Shift and the wheel change it."""

    width_changed = pyqtSignal(int)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.width_px = _WIDTH_PX
        self._path: List[Tuple[float, float]] = []
        self._mouse: Optional[Tuple[float, float]] = None

    @property
    def is_painting(self) -> bool:
        """Whether the mouse is held down."""
        return bool(self._path)

    def set_width(self, width_px: int) -> None:
        """Sets the width of the brush in pixels of the scene, also of a stroke under way."""
        width_px = max(1, min(WIDEST_PX, width_px))
        if width_px != self.width_px:
            self.width_px = width_px
            self.width_changed.emit(width_px)
            self._show()

    def drop(self) -> bool:
        was_painting, self._path = bool(self._path), []
        self._mouse = None
        super().drop()
        return was_painting

    def canvasPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        place = self._place(event)
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self._path = [place]
            self._show()

    def canvasMoveEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        place = self._place(event)
        if place is None:
            return
        self._mouse = place
        if self._path:
            self._path.append(place)
        self._show()

    def canvasReleaseEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if event.button() != Qt.MouseButton.LeftButton or not self._path:
            return
        place = self._place(event)
        path = [*self._path, place] if place is not None else self._path
        self._path = []
        area = stroke(path, self.width_px)
        if self._covers_scene(area):
            self._label(area)
        self._show()

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        turn = event.angleDelta()
        self.set_width(self.width_px + (1 if turn.y() + turn.x() > 0 else -1))
        event.accept()

    def _show(self) -> None:
        path = self._path or ([self._mouse] if self._mouse is not None else [])
        if path:
            self._preview(stroke(path, self.width_px))
