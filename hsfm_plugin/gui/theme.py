"""Colours that follow the light or dark theme of QGIS, and its icons."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

GREEN, RED, GREY = "#2e9e5b", "#d1432f", "#8a8f98"
"""Dots and bars; each always stands beside a word."""
LINE = QColor(128, 128, 128, 110)
"""Over the window's own colour, so that it suits light and dark themes."""
_DARK = 64
"""Lightness (0 to 255) under which a colour is lost on the ground of a dark theme."""
_MIDDLE = 128
_LEAST_LIGHT, _MOST_LIGHT = 130, 150
"""Lightness of thin lines on dark and on light grounds."""


def text_on(colour: QColor) -> QColor:
    """Black or white, whichever is readable on ``colour`` (W3C's relative luminance)."""
    light = 0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF()
    return QColor("#000000") if light > 0.45 else QColor("#ffffff")


def edge_of(colour: QColor) -> QColor:
    """An edge that sets a patch of ``colour`` off from light and from dark grounds."""
    return colour.darker(140) if colour.lightness() >= _DARK else QColor(GREY)


def readable_on(ground: QColor, colour: QColor) -> QColor:
    """The colour, lighter or darker where a thin line of it would be lost on ``ground``."""
    hue, saturation, light, _ = colour.getHsl()
    is_dark = ground.lightness() < _MIDDLE
    light = max(light, _LEAST_LIGHT) if is_dark else min(light, _MOST_LIGHT)
    return QColor.fromHsl(hue, saturation, light)


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
