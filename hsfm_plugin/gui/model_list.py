"""The list of models: installed ones first, then those that can be had."""

from __future__ import annotations

from typing import Any, Iterable, List, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from ..i18n import tr
from .model import Model
from .model_words import licence_words, size_words
from .two_lines import TwoLines

_ID = int(Qt.ItemDataRole.UserRole)
_LEAST_ROWS, _MOST_ROWS = 2, 6
_SLACK_PX = 8
_ROOM_FOR_FACTS = 0.38
"""The widest that size and licence may be, as a share of the list."""


class ModelList(QTreeWidget):
    """Two lines a model: what it is and is good for; how large it is and its licence."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("modelList")
        self.setColumnCount(2)
        self.setHeaderLabels([tr("Model, good for"), tr("Size, licence")])
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(8)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(TwoLines(self))
        self.setMinimumWidth(60)
        self.currentItemChanged.connect(lambda now, _: self.chosen.emit(self._id_of(now)))
        self._fit_height(0)

    @property
    def selected(self) -> str:
        """The id of the selected model; empty if there is none."""
        return self._id_of(self.currentItem())

    def show_models(self, models: Iterable[Model]) -> None:
        """Lists models; the selection stays where its model still exists."""
        listed, kept = list(models), self.selected
        self.blockSignals(True)
        self.clear()
        for title, wanted in ((tr("Installed"), True), (tr("Available"), False)):
            found = [model for model in listed if model.installed == wanted]
            if found:
                self._add_group(f"{title} ({len(found)})", found)
        self.expandAll()
        self.blockSignals(False)
        self._fit_height(len(listed))
        self._fit_columns()
        if not self.select(kept):
            self.chosen.emit("")

    def select(self, model_id: str) -> bool:
        """Selects a model; False if the list does not have it."""
        item = self.item_of(model_id)
        if item is None:
            return False
        if self.currentItem() is item:
            self.chosen.emit(model_id)
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def item_of(self, model_id: str) -> Optional[QTreeWidgetItem]:
        """The row of a model."""
        for group in self._groups():
            for index in range(group.childCount()):
                if self._id_of(group.child(index)) == model_id:
                    return group.child(index)
        return None

    def _groups(self) -> List[QTreeWidgetItem]:
        return [self.topLevelItem(index) for index in range(self.topLevelItemCount())]

    def _id_of(self, item: Optional[QTreeWidgetItem]) -> str:
        return str(item.data(0, _ID) or "") if item is not None else ""

    def _add_group(self, title: str, models: List[Model]) -> None:
        group = QTreeWidgetItem([title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        bold = self.font()
        bold.setBold(True)
        group.setFont(0, bold)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for model in models:
            size, licence = size_words(model), licence_words(model)
            item = QTreeWidgetItem([f"{model.title}\n{model.good_for}", f"{size}\n{licence}"])
            item.setData(0, _ID, model.id)
            item.setTextAlignment(1, side)
            words = [model.title, model.good_for, tr("{}, licence: {}").format(size, licence)]
            item.setToolTip(0, "\n".join(filter(None, words)))
            item.setToolTip(1, item.toolTip(0))
            group.addChild(item)

    def _fit_height(self, count: int) -> None:
        """As high as some models and the titles of their groups; beyond that it scrolls."""
        rows = min(_MOST_ROWS, max(_LEAST_ROWS, count))
        line = self.fontMetrics().height()
        lines = 2 * rows + self.topLevelItemCount()
        self.setFixedHeight(lines * (line + 3) + self.header().sizeHint().height() + 4)

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        wanted = self.sizeHintForColumn(1)
        head = self.header().sectionSizeHint(1)
        most = round(self.viewport().width() * _ROOM_FOR_FACTS)
        self.setColumnWidth(1, min(max(wanted + _SLACK_PX, head), most))
