"""One life of the engine's process: its pipes, its threads, and how it is ended."""

from __future__ import annotations

import os
import subprocess  # nosec B404 - starting the engine is what this module is for
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Optional

from ...engine.protocol import MAX_LINE_BYTES
from .engine_log import EngineLog

CREATE_NO_WINDOW = 0x08000000
"""Windows: no console window flashes up; the value is that of ``subprocess``, absent elsewhere."""
STDERR_KEPT_BYTES = 16 * 1024
CLOSE_WAIT_S = 2.0
TERMINATE_WAIT_S = 2.0
KILL_WAIT_S = 5.0


class EngineProcess:
    """A running child process; every method may be called from any thread.

    Args:
        command: the program and its arguments.
        folder: its working folder.
        environment: its whole environment.
        on_line: called in the reading thread with every line of stdout, newline included.
        on_end: called in the reading thread once, when stdout has ended.
        log_path: a file that stderr is appended to; none if empty.

    Raises:
        OSError: the program cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: str,
        environment: Mapping[str, str],
        on_line: Callable[[bytes], None],
        on_end: Callable[[], None],
        log_path: str = "",
    ) -> None:
        self._on_line = on_line
        self._on_end = on_end
        self._writing = threading.Lock()
        self._tail = bytearray()
        self._tail_lock = threading.Lock()
        self._heard_s = time.monotonic()
        self._child = subprocess.Popen(  # nosec B603 - a list, no shell; the user's interpreter
            list(command),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            creationflags=CREATE_NO_WINDOW if sys.platform == "win32" else 0,
            start_new_session=sys.platform != "win32",
        )
        self._out_thread = self._follow(self._read_stdout, "HSFM engine output")
        self._err_thread = self._follow(lambda: self._read_stderr(log_path), "HSFM engine log")

    @staticmethod
    def _follow(target: Callable[[], None], name: str) -> threading.Thread:
        thread = threading.Thread(target=target, name=name, daemon=True)
        thread.start()
        return thread

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def is_alive(self) -> bool:
        return self._child.poll() is None

    @property
    def silent_s(self) -> float:
        """Seconds since the process last said anything on stdout."""
        return time.monotonic() - self._heard_s

    def send(self, line: bytes) -> None:
        """Writes a line to stdin.

        Raises:
            OSError: the process has ended or closed its stdin.
        """
        with self._writing:
            pipe = self._child.stdin
            if pipe is None or pipe.closed:
                raise BrokenPipeError("stdin of the engine is closed")
            pipe.write(line)
            pipe.flush()

    def stderr_tail(self) -> str:
        """The last ``STDERR_KEPT_BYTES`` of stderr, without a crash report's list of modules."""
        with self._tail_lock:
            lines = self._tail.decode("utf-8", "replace").splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith("Extension modules:"))

    def end(self) -> int:
        """Ends the process: closes its stdin, 2 s later terminates it, 2 s later kills it.

        Returns:
            The exit code.
        """
        self._close_stdin()
        code = self.wait(CLOSE_WAIT_S)
        if code is None:
            self._child.terminate()
            code = self.wait(TERMINATE_WAIT_S)
        if code is None:
            self._child.kill()
            code = self.wait(KILL_WAIT_S)
        self._out_thread.join(1.0)
        self._err_thread.join(1.0)
        return -9 if code is None else code

    def wait(self, timeout_s: float) -> Optional[int]:
        """Waits for the process to end; returns its exit code, or None if it still runs."""
        try:
            return self._child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None

    def _close_stdin(self) -> None:
        """Closes stdin; not while another thread is stuck writing to it, which ending resolves."""
        if not self._writing.acquire(timeout=0.2):
            return
        try:
            if self._child.stdin is not None:
                self._child.stdin.close()
        except OSError:
            self._remember(b"(stdin of the engine was already gone)\n")
        finally:
            self._writing.release()

    def _read_stdout(self) -> None:
        pipe = self._child.stdout
        if pipe is not None:
            with pipe:
                for line in _bounded_lines(pipe):
                    self._heard_s = time.monotonic()
                    self._on_line(line)
        self._on_end()

    def _read_stderr(self, log_path: str) -> None:
        pipe = self._child.stderr
        if pipe is None:
            return
        log = EngineLog(log_path) if log_path else None
        with pipe:
            while True:
                chunk = os.read(pipe.fileno(), 65536)
                if not chunk:
                    break
                self._remember(chunk)
                if log is not None:
                    log.write(chunk)
        if log is not None:
            log.close()

    def _remember(self, chunk: bytes) -> None:
        with self._tail_lock:
            self._tail += chunk
            del self._tail[:-STDERR_KEPT_BYTES]


def _bounded_lines(pipe: IO[bytes]) -> Iterator[bytes]:
    """Lines of at most ``MAX_LINE_BYTES``; longer ones are skipped."""
    skipping = False
    while True:
        line = pipe.readline(MAX_LINE_BYTES + 1)
        if not line:
            return
        whole = line.endswith(b"\n")
        if whole and not skipping:
            yield line
        skipping = not whole
