"""What a running task may ask of whoever started it: say how far it is, and whether to stop.

The command line, the wire and a library caller each give their own ``Context``; tasks and the
streaming loop know only this one. Stdlib only.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from .errors import Cancelled


class Context:
    """Progress, log, previews and cancellation of one run.

    The base class reports nowhere, which is what a library caller wants by default. Subclasses
    override ``emit``; everything a task says goes through it as ``(type, fields)`` with the field
    names of the wire protocol.

    Attributes:
        takes_partials: whether somebody shows what ``partial`` messages name, and removes it.
        warnings: what the user was told.
    """

    takes_partials = False

    def __init__(self, cancel: threading.Event | None = None) -> None:
        self._cancel = cancel if cancel is not None else threading.Event()
        self.warnings: list[str] = []

    def emit(self, type_: str, **fields: Any) -> None:
        """Takes one message of the run; the base class drops it."""

    def progress(self, phase: str, done: int, total: int) -> None:
        """Says that ``done`` of ``total`` units of ``phase``, one of ``protocol.PHASES``."""
        self.emit("progress", phase=phase, done=done, total=total)

    def log(self, text: str, level: str = "info") -> None:
        """Writes a line for the log; ``level`` is ``debug``, ``info``, ``warning`` or ``error``."""
        self.emit("log", level=level, text=text)

    def warn(self, text: str) -> None:
        """Tells the user something that does not stop the run; kept for the result as well."""
        if text not in self.warnings:
            self.warnings.append(text)
            self.log(text, "warning")

    def cancel(self) -> None:
        """Asks the run to stop at the next batch; safe from any thread."""
        self._cancel.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancel.is_set()

    def silent(self) -> Context:
        """A context that reports nowhere and is cancelled together with this one."""
        return Context(self._cancel)

    def check_cancelled(self) -> None:
        """Raises ``Cancelled`` once the run was asked to stop."""
        if self._cancel.is_set():
            raise Cancelled()


class CallbackContext(Context):
    """A context whose messages, partial results among them, go to a function, for the wire."""

    takes_partials = True

    def __init__(
        self, send: Callable[[str, dict[str, Any]], None], cancel: threading.Event | None = None
    ) -> None:
        super().__init__(cancel)
        self._send = send

    def emit(self, type_: str, **fields: Any) -> None:
        self._send(type_, fields)
