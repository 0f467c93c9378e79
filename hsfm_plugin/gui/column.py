"""The widgets that hold the panel's parts, and want the width that it has."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QWidget

WIDTH, LEAST_WIDTH = 340, 300


class Column(QWidget):
    """Content of the panel; prefers the panel's default width."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(WIDTH, super().sizeHint().height())


class Steps(Column):
    """Asks for the height that its sections have at the panel's width.

    A label that wraps would have it ask for the lines of a much narrower panel, and a scroll bar
    would come where everything fits.
    """

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        least = super().minimumSizeHint()
        height = self.heightForWidth(max(self.width(), least.width()))
        return least if height < 0 else QSize(least.width(), min(height, least.height()))
