"""The legend over a plot: short lines of colour with their names, in rows that wrap."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from qgis.PyQt.QtCore import QPointF, QRect, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPen

from .theme import readable_on

_SAMPLE_PX, _GAP_PX, _BETWEEN_PX = 18, 5, 14
_MOST_ROWS = 3

Entry = Tuple[str, QColor, bool]
"""Name, colour, and whether it is a class mean, which is drawn as a broken line."""


class Legend:
    """Lays out entries and paints them; what does not fit into three rows is left to the list."""

    def __init__(self) -> None:
        self._placed: List[Tuple[QRect, Entry]] = []

    def lay_out(self, entries: Sequence[Entry], metrics: QFontMetrics, width: int) -> int:
        """Finds a place for each entry.

        Returns:
            The height that they take.
        """
        self._placed = []
        x = row = 0
        height = metrics.height() + 2
        for entry in entries:
            wide = _SAMPLE_PX + _GAP_PX + metrics.horizontalAdvance(entry[0])
            if x and x + wide > width:
                x, row = 0, row + 1
            if row == _MOST_ROWS:
                break
            self._placed.append((QRect(x, row * height, min(wide, width), height), entry))
            x += wide + _BETWEEN_PX
        return (row + (row < _MOST_ROWS)) * height + _GAP_PX if self._placed else 0

    def paint(self, painter: QPainter, left: int, top: int, ground: QColor, text: QColor) -> None:
        """Paints the entries where they were laid out."""
        for place, (name, colour, is_mean) in self._placed:
            room = place.translated(left, top)
            style = Qt.PenStyle.DashLine if is_mean else Qt.PenStyle.SolidLine
            painter.setPen(QPen(readable_on(ground, colour), 2, style))
            middle = room.center().y()
            start = QPointF(room.left(), middle)
            painter.drawLine(start, QPointF(room.left() + _SAMPLE_PX, middle))
            painter.setPen(text)
            words = room.adjusted(_SAMPLE_PX + _GAP_PX, 0, 0, 0)
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(side), name)
