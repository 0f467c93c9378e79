"""What this QGIS asks of its engine: one run after another, downloads beside them."""

from __future__ import annotations

from typing import Callable, List, Optional

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtCore import pyqtSignal

from ..engine.errors import EngineError
from .awake import Awake
from .engine_life import ASLEEP as ASLEEP
from .engine_life import FAILED as FAILED
from .engine_life import MISSING as MISSING
from .engine_life import READY as READY
from .engine_life import STARTING as STARTING
from .engine_life import EngineLife
from .engine_queue import RunQueue
from .i18n import tr
from .settings import Settings
from .tasks import ApartTask, EngineTask, Values, stop
from .work_folder import remove_work_folder


class EngineLink(EngineLife):
    """The engine with its queue, and the engines that have one run of their own.

    ``asked`` carries an EngineTask that QGIS lists, before it begins, or a GuestRun of Processing.
    Another thread emits ``visited`` when it begins to use ``session``, and again, with False, when
    it has ended that.
    """

    asked = pyqtSignal(object)
    visited = pyqtSignal(bool)

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._queue = RunQueue()
        self._apart: List[ApartTask] = []
        self._guests = 0
        self._awake = Awake(tr("A map is being made"), _note)
        self.visited.connect(self._on_visit)
        self.came_up.connect(self._next)
        self.did_not_start.connect(self._fail_waiting)

    @property
    def is_busy(self) -> bool:
        """Whether a run that somebody waits for is under way or waits."""
        runs = [*self._queue.all, *self._apart]
        return self._guests > 0 or any(not run.gives_way for run in runs)

    def restart(self) -> None:
        """Starts again with what the settings say now."""
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
        """Queues a run; it starts as soon as the engine is there and free.

        Args:
            title, task, values, prepare: as for ``EngineTask``.
            hidden: whether QGIS keeps it out of its list of tasks: a question of the panel.
            gives_way: whether it waits behind all others, and is cancelled when somebody asks for
                a run that QGIS lists.

        Raises:
            RuntimeError: there is no engine; ask ``status`` first.
        """
        if self.session is None:
            raise RuntimeError("The engine was asked to run before it was found.")
        made = EngineTask(title, self.session, task, values, prepare, hidden, gives_way)
        for signal in (made.succeeded, made.failed, made.cancelled):
            signal.connect(lambda *_: self._on_run_ended(made))
        self._queue.add(made)
        if not hidden:
            self._tell_asked(made)
            self._make_way()
        self._next()
        return made

    def run_apart(self, title: str, task: str, values: Values) -> EngineTask:
        """Starts a run at once, in a small engine of its own that ends with it.

        For a download: it may take an hour, and must not keep the engine from other runs. A process
        that only downloads loads neither torch nor a scene; it needs some 50 MB.

        Args:
            title, task, values: as for ``EngineTask``.

        Raises:
            RuntimeError: there is no engine; ask ``status`` first.
        """
        if self.session is None:
            raise RuntimeError("An engine was asked to run before it was found.")
        made = ApartTask(title, self._make_session(), task, values)
        self._tell_asked(made)
        self._apart.append(made)
        for signal in (made.succeeded, made.failed, made.cancelled):
            signal.connect(lambda *_: self._apart.remove(made))
        self.in_background(made)
        return made

    def cancel(self, task: EngineTask) -> None:
        """Stops a run; one that waits for the engine ends at once, one that ended stays ended."""
        if self._queue.drop(task):
            task.cancelled.emit()
        else:
            stop(task)

    def stop_session(self) -> None:
        """Stops the engine; all runs, also those apart or waiting, end with nothing written."""
        self.idle.stop()
        waiting, running = self._queue.take_waiting(), self._queue.running
        self._queue.running = None
        session, self.session = self.session, None
        for task in list(self._apart):  # each ends its engine in its own thread
            task.cancel()
        stop(running)
        if session is not None:
            session.close()
        for task in waiting:
            task.cancelled.emit()

    def hold(self) -> None:
        """Stops the engine and lets none start until ``let_go``: its environment is changed."""
        self.is_held = True
        if self.session is not None:
            self._is_start_due = True
            self.stop_session()
            self._set_status(MISSING)

    def let_go(self, starts: bool) -> None:
        """Ends ``hold``, and starts an engine that it stopped or that was wanted meanwhile.

        Args:
            starts: whether to start one in any case.
        """
        self.is_held = False
        if self._is_start_due or starts:
            self.start()

    def close(self) -> None:
        """Stops every engine, waits for their end and removes the temporary files."""
        self.stop_session()
        for task in list(self._apart):
            task.stop()
        self._awake.release()
        remove_work_folder(self.work_folder)

    def _tell_asked(self, task: EngineTask) -> None:
        """Announces a run that QGIS lists, and keeps the computer awake until it has ended."""
        self._awake.hold()
        for signal in (task.succeeded, task.failed, task.cancelled):
            signal.connect(lambda *_: self._awake.let_go())
        self.asked.emit(task)

    def _is_wanted(self) -> bool:
        return super()._is_wanted() or self._guests > 0 or bool(self._queue.all)

    def _next(self) -> None:
        """Gives the engine what waits longest; where there is none, that waits for its start."""
        if not self._queue.is_waited_for or self.session is None or self.status == STARTING:
            return
        if not self.session.is_alive:
            self.start()
            return
        self.idle.start()
        self.in_background(self._queue.next())

    def _fail_waiting(self, error: EngineError) -> None:
        """Tells those that wait for an engine which did not start: it may not be tried forever."""
        for task in self._queue.take_waiting():
            task.failed.emit(error)

    def _make_way(self) -> None:
        """Cancels the runs that give way to others."""
        for task in self._queue.all:
            if task.gives_way:
                self.cancel(task)

    def _on_visit(self, begins: bool) -> None:
        """An algorithm of Processing uses the session: what gives way does, the status follows."""
        self._guests = max(0, self._guests + (1 if begins else -1))
        if self.session is None or self.status == STARTING:
            return
        if begins:
            self._make_way()
        is_ready = self.status == READY
        if not is_ready if self.session.is_alive else begins or is_ready:
            self.start()

    def _on_run_ended(self, task: EngineTask) -> None:
        if not self._queue.end(task) or self.session is None:
            return
        if not self.session.is_alive:
            self.start()
        elif self.status != READY:
            self._set_status(READY)
        self.idle.start()
        self._next()


def _note(text: str) -> None:
    QgsMessageLog.logMessage(text, "HSFM", Qgis.MessageLevel.Info, False)
