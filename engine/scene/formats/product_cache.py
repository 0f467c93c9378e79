"""Where products are unpacked: a folder of bounded size, the least recently used go first."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ...errors import DiskFull, from_os_error
from ...folders import make_own

CACHE_VARIABLE = "HSFM_CACHE"
SIZE_VARIABLE = "HSFM_CACHE_GIB"
DEFAULT_SIZE_GIB = 30.0

_GIB = 2**30
_LEFT_FREE_BYTES = 256 * 2**20
_IN_USE_S = 3600.0
"""A product used within the last hour may still be open in another process; it stays."""

_STALE_S = 86400.0
_MARK = ".used"
_PARTIAL = "partial-"


def cache_folder() -> Path:
    """The folder for unpacked products: ``HSFM_CACHE``, or the platform's cache of the user."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen).absolute() / "products"
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "hsfm" / "products"


class ProductCache:
    """Unpacked products, one folder each, named by path, size and time of their archive.

    Args:
        folder: where; the default is ``cache_folder()``.
        limit_bytes: how large it may become; the default is ``HSFM_CACHE_GIB`` or 30 GiB.
    """

    def __init__(self, folder: Path | None = None, limit_bytes: float | None = None) -> None:
        self.folder = folder if folder is not None else cache_folder()
        self.limit_bytes = limit_bytes if limit_bytes is not None else _limit_bytes()

    def find(self, archive: Path) -> Path | None:
        """The folder of an archive unpacked before; None if there is none."""
        place = self.folder / _key(archive)
        if not place.is_dir():
            return None
        _mark_used(place)
        return place

    def add(self, archive: Path, unpack: Callable[[Path], None]) -> Path:
        """Lets ``unpack`` fill a new folder, and keeps it if that succeeds.

        Raises:
            PermissionRefused, DiskFull: the folder cannot be made.
        """
        place = self.folder / _key(archive)
        try:
            make_own(self.folder)
            partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=self.folder))
        except OSError as exc:
            raise from_os_error(exc, place) from exc
        try:
            unpack(partial)
            _mark_used(partial)
            try:
                os.replace(partial, place)
            except OSError:
                # Another process unpacked the same archive in the meantime: theirs is as good.
                if not place.is_dir():
                    raise
        except OSError as exc:
            shutil.rmtree(partial, ignore_errors=True)
            if isinstance(exc, DiskFull) or not _is_plain(exc):
                raise
            raise from_os_error(exc, place) from exc
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        shutil.rmtree(partial, ignore_errors=True)
        return place

    def make_room(self, archive: Path, needed_bytes: int) -> None:
        """Removes least recently used products until ``needed_bytes`` more fit.

        Raises:
            DiskFull: the disk has too little space even so.
        """
        self._remove_stale()
        entries = sorted(
            ((_used_at(place), place, _size_bytes(place)) for place in self._places()),
            key=lambda entry: entry[0],
        )
        total = sum(size for _, _, size in entries)
        for used_at, place, size in entries:
            fits = total + needed_bytes <= self.limit_bytes
            if fits and self._free_bytes() >= needed_bytes + _LEFT_FREE_BYTES:
                break
            if time.time() - used_at < _IN_USE_S:
                continue
            shutil.rmtree(place, ignore_errors=True)
            total -= size
        free = self._free_bytes()
        if free < needed_bytes + _LEFT_FREE_BYTES:
            raise DiskFull(
                f"{archive.name} needs {needed_bytes / _GIB:.1f} GiB to unpack, but the disk of "
                f"{self.folder} has {free / _GIB:.1f} GiB left.",
                hint=f"Free some space, unpack it elsewhere yourself, or set {CACHE_VARIABLE} to a "
                "folder on another disk.",
            )

    def _free_bytes(self) -> int:
        return shutil.disk_usage(self.folder).free

    def _places(self) -> list[Path]:
        return [p for p in self.folder.iterdir() if p.is_dir() and not p.name.startswith(_PARTIAL)]

    def _remove_stale(self) -> None:
        """Removes what a killed process left half unpacked."""
        for place in self.folder.glob(f"{_PARTIAL}*"):
            if time.time() - _used_at(place) > _STALE_S:
                shutil.rmtree(place, ignore_errors=True)


def _key(archive: Path) -> str:
    status = archive.stat()
    text = f"{archive.resolve()}|{status.st_size}|{status.st_mtime_ns}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _limit_bytes() -> float:
    try:
        return float(os.environ.get(SIZE_VARIABLE, "")) * _GIB
    except ValueError:
        return DEFAULT_SIZE_GIB * _GIB


def _mark_used(place: Path) -> None:
    try:
        (place / _MARK).touch()
    except OSError:
        # A read-only cache still serves; it only forgets the order of use.
        return


def _used_at(place: Path) -> float:
    try:
        mark = place / _MARK
        return (mark if mark.exists() else place).stat().st_mtime
    except OSError:
        return 0.0


def _size_bytes(place: Path) -> int:
    return sum(p.stat().st_size for p in place.glob("*") if p.is_file())


def _is_plain(exc: OSError) -> bool:
    from ...errors import EngineError

    return not isinstance(exc, EngineError)
