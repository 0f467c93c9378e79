"""Cuts a stream of bytes into lines without ever holding more than one line of legal length."""

from __future__ import annotations

import os
from collections.abc import Iterator

from ..protocol import MAX_LINE_BYTES

_CHUNK_BYTES = 1 << 16


def read_lines(descriptor: int) -> Iterator[bytes | None]:
    """Reads lines until the stream ends.

    Args:
        descriptor: an open file descriptor; read in blocking mode.

    Yields:
        The bytes of a line without its newline, or None for a line that was longer than
        ``MAX_LINE_BYTES`` and was skipped. What follows the last newline is dropped: its sender
        died while writing it.
    """
    held = bytearray()
    skipping = False
    while True:
        try:
            chunk = os.read(descriptor, _CHUNK_BYTES)
        except OSError:
            return
        if not chunk:
            return
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            if skipping or len(held) + len(piece) >= MAX_LINE_BYTES:
                yield None
            else:
                yield bytes(held + piece)
            held.clear()
            skipping = False
        if skipping or len(held) + len(rest) >= MAX_LINE_BYTES:
            skipping = True
            held.clear()
        else:
            held += rest
