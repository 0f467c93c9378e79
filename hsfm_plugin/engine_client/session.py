"""Starts an engine, runs tasks in it, cancels them, and survives its end."""

from __future__ import annotations

import atexit
import itertools
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Optional

from ...engine.errors import Cancelled, EngineError
from ...engine.parameters import by_role, task_named
from ...engine.protocol import PROTOCOL, Message
from .connection import Connection
from .run import OnMessage, follow_run
from .spawning import check_version, spawn
from .turns import Turns

START_TIMEOUT_S = 60.0


class EngineSession:
    """The client's end of the wire; every method may be called from any thread.

    The process starts with the first ``start``, ``describe`` or ``run``, and is started again by
    the next one after it ended. ``run`` blocks its own thread; one run at a time.

    Args:
        python: the engine's interpreter.
        root: the folder that holds ``engine``.
        work_folder: the working folder of the process; made if missing.
        env: variables to add to the cleaned environment of this process.
        log_path: a file that the engine's stderr is appended to; none if empty.
        client: name and version of the caller, for the engine's log.
        locale: such as ``de_DE``.
    """

    def __init__(
        self,
        python: str,
        root: str,
        work_folder: str,
        env: Optional[Mapping[str, str]] = None,
        *,
        log_path: str = "",
        client: str = "hsfm",
        locale: str = "en",
    ) -> None:
        self._python = python
        self._root = root
        self._work_folder = work_folder
        self._env = dict(env or {})
        self._log_path = log_path
        self._hello: Message = {
            "type": "hello",
            "protocol": PROTOCOL,
            "client": client,
            "locale": locale,
        }
        self._ids = itertools.count(1)
        self._starting = threading.Lock()
        self._turns = Turns()
        self._cancel_asked = threading.Event()
        self._stopped = threading.Event()
        self._closed = threading.Event()
        self._connection: Optional[Connection] = None
        self._ready: Message = {}

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        connection = self._connection
        return connection is not None and connection.process.is_alive

    @property
    def pid(self) -> Optional[int]:
        """The process's number, or None while there is none."""
        connection = self._connection
        if connection is None or not connection.process.is_alive:
            return None
        return connection.process.pid

    @property
    def is_running(self) -> bool:
        """Whether a run is under way, whoever asked for it."""
        return self._turns.is_taken

    def use_environment(self, env: Mapping[str, str]) -> None:
        """Has the next process started with these variables instead of those of before."""
        self._env = dict(env)

    def stderr_tail(self) -> str:
        """The engine's last words on stderr."""
        connection = self._connection
        return connection.process.stderr_tail() if connection is not None else ""

    def start(
        self,
        timeout_s: float = START_TIMEOUT_S,
        is_cancelled: Optional[Callable[[], bool]] = None,
    ) -> Message:
        """Starts the process unless it runs.

        Returns:
            Its ``ready`` message; of its devices only the CPU, see ``describe``.

        Raises:
            DependencyMissing: the interpreter is missing or cannot be run.
            EngineTimeout: it was not ready in time; it has been ended.
            EngineCrashed: it ended before it was ready.
            ProtocolVersionMismatch: it speaks another version.
            Cancelled: ``is_cancelled`` said so, or the session was stopped meanwhile.
        """
        self._connect(timeout_s, is_cancelled)
        return self._ready

    def describe(self, timeout_s: float = START_TIMEOUT_S) -> Message:
        """Asks for the devices, tasks and models; also answered during a run.

        Returns:
            The ``description`` message. Its ``devices`` are complete, which takes the engine a few
            seconds the first time.

        Raises:
            EngineError: as ``start`` does, or what the engine answered.
            Cancelled: the session was stopped meanwhile.
        """
        connection = self._connect(timeout_s, None)
        with self._cancelled_if_stopped():
            return connection.ask(
                {"type": "describe"}, "description", timeout_s, self._stopped.is_set
            )

    def run(
        self,
        task: str,
        values: Mapping[str, Any],
        *,
        on_message: Optional[OnMessage] = None,
        is_cancelled: Optional[Callable[[], bool]] = None,
        is_patient: bool = False,
    ) -> Message:
        """Runs a task and waits for its end.

        Args:
            task: name of a declared task.
            values: its parameters by name.
            on_message: called in this thread with every message of the run, with heartbeats, and
                with ``{"type": "silent", "seconds": n}`` while nothing is heard from the engine.
                A patient run that must wait gets ``{"type": "waiting"}`` first.
            is_cancelled: asked about ten times a second; cancels the run once it answers True.
            is_patient: whether it waits for the end of another run instead of being refused.

        Returns:
            The ``result`` message: ``outputs``, ``metrics``, ``provenance``.

        Raises:
            Cancelled: the run was cancelled, or the session stopped or closed.
            EngineBusy: another run is under way, and this one is not patient.
            EngineCrashed: the process ended without an answer; the next run starts it again.
            EngineError: whatever the task refused.
        """
        declared = task_named(task)
        request = by_role(declared, declared.validate(values))
        tell = on_message or (lambda message: None)

        def is_unwanted() -> bool:
            return self._closed.is_set() or (is_cancelled is not None and is_cancelled())

        def wants_to_stop() -> bool:
            return self._cancel_asked.is_set() or is_unwanted()

        with self._turns.taken(is_patient, lambda: tell({"type": "waiting"}), is_unwanted):
            self._cancel_asked.clear()
            if wants_to_stop():
                raise Cancelled()
            connection = self._connect(START_TIMEOUT_S, wants_to_stop)
            run_id = f"run-{next(self._ids)}"
            message = {"type": "run", "id": run_id, "task": task, **request}
            with self._cancelled_if_stopped():
                return follow_run(connection, message, on_message, wants_to_stop)

    def cancel(self) -> None:
        """Cancels the run that is under way, if any; returns at once."""
        self._cancel_asked.set()

    def stop(self) -> None:
        """Ends the process, within about 4 s even if it does not listen; may be called twice.

        A run under way in another thread ends with ``Cancelled``.
        """
        self._stopped.set()
        self._end()
        atexit.unregister(self.stop)

    def close(self) -> None:
        """Stops the process for good, and waits for its end; what is asked later is cancelled."""
        self._closed.set()
        self.stop()
        with self._starting:  # a start that was on its way ends by itself
            self._end()

    def rest(self) -> bool:
        """Ends the process unless a run is under way; the next run starts it again.

        Returns:
            Whether there is no process now.
        """
        with self._starting:  # a run that comes meanwhile waits here, then starts a process
            if self._turns.is_taken:
                return False
            self._end()
            return True

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.end()

    def _connect(self, timeout_s: float, is_cancelled: Optional[Callable[[], bool]]) -> Connection:
        with self._starting:
            if self._closed.is_set():
                raise Cancelled()
            connection = self._connection
            if connection is not None and self._ready and connection.process.is_alive:
                return connection
            self._end()
            self._stopped.clear()
            self._ready = {}
            connection = self._connection = spawn(
                self._python, self._root, self._work_folder, self._env, self._log_path
            )
            atexit.register(self.stop)

            def wants_to_stop() -> bool:
                is_over = self._stopped.is_set() or self._closed.is_set()
                return is_over or (is_cancelled is not None and is_cancelled())

            try:
                with self._cancelled_if_stopped():
                    ready = connection.ask(self._hello, "ready", timeout_s, wants_to_stop)
                check_version(ready)
            except (EngineError, Cancelled):
                connection.end()
                raise
            self._ready = ready
            return connection

    @contextmanager
    def _cancelled_if_stopped(self) -> Iterator[None]:
        """Calls the end of the process a cancellation when ``stop`` is what ended it."""
        try:
            yield
        except EngineError:
            if self._stopped.is_set() or self._closed.is_set():
                raise Cancelled() from None
            raise
