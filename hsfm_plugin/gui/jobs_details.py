"""The selected job in full: what happened, its log, its parameters, its files."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QHeaderView,
    QPlainTextEdit,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..job import Job
from ..layers.history import rows as history_rows
from .jobs_words import Rows, log_lines, parameter_rows, summary_words
from .widgets import WrappedLabel

_RESULTS = 2
"""The page that only a job with files has."""


class JobDetails(QWidget):
    """A sentence over three pages."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._job: Optional[Job] = None
        self._shown: List[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.summary = WrappedLabel("jobSummary", self)
        self.pages = QTabWidget(self)
        self.pages.setObjectName("jobPages")
        self.log = QPlainTextEdit(self)
        self.log.setObjectName("jobLog")
        self.log.setReadOnly(True)
        self.log.setTabChangesFocus(True)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.parameters = _table("jobParameters", self)
        self.results = _table("jobResults", self)
        self.pages.addTab(self.log, tr("Log"))
        self.pages.addTab(self.parameters, tr("Parameters"))
        self.pages.addTab(self.results, tr("Results"))
        column.addWidget(self.summary)
        column.addWidget(self.pages, 1)

    def show_job(self, job: Optional[Job]) -> None:
        """Shows a job, or what is new of the one that is shown."""
        is_other, self._job = job is not self._job, job
        self.summary.say(summary_words(job) if job is not None else "")
        self.pages.setEnabled(job is not None)
        self.pages.setTabEnabled(_RESULTS, job is not None and bool(job.outputs))
        self._show_log(job, is_other)
        _fill(self.parameters, parameter_rows(job) if job is not None else [])
        _fill(self.results, _result_rows(job) if job is not None else [])

    def _show_log(self, job: Optional[Job], is_other: bool) -> None:
        lines = log_lines(job) if job is not None else []
        if not is_other and lines[: len(self._shown)] == self._shown:
            for line in lines[len(self._shown) :]:
                self.log.appendPlainText(line)
        else:
            self.log.setPlainText("\n".join(lines))
        self._shown = lines


def _result_rows(job: Job) -> Rows:
    rows = [
        (str(o.get("role") or "").replace("_", " ").capitalize(), str(o["path"]))
        for o in job.outputs
    ]
    return [*rows, *(history_rows(job.provenance) if job.provenance else [])]


def _table(name: str, parent: QWidget) -> QTreeWidget:
    table = QTreeWidget(parent)
    table.setObjectName(name)
    table.setHeaderLabels([tr("Name"), tr("Value")])
    table.setRootIsDecorated(False)
    table.setAlternatingRowColors(True)
    table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    return table


def _fill(table: QTreeWidget, rows: Rows) -> None:
    """Shows other rows; nothing moves where they are the same."""
    items = [table.topLevelItem(place) for place in range(table.topLevelItemCount())]
    if [(item.text(0), item.text(1)) for item in items] == rows:
        return
    table.clear()
    for label, text in rows:
        item = QTreeWidgetItem([label, text])
        item.setToolTip(1, text)
        table.addTopLevelItem(item)
