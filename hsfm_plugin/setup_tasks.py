"""The tasks of the setup: one change of the disk at a time, and questions beside it."""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine.errors import EngineError
from .compat import waiting_thread
from .engine_link import FAILED, EngineLink
from .runtime_setup import state
from .setup_progress import SetupProgress, Stop
from .tasks import FunctionTask
from .tasks import stop as stop_task

PLAN, CHECK, SIZES, REMOVE = "plan", "check", "sizes", "remove"
INSTALL, UPDATE, REPAIR = state.INSTALL, state.UPDATE, state.REPAIR
HEAVY = (INSTALL, UPDATE, REPAIR, REMOVE)
"""What changes the disk: one of them at a time; the others only ask."""
CANCELLED = "cancelled"
_CLOSE_WAIT_S = 12.0
"""A program of the setup is ended politely, 3 s later by force."""


class ChangeTask(FunctionTask):
    """Changes the disk; where that is done, a cancel has come too late."""

    def finished(self, result: bool) -> None:
        if result:
            self.done.emit(self._answer)
        else:
            super().finished(result)


class SetupTasks(QObject):
    """What is under way, and how the last change ended.

    Attributes:
        outcome: ``FAILED`` (see ``error``), ``CANCELLED`` or empty.
        tried: the last change, of ``HEAVY``, or ``PLAN`` where that failed.
        error: of what failed last.
        progress: of the change that is under way.
    """

    changed = pyqtSignal()
    progressed = pyqtSignal(str, float)
    failed = pyqtSignal(object)

    def __init__(self, link: EngineLink) -> None:
        super().__init__()
        self._link = link
        self._tasks: Dict[str, FunctionTask] = {}
        self._ended = threading.Event()
        self._ended.set()
        self.progress = SetupProgress(link)
        self.progress.told.connect(self.progressed)
        self.outcome = self.tried = ""
        self.error: Optional[EngineError] = None

    @property
    def busy(self) -> str:
        """``INSTALL``, ``UPDATE``, ``REPAIR``, ``REMOVE``, ``PLAN``, ``CHECK``, ``SIZES`` or empty.

        While the disk is changed it says so, whatever is asked besides.
        """
        return next((kind for kind in (*HEAVY, PLAN, CHECK, SIZES) if kind in self._tasks), "")

    @property
    def is_changing(self) -> bool:
        """Whether the disk is being changed."""
        return self.busy in HEAVY

    def refresh(self) -> None:
        """Reads what is installed; after something else may have changed it."""
        self.changed.emit()

    def cancel(self) -> None:
        """Ends the change that is under way, or the questions where there is none."""
        kinds = [kind for kind in self._tasks if kind in HEAVY] or list(self._tasks)
        for kind in kinds:
            stop_task(self._tasks[kind])

    def close(self) -> None:
        """Ends everything and waits until no program of the setup runs; for ``unload``."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            stop_task(task)
        self._ended.wait(_CLOSE_WAIT_S)

    def _begin(
        self,
        kind: str,
        title: str,
        work: Callable[[Stop], Any],
        take: Callable[[Any], None],
    ) -> None:
        """Starts work; a question that is asked again takes the place of the one before."""
        is_heavy = kind in HEAVY
        task = ChangeTask(title, self._waited_for(work)) if is_heavy else FunctionTask(title, work)
        before, self._tasks[kind] = self._tasks.get(kind), task
        stop_task(before)
        if is_heavy:
            stop_task(self._tasks.pop(PLAN, None))
            self.tried, self.outcome, self.error = kind, "", None
            self.progress.begin()

        def end(how: Callable[[], None]) -> None:
            if self._tasks.get(kind) is not task:  # another one took its place, or QGIS closes
                return
            del self._tasks[kind]
            how()
            if is_heavy:
                self._link.let_go(starts=not self.outcome)
            self.refresh()

        task.done.connect(lambda answer: end(lambda: take(answer)))
        task.failed.connect(lambda error: end(lambda: self._on_failed(kind, error)))
        task.cancelled.connect(lambda: end(lambda: self._on_cancelled(kind)))
        self._link.in_background(task)
        self.changed.emit()

    def _waited_for(self, work: Callable[[Stop], Any]) -> Callable[[Stop], Any]:
        """The same work, for whose end ``close`` waits; it leaves its thread's place to others."""

        def do(stop: Stop) -> Any:
            self._ended.clear()
            try:
                with waiting_thread():
                    return work(stop)
            finally:
                self._ended.set()

        return do

    def _on_failed(self, kind: str, error: EngineError) -> None:
        if kind in (*HEAVY, PLAN):
            self.tried, self.outcome, self.error = kind, FAILED, error
        self.failed.emit(error)

    def _on_cancelled(self, kind: str) -> None:
        if kind in HEAVY:
            self.outcome = CANCELLED
