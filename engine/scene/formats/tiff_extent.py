"""How long a TIFF file must be, by its own directory.

Source: TIFF 6.0 specification, section 2; BigTIFF as in libtiff's description of the format.
"""

from __future__ import annotations

import struct
from typing import BinaryIO

import numpy as np

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
        end = int(start) + count_bytes + count * entry_bytes
        entries = file.read(count * entry_bytes)
        if len(entries) < count * entry_bytes:
            return end
        values: dict[int, tuple[int, int, int]] = {}
        for i in range(count):
            tag, place = _entry(entries[i * entry_bytes : (i + 1) * entry_bytes], order, big)
            place = place if place[2] >= 0 else (*place[:2], start + count_bytes + i * entry_bytes)
            values[tag] = place
            end = max(end, place[2] + place[1] * _BYTES_OF_TYPE.get(place[0], 1))
        return max(end, _last_block(file, values, order))


def _entry(entry: bytes, order: str, big: bool) -> tuple[int, tuple[int, int, int]]:
    """Tag, and type, count and place of its value; a value in the entry itself has place -1."""
    tag, kind = struct.unpack(order + "HH", entry[:4])
    number, offset = struct.unpack(order + ("QQ" if big else "II"), entry[4:])
    inside = number * _BYTES_OF_TYPE.get(kind, 1) <= (8 if big else 4)
    return tag, (kind, number, -1 if inside else offset)
