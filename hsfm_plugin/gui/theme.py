"""Colours that follow the light or dark theme of QGIS, and its icons."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QColor, QIcon, QPalette

GREEN, AMBER, RED, GREY = "#2e9e5b", "#d98e04", "#d1432f", "#8a8f98"
"""Dots and bars; each always stands beside a word."""


def blend(palette: QPalette, strength: float) -> QColor:
    """The window's colour moved towards its text by ``strength``, 0 to 1."""
    back = palette.color(QPalette.ColorRole.Window)
    front = palette.color(QPalette.ColorRole.WindowText)

    def mixed(a: int, b: int) -> int:
        return round(a + (b - a) * strength)

    return QColor(
        mixed(back.red(), front.red()),
        mixed(back.green(), front.green()),
        mixed(back.blue(), front.blue()),
    )


def muted(palette: QPalette) -> QColor:
    """The colour of text that stands back."""
    return blend(palette, 0.68)


def text_on(colour: QColor) -> QColor:
    """Black or white, whichever is readable on ``colour`` (W3C's relative luminance)."""
    light = 0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF()
    return QColor("#000000") if light > 0.45 else QColor("#ffffff")


def theme_icon(name: str) -> QIcon:
    """An icon of QGIS."""
    return QgsApplication.getThemeIcon(f"/{name}")
