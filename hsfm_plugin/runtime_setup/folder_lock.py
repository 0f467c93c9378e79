"""Lets one QGIS at a time change the engine's environment."""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import sys
import time
from collections.abc import Iterator
from io import FileIO
from typing import Optional

from ...engine.errors import FileLocked, from_os_error
from .places import Places
from .setup_words import in_use

_PAST_THE_END = 1 << 30
"""Windows locks bytes, and nobody may read locked ones: this one is never written."""

_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@contextlib.contextmanager
def hold(places: Places) -> Iterator[None]:
    """Lets one process (and thread) at a time into the block; the system frees it on any death.

    The root is made where it is not there. On a disk that knows no locks, everybody gets in.

    Raises:
        FileLocked: somebody else is in there; the message says which process, and since when.
        EngineError: the root cannot be made or written to.
    """
    file = _locked(places)
    if file is None:
        raise FileLocked(
            f"HSFM's engine in {places.root} is being installed, repaired or removed already, "
            f"by {_holder(places)}.",
            hint="Wait until that is done, or stop it there; then try again.",
        )
    try:
        with contextlib.suppress(OSError):  # the name is for others' messages only
            file.truncate(0)
            now = time.strftime("%Y-%m-%d %H:%M:%S")
            file.write(f"{os.getpid()}\n{now}\n{platform.node()}\n".encode())
        yield
    finally:
        with contextlib.suppress(OSError):
            file.truncate(0)
        file.close()


def lock(file: FileIO) -> bool:
    """Locks an open file until it is closed; tells whether nobody else has it.

    Raises:
        OSError: its disk knows no locks.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_PAST_THE_END)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as exc:
        if exc.errno in _HELD:
            return False
        raise
    return True


@contextlib.contextmanager
def no_engine(places: Places) -> Iterator[None]:
    """Lets no engine run in the environment during the block.

    The engine of this QGIS was stopped before; another window's, or one in a terminal, is not.
    Windows needs no lock for that: it refuses to move what a program has open.

    Raises:
        FileLocked: an engine runs.
        EngineError: the lock cannot be opened.
    """
    if sys.platform == "win32" or not places.in_use.exists():  # none has run since it was made
        yield
        return
    try:
        file = places.in_use.open("r+b", buffering=0)
    except OSError as exc:
        raise from_os_error(exc, places.in_use) from exc
    with file:
        try:
            is_free = lock(file)
        except OSError:  # there is nothing to ask where no locks are known
            is_free = True
        if not is_free:
            raise in_use(places.env)
        yield


def _locked(places: Places) -> Optional[FileIO]:
    """Opens the lock file and locks it; None if somebody else holds it."""
    while True:
        places.make()
        try:
            file = places.lock.open("ab", buffering=0)
        except OSError as exc:
            raise from_os_error(exc, places.lock) from exc
        with contextlib.suppress(OSError):  # there is nothing to wait for where no locks are known
            if not lock(file):
                file.close()
                return None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), places.lock.stat()):
                return file
        file.close()  # the folder was removed between our opening and our locking


def _holder(places: Places) -> str:
    try:
        number, since, host = places.lock.read_text(encoding="utf-8").splitlines()[:3]
    except (OSError, ValueError):  # it has not written its name yet
        return "another process"
    where = "" if host == platform.node() else f" on {host}"
    return f"the process {number}{where} since {since}"
