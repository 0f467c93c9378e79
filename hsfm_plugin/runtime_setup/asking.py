"""Asks a program something: what it answers is short, and it must not hang."""

from __future__ import annotations

import subprocess  # nosec B404 - asking other interpreters is what this module is for
import sys
import tempfile
import time
from collections.abc import Sequence
from typing import IO, NamedTuple, Optional

from ..engine_client.environment import clean_environment
from ..engine_client.process import CREATE_NO_WINDOW
from .commands import end
from .places import Stop, check_stop

POLL_S = 0.02
KEPT_BYTES = 256 * 1024


class Answer(NamedTuple):
    """What a program said.

    Attributes:
        code: its exit code; None if it was ended because its time was over.
        out: its stdout.
        err: its stderr.
    """

    code: Optional[int]
    out: str
    err: str

    @property
    def first_words(self) -> str:
        """The first line it said, for a sentence about it; may be empty."""
        lines = [line.strip() for line in f"{self.out}\n{self.err}".splitlines() if line.strip()]
        return lines[0][:200] if lines else ""


def ask(
    args: Sequence[str], limit_s: float, stop: Optional[Stop] = None, is_guarded: bool = False
) -> Answer:
    """Runs a program in a clean environment and waits for its answer.

    The answer goes through files: a pipe would stay open as long as anything that the program
    started lives on.

    Args:
        args: the program and its arguments.
        limit_s: how long it may take; then it is ended with all it started.
        stop: asked while it runs.
        is_guarded: whether ``guard`` is in ``args``, which ends when this process is gone.

    Raises:
        Cancelled: ``stop`` said so; the program is ended.
        OSError: the program cannot be started.
    """
    check_stop(stop)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(  # nosec B603 - a list, no shell; programs of this machine
            list(args),
            cwd=tempfile.gettempdir(),
            env=clean_environment(),
            stdin=subprocess.PIPE if is_guarded else subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            creationflags=CREATE_NO_WINDOW if sys.platform == "win32" else 0,
            start_new_session=sys.platform != "win32",
        )
        try:
            code = _wait(child, time.monotonic() + limit_s, stop)
        finally:
            if child.poll() is None:
                end(child)
            if child.stdin is not None:
                child.stdin.close()
        return Answer(code, _text(out), _text(err))


def _wait(child: subprocess.Popen[bytes], deadline_s: float, stop: Optional[Stop]) -> Optional[int]:
    while time.monotonic() < deadline_s:
        check_stop(stop)
        try:
            return child.wait(POLL_S)
        except subprocess.TimeoutExpired:
            continue
    return None


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(KEPT_BYTES).decode("utf-8", "replace")
