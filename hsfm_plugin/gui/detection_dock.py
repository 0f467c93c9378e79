"""The window of the list: what was found, row by row, and what to do with it."""

from __future__ import annotations

from typing import Callable, List, Optional, Tuple

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..layers.detection_marks import FALSE, NO_MARK, REAL
from ..layers.detection_rows import Detection
from .detection_table import DetectionTable
from .help import help_button
from .list_offer import ListOffer
from .scene_words import number
from .score_result import objects_words
from .theme import failed_icon, theme_icon
from .widgets import ElidedLabel, ShrinkingButton


class DetectionDock(QgsDockWidget):
    """Shows a list and says what the user wants of it.

    ``mark_asked`` carries a mark for the chosen rows; ``export_asked`` the kind of file and whether
    only the real ones; ``targets_asked`` and ``labels_asked`` (the name of a class, empty for a new
    one) are about the real ones.
    """

    mark_asked = pyqtSignal(str)
    export_asked = pyqtSignal(str, bool)
    targets_asked = pyqtSignal()
    labels_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("HsfmDetectionsDock")
        self.setWindowTitle(tr("HSFM Detections"))
        self.class_names: Callable[[], List[str]] = list
        self.title = self._note = ""
        content = QWidget(self)
        self.offer = ListOffer(content)
        self.summary = ElidedLabel("detectionSummary", content)
        self.unflagged = QCheckBox(tr("Hide flagged"), content)
        self.unflagged.setObjectName("hideFlaggedBox")
        self.unmarked = QCheckBox(tr("Only unmarked"), content)
        self.unmarked.setObjectName("onlyUnmarkedBox")
        self.table = DetectionTable(content)
        self.table.setToolTip(
            tr(
                "Up and down go from row to row. R marks what is real, F what is false, Space "
                "takes the mark away, Ctrl+Z takes the last marking back. A click also shows both "
                "spectra."
            )
        )
        self.empty = QLabel(content)
        self.empty.setObjectName("detectionsEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setMargin(12)
        filters = QHBoxLayout()
        filters.setSpacing(10)
        filters.addWidget(self.unflagged)
        filters.addWidget(self.unmarked)
        filters.addStretch(1)
        filters.addWidget(help_button("detections", content))
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addWidget(self.offer)
        column.addWidget(self.summary)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(self._buttons(content))
        self.setWidget(content)
        for box in (self.unflagged, self.unmarked):
            box.toggled.connect(self._filter)
        self.table.selected.connect(lambda _: self._enable())
        self.show_rows("", [])

    def _buttons(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        marks: Tuple[Tuple[str, QIcon, str, str], ...] = (
            ("markRealButton", theme_icon("mIconSuccess.svg"), tr("Real"), REAL),
            ("markFalseButton", failed_icon(), tr("False"), FALSE),
            ("unmarkButton", theme_icon("mIconClearText.svg"), tr("Unmark"), NO_MARK),
        )
        tips = (
            tr("Marks the chosen rows as real (R)"),
            tr("Marks the chosen rows as false (F)"),
            tr("Takes the marks of the chosen rows away (Space)"),
        )
        self.mark_buttons = []
        for (name, picture, text, mark), tip in zip(marks, tips):
            button = ShrinkingButton(name, picture, text, parent)
            button.setToolTip(tip)
            button.clicked.connect(lambda _, said=mark: self.mark_asked.emit(said))
            self.mark_buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.use = ShrinkingButton(
            "useRealButton", theme_icon("mActionAddToOverview.svg"), tr("Use"), parent
        )
        self.use.setToolTip(tr("Searches with what you marked as real, or labels with it"))
        self.export = ShrinkingButton(
            "exportDetectionsButton", theme_icon("mActionFileSave.svg"), tr("Export"), parent
        )
        self.export.setToolTip(tr("Saves the list, or what you marked as real"))
        for button in (self.use, self.export):
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            row.addWidget(button)
        self.use.setMenu(self._use_menu())
        self.export.setMenu(self._export_menu())
        return row

    def _use_menu(self) -> QMenu:
        menu = QMenu(self.use)
        self.more_like = QAction(tr("Find More Like the Real Ones"), menu)
        self.more_like.setObjectName("findMoreAction")
        self.more_like.triggered.connect(lambda: self.targets_asked.emit())
        menu.addAction(self.more_like)
        self.labels_menu = QMenu(tr("Real Ones as Labels of Class"), menu)
        self.labels_menu.aboutToShow.connect(self.fill_classes)
        menu.addMenu(self.labels_menu)
        return menu

    def _export_menu(self) -> QMenu:
        menu = QMenu(self.export)
        self.exports = []
        for text, kind, is_real in (
            (tr("All as GeoPackage…"), "gpkg", False),
            (tr("All as CSV…"), "csv", False),
            (tr("Real Ones as GeoPackage…"), "gpkg", True),
            (tr("Real Ones as CSV…"), "csv", True),
        ):
            action = QAction(text, menu)
            action.triggered.connect(
                lambda _, kind=kind, is_real=is_real: self.export_asked.emit(kind, is_real)
            )
            menu.addAction(action)
            self.exports.append((action, is_real))
        return menu

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(360, 290)

    def fill_classes(self) -> None:
        """Lists the classes that the labels have now."""
        self.labels_menu.clear()
        for name in self.class_names():
            action = self.labels_menu.addAction(name)
            action.triggered.connect(lambda _, name=name: self.labels_asked.emit(name))
        self.labels_menu.addSeparator()
        fresh = self.labels_menu.addAction(tr("New Class"))
        fresh.triggered.connect(lambda _: self.labels_asked.emit(""))

    def show_rows(self, title: str, rows: List[Detection]) -> None:
        """Shows a list; without a title there is none."""
        self.title, self._note = title, ""
        self.table.rows.show_rows(rows)
        self.table.fit_columns()
        self._filter()

    def tell(self, note: str) -> None:
        """Says that something is being done to the list; empty for nothing."""
        self._note = note
        self.refresh()

    def refresh(self) -> None:
        """Says how many rows there are, and enables what can be done with them."""
        rows, shown = self.table.rows.rows, self.table.shown.rowCount()
        flagged = sum(1 for row in rows if row.flag)
        marked = sum(1 for row in rows if row.mark)
        parts = [self.title, objects_words(len(rows))] if self.title else []
        if shown < len(rows):
            parts.append(tr("{} shown").format(number(shown)))
        if flagged:
            parts.append(tr("{} flagged").format(number(flagged)))
        if marked:
            parts.append(tr("{} marked").format(number(marked)))
        self.summary.say(self._note or " · ".join(parts[1:]), "")
        self.summary.setVisible(bool(parts))
        has_name = self.title not in ("", tr("Detections"))
        title = tr("HSFM Detections – {}") if has_name else tr("HSFM Detections")
        self.setWindowTitle(title.format(self.title))
        self._say_empty(len(rows), shown)
        self._enable()

    def _say_empty(self, rows: int, shown: int) -> None:
        text = tr("All rows are hidden. Untick a box above to see them.")
        if not self.title:
            text = tr("Map anomalies or targets in the panel; what is found is listed here.")
        elif not rows:
            text = tr(
                "Nothing lies above the threshold. Move the slider in the results to the left."
            )
        self.empty.setText(text)
        self.empty.setVisible(not shown)
        self.table.setVisible(bool(shown))
        for box in (self.unflagged, self.unmarked):
            box.setVisible(bool(rows))

    def _enable(self) -> None:
        has_chosen = bool(self.table.chosen_fids())
        for button in self.mark_buttons:
            button.setEnabled(has_chosen)
        rows = self.table.rows.rows
        has_real = any(row.mark == REAL for row in rows)
        self.use.setEnabled(has_real)
        self.export.setEnabled(bool(rows))
        for action, is_real in self.exports:
            action.setEnabled(has_real or not is_real)

    def _filter(self) -> None:
        self.table.shown.hide(self.unflagged.isChecked(), self.unmarked.isChecked())
        self.table.choose_current()
        self.refresh()

    def real(self) -> List[Detection]:
        """The rows that are marked as real."""
        return [row for row in self.table.rows.rows if row.mark == REAL]

    def chosen(self) -> List[Detection]:
        """The chosen rows."""
        found: List[Optional[Detection]] = [
            self.table.rows.of_fid(fid) for fid in self.table.chosen_fids()
        ]
        return [row for row in found if row is not None]
