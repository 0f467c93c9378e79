"""Two controls beside each other, or under each other where a narrow panel has no room for both."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QBoxLayout, QWidget

_SPACING = 6


class FoldingRow(QWidget):
    """Asks for the width of its wider control only; folds by the words that these show now."""

    def __init__(self, first: QWidget, second: QWidget, shares: Any, parent: QWidget) -> None:
        """Takes two controls; ``shares`` are their parts of the room that is left, as stretch."""
        super().__init__(parent)
        self._pair = (first, second)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        for control, share in zip(self._pair, shares):
            self._row.addWidget(control, share)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        wide = max(control.minimumSizeHint().width() for control in self._pair)
        return QSize(wide, self._row.minimumSize().height())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(self.minimumSizeHint().width(), self._row.sizeHint().height())

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        wanted = _SPACING + sum(control.minimumSizeHint().width() for control in self._pair)
        directions = QBoxLayout.Direction
        fits = wanted <= self.width()
        direction = directions.LeftToRight if fits else directions.TopToBottom
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()
