"""Where the engine's environment is installed, how big folders are, and how much room is left."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ...engine.errors import Cancelled, DiskFull, WriteFailed, from_os_error
from ..engine_client.environment import environment_python, runtime_folder

Stop = Callable[[], bool]
"""Asked now and then during long work, ``threading.Event().is_set`` for one; True ends it."""

MARKER = ".hsfm"
"""A file that says of a folder that HSFM made it, and so may remove it."""

_MARKER_TEXT = "HSFM made this folder, and removes it with all its contents when asked to.\n"
_MOUNT_POINT = 0xA0000003
"""The reparse tag of a Windows junction, which no older Python calls a link."""


@dataclass(frozen=True)
class Places:
    """Where the parts of one installation lie.

    Attributes:
        root: the folder that holds them all; it need not exist yet.
    """

    root: Path

    @classmethod
    def default(cls) -> Places:
        """The installation of this user, which ``find_engine_python`` looks for."""
        return cls(runtime_folder())

    @property
    def env(self) -> Path:
        """The environment that the engine runs in."""
        return self.root / "env"

    @property
    def staging(self) -> Path:
        """The environment that is being made; it becomes ``env`` when it is proven."""
        return self.root / "env.new"

    @property
    def old(self) -> Path:
        """The environment that was replaced, until the new one is proven."""
        return self.root / "env.old"

    @property
    def gone(self) -> Path:
        """The environment that is being removed."""
        return self.root / "env.gone"

    @property
    def python(self) -> Path:
        """The interpreter of ``env``, which may not be there."""
        return environment_python(self.env)

    @property
    def uv(self) -> Path:
        return self.root / "uv" / ("uv.exe" if sys.platform == "win32" else "uv")

    @property
    def downloads(self) -> Path:
        """What was fetched, for the next try and for repairs: the cache of pip and of uv."""
        return self.root / "downloads"

    @property
    def log(self) -> Path:
        return self.root / "setup.log"

    @property
    def lock(self) -> Path:
        return self.root / "setup.lock"

    @property
    def in_use(self) -> Path:
        """Locked by the engines that run in ``env``, see ``engine.in_use``."""
        return self.root / "engines.lock"

    @property
    def state(self) -> Path:
        return self.root / "setup.json"

    def make(self) -> None:
        """Makes the root and marks it as HSFM's own; does nothing where that is done.

        Raises:
            WriteFailed: the folder holds somebody else's files, so it cannot be HSFM's own.
            EngineError: the io.* error for what the system refused.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            if (self.root / MARKER).is_file():
                return
            foreign = sorted(name for name in os.listdir(self.root) if not self._is_own(name))
            if not foreign:
                (self.root / MARKER).write_text(_MARKER_TEXT, encoding="ascii")
        except OSError as exc:
            raise from_os_error(exc, self.root / MARKER) from exc
        if foreign:
            raise WriteFailed(
                f"{self.root} holds files that are not HSFM's, {foreign[0]} for one, so it cannot "
                "be the folder of its engine.",
                hint="Move them away, then try again.",
            )

    def _is_own(self, name: str) -> bool:
        kept = (self.downloads, self.uv.parent, self.in_use)
        own = (self.env, self.staging, self.old, self.gone, *kept)
        return name.startswith("setup.") or name in {place.name for place in own}


def check_stop(stop: Optional[Stop]) -> None:
    """Lets work end where the user asked for that.

    Raises:
        Cancelled: ``stop`` said so.
    """
    if stop is not None and stop():
        raise Cancelled()


def is_link(status: os.stat_result) -> bool:
    """Whether what was looked at with ``lstat`` leads elsewhere: a link or a junction."""
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _MOUNT_POINT


def size_of(folder: Path, stop: Optional[Stop] = None) -> int:
    """Adds up the files of a folder; what links lead to belongs to somebody else.

    Args:
        folder: a folder or a file; what is not there has no bytes.
        stop: asked between files.

    Returns:
        Bytes. A file with several names in the folder counts once, one that cannot be looked at
        not at all.

    Raises:
        Cancelled: ``stop`` said so.
    """
    total = 0
    counted: set[tuple[int, int]] = set()
    waiting = [os.fspath(folder)]
    while waiting:
        check_stop(stop)
        place = waiting.pop()
        try:
            status = os.lstat(place)
            if is_link(status):
                continue
            if stat.S_ISDIR(status.st_mode):
                waiting.extend(os.path.join(place, name) for name in os.listdir(place))
                continue
        except OSError:  # it is gone by now, or only others may look at it
            continue
        if status.st_nlink > 1:
            if (status.st_dev, status.st_ino) in counted:
                continue
            counted.add((status.st_dev, status.st_ino))
        total += status.st_size
    return total


def free_bytes(folder: Path) -> int:
    """How much room is left on the disk of a folder, which need not exist yet.

    Raises:
        EngineError: the io.* error for a disk that cannot be asked.
    """
    place = folder.absolute()
    while not place.is_dir() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError as exc:
        raise from_os_error(exc, folder) from exc


def check_free(folder: Path, needed_bytes: int) -> None:
    """Makes sure that a disk has room.

    Args:
        folder: where something will be written; it need not exist yet.
        needed_bytes: how much that is.

    Raises:
        DiskFull: there is less.
        EngineError: the io.* error for a disk that cannot be asked.
    """
    free = free_bytes(folder)
    if free < needed_bytes:
        raise DiskFull(
            f"{in_words(needed_bytes)} are needed in {folder}, and {in_words(free)} are free "
            "on its disk.",
            hint="Free some space there, then try again.",
        )


def in_words(count: int) -> str:
    """A number of bytes as people read it: ``3.2 GB``, ``74 MB``, ``5 kB``."""
    if count >= 999_500_000:
        return f"{count / 1e9:.1f} GB"
    return f"{count / 1e6:.0f} MB" if count >= 999_500 else f"{count / 1e3:.0f} kB"
