"""A live engine process with its messages sorted: answers to questions here, runs there."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Mapping, Sequence

from ...engine.errors import Cancelled, EngineCrashed, EngineError, EngineTimeout
from ...engine.protocol import FROM_ENGINE, Message, decode, encode, error_from_message
from .exit_words import exit_words, is_out_of_memory
from .process import EngineProcess

POLL_S = 0.1
EXIT_WAIT_S = 2.0
"""How long a process may take to be gone after it closed its stdout."""
STDERR_IN_DETAIL = 4096

ENDED: Message = {"type": "ended"}
"""Put into both inboxes, by the client itself, when the process says nothing more."""

_ANSWERS = frozenset({"ready", "description"})


class Connection:
    """One life of the process; a restarted engine gets a new one.

    Args:
        command, folder, environment, log_path: as for ``EngineProcess``.

    Raises:
        OSError: the program cannot be started.
    """

    def __init__(
        self, command: Sequence[str], folder: str, environment: Mapping[str, str], log_path: str
    ) -> None:
        self.run_inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._asking = threading.Lock()
        self._run_id = ""
        self._has_ended = threading.Event()
        self.process = EngineProcess(
            command, folder, environment, self._take, self._take_end, log_path
        )

    def open_run(self, run_id: str) -> None:
        """Lets the messages of this run, and heartbeats, into ``run_inbox``."""
        self.run_inbox = queue.SimpleQueue()
        self._run_id = run_id
        if self._has_ended.is_set():
            self.run_inbox.put(ENDED)

    def close_run(self) -> None:
        """Drops what is still said of the run."""
        self._run_id = ""

    def send(self, message: Message) -> None:
        """Writes a message.

        Raises:
            ProtocolError: it cannot be encoded.
            OSError: the process is gone.
        """
        self.process.send(encode(message))

    def ask(
        self, message: Message, answer: str, timeout_s: float, is_cancelled: Callable[[], bool]
    ) -> Message:
        """Sends a question and waits for its answer.

        Raises:
            EngineTimeout: no answer in time.
            EngineCrashed: the process ended instead.
            Cancelled: ``is_cancelled`` said so.
            EngineError: the engine answered with an error.
        """
        deadline = time.monotonic() + timeout_s
        with self._asking:
            self._answers = queue.SimpleQueue()
            try:
                self.send(message)
            except OSError:
                raise self.crashed() from None
            while True:
                if is_cancelled():
                    raise Cancelled()
                if time.monotonic() > deadline:
                    raise self._timed_out(timeout_s)
                try:
                    found = self._answers.get(timeout=POLL_S)
                except queue.Empty:
                    if not self._has_ended.is_set():
                        continue
                    found = ENDED
                if found is ENDED:
                    raise self.crashed()
                if found["type"] == "error":
                    raise error_from_message(found)
                if found["type"] == answer:
                    return found

    def end(self) -> int:
        """Ends the process by the ladder of ``EngineProcess.end``; returns its exit code."""
        return self.process.end()

    def crashed(self) -> EngineError:
        """Ends what is left of the process and says what happened to it."""
        code = self.process.wait(EXIT_WAIT_S)
        words = "it closed its connection" if code is None else exit_words(code)
        code = self.process.end()
        if is_out_of_memory(code):
            hint = "Your data are safe. Try again with less memory for windows or a smaller area."
        else:
            hint = "Your data are safe. Try again; if it stops again, copy the details and report."
        error = EngineCrashed(
            f"The engine stopped: {words}.",
            hint=hint,
            detail=self.process.stderr_tail()[-STDERR_IN_DETAIL:],
        )
        error.ended_with = code
        return error

    def _timed_out(self, timeout_s: float) -> EngineError:
        return EngineTimeout(
            f"The engine gave no answer within {timeout_s:g} s.",
            hint="Try again. On a first start, an antivirus may be scanning its files.",
            detail=self.process.stderr_tail()[-STDERR_IN_DETAIL:],
        )

    def _take(self, line: bytes) -> None:
        try:
            message = decode(line, FROM_ENGINE)
        except EngineError as exc:
            message = {"type": "log", "level": "warning", "text": exc.message}
        kind, run_id = message["type"], message.get("id")
        if kind in _ANSWERS or (kind == "error" and run_id is None and self._asking.locked()):
            self._answers.put(message)
        elif kind == "error" and run_id is None:
            text = str(message.get("message", ""))
            self._to_run({"type": "log", "level": "error", "text": text})
        elif run_id in (None, self._run_id):
            self._to_run(message)

    def _to_run(self, message: Message) -> None:
        if self._run_id:
            self.run_inbox.put(message)

    def _take_end(self) -> None:
        self._has_ended.set()  # first: an inbox opened from here on is told by its opener
        self._answers.put(ENDED)
        self.run_inbox.put(ENDED)
