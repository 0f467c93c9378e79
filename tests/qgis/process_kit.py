"""What the tests of the engine's process share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import qgis.utils


def children() -> dict[int, str]:
    """The processes that QGIS, or one of its children, has started: number and command line."""
    parents: dict[int, int] = {}
    words: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after = (folder / "stat").read_text().rpartition(")")[2].split()
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
        except OSError:  # it has ended meanwhile
            continue
        if after[0] != "Z":
            parents[int(folder.name)], words[int(folder.name)] = int(after[1]), line
    found = {os.getpid()}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return {pid: words[pid] for pid in found - {os.getpid()}}


@contextmanager
def unloaded() -> Iterator[None]:
    """The plugin taken out of QGIS; loaded again at the end."""
    assert qgis.utils.unloadPlugin("hsfm")
    try:
        yield
    finally:
        qgis.utils.loadPlugin("hsfm")
        qgis.utils.startPlugin("hsfm")


def fall_asleep(panel: Any) -> None:
    """Lets the engine go to sleep as after a long time without a run."""
    panel.wait(lambda: not panel.link._is_wanted(), 60, "the engine is never free")
    panel.link.idle.tired.emit()
    panel.wait(lambda: panel.link.session_pid is None, 10, "the engine did not go to sleep")
