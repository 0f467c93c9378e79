"""Keeps file descriptors 0 and 1 for the engine itself.

A C library that prints goes to file descriptor 1 whatever Python's ``sys.stdout`` is. What must
arrive unmixed (the wire, a JSON document) is therefore written to a duplicate, and descriptor 1 is
pointed at stderr before any such library is loaded. Stdlib only.
"""

from __future__ import annotations

import os
import sys

STDIN_FD, STDOUT_FD, STDERR_FD = 0, 1, 2


def take_stdout() -> int:
    """Points file descriptor 1 at stderr.

    Returns:
        A file descriptor for what was stdout; child processes do not inherit it.
    """
    sys.stdout.flush()
    kept = os.dup(STDOUT_FD)
    os.dup2(STDERR_FD, STDOUT_FD)
    return kept


def take_stdin() -> int:
    """Points file descriptor 0 at the null device, so that nothing else reads the wire.

    Returns:
        A file descriptor for what was stdin; child processes do not inherit it.
    """
    kept = os.dup(STDIN_FD)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, STDIN_FD)
    os.close(null)
    return kept


def write_all(descriptor: int, data: bytes) -> None:
    """Writes every byte; a pipe takes them in pieces.

    Raises:
        OSError: nobody reads any more, or the disk is full.
    """
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
