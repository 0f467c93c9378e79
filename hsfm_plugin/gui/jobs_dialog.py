"""The list of jobs in a window that blocks nothing."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ...engine.parameters import INFO
from ..i18n import tr
from ..job import Job
from ..jobs import Jobs
from .help import help_button
from .jobs_again import RunAgain
from .jobs_details import JobDetails
from .jobs_model import RESULT, SCENE, STARTED, STATE, TITLE, TOOK, JobsModel, JobsSorting
from .jobs_show import lack_for_folder, lack_for_map, open_folder, show_on_map
from .jobs_words import text_of
from .run_starter import RunStarter
from .widgets import WrappedLabel

_SIZE_PX = (780, 580)
_LIST_PX, _DETAILS_PX = 220, 260


class JobsDialog(QDialog):
    """The table above, the selected job below, and what can be done with it between them."""

    def __init__(self, jobs: Jobs, again: RunAgain, starter: RunStarter, iface: Any) -> None:
        super().__init__(iface.mainWindow())
        self.setObjectName("jobsDialog")
        self.setWindowTitle(tr("HSFM Jobs"))
        self.setModal(False)
        self._jobs, self._again, self._starter, self._iface = jobs, again, starter, iface
        column = QVBoxLayout(self)
        self.empty = WrappedLabel("jobsEmpty", self)
        self.empty.setText(tr("Nothing was run yet. Maps, trainings and downloads appear here."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty)
        self.model = JobsModel(jobs, self)
        self.sorting = JobsSorting(self.model, self)
        self.details = JobDetails(self)
        self.note = WrappedLabel("jobsNote", self)
        self.note.hide()
        self.split = self._make_split()
        column.addWidget(self.split, 1)
        column.addWidget(self.note)
        column.addLayout(self._build_row())
        self._connect()
        self.resize(*_SIZE_PX)
        self._refresh()
        self._select_newest()

    def _make_split(self) -> QSplitter:
        self.list = QTreeView(self)
        self.list.setObjectName("jobsList")
        self.list.setModel(self.sorting)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSortingEnabled(True)
        self.list.sortByColumn(STARTED, Qt.SortOrder.DescendingOrder)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.list.header()
        header.setStretchLastSection(False)
        for place in (STATE, TITLE, STARTED, TOOK):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.ResizeToContents)
        for place in (SCENE, RESULT):  # what is long shares the room that is left
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        lower = QWidget(self)
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._build_actions(lower))
        column.addWidget(self.details, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(lower)
        split.setSizes([_LIST_PX, _DETAILS_PX])
        return split

    def _button(self, name: str, text: str, parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _build_actions(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self.show_button = self._button("jobShowButton", tr("Show on Map"), parent)
        self.folder_button = self._button("jobFolderButton", tr("Open Folder"), parent)
        self.again_button = self._button("jobAgainButton", tr("Run Again"), parent)
        self.cancel_button = self._button("jobCancelButton", tr("Cancel Job"), parent)
        self.copy_button = self._button("jobCopyButton", tr("Copy Log"), parent)
        buttons = (self.show_button, self.folder_button, self.again_button)
        for button in (*buttons, self.cancel_button, self.copy_button):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _build_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.clear_button = self._button("jobsClearButton", tr("Clear Finished"), self)
        self.clear_button.setToolTip(tr("Forgets the jobs that have ended; their files stay"))
        close = self._button("jobsCloseButton", tr("Close"), self)
        close.clicked.connect(self.close)
        row.addWidget(help_button("jobs", self))
        row.addStretch(1)
        row.addWidget(self.clear_button)
        row.addWidget(close)
        return row

    def _connect(self) -> None:
        jobs = self._jobs
        jobs.added.connect(self._on_added)
        jobs.changed.connect(self._on_changed)
        jobs.removed.connect(self._on_removed)
        self._again.refused.connect(self.note.say)
        self.list.selectionModel().currentRowChanged.connect(self._on_selected)
        self.list.doubleClicked.connect(lambda _: self.show_button.click())
        self.show_button.clicked.connect(self._show)
        self.folder_button.clicked.connect(self._open_folder)
        self.again_button.clicked.connect(self._run_again)
        self.cancel_button.clicked.connect(self._cancel)
        self.copy_button.clicked.connect(self._copy)
        self.clear_button.clicked.connect(jobs.clear_ended)

    @property
    def selected(self) -> Optional[Job]:
        """The job of the current row."""
        index = self.sorting.mapToSource(self.list.currentIndex())
        return self.model.rows[index.row()] if index.isValid() else None

    def select(self, job: Job) -> None:
        """Makes a job the current one."""
        index = self.sorting.mapFromSource(self.model.index(self.model.place_of(job), 0))
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)

    def showEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.model.set_ticking(True)

    def hideEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.model.set_ticking(False)

    def tell_of_file(self) -> None:
        """Says so where the list of earlier sessions is not whole, or this one cannot be kept."""
        if self._jobs.is_damaged:
            self.note.say(
                tr("The list of earlier jobs was damaged; what could not be read is left out.")
            )
            self._jobs.is_damaged = False
        elif not self._jobs.is_kept:
            self.note.say(
                tr(
                    "The jobs cannot be kept: the profile folder of QGIS cannot be written. "
                    "The list ends with this session."
                )
            )

    def _select_newest(self) -> None:
        if self.model.rows and self.selected is None:
            self.select(self.model.rows[0])

    def _on_selected(self, _: QModelIndex) -> None:
        self.note.say("")
        self._refresh()

    def _on_added(self, job: Job) -> None:
        """Follows the newest job, unless the user looks at an older one.

        Not a scene that is opened: it leaves the list again.
        """
        before = self.model.rows[1] if len(self.model.rows) > 1 else None
        if job.task != INFO.name and self.selected in (None, before):
            self.select(job)
        self._refresh()

    def _on_changed(self, job: Job) -> None:
        if job is self.selected:
            self._refresh()
        else:
            self._enable_clear()

    def _on_removed(self) -> None:
        self._select_newest()
        self._refresh()

    def _refresh(self) -> None:
        """Shows the selected job and enables what can be done with it."""
        job = self.selected
        self.empty.setVisible(not self.model.rows)
        self.split.setVisible(bool(self.model.rows))
        self.details.show_job(job)
        self._enable_clear()
        none = tr("Select a job first.")
        over = tr("It has ended.") if job is not None and job.has_ended else ""
        for button, lack in (
            (self.show_button, none if job is None else lack_for_map(job)),
            (self.folder_button, none if job is None else lack_for_folder(job)),
            (self.again_button, none if job is None else self._again.lack(job)),
            (self.cancel_button, none if job is None else over),
            (self.copy_button, none if job is None else ""),
        ):
            button.setEnabled(not lack)
            button.setToolTip(lack)

    def _enable_clear(self) -> None:
        self.clear_button.setEnabled(any(job.has_ended for job in self._jobs.all))

    def _show(self) -> None:
        if self.selected is not None:
            self.note.say(show_on_map(self.selected, self._starter, self._iface))

    def _open_folder(self) -> None:
        if self.selected is not None:
            self.note.say(open_folder(self.selected))

    def _run_again(self) -> None:
        job, count = self.selected, len(self._jobs.all)
        if job is None:
            return
        self.note.say("")
        self._again.start(job)
        if len(self._jobs.all) > count:
            self.select(self._jobs.all[-1])

    def _cancel(self) -> None:
        if self.selected is not None:
            self._jobs.cancel(self.selected)

    def _copy(self) -> None:
        if self.selected is not None:
            QgsApplication.clipboard().setText(text_of(self.selected))
