"""Tells whoever would exchange or remove this engine's environment that it runs; stdlib only."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import IO

from .folders import is_marked

IN_USE = "engines.lock"
"""In the folder of the runtime; the plugin's ``runtime_setup.places`` names the same file."""

_held: list[IO[bytes]] = []


def tell_in_use() -> None:
    """Holds a lock until this process ends, where HSFM installed the interpreter that runs it.

    Any number of engines hold it together. Windows needs none: it refuses to move open files.
    """
    root = Path(sys.prefix).parent
    if sys.platform == "win32" or not is_marked(root):
        return
    import fcntl

    with contextlib.suppress(OSError):  # the disk knows no locks, or a removal has begun
        file = (root / IN_USE).open("a+b")  # NFS shares locks of files that can be read, only
        _held.append(file)
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
