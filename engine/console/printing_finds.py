"""What was found in a scene, in words: scores, targets, similarity, lists, libraries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .words import table

Metrics = Mapping[str, Any]

MOST_ROWS = 20
"""Spectra of a library that fit on a screen."""


def describe_scores(found: Metrics) -> list[str]:
    """What ``anomaly`` found, and what every map of scores says."""
    lines = [
        f"Threshold  {_threshold(found)}",
        f"Above it   {found['above']:,} of {found['pixels']:,} pixels",
        f"Scores     {found['minimum']:.4g} to {found['maximum']:.6g}, mean {found['mean']:.4g}, "
        f"standard deviation {found['std']:.4g}",
    ]
    return [*lines, *_listed(found)]


def describe_targets(found: Metrics) -> list[str]:
    """What ``targetdetection`` looked for and found."""
    rows = [
        (str(target["name"]), str(target["source"]), _count(target.get("pixels")))
        for target in found["targets"]
    ]
    return [*table(("Target", "From", "Pixels"), rows), *describe_scores(found)]


def describe_similar(found: Metrics) -> list[str]:
    """What ``findsimilar`` found."""
    lines = describe_scores(found)
    if "seconds" in found:
        lines.append(f"Took       {found['seconds']:.2f} s")
    return lines


def describe_detections(found: Metrics) -> list[str]:
    """What ``detections`` listed."""
    return [
        f"Threshold  {_threshold(found)}",
        f"Above it   {found['above']:,} of {found['pixels']:,} pixels",
        *_listed(found),
    ]


def describe_library(found: Metrics) -> list[str]:
    """The spectra of a ``library``."""
    spectra = found["spectra"]
    rows = [
        (
            str(each["name"]),
            f"{each['bands']}",
            f"{each['from_nm']:.0f} to {each['to_nm']:.0f}",
            *(() if "bands" not in found else ("yes" if each.get("values_on_scene") else "no",)),
        )
        for each in spectra[:MOST_ROWS]
    ]
    header = (
        "Spectrum",
        "Bands",
        "From, to (nm)",
        *(("On the scene",) if "bands" in found else ()),
    )
    lines = [f"Format  {found['format']}", *table(header, rows)]
    more = found.get("count", len(spectra)) - len(rows)
    return [*lines, f"... and {more:,} more."] if more > 0 else lines


def _threshold(found: Metrics) -> str:
    rate = found["false_alarm_rate"]
    return f"{found['threshold']:.6g}" + (f" for a false-alarm rate of {rate:g}" if rate else "")


def _listed(found: Metrics) -> list[str]:
    """How many detections there are; nothing where no list was wanted."""
    made = found.get("detections")
    if made is None:
        return []
    flagged = made["flagged"]
    doubt = f", {flagged:,} of them flagged as stripes, bad pixels or edges" if flagged else ""
    if made["listed"] < made["count"]:
        return [f"Detections {made['count']:,}; the {made['listed']:,} highest are listed{doubt}"]
    return [f"Detections {made['count']:,}{doubt}"]


def _count(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) and value else ""
