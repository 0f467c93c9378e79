"""Paints list rows of two lines, the second one paler, in the colours of the theme."""

from __future__ import annotations

from typing import List

from qgis.PyQt.QtCore import QModelIndex, QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

_PAD, _SIDE = 3, 4
_PALER = 0.66
"""How much of the text's colour the second line keeps over its ground."""


class TwoLines(QStyledItemDelegate):
    """Each line is cut by itself; a row without a second line is painted as usual."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        lines = _lines(index)
        if len(lines) < 2:
            super().paint(painter, option, index)
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        shown.text = ""
        style = shown.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, shown.widget)
        is_selected = bool(shown.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        colour = QColor(shown.palette.color(role))
        room = shown.rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD)
        side = shown.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        painter.save()
        painter.setFont(shown.font)
        for number, text in enumerate(lines[:2]):
            if number and not is_selected:
                colour.setAlphaF(_PALER)
            painter.setPen(colour)
            height = shown.fontMetrics.height()
            line = QRect(room.left(), room.top() + number * height, room.width(), height)
            cut = shown.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), cut)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        lines = _lines(index)
        if len(lines) < 2:
            return super().sizeHint(option, index)
        wide = max(option.fontMetrics.horizontalAdvance(text) for text in lines)
        return QSize(wide + 2 * _SIDE, 2 * option.fontMetrics.height() + 2 * _PAD)


def _lines(index: QModelIndex) -> List[str]:
    return str(index.data(Qt.ItemDataRole.DisplayRole) or "").split("\n")
