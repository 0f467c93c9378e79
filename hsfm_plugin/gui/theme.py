"""Colours that follow the light or dark theme of QGIS, and its icons."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

GREEN, RED, GREY = "#2e9e5b", "#d1432f", "#8a8f98"
"""Dots and bars; each always stands beside a word."""


def text_on(colour: QColor) -> QColor:
    """Black or white, whichever is readable on ``colour`` (W3C's relative luminance)."""
    light = 0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF()
    return QColor("#000000") if light > 0.45 else QColor("#ffffff")


def failed_icon() -> QIcon:
    """A red disc with a cross: QGIS 3.22 has no coloured mark for a failure."""
    side = 32
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(RED))
    painter.drawEllipse(2, 2, side - 4, side - 4)
    pen = QPen(QColor("#ffffff"), 4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(11, 11, 21, 21)
    painter.drawLine(21, 11, 11, 21)
    painter.end()
    return QIcon(pixmap)


def theme_icon(name: str) -> QIcon:
    """An icon of QGIS."""
    return QgsApplication.getThemeIcon(f"/{name}")
