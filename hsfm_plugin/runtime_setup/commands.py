"""Runs the programs that make the environment: output as it comes, an end when the user says so."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess  # nosec B404 - running pip, venv and uv is what this module is for
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Optional

from ...engine.errors import Cancelled, DependencyMissing, EngineError, PermissionRefused
from ..engine_client.environment import clean_environment
from ..engine_client.process import CREATE_NO_WINDOW
from .log import SetupLog, without_secrets
from .pip_words import explain_pip
from .places import Stop, check_stop
from .programs import system32

POLL_S = 0.1
TERMINATE_WAIT_S = 3.0
KILL_WAIT_S = 5.0
OUTPUT_WAIT_S = 2.0
"""How long output may still come after the program has ended."""
KEPT_CHARACTERS = 64 * 1024
"""Of the output, for the words about a failure; the log has all of it."""
TASKKILL_LIMIT_S = 10.0
_BLOCKED = frozenset({225, 1260, 4551})
"""Windows: a virus scanner, a policy of groups, and one of applications do not let a program run;
Python makes no PermissionError of these."""
GUARD = str(Path(__file__).with_name("guard.py"))
"""In the place of ``-m``: the module ends when this process is gone."""

OnLine = Callable[[str], None]


def run(
    args: Sequence[str],
    log: SetupLog,
    stop: Optional[Stop],
    on_line: Optional[OnLine] = None,
    extra: Optional[Mapping[str, str]] = None,
    explain: Callable[[str], EngineError] = explain_pip,
) -> str:
    """Runs a program to its end.

    Args:
        args: the program and its arguments; secrets do not belong here, other users see them.
        log: takes the command and every line of output.
        stop: asked ten times a second; on True the program and all it started are ended.
        on_line: gets every line of output, stdout and stderr as one.
        extra: variables besides ``clean_environment()``; they are not logged.
        explain: makes the error of a failure from the program's output.

    Returns:
        The end of the output, at most ``KEPT_CHARACTERS``, without secrets.

    Raises:
        Cancelled: ``stop`` said so; the program and its children are gone.
        EngineError: the program could not be started or failed.
    """
    check_stop(stop)
    log.command(args)
    child = _start(args, extra)
    lines: queue.SimpleQueue[Optional[str]] = queue.SimpleQueue()
    reader = threading.Thread(
        target=_read, args=(child.stdout, lines), name="HSFM setup output", daemon=True
    )
    reader.start()
    try:
        output = _follow(child, lines, log, stop, on_line)
    except Cancelled:
        log.line("Cancelled.")
        raise
    finally:
        if child.poll() is None:
            end(child)
        reader.join(OUTPUT_WAIT_S)
        if child.stdin is not None:
            child.stdin.close()
        if child.stdout is not None and not reader.is_alive():
            child.stdout.close()
    if child.returncode:
        log.line(f"It ended with exit code {child.returncode}.")
        raise explain(output)
    return output


def end(child: subprocess.Popen[bytes]) -> None:
    """Ends a program and everything that it started: politely, and 3 s later by force.

    Windows knows no polite way for a program without a console, so force comes at once there.
    """
    for is_last in (False, True):
        if child.poll() is None or is_last:
            _signal_group(child, is_last)
        try:
            child.wait(KILL_WAIT_S if is_last else TERMINATE_WAIT_S)
        except subprocess.TimeoutExpired:
            continue


def _start(args: Sequence[str], extra: Optional[Mapping[str, str]]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # nosec B603 - a list, no shell; the user's own interpreter
            list(args),
            env=clean_environment(extra=extra),
            stdin=subprocess.PIPE,  # never written to: its end tells guard.py of our death
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            creationflags=CREATE_NO_WINDOW if sys.platform == "win32" else 0,
            start_new_session=sys.platform != "win32",
        )
    except OSError as exc:
        if isinstance(exc, PermissionError) or getattr(exc, "winerror", None) in _BLOCKED:
            raise PermissionRefused(
                f"The system does not let {args[0]} run.",
                hint="A policy or an antivirus may stop it: ask your administrator to allow it, "
                "or choose another Python.",
                detail=str(exc),
            ) from exc
        raise DependencyMissing(
            f"{args[0]} could not be started: {exc.strerror or exc}.",
            hint="It may have been removed just now. Choose another Python, or install again.",
            detail=str(exc),
        ) from exc


def _follow(
    child: subprocess.Popen[bytes],
    lines: queue.SimpleQueue[Optional[str]],
    log: SetupLog,
    stop: Optional[Stop],
    on_line: Optional[OnLine],
) -> str:
    kept: list[str] = []
    length = 0
    silent_s = 0.0
    while True:
        check_stop(stop)
        try:
            line = lines.get(timeout=POLL_S)
        except queue.Empty:
            # A grandchild that lives on holds the pipe open; the program's own end counts.
            silent_s = silent_s + POLL_S if child.poll() is not None else 0.0
            if silent_s < OUTPUT_WAIT_S:
                continue
            line = None
        if line is None:
            break
        safe = without_secrets(line)
        kept.append(safe)
        length += len(safe) + 1
        while length > KEPT_CHARACTERS and len(kept) > 1:
            length -= len(kept.pop(0)) + 1
        if not safe.startswith("Progress "):
            log.output(safe)
        if on_line is not None:
            on_line(safe)
    while child.poll() is None:
        check_stop(stop)
        try:
            child.wait(POLL_S)
        except subprocess.TimeoutExpired:
            continue
    return "\n".join(kept)


def _read(pipe: Optional[IO[bytes]], lines: queue.SimpleQueue[Optional[str]]) -> None:
    if pipe is not None:
        for line in _lines(pipe):
            lines.put(line)
    lines.put(None)


def _lines(pipe: IO[bytes]) -> Iterator[str]:
    """Lines that end in a newline or, as progress does, in a carriage return."""
    rest = b""
    while True:
        try:
            chunk = os.read(pipe.fileno(), 65536)
        except (OSError, ValueError):
            chunk = b""
        *whole, rest = (rest + chunk).replace(b"\r", b"\n").split(b"\n")
        if not chunk:
            whole.append(rest)
        for line in whole:
            if line.strip():
                yield line.decode("utf-8", "replace").rstrip()
        if not chunk:
            return


def _signal_group(child: subprocess.Popen[bytes], by_force: bool) -> None:
    if sys.platform == "win32":
        if child.poll() is None:  # the children of one that has ended cannot be told any more
            _end_on_windows(child)
        return
    try:
        os.killpg(child.pid, signal.SIGKILL if by_force else signal.SIGTERM)
    except (ProcessLookupError, PermissionError):
        return


def _end_on_windows(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError, SystemError, subprocess.TimeoutExpired):
        subprocess.run(  # nosec B603 - a program of Windows itself, an argument of ours
            [system32("taskkill.exe"), "/F", "/T", "/PID", str(child.pid)],
            capture_output=True,
            creationflags=CREATE_NO_WINDOW,
            check=False,
            timeout=TASKKILL_LIMIT_S,
        )
    if child.poll() is None:  # taskkill is not there, or was refused
        with contextlib.suppress(OSError):
            child.kill()
