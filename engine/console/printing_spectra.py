"""The spectra of classes in words and a small table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .words import table

MOST_FAR = 10
"""Polygons that are named one by one."""

_SHOWN_NM = (550.0, 660.0, 860.0, 1650.0, 2200.0)
"""Green, red, near infrared and the two windows of the short-wave infrared."""


def describe_spectra(found: Mapping[str, Any]) -> list[str]:
    """How bright the classes are at some wavelengths, and which polygons are far from theirs."""
    centres = found["centres_nm"]
    shown = _nearest(centres) if centres else []
    names = {entry["value"]: entry["name"] for entry in found["classes"]}
    rows = [
        (
            str(entry["name"]),
            *(f"{entry['mean'][place]:.3f}" for place in shown),
            f"{entry['polygons']:,}",
            f"{entry['pixels']:,}",
            f"{entry['far']:,}",
        )
        for entry in found["classes"]
    ]
    at = [f"{centres[place]:.0f} nm" for place in shown]
    lines = table(("Class", *at, "Polygons", "Pixels", "Far"), rows)
    far = [polygon for polygon in found["polygons"] if polygon["is_far"]]
    for polygon in far[:MOST_FAR]:
        lines.append(
            f"The polygon at {polygon['x']:.10g}, {polygon['y']:.10g} does not look like "
            f"{names.get(polygon['class'], polygon['class'])}."
        )
    if len(far) > MOST_FAR:
        lines.append(f"Neither do {len(far) - MOST_FAR:,} others.")
    return [*lines, ""]


def _nearest(centres: list[float]) -> list[int]:
    """Places of the bands nearest to the wavelengths that the scene covers."""
    found = set()
    for wanted in _SHOWN_NM:
        if min(centres) <= wanted <= max(centres):
            away = [abs(centre - wanted) for centre in centres]
            found.add(away.index(min(away)))
    return sorted(found)
