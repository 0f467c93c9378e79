"""Removes what HSFM put on the disk outside the plugin's folder: runtime, weights, caches."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ...engine.errors import EngineError, FileLocked, PermissionRefused, WriteFailed
from ..engine_client.environment import runtime_folder
from .folder_lock import hold, no_engine
from .kept_folders import is_ours, logs_folder, own_tops, weights_folders
from .places import MARKER, Places, Stop, check_stop, is_link, size_of

RUNTIME = "runtime"
DOWNLOADS = "downloads"
WEIGHTS = "weights"
CACHE = "cache"

_BUSY = frozenset({errno.EBUSY, errno.ETXTBSY, errno.ENOTEMPTY})
_IN_USE_ON_WINDOWS = frozenset({5, 32, 33})
"""Access denied, sharing violation, lock violation: all three come for a file that is open."""


@dataclass(frozen=True)
class Removable:
    """A folder that can be removed, or a file.

    Attributes:
        kind: ``RUNTIME`` (all of the runtime's root but the downloads, and the logs of the engine
            in it), ``DOWNLOADS``, ``WEIGHTS`` or ``CACHE``.
        path: of the folder.
        bytes: how much it holds.
        why_not: a sentence why HSFM does not remove it; empty if it does.
    """

    kind: str
    path: Path
    bytes: int
    why_not: str = ""


def what_there_is(
    places: Places, models: Path, caches: Iterable[Path], stop: Optional[Stop] = None
) -> list[Removable]:
    """Looks for what could be removed.

    Args:
        places: of the runtime.
        models: the folder of installed models; in one that is the user's own, only ours count.
        caches: folders of what can be made again.
        stop: asked between files.

    Returns:
        The folders that hold anything, and the files.

    Raises:
        Cancelled: ``stop`` said so.
    """
    found = []
    content = [places.root / name for name in _names(places.root) if _goes(places, name)]
    if content := [*content, *_logs(places)]:
        size = sum(size_of(part, stop) for part in content)
        found.append(Removable(RUNTIME, places.root, size, _why_not(places.root)))
    weights = [(WEIGHTS, folder) for folder in weights_folders(models)]
    others = [(DOWNLOADS, places.downloads), *weights]
    for kind, folder in [*others, *((CACHE, cache) for cache in dict.fromkeys(caches))]:
        if folder.is_symlink() or folder.is_file() or _names(folder):
            found.append(Removable(kind, folder, size_of(folder, stop), _why_not(folder)))
    return found


def remove(removables: Sequence[Removable], stop: Optional[Stop] = None) -> None:
    """Removes folders with all that is in them; links in them go, and what they lead to stays.

    Nothing is removed unless all of them may be. The lock of a runtime is taken here, so the caller
    must not hold it.

    Args:
        removables: of ``what_there_is``; what is gone by now is gone.
        stop: asked between files; what was removed until then stays away.

    Raises:
        WriteFailed: one of them is not HSFM's own folder, or is a link.
        FileLocked: a program has a file open, the engine runs, or a setup.
        PermissionRefused: only others may remove a file.
        Cancelled: ``stop`` said so.
    """
    there = [one for one in removables if os.path.lexists(one.path) or _has_logs(one)]
    for removable in there:
        if why_not := _why_not(removable.path):
            raise WriteFailed(why_not, hint="Remove by hand what you do not need there.")
    check_stop(stop)
    for removable in sorted(there, key=lambda one: one.kind == RUNTIME):
        if removable.kind == RUNTIME:
            _remove_runtime(Places(removable.path), stop)
        elif removable.kind == DOWNLOADS:
            with _emptied(Places(removable.path.parent)):
                _remove_tree(os.fspath(removable.path), stop)
        else:
            _remove_tree(os.fspath(removable.path), stop)
            _remove_emptied(removable.path.parent)
    for top in own_tops():
        with contextlib.suppress(OSError):  # something is left in it, or it was never made
            top.rmdir()


def _remove_runtime(places: Places, stop: Optional[Stop]) -> None:
    with _emptied(places), no_engine(places):
        _remove_tree(os.fspath(places.gone), stop)
        if places.env.is_dir() and not places.env.is_symlink():
            # Windows refuses this while a file is open; and no half of it looks installed.
            _do(lambda: os.rename(places.env, places.gone), places.env)
        _remove_tree(os.fspath(places.state), stop)
        for name in _names(places.root):
            if _goes(places, name):
                _remove_tree(os.fspath(places.root / name), stop)
        for logs in _logs(places):
            _remove_tree(os.fspath(logs), stop)


def _remove_emptied(folder: Path) -> None:
    """Removes a folder that HSFM marked as its own, once it holds nothing but the marker."""
    if _names(folder) == [MARKER] and not _why_not(folder):
        with contextlib.suppress(OSError):  # somebody has come meanwhile, or refuses
            (folder / MARKER).unlink()
            folder.rmdir()


@contextlib.contextmanager
def _emptied(places: Places) -> Iterator[None]:
    """Holds the lock of a runtime for the block, and then removes what is empty of its root."""
    with hold(places):
        yield
        if sys.platform != "win32":
            _remove_root(places)
    if sys.platform == "win32":  # the lock could not be removed while it was held
        _remove_root(places)


def _remove_root(places: Places) -> None:
    """Removes the emptied root, unless downloads are to stay or somebody has come meanwhile."""
    with contextlib.suppress(OSError):  # an empty folder holds nothing that is to stay
        places.downloads.rmdir()
    if not set(_names(places.root)) <= {MARKER, places.lock.name}:
        return
    with contextlib.suppress(OSError):
        places.lock.unlink()
        (places.root / MARKER).unlink()
        places.root.rmdir()


def _logs(places: Places) -> list[Path]:
    """The folder of the engine's messages, where this is the runtime of the user and it exists."""
    is_usual = os.path.abspath(places.root) == os.path.abspath(runtime_folder())
    return [logs_folder()] if is_usual and os.path.lexists(logs_folder()) else []


def _has_logs(removable: Removable) -> bool:
    return removable.kind == RUNTIME and bool(_logs(Places(removable.path)))


def _goes(places: Places, name: str) -> bool:
    """Whether something in the root is removed with the runtime itself."""
    return name not in (MARKER, places.lock.name, places.downloads.name)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:  # there is none, or nobody may look into it
        return []


def _why_not(folder: Path) -> str:
    with contextlib.suppress(OSError):
        if is_link(os.lstat(folder)):
            return f"{folder} is a link, and HSFM removes nothing that a link leads to."
    if not is_ours(folder):
        return f"HSFM does not remove {folder}: it did not make that folder ({MARKER} is missing)."
    return ""


def _remove_tree(path: str, stop: Optional[Stop]) -> None:
    """Removes a file, a link or a folder; what is not there needs no removing."""
    check_stop(stop)
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return
    if not stat.S_ISDIR(status.st_mode) or is_link(status):
        if sys.platform == "win32" and not is_link(status):  # read-only files cannot go there
            _do(lambda: os.chmod(path, stat.S_IWRITE), path)
        _do(lambda: os.unlink(path), path)
        return
    if status.st_mode & stat.S_IRWXU != stat.S_IRWXU:
        _do(lambda: os.chmod(path, stat.S_IRWXU), path)
    names = _do(lambda: os.listdir(path), path) or []
    for name in sorted(names, key=lambda name: name == MARKER):  # the marker lets the rest go
        _remove_tree(os.path.join(path, name), stop)
    _do(lambda: os.rmdir(path), path)


def _do(
    action: Callable[[], Optional[list[str]]], path: str | os.PathLike[str]
) -> Optional[list[str]]:
    """Does something to a path, or nothing where it is gone; names what the system refuses."""
    try:
        return action()
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise _named(exc, os.fspath(path)) from exc


def _named(exc: OSError, path: str) -> EngineError:
    if exc.errno in _BUSY or getattr(exc, "winerror", None) in _IN_USE_ON_WINDOWS:
        return FileLocked(
            f"{path} cannot be removed, for a program has it open.",
            hint="Close the other QGIS windows and whatever runs the engine, then remove again.",
            detail=str(exc),
        )
    if isinstance(exc, PermissionError):
        return PermissionRefused(
            f"{path} cannot be removed: it belongs to somebody else, or is protected.",
            hint="Ask your administrator to remove it.",
            detail=str(exc),
        )
    return WriteFailed(
        f"{path} could not be removed: {exc.strerror or exc}.",
        hint="Check that the disk is healthy, then remove again.",
        detail=str(exc),
    )
