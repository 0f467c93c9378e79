"""The table of classes: colour, name, counts; click a row to draw in that class."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from qgis.core import QgsApplication
from qgis.gui import QgsColorDialog
from qgis.PyQt.QtCore import QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QColor, QIcon, QPainter, QPixmap
from qgis.PyQt.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..i18n import tr
from ..labels.counts import Count
from ..labels.label_class import LabelClass
from ..labels.label_layer import LabelLayer
from .scene_words import number
from .theme import edge_of

COLOUR, NAME, POLYGONS, PIXELS, FAR = range(5)
_SWATCH = 14
_MOST_ROWS = 8
_WIDE_PX = 300
"""In a narrower table the names of the classes need the room of a word beside a warning."""


def swatch(colour: str) -> QIcon:
    """A square of one colour with a thin edge, for tables and menus."""
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colour))
    painter.setPen(edge_of(QColor(colour)))
    painter.drawRoundedRect(0, 0, _SWATCH - 1, _SWATCH - 1, 2, 2)
    painter.end()
    return QIcon(pixmap)


class ClassTable(QTableWidget):
    """Shows the classes of a label layer and lets the user change them."""

    armed = pyqtSignal(object)
    edited = pyqtSignal(object, str, str)
    removal_asked = pyqtSignal(object)
    far_asked = pyqtSignal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 5, parent)
        self.setObjectName("classTable")
        self._filling = False
        self._labels: Optional[LabelLayer] = None
        self._classes: List[LabelClass] = []
        self._far: Dict[int, int] = {}
        self.setHorizontalHeaderLabels(["", tr("Class"), tr("Polygons"), tr("Pixels"), ""])
        header = self.horizontalHeader()
        header.setMinimumSectionSize(26)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        for column in (POLYGONS, PIXELS):
            self.horizontalHeaderItem(column).setTextAlignment(
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            )
        self.horizontalHeaderItem(NAME).setTextAlignment(
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        )
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.cellClicked.connect(self._on_clicked)
        self.itemChanged.connect(self._on_changed)

    def fill(
        self,
        labels: LabelLayer,
        counts: Dict[str, Count],
        armed: Optional[str],
        far: Dict[int, int],
    ) -> None:
        """Shows the classes; the armed one is selected. A name being typed is left alone.

        Args:
            labels: the layer.
            counts: of its classes, by their names.
            armed: name of the class that is drawn.
            far: how many polygons are far from their class, by the number of the class.
        """
        typed = self._typed_cell(labels)
        self._filling = True
        self._labels, self._classes = labels, list(labels.classes)
        self._far = {
            entry.value: far[entry.value] for entry in labels.classes if entry.value in far
        }
        self.setColumnHidden(FAR, not self._far)
        self.setRowCount(len(self._classes))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for row, entry in enumerate(self._classes):
            count = counts.get(entry.name, Count())
            colour = QTableWidgetItem(swatch(entry.color), "")
            colour.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            colour.setToolTip(tr("Click to change the colour of {}").format(entry.name))
            name = QTableWidgetItem(entry.name)
            name.setToolTip(
                tr("{}: click to draw in this class, double-click to rename").format(entry.name)
            )
            self.setItem(row, COLOUR, colour)
            if (row, NAME) != typed:  # a new item, or a new tip, would undo what was typed
                self.setItem(row, NAME, name)
            for column, value in ((POLYGONS, count.polygons), (PIXELS, count.pixels)):
                item = QTableWidgetItem(number(value) if count.polygons else "–")
                item.setTextAlignment(right)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                self.setItem(row, column, item)
            if count.is_few:
                self._mark_few(row, [column for column in range(FAR) if (row, column) != typed])
            self._mark_far(row, entry)
        if typed is None:  # to select another row would end the typing
            self._select(armed)
        self._filling = False
        self._fit_height()

    def _typed_cell(self, labels: LabelLayer) -> Optional[Tuple[int, int]]:
        """Where a name is being typed; typing ends where that is another class from now on."""
        editor, row = self.indexWidget(self.currentIndex()), self.currentRow()
        if editor is None:
            return None
        before, now = (
            [(entry.value, entry.name) for entry in classes[row : row + 1]]
            for classes in (self._classes, labels.classes)
        )
        if labels is self._labels and before == now:
            return row, NAME
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        return None

    def _select(self, name: Optional[str]) -> None:
        self.clearSelection()
        for row, entry in enumerate(self._classes):
            if entry.name == name:
                self.selectRow(row)

    def _mark_few(self, row: int, columns: List[int]) -> None:
        item = self.item(row, PIXELS)
        item.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
        tip = tr("Few labels: the accuracy of this class will be uncertain. Draw a few more.")
        for column in columns:
            self.item(row, column).setToolTip(tip)
        item.setForeground(QBrush(self.palette().text()))

    def _mark_far(self, row: int, entry: LabelClass) -> None:
        count = self._far.get(entry.value, 0)
        item = QTableWidgetItem(self._far_words(count))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if count:
            item.setIcon(QgsApplication.getThemeIcon("/mIconWarning.svg"))
            item.setToolTip(
                tr(
                    "{0} of the polygons of {1} look unlike the rest of the class: their spectra "
                    "are far from its spectra. They may be labelled wrongly, or show a part of "
                    "the class of which there is little. Click to see one after the other."
                ).format(number(count), entry.name)
            )
        self.setItem(row, FAR, item)

    def _far_words(self, count: int) -> str:
        if not count:
            return ""
        if self.width() < _WIDE_PX:
            return str(number(count))
        return tr("{} far").format(number(count))

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._filling = True
        for row, entry in enumerate(self._classes):
            item = self.item(row, FAR)
            if item is not None:
                item.setText(self._far_words(self._far.get(entry.value, 0)))
        self._filling = False

    def _fit_height(self) -> None:
        rows = max(1, min(self.rowCount(), _MOST_ROWS))
        height = rows * self.verticalHeader().defaultSectionSize()
        frame = 2 * self.frameWidth()
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + frame)

    def _on_clicked(self, row: int, column: int) -> None:
        entry: LabelClass = self._classes[row]
        if column == COLOUR:
            self.pick_colour(entry)
        elif column == FAR and entry.value in self._far:
            self.far_asked.emit(entry)
        else:
            self.armed.emit(entry)

    def pick_colour(self, entry: LabelClass) -> None:
        """Opens QGIS's colour picker beside the panel."""
        dialog = QgsColorDialog(self, Qt.WindowType.Dialog, QColor(entry.color))
        dialog.setObjectName("classColourDialog")
        dialog.setWindowTitle(tr("Colour of {}").format(entry.name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.edited.emit(entry, entry.name, dialog.color().name()))
        dialog.show()

    def edit_name(self, name: str) -> None:
        """Starts typing the name of a class."""
        for row, entry in enumerate(self._classes):
            if entry.name == name:
                self.setCurrentCell(row, NAME)
                self.editItem(self.item(row, NAME))

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != NAME:
            return
        entry: LabelClass = self._classes[item.row()]
        if item.text() != entry.name:
            text = item.text()  # the editor is still open here; the table is filled again later
            QTimer.singleShot(0, lambda: self.edited.emit(entry, text, entry.color))

    def _show_menu(self, place: QPoint) -> None:
        item = self.itemAt(place)
        if item is None:
            return
        entry: LabelClass = self._classes[item.row()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Draw"), lambda: self.armed.emit(entry))
        menu.addAction(tr("Rename"), lambda: self.edit_name(entry.name))
        menu.addAction(tr("Change Colour…"), lambda: self.pick_colour(entry))
        if entry.value in self._far:
            text = tr("Show Polygons Far from the Class")
            menu.addAction(text, lambda: self.far_asked.emit(entry))
        menu.addSeparator()
        menu.addAction(tr("Delete Class…"), lambda: self.removal_asked.emit(entry))
        menu.popup(self.viewport().mapToGlobal(place))
