"""The column beside the plot: the picked pixels, the classes, and the buttons."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, Set

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QKeySequence, QPixmap
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..paths import icon
from .spectrum_picks import Pick
from .theme import theme_icon

_WIDTH, _NARROW_WIDTH = 200, 112
_NUMBER = Qt.ItemDataRole.UserRole


class SpectrumSide(QWidget):
    """Shows what is plotted and says what the user wants of it.

    ``shown_changed`` comes when the chosen pick or the shown classes change, ``clicked`` carries
    the number of a pick, ``removed`` that of one to forget.
    """

    shown_changed = pyqtSignal()
    clicked = pyqtSignal(int)
    removed = pyqtSignal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self._hidden: Set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._tools())
        self.picks = QListWidget(self)
        self.picks.setObjectName("spectrumPicks")
        self.picks.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.picks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.picks.setToolTip(self.tr("A click shows the pixel on the map."))
        self.picks.itemClicked.connect(lambda item: self.clicked.emit(item.data(_NUMBER)))
        self.picks.currentRowChanged.connect(lambda _: self.shown_changed.emit())
        delete = QAction(self.tr("Delete"), self.picks)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._remove)
        self.picks.addAction(delete)
        self.picks.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        column.addWidget(self.picks, 2)
        self.classes_title = QLabel(self.tr("Classes: mean and 10–90 %"), self)
        column.addWidget(self.classes_title)
        self.classes = QListWidget(self)
        self.classes.setObjectName("spectrumClasses")
        self.classes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.classes.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.classes.itemChanged.connect(self._on_checked)
        column.addWidget(self.classes, 2)
        column.addLayout(self._exports())

    def _tools(self) -> QHBoxLayout:
        self.pick = self._button("spectrumPickButton", self.tr("Pick Pixels"))
        self.pick.setIcon(icon("spectrum.svg"))
        self.pick.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.pick.setCheckable(True)
        self.pick.setToolTip(
            self.tr("Click pixels of the scene on the map; drag to move along. Esc ends.")
        )
        self.delete = self._button("spectrumDeleteButton", self.tr("Delete"))
        self.delete.setIcon(theme_icon("mActionDeleteSelected.svg"))
        self.delete.setToolTip(self.tr("Removes the chosen spectrum (Del)"))
        self.delete.clicked.connect(self._remove)
        self.clear = self._button("spectrumClearButton", self.tr("Clear"))
        self.clear.setToolTip(self.tr("Removes the spectra of all pixels"))
        row = QHBoxLayout()
        row.addWidget(self.pick, 1)
        row.addWidget(self.delete)
        row.addWidget(self.clear)
        return row

    def set_narrow(self, is_narrow: bool) -> None:
        """Leaves more room to the plot: icons without words, buttons below each other."""
        self.setFixedWidth(_NARROW_WIDTH if is_narrow else _WIDTH)
        style = Qt.ToolButtonStyle
        self.pick.setToolButtonStyle(
            style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon
        )
        way = QBoxLayout.Direction
        self._export_row.setDirection(way.TopToBottom if is_narrow else way.LeftToRight)

    def _exports(self) -> QHBoxLayout:
        self.table = self._button("spectrumExportButton", self.tr("Export CSV…"))
        self.table.setToolTip(self.tr("Writes what is plotted as a table"))
        self.picture = self._button("spectrumPictureButton", self.tr("Copy Plot"))
        self.picture.setToolTip(self.tr("Copies the plot as a picture"))
        self.picture.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.picture)
        self.save_picture = QAction(self.tr("Save as PNG…"), menu)
        menu.addAction(self.save_picture)
        self.picture.setMenu(menu)
        self._export_row = row = QHBoxLayout()
        for button in (self.table, self.picture):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(button, 1)
        return row

    def _button(self, name: str, text: str) -> QToolButton:
        made = QToolButton(self)
        made.setObjectName(name)
        made.setText(text)
        return made

    @property
    def chosen(self) -> int:
        """The number of the pick that is chosen; 0 if none is."""
        item = self.picks.currentItem()
        return int(item.data(_NUMBER)) if item is not None else 0

    def is_shown(self, name: str) -> bool:
        """Whether a class is to be plotted."""
        return name not in self._hidden

    def show_picks(self, picks: Sequence[Pick]) -> None:
        """Lists picks; the newest is chosen when there are more than before."""
        row, is_grown = self.picks.currentRow(), len(picks) > self.picks.count()
        self.picks.blockSignals(True)
        self.picks.clear()
        for pick in picks:
            item = QListWidgetItem(_patch(pick.colour), self._words(pick))
            item.setData(_NUMBER, pick.number)
            item.setToolTip(self.tr("Row {} and column {}, from 0").format(pick.row, pick.col))
            self.picks.addItem(item)
        last = len(picks) - 1
        self.picks.setCurrentRow(last if is_grown else min(row, last))
        self.picks.blockSignals(False)
        self.clear.setEnabled(bool(picks))
        self.shown_changed.emit()

    def show_classes(self, classes: List[Dict[str, Any]]) -> None:
        """Lists classes by name and colour; those that were unchecked before stay so."""
        self.classes.blockSignals(True)
        self.classes.clear()
        for entry in classes:
            item = QListWidgetItem(_patch(entry["color"]), str(entry["name"]))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_shown = self.is_shown(item.text())
            item.setCheckState(Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked)
            self.classes.addItem(item)
        self.classes.blockSignals(False)
        for widget in (self.classes, self.classes_title):
            widget.setVisible(bool(classes))
        self.shown_changed.emit()

    def show_exportable(self, is_exportable: bool) -> None:
        """Enables what needs a plot, and what needs a chosen pick."""
        self.delete.setEnabled(bool(self.chosen))
        for button in (self.table, self.picture):
            button.setEnabled(is_exportable)

    def _words(self, pick: Pick) -> str:
        words = self.tr("{} · row {}, col {}").format(pick.number, pick.row, pick.col)
        is_empty = pick.values is not None and not pick.has_data
        return f"{words} · {self.tr('no data')}" if is_empty else words

    def _on_checked(self, item: QListWidgetItem) -> None:
        if item.checkState() == Qt.CheckState.Checked:
            self._hidden.discard(item.text())
        else:
            self._hidden.add(item.text())
        self.shown_changed.emit()

    def _remove(self) -> None:
        if self.chosen:
            self.removed.emit(self.chosen)


def _patch(colour: str) -> QIcon:
    made = QPixmap(12, 12)
    made.fill(QColor(colour))
    shown = QIcon(made)
    shown.addPixmap(made, QIcon.Mode.Selected)  # not tinted by the colour of the selection
    return shown
