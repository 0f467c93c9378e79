"""Pixels of a scene that a request names: ``row,col;row,col``."""

from __future__ import annotations

import re

from ..errors import BadParameter
from ..scene.grid import Grid

_PLACE = re.compile(r"^\s*(-?\d+)\s*,\s*(-?\d+)\s*$")


def places_of(text: str, grid: Grid, what: str) -> list[tuple[int, int]]:
    """Reads rows and columns, counted from 0.

    Args:
        text: ``12,40;13,41``; a semicolon at the end does no harm.
        grid: of the scene.
        what: one of them, for the sentences: ``target pixel``.

    Returns:
        At least one ``(row, col)``, in the order of the text.

    Raises:
        BadParameter: it cannot be understood, or a pixel lies outside the scene.
    """
    size = f"The scene has {grid.height} rows and {grid.width} columns, counted from 0."
    found = []
    for item in text.split(";"):
        if not item.strip():
            continue
        match = _PLACE.match(item)
        if match is None:
            raise BadParameter(
                f"The {what}s {text!r} cannot be understood: {item.strip()!r} is no row and "
                "column.",
                hint=f"Write row,column of each, separated by semicolons: 12,40;13,41. {size}",
            )
        row, col = int(match[1]), int(match[2])
        if not (0 <= row < grid.height and 0 <= col < grid.width):
            raise BadParameter(
                f"The {what} in row {row}, column {col} lies outside the scene.", hint=size
            )
        found.append((row, col))
    if not found:
        raise BadParameter(
            f"{text!r} names no {what}.",
            hint=f"Write row,column of each, separated by semicolons: 12,40;13,41. {size}",
        )
    return found
