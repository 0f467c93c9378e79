"""Work in the background of QGIS: a task of the engine, or a function of our own.

Nothing here touches a widget or the project while it runs; what came out is told by signals, which
arrive in the main thread.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ..engine.errors import Cancelled, EngineError, InternalBug
from .compat import task_flags, waiting_thread
from .engine_client.session import EngineSession

Values = Mapping[str, Any]


def unforeseen(exc: Exception) -> EngineError:
    """Makes an error that can be shown from an exception nobody planned for."""
    return InternalBug(f"{type(exc).__name__}: {exc}", detail=repr(exc))


def stop(task: Optional[QgsTask]) -> None:
    """Cancels a task if there is one that has not ended; QGIS deletes those that have."""
    if task is not None and is_active(task):
        task.cancel()


def is_active(task: QgsTask) -> bool:
    """Whether a task waits or runs."""
    try:
        return bool(task.isActive())
    except RuntimeError:  # the task manager deleted the C++ object
        return False


class FunctionTask(QgsTask):
    """Runs ``work(is_cancelled)`` in a thread.

    Exactly one of ``done`` (what the work returns), ``failed`` (an EngineError) and ``cancelled``
    is emitted, in the main thread; QGIS deletes the task right after.
    """

    done = pyqtSignal(object)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(self, title: str, work: Callable[[Callable[[], bool]], Any]) -> None:
        super().__init__(title, task_flags(is_hidden=True))
        self._work = work
        self._answer: Any = None
        self._error: Optional[EngineError] = None

    def run(self) -> bool:
        try:
            self._answer = self._work(self.isCanceled)
        except Cancelled:
            return False
        except EngineError as exc:
            self._error = exc
        except Exception as exc:  # a thread's exception would vanish without a word
            self._error = unforeseen(exc)
        return self._error is None

    def finished(self, result: bool) -> None:
        if self._error is not None:
            self.failed.emit(self._error)
        elif result and not self.isCanceled():
            self.done.emit(self._answer)
        else:
            self.cancelled.emit()


class EngineTask(QgsTask):
    """One run of the engine.

    Exactly one of ``succeeded`` (the result message), ``failed`` (an EngineError) and ``cancelled``
    is emitted, in the main thread. A run that ends with a result although it was cancelled, such as
    a training that keeps its best, has succeeded. ``partial`` carries what can be shown before the
    end; the ``role`` of the message tells what it is. ``logged`` carries what the engine notes.
    ``waiting`` says that a run of somebody else has the engine, ``taken_up`` that this one has
    it now. ``silent`` carries for how many seconds nothing was heard of the engine, again and again
    where that is long, and 0 when it is heard again.

    Attributes:
        title, task, values: as they were given; ``values`` has those of ``prepare``, once it ran.
        is_prepared: whether nothing is missing in ``values`` any more.
        is_waiting: whether a run of somebody else has the engine; for who listens too late.
    """

    waiting = pyqtSignal()
    taken_up = pyqtSignal()
    silent = pyqtSignal(int)
    progressed = pyqtSignal(dict)
    partial = pyqtSignal(dict)
    logged = pyqtSignal(dict)
    succeeded = pyqtSignal(dict)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()

    def __init__(
        self,
        title: str,
        session: EngineSession,
        task: str,
        values: Values,
        prepare: Optional[Callable[[], Values]] = None,
        hidden: bool = False,
        gives_way: bool = False,
    ) -> None:
        """Describes a run.

        Args:
            title: what QGIS shows in its task list.
            session: the engine; it is started when it is not running.
            task: a task of ``engine.parameters.TASKS``.
            values: its parameters by name.
            prepare: called in the background before the run; what it returns is added to
                ``values``. Exports labels, for instance.
            hidden: whether QGIS keeps it out of its list of tasks, where it can (3.26).
            gives_way: whether it is cancelled when somebody asks for another run.
        """
        super().__init__(title, task_flags(is_hidden=hidden))
        self.task = task
        self.title = title
        self.gives_way = gives_way
        self.values = dict(values)
        self._session = session
        self._prepare = prepare
        self.is_prepared = prepare is None
        self.is_waiting = self._is_taken_up = self._is_silent = False
        self._answer: Optional[Dict[str, Any]] = None
        self._error: Optional[EngineError] = None

    def run(self) -> bool:
        try:
            if self._prepare is not None:
                self.values.update(self._prepare())
                self.is_prepared = True
            with waiting_thread():
                self._answer = self._session.run(
                    self.task,
                    self.values,
                    on_message=self._take,
                    is_cancelled=self.isCanceled,
                    is_patient=True,  # an algorithm of Processing may have the engine
                )
        except Cancelled:
            return False
        except EngineError as exc:
            self._error = exc
        except Exception as exc:  # a thread's exception would vanish without a word
            self._error = unforeseen(exc)
        return self._answer is not None

    def finished(self, result: bool) -> None:
        if self._answer is not None:
            self.succeeded.emit(self._answer)
        elif self._error is not None:
            self.failed.emit(self._error)
        else:
            self.cancelled.emit()

    def _take(self, message: Dict[str, Any]) -> None:
        kind = message.get("type")
        if kind == "waiting":
            self.is_waiting = True
            self.waiting.emit()
            return
        if not self._is_taken_up:
            self.is_waiting, self._is_taken_up = False, True
            self.taken_up.emit()
        if kind == "silent":
            self._is_silent = True
            self.silent.emit(int(message["seconds"]))
            return
        if self._is_silent:
            self._is_silent = False
            self.silent.emit(0)
        if kind == "partial":
            self.partial.emit(message)
        elif kind == "log":
            self.logged.emit(message)
        elif kind == "progress":
            self._take_progress(message)

    def _take_progress(self, message: Dict[str, Any]) -> None:
        total = float(message.get("total") or 0)
        if total > 0:
            self.setProgress(min(100.0, 100.0 * float(message.get("done", 0)) / total))
        self.progressed.emit(message)


class ApartTask(EngineTask):
    """One run of an engine of its own; the process is gone when one of the signals comes."""

    def run(self) -> bool:
        try:
            return super().run()
        finally:
            self._session.close()

    def stop(self) -> None:
        """Cancels the run and waits until its process has ended, 4 s at most."""
        self.cancel()
        self._session.close()
