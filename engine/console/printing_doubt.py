"""How sure a class map is, and where labels would help, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .words import percent, table


def describe_doubt(found: Mapping[str, Any]) -> list[str]:
    """What ``classify`` found out besides the classes; no lines for what is not known."""
    lines = []
    if found.get("unlike_percent") is not None:
        lines.append(f"{found['unlike_percent']:.1f} % of them are unlike everything labelled.")
    sets = found.get("sets")
    if sets is not None and sets["mean_size"] is not None:
        lines.append(
            f"Class sets that miss the true class of {percent(sets['error_rate'])} % of the pixels "
            f"at most hold {sets['mean_size']:.2f} classes on average."
        )
    places = found.get("label_next") or []
    if not places:
        return lines
    rows = [
        (
            str(place["rank"]),
            f"{place['row']}, {place['col']}",
            f"{place['height']} x {place['width']}",
            f"{percent(place['uncertain'])} %",
            f"{percent(place['unlike'])} %" if place["unlike"] is not None else "n/a",
        )
        for place in places
    ]
    header = ("Label next", "Row, col", "Pixels", "Uncertain", "Unlike")
    return [*lines, "", *table(header, rows), ""]
