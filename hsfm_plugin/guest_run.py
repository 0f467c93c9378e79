"""A run of a Processing algorithm in the panel's engine, as the panel's lists see it."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine.errors import EngineError


class GuestRun(QObject):
    """Has the signals of an ``EngineTask``; they come in the main thread, whichever runs it.

    Args:
        title: what lists call it.
        task, values: as for ``EngineTask``.

    Attributes:
        is_cancelled: whether a list asked it to stop; the algorithm looks at it.
    """

    begun = pyqtSignal()
    progressed = pyqtSignal(dict)
    logged = pyqtSignal(dict)
    succeeded = pyqtSignal(dict)
    failed = pyqtSignal(object)
    cancelled = pyqtSignal()
    _told = pyqtSignal(str, object)

    gives_way = False

    def __init__(self, title: str, task: str, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.title, self.task, self.values = title, task, dict(values)
        self.is_cancelled = self._has_begun = self._has_ended = False
        self.moveToThread(QgsApplication.instance().thread())
        self._told.connect(self._on_told)  # after the move, which says in which thread it is heard

    def isActive(self) -> bool:  # noqa: N802 - as of a QgsTask
        """Whether it waits or runs."""
        return not self._has_ended

    def cancel(self) -> None:
        """Asks the run to stop; not the feedback: a model would go on without this step's files."""
        self.is_cancelled = True

    def take(self, message: Mapping[str, Any]) -> None:
        """Hands on what the engine says; for any thread."""
        self._told.emit(str(message.get("type")), dict(message))

    def end(self, answer: Optional[Mapping[str, Any]], error: Optional[EngineError]) -> None:
        """Says how it ended; without an answer and an error, it was cancelled."""
        if answer is not None:
            self._told.emit("succeeded", dict(answer))
        elif error is not None:
            self._told.emit("failed", error)
        else:
            self._told.emit("cancelled", None)

    def _on_told(self, kind: str, what: Any) -> None:
        """In the main thread, after whoever was to listen has been told of this run."""
        if kind in ("progress", "log") and not self._has_begun:
            self._has_begun = True
            self.begun.emit()
        if kind == "progress":
            self.progressed.emit(what)
        elif kind == "log":
            self.logged.emit(what)
        elif kind in ("succeeded", "failed", "cancelled"):
            self._has_ended = True
            signal = getattr(self, kind)
            signal.emit() if kind == "cancelled" else signal.emit(what)
