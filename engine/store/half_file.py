"""A download in the making, kept apart from installed models until it is whole; stdlib only."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO

from ..errors import EngineError, FetchFailed, from_os_error
from ..folders import make_own

_PAST_THE_END = 1 << 30
"""Windows locks bytes, and nobody may read locked ones: this one is never written."""

_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@dataclass(frozen=True)
class Origin:
    """What a half file is a half of.

    Attributes:
        url: where it was asked for, before redirects.
        total: bytes of the whole file; 0 if the server does not say.
        etag, last_modified: how the server tells one version from another; may be empty.
    """

    url: str
    total: int = 0
    etag: str = ""
    last_modified: str = ""

    @property
    def validator(self) -> str:
        """The value of ``If-Range``; a weak entity tag cannot stand there (RFC 9110, 13.1.5)."""
        return self.last_modified if self.etag.startswith("W/") else self.etag or self.last_modified

    def continued(self, here: int, content_range: str, etag: str) -> Origin | None:
        """Compares with the rest that a server offers.

        Args:
            here: bytes that were asked to be left out.
            content_range, etag: of the response.

        Returns:
            What is known now; None if the rest is of another file or does not begin there.
        """
        rest = _RANGE.match(content_range)
        if rest is None or int(rest[1]) != here or (self.etag and etag not in ("", self.etag)):
            return None
        total = self.total if rest[2] == "*" else int(rest[2])
        return replace(self, total=total) if self.total in (0, total) else None


class HalfFile:
    """``<name>.part`` with the bytes so far, ``<name>.json`` with their origin; later ``<name>``.

    Args:
        folder: of this download alone; made when the first byte comes.
        name: of the whole file.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.whole = folder / name
        self.part = folder / f"{name}.part"
        self._note = folder / f"{name}.json"

    @property
    def size(self) -> int:
        """Bytes that are here."""
        try:
            return self.part.stat().st_size
        except OSError:
            return 0

    @property
    def origin(self) -> Origin | None:
        """Of the bytes that are here; None where nothing is known of them."""
        try:
            made = json.loads(self._note.read_text(encoding="utf-8"))
            return Origin(
                str(made["url"]), int(made["total"]), str(made["etag"]), str(made["last_modified"])
            )
        except (OSError, KeyError, TypeError, ValueError):
            return None

    def begin(self, origin: Origin) -> None:
        """Forgets what is here and notes where the first byte will come from.

        Raises:
            EngineError: the operating system refuses to write.
        """
        self.drop()
        with written(self.part):
            make_own(self.folder)
            write_text(self._note, json.dumps(asdict(origin), indent=2) + "\n")

    def finish(self) -> Path:
        """Gives the whole file its name.

        Raises:
            EngineError: the operating system refuses.
        """
        with written(self.whole):
            os.replace(self.part, self.whole)
        return self.whole

    def drop(self) -> None:
        """Removes the bytes and, after them, the note on their origin.

        Raises:
            EngineError: the operating system refuses.
        """
        with written(self.part):
            for path in (self.part, self.whole, self._note):
                path.unlink(missing_ok=True)

    def remove(self) -> None:
        """Removes everything with its folder.

        Raises:
            EngineError: as ``drop``.
        """
        with written(self.part), contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.folder)


def write_text(path: Path, text: str) -> None:
    """Replaces a small file as a whole."""
    made = path.with_name(f"{path.name}.new")
    with made.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(made, path)


@contextlib.contextmanager
def written(path: Path) -> Iterator[None]:
    """Names what the operating system has against writing ``path``.

    Raises:
        DiskFull, PermissionRefused, FileLocked, WriteFailed: it did not want to.
    """
    try:
        yield
    except OSError as exc:
        if isinstance(exc, EngineError):
            raise
        raise from_os_error(exc, path) from exc


@contextlib.contextmanager
def alone(lock: Path, what: str) -> Iterator[None]:
    """Lets one process (and thread) at a time into the block; the system frees it on any death.

    Args:
        lock: a file that exists only meanwhile; it names the process.
        what: is busy, for the message.

    Raises:
        FetchFailed: somebody else is in there.
        EngineError: the lock file cannot be made.
    """
    with written(lock):
        make_own(lock.parent)
        file = _locked(lock)
    if file is None:
        raise FetchFailed(
            f"{what} is being fetched already, by the process {_text(lock) or '?'}.",
            hint="Wait until that is done, or stop it; then try again.",
        )
    try:
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
    finally:
        if sys.platform == "win32":  # a file that is open cannot be removed there
            file.close()
        with contextlib.suppress(OSError):  # somebody may be trying it at this moment
            lock.unlink(missing_ok=True)
        file.close()


def _locked(lock: Path) -> IO[str] | None:
    """Opens the lock file and locks it; None if somebody else holds it."""
    while True:
        file = lock.open("a", encoding="ascii")
        try:
            if sys.platform == "win32":
                import msvcrt

                file.seek(_PAST_THE_END)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as exc:
            if exc.errno in _HELD:
                file.close()
                return None  # else this disk knows no locks, and there is nothing to wait for
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file.fileno()), lock.stat()):
                return file
        file.close()  # its holder removed it between our opening and our locking


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")[:20]
    except (OSError, ValueError):
        return ""
