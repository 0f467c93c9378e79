"""The table of detections: walked through with the keys, marked with R, F and Space."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional

from qgis.PyQt.QtCore import QEvent, QItemSelectionModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ..layers.detection_marks import FALSE, NO_MARK, REAL
from ..layers.detection_rows import Detection
from .detection_model import MARK, RANK, DetectionFilter, DetectionModel

_KEYS = {Qt.Key.Key_R: REAL, Qt.Key.Key_F: FALSE, Qt.Key.Key_Space: NO_MARK}
_UNDO = QKeySequence.StandardKey.Undo
_PAD_PX, _ARROW_PX = 8, 12
_MEASURED_ROWS = 50


class DetectionTable(QTableView):
    """Shows the rows.

    ``went`` carries the feature of the current row, ``opened`` also whether it was clicked on, or
    gone to otherwise, ``selected`` the features of all chosen rows, ``marked`` the mark whose key
    was pressed, ``undone`` that the last marking shall be taken back.
    """

    went = pyqtSignal(int)
    opened = pyqtSignal(int, bool)
    selected = pyqtSignal(list)
    marked = pyqtSignal(str)
    undone = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("detectionTable")
        self._is_pressed = self._is_taking = self._is_due = False
        self.rows = DetectionModel(self)
        self.shown = DetectionFilter(self.rows, self)
        self.setModel(self.shown)
        self.setSortingEnabled(True)
        self.sort_by_rank()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(3 * _PAD_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        self.clicked.connect(lambda index: self.opened.emit(self._fid(index), True))

    def sort_by_rank(self) -> None:
        """Puts the highest score on top."""
        self.sortByColumn(RANK, Qt.SortOrder.AscendingOrder)

    def fit_columns(self) -> None:
        """Makes the columns as wide as what they hold, so that all fit into a narrow window.

        Qt would give each heading the room of the arrow that only one of them has.
        """
        words, model = self.fontMetrics(), self.shown
        rows = range(min(model.rowCount(), _MEASURED_ROWS))
        for column in range(MARK + 1):
            texts = [model.headerData(column, Qt.Orientation.Horizontal)]
            texts += [model.index(row, column).data() for row in rows]
            widest = max(words.horizontalAdvance(text) for text in texts)
            arrow = _ARROW_PX if column == RANK else 0
            self.setColumnWidth(column, widest + _PAD_PX + arrow)

    @property
    def current(self) -> Optional[Detection]:
        """The current row; None where there is none."""
        return self.rows.of_fid(self._fid(self.currentIndex()))

    def chosen_fids(self) -> List[int]:
        """The features of the chosen rows, from top to bottom."""
        chosen = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self._fid(index) for index in chosen]

    def choose(self, fids: Iterable[int]) -> None:
        """Chooses the rows of these features, and no others; those left out have none."""
        model = self.selectionModel()
        model.blockSignals(True)
        model.clear()
        first = None
        for fid in fids:
            index = self.shown.mapFromSource(self.rows.index(self.rows.place_of(fid), 0))
            if index.isValid():
                rows = QItemSelectionModel.SelectionFlag.Rows
                model.select(index, rows | QItemSelectionModel.SelectionFlag.Select)
                first = index if first is None else first
        if first is not None:
            model.setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.blockSignals(False)
        self.viewport().update()
        if first is not None:
            self.scrollTo(first)

    def take_marks(self, marks: Dict[int, str]) -> None:
        """Shows marks that were written into the list, by the features."""
        # The filter lets rows go part by part, and each is a change of the selection.
        self._is_taking, self._is_due = True, False
        self.rows.mark(marks)
        self._is_taking = False
        if self._is_due:
            self._on_selection()

    def choose_current(self) -> None:
        """Chooses the current row where none is: the filter has just hidden the chosen ones."""
        model, index = self.selectionModel(), self.currentIndex()
        if index.isValid() and not model.hasSelection():
            rows = QItemSelectionModel.SelectionFlag.Rows
            model.select(index, rows | QItemSelectionModel.SelectionFlag.Select)

    def mousePressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        # A window that opened now would move the rows away under the mouse.
        self._is_pressed = True
        super().mousePressEvent(event)
        self._is_pressed = False

    def event(self, event: Any) -> bool:
        # Or QGIS takes the key for the layer that is being edited.
        is_undo = event.type() == QEvent.Type.ShortcutOverride and event.matches(_UNDO)
        if is_undo:
            event.accept()
        return bool(is_undo or super().event(event))

    def keyPressEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if plain and event.key() in _KEYS:
            self.marked.emit(_KEYS[event.key()])
        elif event.matches(_UNDO):
            self.undone.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._fid(self.currentIndex()), True)
        else:
            super().keyPressEvent(event)

    def _on_selection(self, *_: Any) -> None:
        self._is_due = self._is_taking
        if not self._is_taking:
            self.selected.emit(self.chosen_fids())

    def _on_current(self, now: Any, _: Any) -> None:
        if now.isValid():
            self.went.emit(self._fid(now))
            if not self._is_pressed:
                self.opened.emit(self._fid(now), False)

    def _fid(self, index: Any) -> int:
        """The feature of a row; -1 where there is none."""
        place = self.shown.mapToSource(index).row()
        return self.rows.rows[place].fid if place >= 0 else -1
