"""Finds programs by their name, and never in the folder that QGIS happens to be in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Optional

from ..engine_client.environment import is_runnable


def on_path(name: str, folders: Optional[Iterable[str]] = None) -> Optional[str]:
    """A program in a list of folders.

    ``shutil.which`` and a bare name look into the current folder first on Windows, where a project
    of somebody else's may lie.

    Args:
        name: of the program, without ``.exe``.
        folders: those of PATH if None; only absolute ones count.
    """
    names = [name] if sys.platform != "win32" or name.lower().endswith(".exe") else [f"{name}.exe"]
    for folder in path_folders() if folders is None else folders:
        for file in names if os.path.isabs(folder) else ():
            path = os.path.join(folder, file)
            if is_runnable(path):
                return path
    return None


def path_folders() -> list[str]:
    """The folders of PATH, without those that are no whole paths: they mean the current folder."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return [folder for folder in folders if os.path.isabs(folder)]


def system32(name: str = "") -> str:
    """The path of a program of Windows itself; of their folder if there is no name."""
    return os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", name).rstrip("\\/")
