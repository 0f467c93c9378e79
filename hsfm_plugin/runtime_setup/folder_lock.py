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


def _locked(places: Places) -> Optional[FileIO]:
    """Opens the lock file and locks it; None if somebody else holds it."""
    while True:
        places.make()
        try:
            file = places.lock.open("ab", buffering=0)
        except OSError as exc:
            raise from_os_error(exc, places.lock) from exc
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
                file.close()
                return None  # else this disk knows no locks, and there is nothing to wait for
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
