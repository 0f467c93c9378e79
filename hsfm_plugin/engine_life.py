"""The life of this QGIS's engine: found, started when wanted, put to sleep, woken, ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine.errors import DependencyMissing, EngineError
from .engine_client.environment import engine_log_path, find_engine_python
from .engine_client.session import EngineSession
from .engine_environment import cores, engine_environment
from .engine_idle import Idle
from .i18n import tr
from .paths import ROOT
from .settings import Settings
from .tasks import FunctionTask, is_active
from .work_folder import make_work_folder

MISSING, ASLEEP, STARTING, READY = "missing", "asleep", "starting", "ready"
FAILED = "failed"


class EngineLife(QObject):
    """Holds the session of the one engine that all of this QGIS shares.

    ``came_up`` is emitted when the process is ready, ``did_not_start`` with the error when it will
    not be; ``status_changed`` comes before either.

    Attributes:
        status: ``MISSING`` (no interpreter that may be used), ``ASLEEP`` (no process; the next run
            starts it), ``STARTING``, ``READY`` or ``FAILED``.
        ready: the engine's ``ready`` message, once it came up.
        error: why the engine failed to start.
        session: for any thread; None without an engine.
        is_held: whether no engine may start, for its environment is being changed.
        idle: puts the engine to sleep when nobody wants it.
        work_folder: for temporary files of this QGIS session.
    """

    status_changed = pyqtSignal()
    came_up = pyqtSignal()
    did_not_start = pyqtSignal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._interpreter = ""
        self._kept: List[QgsTask] = []
        self.session: Optional[EngineSession] = None
        self.status = MISSING
        self.is_held = self._is_start_due = False
        self.ready: Dict[str, Any] = {}
        self.error: Optional[EngineError] = None
        self.work_folder: Path = make_work_folder()
        self.idle = Idle(settings, self._is_wanted)
        self.idle.tired.connect(self._sleep)

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
        return self.session is not None

    @property
    def can_answer(self) -> bool:
        """Whether a small question makes sense now; it wakes an engine that sleeps."""
        return self.session is not None and self.status in (READY, ASLEEP)

    @property
    def threads(self) -> int:
        """How many processor cores the engine may use."""
        return min(cores(), self._settings.threads or cores())

    @property
    def devices(self) -> List[Dict[str, Any]]:
        """What the engine can compute on: id, name, memory_bytes."""
        return list(self.ready.get("devices", []))

    @property
    def session_pid(self) -> Optional[int]:
        """The number of the engine's process while it runs."""
        return self.session.pid if self.session is not None else None

    def look(self) -> None:
        """Looks for the interpreter; no process is started before somebody wants it."""
        session = self._find()
        if session is not None and not session.is_alive:
            self._set_status(ASLEEP)

    def wake(self) -> None:
        """Starts an engine that sleeps: somebody is about to want it."""
        if self.status == ASLEEP:
            self.start()

    def start(self) -> None:
        """Looks for the interpreter and starts the engine in the background; later while held."""
        self._is_start_due = self.is_held
        if self.is_held:
            return
        session = self._find()
        if session is None:
            return
        session.use_environment(engine_environment(self._settings))
        self._set_status(STARTING)
        task = FunctionTask(tr("Start the HSFM engine"), lambda stop: session.start())
        task.done.connect(lambda ready: self._on_ready(session, ready))
        task.failed.connect(self._fail)
        task.cancelled.connect(lambda: self._on_start_cancelled(session))
        self.in_background(task)

    def in_background(self, task: QgsTask) -> None:
        """Starts work in a thread of QGIS, and keeps it until it has ended."""
        self._kept = [kept for kept in self._kept if is_active(kept)]
        self._kept.append(task)
        QgsApplication.taskManager().addTask(task)

    def _is_wanted(self) -> bool:
        """Whether the engine has, or is about to have, something to do."""
        is_used = self.session is not None and self.session.is_running
        return is_used or self.status == STARTING

    def _make_session(self) -> EngineSession:
        return EngineSession(
            self._interpreter,
            str(ROOT),
            str(self.work_folder),
            engine_environment(self._settings),
            log_path=str(engine_log_path()),
        )

    def _find(self) -> Optional[EngineSession]:
        """The session, made if need be; None, with the status that says why, without an engine."""
        try:
            python = find_engine_python(self._settings.engine_python)
        except EngineError as exc:
            self._fail(exc)
            return None
        if python is None:
            self._set_status(MISSING)
            self.did_not_start.emit(
                DependencyMissing(
                    "The engine is not installed.",
                    hint="Set it up in the HSFM panel.",
                )
            )
            return None
        if self.session is None:
            self._interpreter = python
            self.session = self._make_session()
        return self.session

    def _on_ready(self, session: EngineSession, ready: Dict[str, Any]) -> None:
        if session is not self.session:  # it was stopped meanwhile
            return
        self.ready, self.error = ready, None
        self._set_status(READY)
        self.idle.start()
        task = FunctionTask(tr("Look for devices"), lambda stop: session.describe())
        task.done.connect(self._on_described)
        self.in_background(task)
        self.came_up.emit()

    def _on_described(self, description: Dict[str, Any]) -> None:
        self.ready = {**self.ready, "devices": description.get("devices", [])}
        self.status_changed.emit()

    def _fail(self, error: EngineError) -> None:
        self.error = error
        self._set_status(FAILED)
        self.did_not_start.emit(error)

    def _on_start_cancelled(self, session: EngineSession) -> None:
        """Starts again where it was not stopped: nothing can be done without an engine."""
        if session is self.session:
            self.start()

    def _sleep(self) -> None:
        session = self.session
        if session is None or self.status != READY:
            return
        if self._is_wanted():  # since it was looked at
            self.idle.start()
            return
        self._set_status(ASLEEP)
        self.in_background(FunctionTask(tr("Stop the HSFM engine"), lambda stop: session.rest()))

    def _set_status(self, status: str) -> None:
        self.status = status
        self.status_changed.emit()
