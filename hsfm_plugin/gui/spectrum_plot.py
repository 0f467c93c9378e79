"""The widget that plots spectra of a scene, with gaps, class ribbons, a legend and a read-out."""

from __future__ import annotations

from typing import Any, Optional, Sequence, Tuple

import numpy as np
from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPixmap
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from .spectrum_axes import SpectralAxis, decimals, ticks, value_range
from .spectrum_frame import Curve, Frame, Reading, Ribbon, nearest
from .spectrum_legend import Legend
from .spectrum_paint import PAD_PX, TICK_PX, PlotPainter

PICTURE_SCALE = 2
"""Pixels of a saved picture for each of the screen."""
_TICK_ROOM_PX = 30
"""Room that a tick of the y axis and its number take."""
_LEAST_WIDTH, _LEAST_HEIGHT = 40, 30
"""With less room between the axes nothing is drawn."""


class SpectrumPlot(QWidget):
    """Shows spectra of one scene in the colours of the theme."""

    def __init__(self, like: QWidget, parent: Optional[QWidget] = None) -> None:
        """Makes an empty plot.

        Args:
            like: a list or table whose ground and text the plot takes: the style sheets of QGIS's
                themes know those, and leave a plain widget without colours.
            parent: of the widget.
        """
        super().__init__(parent)
        self._like = like
        self.setObjectName("spectrumPlot")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.axis: Optional[SpectralAxis] = None
        self.curves: Tuple[Curve, ...] = ()
        self.ribbons: Tuple[Ribbon, ...] = ()
        self._y_title = ""
        self._empty = ""
        self._mouse: Optional[QPoint] = None
        self._legend = Legend()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(520, 240)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, 130)

    def show_axis(self, axis: Optional[SpectralAxis], y_title: str, empty: str) -> None:
        """Takes the bands of a scene, what the values are, and what to say while there are none."""
        self.axis, self._y_title, self._empty = axis, y_title, empty
        self.curves, self.ribbons = (), ()
        self.update()

    def show_spectra(self, curves: Sequence[Curve], ribbons: Sequence[Ribbon]) -> None:
        """Draws other spectra."""
        self.curves, self.ribbons = tuple(curves), tuple(ribbons)
        self.update()

    def picture(self) -> QPixmap:
        """The plot as it is shown, at twice the pixels of the screen."""
        made = QPixmap(self.size() * PICTURE_SCALE)
        made.setDevicePixelRatio(PICTURE_SCALE)
        painter = QPainter(made)
        painter.setFont(self.font())
        self._paint(painter, None)
        painter.end()
        return made

    def reading_at(self, place: QPoint) -> Optional[Reading]:
        """The value nearest to a place: of the nearest band, the nearest line."""
        frame = self._frame()
        if frame is None or self.axis is None:
            return None
        return nearest(frame, self.axis, self.curves, self.ribbons, place)

    def place_of(self, x: float, y: float) -> QPoint:
        """Where a value is drawn."""
        frame = self._frame()
        return frame.point(x, y).toPoint() if frame is not None else QPoint()

    def mouseMoveEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        self._mouse = event.pos()
        self.update()

    def leaveEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        self._mouse = None
        self.update()

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        self._paint(painter, self._mouse)
        painter.end()

    def _paint(self, painter: QPainter, mouse: Optional[QPoint]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = PlotPainter(painter, self._like.palette(), self.fontMetrics())
        painter.fillRect(self.rect(), on.ground)
        frame, axis = self._frame(), self.axis
        if frame is None or axis is None:
            painter.setPen(on.text)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), int(flags), self._empty)
            return
        on.axes(frame, axis, self._y_title)
        painter.save()
        painter.setClipRect(frame.room.adjusted(0, 0, 1, 1))
        for ribbon in self.ribbons:
            on.ribbon(frame, axis, ribbon)
        for curve in sorted(self.curves, key=lambda each: each.is_selected):
            on.curve(frame, axis, curve)
        painter.restore()
        self._legend.paint(painter, PAD_PX, PAD_PX, on.ground, on.text)
        found = self.reading_at(mouse) if mouse is not None else None
        if found is not None:
            on.reading(frame, axis, found)

    def _frame(self) -> Optional[Frame]:
        """Where the axes are; None where there is nothing to show, or no room for it."""
        axis = self.axis
        if axis is None:
            return None
        parts = [curve.values for curve in self.curves]
        parts += [part for r in self.ribbons for part in (r.low, r.high, r.mean)]
        span = value_range(np.concatenate(parts).tolist() if parts else [])
        if span is None:
            return None
        metrics = self.fontMetrics()
        entries = [(curve.name, curve.colour, False) for curve in self.curves]
        entries += [(ribbon.name, ribbon.colour, True) for ribbon in self.ribbons]
        top = PAD_PX + self._legend.lay_out(entries, metrics, self.width() - 2 * PAD_PX)
        height = metrics.height()
        bottom = self.height() - PAD_PX - 2 * height - TICK_PX
        marks = ticks(*span, most=max(2, (bottom - top) // _TICK_ROOM_PX))
        words = [f"{value:.{decimals(marks)}f}" for value in marks]
        wide = max([metrics.horizontalAdvance(text) for text in words], default=0)
        left = PAD_PX + height + wide + 2 * TICK_PX
        room = QRect(left, top, self.width() - left - 3 * PAD_PX, bottom - top)
        if room.width() < _LEAST_WIDTH or room.height() < _LEAST_HEIGHT:
            return None
        low, high = axis.low, axis.high
        if high <= low:
            low, high = low - 1.0, high + 1.0
        return Frame(room, (low, high), span, tuple(zip(marks, words)))
