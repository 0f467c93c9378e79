"""The confusion matrix: reference classes in rows, predicted ones in columns, cells coloured."""

from __future__ import annotations

from typing import Any, Dict, List

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QBrush, QColor
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from .details_dialog import dialog_with_copy
from .scene_words import number
from .theme import text_on

_RIGHT, _WRONG = QColor("#2e9e5b"), QColor("#d1432f")

_ROW_PX, _MOST_PX = 30, 900


def _mixed(base: QColor, colour: QColor, share: float) -> QColor:
    def part(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        part(base.redF(), colour.redF()),
        part(base.greenF(), colour.greenF()),
        part(base.blueF(), colour.blueF()),
    )


def matrix_text(names: List[str], matrix: List[List[int]]) -> str:
    """The matrix with names, separated by tabs, for spreadsheets."""
    lines = ["\t".join([tr("reference \\ predicted"), *names])]
    lines += ["\t".join([name, *map(str, row)]) for name, row in zip(names, matrix)]
    return "\n".join(lines)


def _table(names: List[str], matrix: List[List[int]]) -> QTableWidget:
    size = len(names)
    table = QTableWidget(size, size)
    table.setObjectName("confusionTable")
    table.setHorizontalHeaderLabels(names)
    table.setVerticalHeaderLabels(names)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    base = table.palette().base().color()
    for row, counts in enumerate(matrix):
        total = sum(counts) or 1
        for column, count in enumerate(counts):
            share = count / total
            item = QTableWidgetItem(number(count))
            item.setTextAlignment(int(Qt.AlignmentFlag.AlignCenter))
            colour = _mixed(base, _RIGHT if row == column else _WRONG, share)
            item.setBackground(QBrush(colour))
            item.setForeground(QBrush(text_on(colour)))
            item.setToolTip(
                tr("{} % of the {} pixels were mapped as {}").format(
                    f"{100 * share:.0f}", names[row], names[column]
                )
            )
            table.setItem(row, column, item)
    return table


def show_confusion(metrics: Dict[str, Any], parent: QWidget) -> QDialog:
    """Opens the matrix in a window that blocks nothing."""
    by_value = {entry["value"]: entry["name"] for entry in metrics["classes"]}
    names = [by_value.get(value, str(value)) for value in metrics["confusion"]["labels"]]
    matrix = metrics["confusion"]["matrix"]
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    said = QLabel(
        tr("Pixels of held-out polygons. Rows are the reference, columns what was predicted."), body
    )
    said.setWordWrap(True)
    table = _table(names, matrix)
    column.addWidget(said)
    column.addWidget(table)
    dialog = dialog_with_copy(tr("Confusion matrix"), body, matrix_text(names, matrix), parent)
    dialog.setObjectName("confusionDialog")
    cell = max(table.horizontalHeader().sectionSizeHint(i) for i in range(len(names)))
    width = table.verticalHeader().sizeHint().width() + cell * len(names)
    height = table.horizontalHeader().sizeHint().height() + _ROW_PX * len(names)
    dialog.resize(min(width + 50, _MOST_PX), min(height + 120, _MOST_PX))
    dialog.show()
    return dialog
