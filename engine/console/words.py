"""Tables and numbers for a terminal."""

from __future__ import annotations

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table: the first column flush left, the others flush right."""
    everything = [list(header), *(list(row) for row in rows)]
    widths = [max(len(row[column]) for row in everything) for column in range(len(header))]
    lines = []
    for row in everything:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "  ".join("-" * width for width in widths))
    return lines


def percent(value: float | None) -> str:
    """A share from 0 to 1."""
    return "n/a" if value is None else f"{100 * value:.1f}"


def ratio(value: float | None) -> str:
    """A number from 0 to 1 as it is."""
    return "n/a" if value is None else f"{value:.2f}"
