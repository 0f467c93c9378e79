"""Folders as HSFM leaves them."""

from __future__ import annotations

from pathlib import Path

from hsfm.hsfm_plugin.runtime_setup.folder_lock import hold
from hsfm.hsfm_plugin.runtime_setup.places import MARKER, Places


def fill(folder: Path, **sizes: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, size in sizes.items():
        (folder / name).write_bytes(bytes(size))
    return folder


def mark(folder: Path) -> Path:
    fill(folder)
    (folder / MARKER).write_bytes(b"")
    return folder


def finished(root: Path) -> Places:
    """A finished runtime of 1111 bytes with 50 bytes of downloads."""
    made = Places(root)
    with hold(made):
        fill(made.env / "lib" / "torch", a=1000)
        fill(made.uv.parent, uv=100)
        fill(made.root, **{"setup.json": 10, "setup.log": 1})
        fill(made.downloads / "http", wheel=50)
    return made
