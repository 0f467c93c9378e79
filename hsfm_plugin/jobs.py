"""Every run that was asked for in this QGIS, and the last ones of earlier sessions."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine.errors import EngineError
from ..engine.parameters import INFO
from .engine_link import EngineLink
from .i18n import tr
from .job import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job
from .job_history import JobHistory
from .tasks import EngineTask

_MOST = 200
SceneWords = Tuple[str, str]


class Jobs(QObject):
    """Listens to the engine's link; questions that the panel asks by itself are no jobs.

    A scene that was opened, or was not wanted any more, leaves the list: the panel shows it.

    Attributes:
        all: the jobs, oldest first.
        name_scene: gives the title of a scene and the group of its results by the scene's path.
        is_damaged: whether the file with the earlier jobs could not be read in full.
        is_kept: whether the jobs could be written for later sessions.
    """

    added = pyqtSignal(object)
    changed = pyqtSignal(object)
    removed = pyqtSignal()

    def __init__(self, link: EngineLink, history: JobHistory) -> None:
        super().__init__()
        self._link, self._history = link, history
        self._tasks: Dict[str, EngineTask] = {}
        self.all: List[Job] = history.read()
        self.is_damaged, self.is_kept = history.is_damaged, True
        self.name_scene: Callable[[str], SceneWords] = lambda path: ("", "")
        self._last = len(self.all)
        link.asked.connect(self._on_asked)

    @property
    def active(self) -> List[Job]:
        """Those that run or wait, oldest first."""
        return [job for job in self.all if not job.has_ended]

    @property
    def promised(self) -> List[str]:
        """The files that those will write; no other run may take their names."""
        return [path for job in self.active for path in job.wanted_files]

    def cancel(self, job: Job) -> None:
        """Stops a job, or takes it out of the queue."""
        task = self._tasks.get(job.key)
        if task is not None:
            self._link.cancel(task)

    def clear_ended(self) -> None:
        """Forgets the jobs that have ended, also for later sessions; their files stay."""
        self._history.forget([job for job in self.all if job.has_ended])
        self.all = self.active
        self.removed.emit()
        self._save()

    def close(self) -> None:
        """Keeps what there is; what still runs ends with the engine. For ``unload``."""
        self._link.asked.disconnect(self._on_asked)
        for job in self.active:
            self._take_values(job, self._tasks[job.key])
            job.state, job.ended = CANCELLED, time.time()
        self._tasks.clear()
        self._save()

    def _on_asked(self, task: EngineTask) -> None:
        self._last += 1
        scene = str(task.values.get("scene") or "")
        title, group = self.name_scene(scene) if scene else ("", "")
        folder = str(self._link.work_folder)
        job = Job(self._last, task.title, task.task, {}, scene, title, group, folder)
        self._take_values(job, task)
        self._tasks[job.key] = task
        is_ours = isinstance(task, EngineTask)  # which, as any QgsTask, begins before its turn
        (task.taken_up if is_ours else task.begun).connect(lambda: self._on_begun(job))
        if is_ours:
            task.silent.connect(lambda seconds: self._on_silent(job, seconds))
        task.progressed.connect(lambda message: self._on_progress(job, message))
        task.logged.connect(lambda message: self._on_log(job, message))
        task.succeeded.connect(lambda answer: self._end(job, DONE, answer))
        task.failed.connect(lambda error: self._end(job, FAILED, error=error))
        task.cancelled.connect(lambda: self._end(job, CANCELLED))
        self.all.append(job)
        self._drop_oldest()
        self.added.emit(job)

    def _on_begun(self, job: Job) -> None:
        if job.state == QUEUED and job.key in self._tasks:
            job.state, job.began = RUNNING, time.time()
            self.changed.emit(job)

    def _on_progress(self, job: Job, message: Mapping[str, Any]) -> None:
        task = self._tasks.get(job.key)
        if task is None or job.has_ended:
            return
        self._on_begun(job)
        self._take_values(job, task)
        job.take_progress(message)
        self.changed.emit(job)

    def _on_silent(self, job: Job, seconds: int) -> None:
        if job.key not in self._tasks:
            return
        if seconds and not job.silent_s:
            text = tr("The engine has not answered for {} seconds; it may be busy.")
            job.note("warning", text.format(seconds))
        job.silent_s = seconds
        self.changed.emit(job)

    def _on_log(self, job: Job, message: Mapping[str, Any]) -> None:
        if job.key in self._tasks:
            job.note(str(message.get("level") or "info"), str(message.get("text") or ""))
            self.changed.emit(job)

    def _end(
        self,
        job: Job,
        state: str,
        answer: Optional[Mapping[str, Any]] = None,
        error: Optional[EngineError] = None,
    ) -> None:
        task = self._tasks.pop(job.key, None)
        if task is None:
            return
        self._take_values(job, task)
        job.state, job.ended, job.error = state, time.time(), error
        if answer is not None:
            job.outputs = [dict(output) for output in answer.get("outputs") or ()]
            job.provenance = dict(answer.get("provenance") or {})
        if error is not None:
            for part in (f"[{error.code}] {error.message}", error.hint, error.detail):
                if part:
                    job.note("error", part)
        if job.task == INFO.name and state != FAILED:
            self.all.remove(job)
            self.removed.emit()
            return
        self.changed.emit(job)
        self._save()

    @staticmethod
    def _take_values(job: Job, task: EngineTask) -> None:
        job.values = dict(task.values)
        job.is_prepared = getattr(task, "is_prepared", True)  # Processing has nothing to prepare

    def _drop_oldest(self) -> None:
        ended = [job for job in self.all if job.has_ended]
        for job in ended[: max(0, len(self.all) - _MOST)]:
            self.all.remove(job)
            self.removed.emit()

    def _save(self) -> None:
        self.is_kept = self._history.write(self.all)
