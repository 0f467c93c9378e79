"""A short table of results: a name, with its colour where it has one, and numbers beside it."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence

from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from .class_table import swatch
from .two_lines import TwoLines

_MOST_ROWS = 10


class ResultRow(NamedTuple):
    """A row: its name, what stands in the other columns, a colour or none, a tool tip or none.

    A name of two lines makes the whole table one of two lines.
    """

    name: str
    texts: Sequence[str]
    color: str = ""
    tip: str = ""


def area_words(area_ha: Optional[float]) -> str:
    """An area in hectares, without decimals from 100 ha on; a dash where it is unknown."""
    if area_ha is None:
        return "–"
    return QLocale().toString(float(area_ha), "f", 0 if area_ha >= 100 else 1)


class ResultTable(QTableWidget):
    """As high as its rows, up to ten; beyond that it scrolls."""

    def __init__(self, name: str, headers: Sequence[str], parent: QWidget) -> None:
        super().__init__(0, len(headers), parent)
        self.setObjectName(name)
        self.setHorizontalHeaderLabels(list(headers))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self._right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headers)):
            side = self._right if column else left
            self.horizontalHeaderItem(column).setTextAlignment(side)
        self.verticalHeader().hide()
        self.setItemDelegateForColumn(0, TwoLines(self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, rows: List[ResultRow]) -> None:
        """Shows rows; hides when there are none."""
        lines = 2 if any("\n" in row.name for row in rows) else 1
        self.verticalHeader().setDefaultSectionSize(lines * self.fontMetrics().height() + 8)
        self.setRowCount(len(rows))
        for index, row in enumerate(rows):
            name = QTableWidgetItem(row.name)
            if row.color:
                name.setIcon(swatch(row.color))
            self.setItem(index, 0, name)
            for column, text in enumerate(row.texts, start=1):
                item = QTableWidgetItem(text)
                item.setTextAlignment(self._right)
                self.setItem(index, column, item)
            for column in range(self.columnCount()):
                self.item(index, column).setToolTip(row.tip or row.name)
        shown = max(1, min(len(rows), _MOST_ROWS))
        height = shown * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(height + head + 2 * self.frameWidth())
        self.setVisible(bool(rows))
