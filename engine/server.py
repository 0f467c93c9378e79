"""``engine serve``: the wire over stdin and stdout, one job at a time.

The main thread runs jobs. A second thread reads the wire, so that a cancel, a shutdown or the end
of stdin is seen while a job runs; a third sends heartbeats; a fourth, short-lived one answers
``describe``, which may have to load torch.
"""

from __future__ import annotations

import faulthandler
import os
import platform
import queue
import threading
from dataclasses import asdict
from typing import Any

from . import __version__
from .cores import usable_cores
from .errors import EXIT_PROTOCOL, EngineBusy, EngineError, ProtocolError, ProtocolVersionMismatch
from .failures import explain
from .jobs import Job, job_from_message, run_job
from .parameters import TASKS
from .protocol import HEARTBEAT_S, PROTOCOL, TO_ENGINE, Message, decode, encode, error_message
from .wire.lines import read_lines
from .wire.memory import device_bytes, rss_bytes, total_bytes
from .wire.streams import take_stdin, take_stdout, write_all

GRACE_AT_END_S = 1.0
"""How long a running job may take to remove its partial files once stdin has ended."""


def serve() -> int:
    """Speaks the protocol until stdin ends or a ``shutdown`` comes.

    Returns:
        The exit code; the end of stdin ends the process from within instead.
    """
    faulthandler.enable()  # a crash in a library leaves a Python traceback among the last words
    return Server(take_stdin(), take_stdout()).run()


class Server:
    """The engine's end of the wire.

    Args:
        stdin_fd: where the client's lines come from.
        stdout_fd: where the engine's lines go; nothing else writes there.
    """

    def __init__(self, stdin_fd: int, stdout_fd: int) -> None:
        self._stdin_fd = stdin_fd
        self._stdout_fd = stdout_fd
        self._sending = threading.Lock()
        self._seq = 0
        self._greeted = False
        self._stopping = threading.Event()
        self._job_lock = threading.Lock()
        self._job: Job | None = None
        self._todo: queue.SimpleQueue[Job | int] = queue.SimpleQueue()

    def run(self) -> int:
        """Runs jobs in this thread until told to stop; returns the exit code."""
        threading.Thread(target=self._read, name="wire", daemon=True).start()
        while True:
            job = self._todo.get()
            if isinstance(job, int):
                self._stopping.set()
                return job
            final = run_job(job, self.send)
            with self._job_lock:
                self._job = None
                self.send(final)

    def send(self, message: Message) -> None:
        """Writes one message; ends the process when nobody listens any more."""
        with self._sending:
            self._seq += 1
            line = encode({**message, "seq": self._seq})
            try:
                write_all(self._stdout_fd, line)
            except OSError:
                os._exit(0)

    def _read(self) -> None:
        for line in read_lines(self._stdin_fd):
            try:
                if line is None:
                    raise ProtocolError("A line was too long and was skipped.")
                if line.strip():
                    self._take(decode(line, TO_ENGINE))
            except Exception as exc:  # noqa: PERF203 - a dead reader would leave the engine deaf
                self.send(error_message(explain(exc), None))
        self._end_at_once()

    def _take(self, message: Message) -> None:
        kind = message["type"]
        if kind == "hello":
            self._greet(message)
        elif not self._greeted:
            self._refuse_version(f"The first message must be hello, not {kind}.")
        elif kind == "run":
            self._accept(message)
        elif kind == "cancel":
            self._cancel(message.get("id"))
        elif kind == "describe":
            threading.Thread(target=self._describe, name="describe", daemon=True).start()
        else:
            self._shut_down()

    def _greet(self, message: Message) -> None:
        spoken = message.get("protocol")
        if spoken != PROTOCOL:
            self._refuse_version(
                f"This engine ({__version__}) speaks protocol {PROTOCOL}, the client {spoken!r}."
            )
            return
        self.send(
            {
                "type": "ready",
                "protocol": PROTOCOL,
                "engine": __version__,
                "python": platform.python_version(),
                "devices": [_cpu()],
                "tasks": [task.name for task in TASKS],
                "models": _models(),
            }
        )
        if not self._greeted:
            self._greeted = True
            threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    def _refuse_version(self, text: str) -> None:
        hint = "Update the engine and the plugin to the same version."
        self.send(error_message(ProtocolVersionMismatch(text, hint=hint), None))
        self._todo.put(EXIT_PROTOCOL)

    def _accept(self, message: Message) -> None:
        run_id = message.get("id")
        try:
            job = job_from_message(message)
            with self._job_lock:
                if self._job is not None:
                    raise EngineBusy(
                        f"The engine is busy with another {self._job.task} run.",
                        hint="Wait until it has finished, or cancel it.",
                    )
                self._job = job
                self.send({"type": "accepted", "id": job.id})
            self._todo.put(job)
        except EngineError as exc:
            self.send(error_message(exc, run_id if isinstance(run_id, str) else None))

    def _cancel(self, run_id: Any) -> None:
        with self._job_lock:
            if self._job is not None and self._job.id == run_id:
                self._job.cancel.set()

    def _describe(self) -> None:
        try:
            from .devices import list_devices

            devices = list_devices()
        except Exception as exc:  # a broken torch must be told, not kill this thread
            self.send(error_message(explain(exc), None))
            return
        self.send(
            {
                "type": "description",
                "devices": devices,
                "tasks": [asdict(task) for task in TASKS],
                "models": _models(),
            }
        )

    def _beat(self) -> None:
        while not self._stopping.wait(HEARTBEAT_S):
            self.send(
                {
                    "type": "heartbeat",
                    "busy": self._job is not None,
                    "rss_bytes": rss_bytes(),
                    "device_bytes": device_bytes(),
                }
            )

    def _shut_down(self) -> None:
        with self._job_lock:
            if self._job is not None:
                self._job.cancel.set()
        self._todo.put(0)

    def _end_at_once(self) -> None:
        """Ends the process: a running job gets a moment to clean up, a library's call does not."""
        job = self._job  # without the lock: its holder may wait for a client that is gone
        if job is not None:
            job.cancel.set()
            pause = threading.Event()
            for _ in range(round(GRACE_AT_END_S / 0.02)):
                if self._job is None:
                    break
                pause.wait(0.02)
        os._exit(0)


def _cpu() -> dict[str, Any]:
    count = usable_cores()
    return {
        "id": "cpu",
        "name": "CPU, 1 thread" if count == 1 else f"CPU, {count} threads",
        "memory_bytes": total_bytes(),
    }


def _models() -> list[str]:
    """Ids of the backbones and other models that can be used now."""
    from .tasks.registry import usable_models

    return usable_models()
