"""The file that the engines' stderr goes to: what was said last stays, the rest goes."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import IO, Optional

LONGEST_LOG_BYTES = 5 * 1024 * 1024
OLDER = ".1"
"""At the end of the name of the part before."""


class EngineLog:
    """A log of two files of at most about ``LONGEST_LOG_BYTES``; several engines may append to it.

    Nothing is raised: a log that cannot be written must not stop the engine.

    Args:
        path: of the newer file; its folder is made.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._file: Optional[IO[bytes]] = None
        with suppress(OSError):
            os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        self._open()

    def write(self, chunk: bytes) -> None:
        """Appends bytes; starts the file anew where it has grown too long."""
        if self._file is None:
            return
        try:
            self._file.write(chunk)
            if self._file.tell() > LONGEST_LOG_BYTES:
                self.close()
                self._open()
        except OSError:  # the disk is full
            self.close()

    def close(self) -> None:
        """Closes the file."""
        file, self._file = self._file, None
        if file is not None:
            with suppress(OSError):
                file.close()

    def _open(self) -> None:
        try:
            if os.path.exists(self._path) and os.path.getsize(self._path) > LONGEST_LOG_BYTES:
                os.replace(self._path, self._path + OLDER)
        except OSError:  # Windows, while another engine has it open: one of them must be brief
            return
        with suppress(OSError):
            self._file = open(self._path, "ab", buffering=0)  # noqa: SIM115 - close() closes it
