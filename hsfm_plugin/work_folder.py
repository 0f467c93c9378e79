"""The folder of one session's temporary files, and those that a killed QGIS has left."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from io import FileIO
from pathlib import Path
from typing import Dict, Optional

from .runtime_setup.folder_lock import lock

_PREFIX = "hsfm-"
_OWNER = ".owner"
"""Locked as long as the session lives: the system unlocks it on any death."""
_held: Dict[Path, FileIO] = {}


def make_work_folder() -> Path:
    """Makes a folder for this session, and removes those of sessions that ended without doing so.

    Raises:
        OSError: the system's folder of temporary files cannot be written to.
    """
    for owner in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_OWNER}"):
        if owner.parent not in _held:
            _remove_if_left(owner)
    made = Path(tempfile.mkdtemp(prefix=_PREFIX))
    file = _locked(made / _OWNER, "x")
    if file is not None:
        _held[made] = file
    return made


def remove_work_folder(folder: Path) -> None:
    """Removes the folder of this session with all that is in it, and lets go of its lock."""
    held = _held.pop(folder, None)
    if held is not None:
        held.close()
    shutil.rmtree(folder, ignore_errors=True)


def _remove_if_left(owner: Path) -> None:
    """Removes the folder of a session that has died; none takes it up again."""
    try:
        is_mine = _is_mine(owner) and not owner.is_symlink()
        file = _locked(owner, "r") if is_mine else None
    except OSError:  # its session has just removed it, or only others may look
        return
    if file is not None:
        file.close()  # Windows removes no file that is open
        shutil.rmtree(owner.parent, ignore_errors=True)


def _is_mine(path: Path) -> bool:
    """Whether a file is this user's; on Windows each has temporary files of their own."""
    return sys.platform == "win32" or path.stat().st_uid == os.getuid()


def _locked(path: Path, mode: str) -> Optional[FileIO]:
    """Opens and locks a file; None if a living session has it, or the disk knows no locks."""
    file = FileIO(path, mode)
    try:
        if lock(file):
            return file
    except OSError:
        pass
    file.close()
    return None
