"""The engine of this QGIS: kept warm, given one run after another, stopped with the plugin."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine.errors import EngineError
from .engine_client.environment import find_engine_python
from .engine_client.session import EngineSession
from .paths import ROOT, make_work_folder
from .settings import Settings
from .tasks import ApartTask, EngineTask, FunctionTask, Values, is_active, stop

MISSING, STARTING, READY, FAILED = "missing", "starting", "ready", "failed"


class EngineLink(QObject):
    """Holds the engine's session and its queue, and the engines that have one run of their own.

    Attributes:
        status: ``MISSING`` (no interpreter), ``STARTING``, ``READY`` or ``FAILED``.
        ready: the engine's ``ready`` message, once it came up.
        error: why the engine failed to start.
        work_folder: for temporary files of this QGIS session.
    """

    status_changed = pyqtSignal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._interpreter = ""
        self._session: Optional[EngineSession] = None
        self._queue: List[EngineTask] = []
        self._running: Optional[EngineTask] = None
        self._apart: List[ApartTask] = []
        self._kept: List[QgsTask] = []
        self.status = MISSING
        self.ready: Dict[str, Any] = {}
        self.error: Optional[EngineError] = None
        self.work_folder: Path = make_work_folder()

    @property
    def python(self) -> Optional[str]:
        """The interpreter that is used, if there is one."""
        try:
            return find_engine_python(self._settings.engine_python)
        except EngineError:
            return None

    @property
    def is_startable(self) -> bool:
        """Whether a run can be asked for; it starts the engine if need be."""
        return self._session is not None

    @property
    def devices(self) -> List[Dict[str, Any]]:
        """What the engine can compute on: id, name, memory_bytes."""
        return list(self.ready.get("devices", []))

    @property
    def session_pid(self) -> Optional[int]:
        """The number of the engine's process while it runs."""
        return self._session.pid if self._session is not None else None

    def start(self) -> None:
        """Looks for the interpreter and starts the engine in the background."""
        try:
            python = find_engine_python(self._settings.engine_python)
        except EngineError as exc:
            self._on_start_failed(exc)
            return
        if python is None:
            self._set_status(MISSING)
            return
        if self._session is None:
            self._interpreter = python
            self._session = self._make_session()
        session = self._session
        self._set_status(STARTING)
        task = FunctionTask(self.tr("Start the HSFM engine"), lambda stop: session.start())
        task.done.connect(self._on_ready)
        task.failed.connect(self._on_start_failed)
        task.cancelled.connect(lambda: self._on_start_cancelled(session))
        self._launch(task)

    def restart(self) -> None:
        """Starts again with the interpreter that the settings name now."""
        self.stop_session()
        self.start()

    def run(
        self,
        title: str,
        task: str,
        values: Values,
        prepare: Optional[Callable[[], Values]] = None,
        hidden: bool = False,
        gives_way: bool = False,
    ) -> EngineTask:
        """Queues a run; it starts as soon as the engine is free.

        Args:
            title, task, values, prepare: as for ``EngineTask``.
            hidden: whether QGIS keeps it out of its list of tasks: a question of the panel.
            gives_way: whether it waits behind all others, and is cancelled when somebody asks for
                a run that QGIS lists.

        Raises:
            RuntimeError: there is no engine; ask ``status`` first.
        """
        if self._session is None:
            raise RuntimeError("The engine was asked to run before it was found.")
        made = EngineTask(title, self._session, task, values, prepare, hidden, gives_way)
        for signal in (made.succeeded, made.failed, made.cancelled):
            signal.connect(lambda *_: self._on_run_ended(made))
        self._queue.append(made)
        self._queue.sort(key=lambda waiting: waiting.gives_way)
        if not hidden:
            self._make_way()
        self._next()
        return made

    def run_apart(self, title: str, task: str, values: Values) -> EngineTask:
        """Starts a run at once, in an engine of its own that ends with it.

        For what takes long, such as a download, and must not keep the engine from other runs.

        Args:
            title, task, values: as for ``EngineTask``.

        Raises:
            RuntimeError: there is no engine; ask ``status`` first.
        """
        if self._session is None:
            raise RuntimeError("An engine was asked to run before it was found.")
        made = ApartTask(title, self._make_session(), task, values)
        self._apart.append(made)
        for signal in (made.succeeded, made.failed, made.cancelled):
            signal.connect(lambda *_: self._apart.remove(made))
        self._launch(made)
        return made

    def cancel(self, task: EngineTask) -> None:
        """Stops a run; one that waits for the engine ends at once, one that ended stays ended."""
        if task in self._queue:
            self._queue.remove(task)
            task.cancelled.emit()
        else:
            stop(task)

    def in_background(self, task: QgsTask) -> None:
        """Starts work that does not need the engine."""
        self._launch(task)

    def stop_session(self) -> None:
        """Stops the engine; all runs, also those apart or waiting, end with nothing written."""
        waiting, self._queue = self._queue, []
        running, self._running = self._running, None
        session, self._session = self._session, None
        for task in list(self._apart):  # each ends its engine in its own thread
            task.cancel()
        stop(running)
        if session is not None:
            session.stop()
        for task in waiting:
            task.cancelled.emit()

    def close(self) -> None:
        """Stops every engine, waits for their end and removes the temporary files."""
        self.stop_session()
        for task in list(self._apart):
            task.stop()
        shutil.rmtree(self.work_folder, ignore_errors=True)

    def _make_session(self) -> EngineSession:
        return EngineSession(self._interpreter, str(ROOT), str(self.work_folder))

    def _launch(self, task: QgsTask) -> None:
        self._kept = [kept for kept in self._kept if is_active(kept)]
        self._kept.append(task)
        QgsApplication.taskManager().addTask(task)

    def _next(self) -> None:
        if self._running is None and self._queue:
            self._running = self._queue.pop(0)
            self._launch(self._running)

    def _make_way(self) -> None:
        """Cancels the runs that give way to others."""
        for task in [*self._queue, self._running]:
            if isinstance(task, EngineTask) and task.gives_way:
                self.cancel(task)

    def _on_run_ended(self, task: EngineTask) -> None:
        if self._running is task:
            self._running = None
        if self._session is not None:
            if not self._session.is_alive:
                self.start()
            elif self.status != READY:
                self._set_status(READY)
        self._next()

    def _on_ready(self, ready: Dict[str, Any]) -> None:
        self.ready = ready
        self.error = None
        self._set_status(READY)
        session = self._session
        if session is None:
            return
        task = FunctionTask(self.tr("Look for devices"), lambda stop: session.describe())
        task.done.connect(self._on_described)
        self._launch(task)

    def _on_described(self, description: Dict[str, Any]) -> None:
        self.ready = {**self.ready, "devices": description.get("devices", [])}
        self.status_changed.emit()

    def _on_start_failed(self, error: EngineError) -> None:
        self.error = error
        self._set_status(FAILED)

    def _on_start_cancelled(self, session: EngineSession) -> None:
        """Starts again where it was not ``stop_session``: nothing can be done without an engine."""
        if session is self._session:
            self.start()

    def _set_status(self, status: str) -> None:
        self.status = status
        self.status_changed.emit()
