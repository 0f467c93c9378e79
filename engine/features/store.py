"""The folder where tiles are kept: bounded, the least recently used go first, safe to delete."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from ..folders import make_own

SUFFIX = ".safetensors"
_OURS = re.compile(r"^[0-9a-f]{32}_\d+_\d+\.safetensors(\.part.*)?$")
"""Names of our files, unfinished ones of killed runs too; nothing else is ever counted or removed,
whatever folder the user chose."""

KEPT_SHARE = 0.9
"""Of the limit, after room was made: so that not every tile has to make room again."""

LOOK_SHARE = 16
"""After a share of the limit so small was written, other processes' files are counted again."""

LEAST_FREE_BYTES = 256 << 20
"""Of the disk: a cache must not take the last room from the user's own results."""

_numbers = itertools.count()


class Store:
    """Keeps bytes by name. Several processes may use and empty one folder at the same time.

    Nothing that goes wrong here fails a run: what cannot be read is missing, and what cannot be
    written is not kept.
    """

    def __init__(self, folder: Path, limit_bytes: int, log: Callable[[str], None]) -> None:
        """Takes a folder, which need not exist yet.

        Args:
            folder: of the files.
            limit_bytes: what they may take together.
            log: told once why nothing can be kept.
        """
        self._folder = folder
        self._limit = limit_bytes
        self._log = log
        self._room: int | None = None  # bytes until the folder is looked at again
        self._given_up = False
        self._one_at_a_time = threading.Lock()

    def load(self, name: str) -> bytes | None:
        """What is kept under a name, which then counts as used last; None if there is nothing."""
        place = self._folder / (name + SUFFIX)
        try:
            data = place.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # gone by now, or in a folder that only others write
            os.utime(place)
        return data

    def keep(self, name: str, data: bytes) -> None:
        """Keeps bytes under a name, at once or not at all."""
        if self._given_up or len(data) > self._limit:
            return
        try:
            make_own(self._folder)
            with self._one_at_a_time:
                self._make_room(len(data))
            self._write(self._folder / (name + SUFFIX), data)
        except OSError as exc:
            with self._one_at_a_time:
                told, self._given_up = self._given_up, True
            if not told:
                self._log(f"Features are not kept in {self._folder}: {exc.strerror or exc}.")

    def _write(self, place: Path, data: bytes) -> None:
        part = place.with_name(f"{place.name}.part-{os.getpid()}-{next(_numbers)}")
        try:
            part.write_bytes(data)
            os.replace(part, place)
        except PermissionError:  # on Windows another process may read the same tile right now
            part.unlink(missing_ok=True)
            if not place.exists():
                raise
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    def _make_room(self, need: int) -> None:
        """Removes what was not used for longest, if the folder would grow beyond its limit."""
        free = shutil.disk_usage(self._folder).free
        if free < need + LEAST_FREE_BYTES:
            raise OSError(f"only {free / 1e6:.0f} MB are free on its disk")
        if self._room is None or self._room < need:
            found = sorted(self._files())
            used = sum(size for _, size, _ in found)
            if used + need > self._limit:
                for _, size, path in found:
                    with contextlib.suppress(OSError):  # in use on Windows, or gone by now
                        os.unlink(path)
                    used -= size
                    if used + need <= KEPT_SHARE * self._limit:
                        break
            self._room = max(need, min(self._limit - used, self._limit // LOOK_SHARE))
        self._room -= need

    def _files(self) -> list[tuple[int, int, str]]:
        """When each of our files was used last, its size and its path."""
        found = []
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if _OURS.match(entry.name):
                    with contextlib.suppress(OSError):
                        status = entry.stat(follow_symlinks=False)
                        found.append((status.st_mtime_ns, status.st_size, entry.path))
        return found
