"""Which colour a new class gets."""

from __future__ import annotations

from typing import Iterable

from ...engine.parameters import CLASS_COLOURS


def next_colour(used: Iterable[str]) -> str:
    """The first colour of the palette that is not used yet; starts again when all are."""
    taken = [colour.lower() for colour in used]
    return min(CLASS_COLOURS, key=taken.count)
