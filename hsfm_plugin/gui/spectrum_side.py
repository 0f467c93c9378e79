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
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..paths import icon
from .help import help_button
from .spectrum_picks import Pick
from .theme import theme_icon
from .widgets import ElidedLabel

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
        self.picks.setToolTip(tr("A click shows the pixel on the map."))
        self.picks.itemClicked.connect(lambda item: self.clicked.emit(item.data(_NUMBER)))
        self.picks.currentRowChanged.connect(lambda _: self.shown_changed.emit())
        delete = QAction(tr("Delete"), self.picks)
        delete.setShortcut(QKeySequence(QKeySequence.StandardKey.Delete))
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self._remove)
        self.picks.addAction(delete)
        self.picks.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        column.addWidget(self.picks, 2)
        self.classes_title = ElidedLabel("spectrumClassesTitle", self)
        self.classes_title.say(tr("Classes: mean and 10–90 %"), tr("Classes"))
        title = QHBoxLayout()
        title.addWidget(self.classes_title, 1)
        title.addWidget(help_button("spectra", self), 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(title)
        self.classes = QListWidget(self)
        self.classes.setObjectName("spectrumClasses")
        self.classes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.classes.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.classes.itemChanged.connect(self._on_checked)
        column.addWidget(self.classes, 2)
        column.addLayout(self._exports())

    def _tools(self) -> QHBoxLayout:
        self.pick = self._button("spectrumPickButton", tr("Pick Pixels"))
        self.pick.setIcon(icon("spectrum.svg"))
        self.pick.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.pick.setCheckable(True)
        self.pick.setToolTip(
            tr("Click pixels of the scene on the map; drag to move along. Esc ends.")
        )
        self.delete = self._button("spectrumDeleteButton", tr("Delete"))
        self.delete.setIcon(theme_icon("mActionDeleteSelected.svg"))
        self.delete.setToolTip(tr("Removes the chosen spectrum (Del)"))
        self.delete.clicked.connect(self._remove)
        self.clear = self._button("spectrumClearButton", tr("Clear"))
        self.clear.setToolTip(tr("Removes the spectra of all pixels"))
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
        self._fit_exports(_NARROW_WIDTH if is_narrow else _WIDTH)

    def _fit_exports(self, width: int) -> None:
        """Puts the buttons below each other, or shows icons, where the words do not fit."""
        buttons, style = (self.table, self.picture), Qt.ToolButtonStyle
        for button in buttons:
            button.setToolButtonStyle(style.ToolButtonTextOnly)
        wanted = [button.sizeHint().width() for button in buttons]
        is_row = 2 * max(wanted) + self._export_row.spacing() <= width
        way = QBoxLayout.Direction
        self._export_row.setDirection(way.LeftToRight if is_row else way.TopToBottom)
        for button, width_px in zip(buttons, wanted):
            if width_px > width:
                button.setToolButtonStyle(style.ToolButtonIconOnly)

    def _exports(self) -> QHBoxLayout:
        self.table = self._button("spectrumExportButton", tr("Export CSV…"))
        self.table.setIcon(theme_icon("mActionFileSave.svg"))
        self.table.setToolTip(tr("Writes what is plotted as a table"))
        self.picture = self._button("spectrumPictureButton", tr("Copy Plot"))
        self.picture.setIcon(theme_icon("mActionEditCopy.svg"))
        self.picture.setToolTip(tr("Copies the plot as a picture"))
        self.picture.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.picture)
        self.save_picture = QAction(tr("Save as PNG…"), menu)
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
            item.setToolTip(tr("Row {} and column {}, from 0").format(pick.row, pick.col))
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
        words = tr("{} · row {}, col {}").format(pick.number, pick.row, pick.col)
        is_empty = pick.values is not None and not pick.has_data
        return f"{words} · {tr('no data')}" if is_empty else words

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
