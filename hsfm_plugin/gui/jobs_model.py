"""The jobs as a table: newest first, sortable, ticking while one runs."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from ..job import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job
from ..jobs import Jobs
from .jobs_words import clock_words, result_words, started_words, state_icon, state_words

STATE, TITLE, SCENE, STARTED, TOOK, RESULT = range(6)
SORT_ROLE = Qt.ItemDataRole.UserRole
_TICK_MS = 1000
_ORDER = (RUNNING, QUEUED, FAILED, CANCELLED, DONE)


class JobsModel(QAbstractTableModel):
    """Shows what ``Jobs`` knows; the first row is the newest."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.rows: List[Job] = list(reversed(jobs.all))
        self._icons: Dict[str, QIcon] = {state: state_icon(state) for state in _ORDER}
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        jobs.added.connect(self._on_added)
        jobs.changed.connect(self._on_changed)
        jobs.removed.connect(self._on_removed)

    def set_ticking(self, is_seen: bool) -> None:
        """Has the clocks of running jobs go, while somebody sees them."""
        if is_seen:
            self._on_tick()
            self._tick.start()
        else:
            self._tick.stop()

    def place_of(self, job: Optional[Job]) -> int:
        """The row of a job; -1 where there is none."""
        return next((place for place, row in enumerate(self.rows) if row is job), -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's
        return 0 if parent.isValid() else RESULT + 1

    def headerData(self, section: int, side: Any, role: int = 0) -> Any:  # noqa: N802 - Qt's name
        if side != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titles = (tr("State"), tr("Job"), tr("Scene"), tr("Started"), tr("Took"), tr("Result"))
        return titles[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        job, column = self.rows[index.row()], index.column()
        if role == SORT_ROLE:
            return _key(job, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(job, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(job, column)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return self._icons[job.state]
        if role == Qt.ItemDataRole.TextAlignmentRole and column == TOOK:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _on_added(self, job: Job) -> None:
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.rows.insert(0, job)
        self.endInsertRows()

    def _on_changed(self, job: Job) -> None:
        place = self.place_of(job)
        if place >= 0:
            self.dataChanged.emit(self.index(place, STATE), self.index(place, RESULT))

    def _on_tick(self) -> None:
        for job in self._jobs.active:
            place = self.place_of(job)
            if job.state == RUNNING and place >= 0:
                self.dataChanged.emit(self.index(place, TOOK), self.index(place, TOOK))

    def _on_removed(self) -> None:
        left = {job.key for job in self._jobs.all}
        for place in reversed(range(len(self.rows))):
            if self.rows[place].key not in left:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self.rows[place]
                self.endRemoveRows()


class JobsSorting(QSortFilterProxyModel):
    """Sorts by any column; by the start, the newest first, until a user wants another one."""

    def __init__(self, model: JobsModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)
        self.setSourceModel(model)


def _text(job: Job, column: int) -> str:
    if column == TOOK:
        return clock_words(job)
    if column == RESULT:
        return result_words(job)
    return (state_words(job.state), job.name, job.scene_title, started_words(job))[column]


def _tip(job: Job, column: int) -> str:
    if column == SCENE:
        return "\n".join(filter(None, (job.scene_title, job.scene)))
    if column == RESULT and job.state == DONE:
        return "\n".join(str(output["path"]) for output in job.outputs)
    return _text(job, column)


def _key(job: Job, column: int) -> Any:
    """What a job is sorted by; those of one state from the newest on."""
    keys: Tuple[Any, ...] = (
        f"{_ORDER.index(job.state)} {-job.number + 10**9:010d}",
        job.name.casefold(),
        job.scene_title.casefold(),
        job.number,
        job.seconds or 0.0,
        result_words(job).casefold(),
    )
    return keys[column]
