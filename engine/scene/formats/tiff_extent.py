"""How long a TIFF file must be, by its own directory.

Source: TIFF 6.0 specification, section 2; BigTIFF as in libtiff's description of the format.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

_BYTES_OF_TYPE = {
    **dict.fromkeys((1, 2, 6, 7), 1),
    **dict.fromkeys((3, 8), 2),
    **dict.fromkeys((4, 9, 11, 13), 4),
    **dict.fromkeys((5, 10, 12, 16, 17, 18), 8),
}
_INTEGER_OF_TYPE = {3: "u2", 4: "u4", 16: "u8"}
_BLOCK_TAGS = ((273, 279), (324, 325))
"""Offsets and sizes of strips, and of tiles."""


def is_tiff(path: str) -> bool:
    """Whether a file starts as a TIFF or BigTIFF does."""
    with open(path, "rb") as file:
        return file.read(4) in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def needed_bytes(path: str) -> int:
    """The end of the furthest block or tag value of the full-size image, in bytes.

    Overviews and masks are not looked at. Of a directory that itself is cut off, it is the end of
    the directory, which then lies behind the end of the file.

    Raises:
        ValueError: the file is no TIFF.
    """
    with open(path, "rb") as file:
        head = file.read(16)
        order = {b"II": "<", b"MM": ">"}.get(head[:2])
        if order is None or len(head) < 16:
            raise ValueError(f"{path} is no TIFF")
        big = struct.unpack(order + "H", head[2:4])[0] == 43
        start = struct.unpack(order + ("Q" if big else "I"), head[8:16] if big else head[4:8])[0]
        count_bytes, entry_bytes = (8, 20) if big else (2, 12)
        file.seek(start)
        count_field = file.read(count_bytes)
        if len(count_field) < count_bytes:
            return int(start) + count_bytes
        count = struct.unpack(order + ("Q" if big else "H"), count_field)[0]
        end: int = start + count_bytes + count * entry_bytes
        entries = file.read(count * entry_bytes)
        if len(entries) < count * entry_bytes:
            return end
        values = {}
        for i in range(count):
            at = start + count_bytes + i * entry_bytes
            entry = entries[i * entry_bytes : (i + 1) * entry_bytes]
            tag, value = _value(entry, at, order, big)
            values[tag] = value
            end = max(end, value.end)
        return max(end, _last_block(file, values, order))


@dataclass(frozen=True)
class _Value:
    """Where the value of a tag lies."""

    kind: int
    items: int
    place: int

    @property
    def end(self) -> int:
        return self.place + self.items * _BYTES_OF_TYPE.get(self.kind, 1)


def _value(entry: bytes, at: int, order: str, big: bool) -> tuple[int, _Value]:
    """The tag of a directory entry that lies at ``at``, and where its value lies."""
    tag, kind = struct.unpack(order + "HH", entry[:4])
    count, offset = struct.unpack(order + ("QQ" if big else "II"), entry[4:])
    room = 8 if big else 4
    fits = count * _BYTES_OF_TYPE.get(kind, 1) <= room
    return tag, _Value(kind, count, at + 4 + room if fits else offset)


def _last_block(file: BinaryIO, values: dict[int, _Value], order: str) -> int:
    end = 0
    for offsets_tag, sizes_tag in _BLOCK_TAGS:
        if offsets_tag not in values or sizes_tag not in values:
            continue
        offsets = _integers(file, values[offsets_tag], order)
        sizes = _integers(file, values[sizes_tag], order)
        if len(offsets) == len(sizes) and len(offsets):
            # Of a sparse file, blocks that were never written have neither place nor size.
            end = max(end, int(np.where(sizes > 0, offsets + sizes, 0).max()))
    return end


def _integers(file: BinaryIO, value: _Value, order: str) -> npt.NDArray[np.uint64]:
    kind = _INTEGER_OF_TYPE.get(value.kind)
    if kind is None:
        return np.zeros(0, np.uint64)
    dtype = np.dtype(order + kind)
    file.seek(value.place)
    data = file.read(value.items * dtype.itemsize)
    whole = len(data) // dtype.itemsize * dtype.itemsize
    return np.frombuffer(data[:whole], dtype).astype(np.uint64)
