"""What a setup did, in a file that can be sent to somebody: of bounded size, without secrets."""

from __future__ import annotations

import contextlib
import os
import shlex
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from .redaction import safe_arguments, without_secrets

__all__ = ["LONGEST_LINE", "MAX_BYTES", "SetupLog", "without_secrets"]

MAX_BYTES = 2_000_000
LONGEST_LINE = 4000
_LONGEST_TEXT = 100_000
_LONGEST_LINE_BYTES = 4 * LONGEST_LINE + 100
_WAITING_LINES = 1000


class SetupLog:
    """Lines with their time, appended to a file; every method may be called from any thread.

    Nothing that goes wrong here fails a setup. While the file cannot be written, for its folder is
    not there or the disk is full, lines wait in memory.

    Args:
        path: of the file; its folder is never made here.
        secrets: texts that never go into the log, such as the password of QGIS's proxy.
    """

    def __init__(self, path: Path, secrets: Sequence[str] = ()) -> None:
        self.path = path
        self._secrets = tuple(secrets)
        self._waiting: list[str] = []
        self._one_at_a_time = threading.Lock()

    def line(self, text: str) -> None:
        """Says what is done, or what was found out."""
        self._add("", text)

    def command(self, args: Sequence[str]) -> None:
        """Says which program is run."""
        safe = safe_arguments([os.fspath(arg) for arg in args], self._secrets)
        self._add("$ ", " ".join(shlex.quote(arg) if arg else "''" for arg in safe))

    def output(self, text: str) -> None:
        """Says what a program wrote: whole lines, for half a secret cannot be recognised."""
        self._add("| ", text)

    def tail(self, count: int) -> str:
        """The last ``count`` lines, also those that could not be written to the file."""
        with self._one_at_a_time:
            waiting = list(self._waiting)
        try:
            with self.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                file.seek(max(0, size - count * _LONGEST_LINE_BYTES))
                written = file.read().decode("utf-8", "replace").split("\n")[:-1]
        except OSError:
            written = []
        return "\n".join([*written, *waiting][-count:]) if count > 0 else ""

    def _add(self, sign: str, text: str) -> None:
        now = time.strftime("%Y-%m-%d %H:%M:%S")
        safe = without_secrets(text[:_LONGEST_TEXT], self._secrets).replace("\r", "\n")
        made = [
            f"{now} {sign}{line.rstrip()[:LONGEST_LINE]}"
            for line in safe.split("\n")
            if line.strip()
        ]
        with self._one_at_a_time:
            self._waiting += made
            del self._waiting[:-_WAITING_LINES]
            with contextlib.suppress(OSError):
                self._write()

    def _write(self) -> None:
        data = "".join(f"{line}\n" for line in self._waiting).encode("utf-8", "replace")
        # Unbuffered: what a full disk did not take must not come again when the file is closed.
        with self.path.open("ab", buffering=0) as file:
            before = file.tell()
            rest = memoryview(data)
            try:
                while rest:
                    rest = rest[file.write(rest) :]
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(before)
                raise
        self._waiting.clear()
        if before + len(data) > MAX_BYTES:
            self._drop_old_half()

    def _drop_old_half(self) -> None:
        with self.path.open("rb") as file:
            file.seek(-(MAX_BYTES // 2), os.SEEK_END)
            file.readline()  # the rest of a line that begins before
            kept = file.read()
        made = self.path.with_name(f"{self.path.name}.new")
        made.write_bytes(kept)
        os.replace(made, self.path)
