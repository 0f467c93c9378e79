"""Paints the parts of a plot of spectra: axes, gaps, lines, ribbons, the read-out."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QPointF, QRect, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen, QPolygonF

from ..i18n import tr
from .spectrum_axes import SpectralAxis, decimals, ticks
from .spectrum_frame import Curve, Frame, Reading, Ribbon, known_runs
from .theme import readable_on

PAD_PX, TICK_PX = 6, 4
_TICK_ROOM_PX = 55
"""Room that a tick of the x axis and its number take."""
_GAP_ALPHA, _GRID_ALPHA, _LINE_ALPHA, _RIBBON_ALPHA = 36, 40, 130, 46


class PlotPainter:
    """Paints on a widget or a picture in the colours of a palette."""

    def __init__(self, painter: QPainter, palette: QPalette, metrics: QFontMetrics) -> None:
        self._painter, self._palette, self._metrics = painter, palette, metrics
        self.ground = QColor(palette.color(QPalette.ColorRole.Base))
        self.text = QColor(palette.color(QPalette.ColorRole.Text))

    def axes(self, frame: Frame, axis: SpectralAxis, y_title: str) -> None:
        """The gaps of the spectrum, the grid, ticks, numbers and titles."""
        self._gaps(frame, axis)
        self._y_axis(frame, y_title)
        self._x_axis(frame, axis)
        self._painter.setPen(QPen(self._paler(_LINE_ALPHA), 1))
        self._painter.drawLine(frame.room.bottomLeft(), frame.room.bottomRight())
        self._painter.drawLine(frame.room.topLeft(), frame.room.bottomLeft())

    def ribbon(self, frame: Frame, axis: SpectralAxis, ribbon: Ribbon) -> None:
        """A class: its spread as a ribbon, its mean as a broken line."""
        colour = readable_on(self.ground, ribbon.colour)
        fill = QColor(colour)
        fill.setAlpha(_RIBBON_ALPHA)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(fill)
        for run in known_runs(axis, ribbon.mean):
            upper = [frame.point(axis.x[place], ribbon.high[place]) for place in run]
            lower = [frame.point(axis.x[place], ribbon.low[place]) for place in run]
            self._painter.drawPolygon(QPolygonF([*upper, *reversed(lower)]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._lines(frame, axis, ribbon.mean, QPen(colour, 1.4, Qt.PenStyle.DashLine))

    def curve(self, frame: Frame, axis: SpectralAxis, curve: Curve) -> None:
        """A spectrum as lines with gaps."""
        width = 3.0 if curve.is_selected else 1.6
        self._lines(frame, axis, curve.values, QPen(readable_on(self.ground, curve.colour), width))

    def reading(self, frame: Frame, axis: SpectralAxis, found: Reading) -> None:
        """A dot on a value, a line to the axis, and the value in words."""
        painter, room, point = self._painter, frame.room, found.point
        painter.setPen(QPen(self._paler(_LINE_ALPHA), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(point.x(), room.top()), QPointF(point.x(), room.bottom()))
        painter.setPen(QPen(self.ground, 1))
        painter.setBrush(readable_on(self.ground, found.colour))
        painter.drawEllipse(point, 4.0, 4.0)
        where = f"{found.x:.0f} nm" if axis.has_wavelengths else f"{found.x:.0f}"
        words = f"{found.name} · {where} · {found.y:.4f}"
        wide = self._metrics.horizontalAdvance(words) + 10
        high = self._metrics.height() + 4
        left = min(max(room.left(), round(point.x()) + 8), room.right() - wide)
        box = QRect(left, max(room.top(), round(point.y()) - high - 6), wide, high)
        ground = QColor(self.ground)
        ground.setAlpha(230)
        painter.setPen(QPen(self._paler(_LINE_ALPHA), 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self.text)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _gaps(self, frame: Frame, axis: SpectralAxis) -> None:
        room = frame.room
        grey = self._paler(_GAP_ALPHA)
        for start, end in axis.unusable:
            left = max(frame.x(start), room.left())
            right = min(frame.x(end), room.right())
            if right > left:
                place = QRectF(left, room.top(), right - left, room.height())
                self._painter.fillRect(place, grey)

    def _y_axis(self, frame: Frame, title: str) -> None:
        painter, room, height = self._painter, frame.room, self._metrics.height()
        side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for value, words in frame.marks:
            y = round(frame.y(value))
            painter.setPen(QPen(self._paler(_GRID_ALPHA), 1))
            painter.drawLine(room.left(), y, room.right(), y)
            painter.setPen(self.text)
            painter.drawText(QRect(0, y - height // 2, room.left() - TICK_PX, height), side, words)
        painter.save()
        painter.translate(PAD_PX, room.center().y())
        painter.rotate(-90)
        place = QRect(-room.height() // 2, 0, room.height(), height)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), title)
        painter.restore()

    def _x_axis(self, frame: Frame, axis: SpectralAxis) -> None:
        painter, room, height = self._painter, frame.room, self._metrics.height()
        middle = int(Qt.AlignmentFlag.AlignCenter)
        marks = ticks(*frame.x_range, most=max(2, room.width() // _TICK_ROOM_PX))
        painter.setPen(self.text)
        for value in marks:
            x = round(frame.x(value))
            painter.drawLine(x, room.bottom(), x, room.bottom() + TICK_PX)
            place = QRect(x - 30, room.bottom() + TICK_PX, 60, height)
            painter.drawText(place, middle, f"{value:.{decimals(marks)}f}")
        title = tr("Wavelength (nm)") if axis.has_wavelengths else tr("Band")
        place = QRect(room.left(), room.bottom() + TICK_PX + height, room.width(), height)
        painter.drawText(place, middle, title)

    def _lines(self, frame: Frame, axis: SpectralAxis, values: Any, pen: QPen) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        for run in known_runs(axis, values):
            points = [frame.point(axis.x[place], values[place]) for place in run]
            if len(points) == 1:  # a band between two gaps
                self._painter.drawEllipse(points[0], 1.5, 1.5)
            else:
                self._painter.drawPolyline(QPolygonF(points))

    def _paler(self, alpha: int) -> QColor:
        made = QColor(self.text)
        made.setAlpha(alpha)
        return made
