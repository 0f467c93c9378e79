"""ONNX files that are made when they are first needed: where they are made, and where kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import EngineError

CACHE_BYTES = 8 << 30
"""Of all files in the cache; the least recently used go first."""

DATA = ".data"
"""What the name of a file of weights adds to that of its model."""

PART = ".part"
_ABANDONED_S = 86_400
"""After a day, what another engine was making will not be finished any more."""


@contextlib.contextmanager
def staging_folder(path: Path, suffix: str = "") -> Iterator[Path]:
    """Gives an empty folder beside ``path`` in which files bear their final names; removes it.

    The names matter: a model with external data holds the name of that file.

    Raises:
        OSError: it cannot be made.
    """
    folder = path.with_name(f"{path.name}{PART}{suffix}")
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class OnnxCache:
    """Files ``<key>.onnx`` in a folder of bounded size."""

    def __init__(self, folder: Path, limit_bytes: int = CACHE_BYTES) -> None:
        self.folder = folder
        self._limit = limit_bytes
        self._faults: dict[str, EngineError] = {}

    def get(self, key: str, make: Callable[[Path], object]) -> Path:
        """Finds a file, or makes it.

        Args:
            key: its name.
            make: writes a model to a path, its weights to ``<path>.data`` if they do not fit.

        Raises:
            OSError: the folder cannot be written to. Whatever ``make`` raises; an ``EngineError``
                is raised again without another try.
        """
        if key in self._faults:
            raise self._faults[key]
        path = self.folder / f"{key}.onnx"
        if path.is_file():
            with contextlib.suppress(OSError):
                os.utime(path)
            return path
        with staging_folder(path, f"-{os.getpid()}") as folder:
            try:
                make(folder / path.name)
            except EngineError as exc:
                self._faults[key] = exc
                raise
            for made in sorted(folder.iterdir(), key=lambda file: file.name == path.name):
                os.replace(made, self.folder / made.name)
        self._make_room(path)
        return path

    def holds(self, key: str) -> bool:
        """Whether a file is there."""
        return (self.folder / f"{key}.onnx").is_file()

    def drop(self, path: Path) -> None:
        """Forgets a file that turned out to be damaged."""
        for gone in (path, path.with_name(path.name + DATA)):
            with contextlib.suppress(OSError):
                gone.unlink(missing_ok=True)

    def _make_room(self, newest: Path) -> None:
        for folder in self.folder.glob(f"*{PART}-*"):
            with contextlib.suppress(OSError):
                if time.time() - folder.stat().st_mtime > _ABANDONED_S:
                    shutil.rmtree(folder, ignore_errors=True)
        models = [path for path in self.folder.glob("*.onnx") if path != newest]
        with contextlib.suppress(OSError):  # another engine may tidy up at the same time
            models.sort(key=lambda path: path.stat().st_mtime)
        held = sum(self._bytes(path) for path in [newest, *models])
        for path in models:
            if held <= self._limit:
                break
            held -= self._bytes(path)
            self.drop(path)

    @staticmethod
    def _bytes(path: Path) -> int:
        total = 0
        for part in (path, path.with_name(path.name + DATA)):
            with contextlib.suppress(OSError):
                total += part.stat().st_size
        return total
