"""The clock of the status line: how many jobs run and wait."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QToolButton

from ..i18n import tr
from ..job import RUNNING
from ..jobs import Jobs


class JobsButton(QObject):
    """Keeps a button of the panel in step with the jobs."""

    def __init__(self, button: QToolButton, jobs: Jobs) -> None:
        super().__init__(button)
        self._button, self._jobs = button, jobs
        self._tip = button.toolTip()
        for signal in (jobs.added, jobs.changed):
            signal.connect(lambda _: self._tell())
        jobs.removed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        active = self._jobs.active
        running = sum(job.state == RUNNING for job in active)
        waiting = len(active) - running
        words = [self._tip]
        if running:
            words.append(tr("1 job runs") if running == 1 else tr("{} jobs run").format(running))
        if waiting:
            words.append(tr("1 job waits") if waiting == 1 else tr("{} jobs wait").format(waiting))
        only, beside = (
            Qt.ToolButtonStyle.ToolButtonIconOnly,
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
        )
        self._button.setText(str(len(active)) if active else "")
        self._button.setToolButtonStyle(beside if active else only)
        self._button.setToolTip("\n".join(words))
        self._button.setAccessibleName("; ".join(words))
