"""Results of the tasks around saved heads, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .words import percent, table

Metrics = Mapping[str, Any]

_SHOWN_CLASSES = 6


def describe_list(found: Metrics) -> list[str]:
    """The saved classifiers; why some of their files cannot be used below them."""
    usable = [head for head in found["heads"] if not head["fault"]]
    lines = []
    if usable:
        rows = [
            (
                head["name"],
                f"{percent(head['balanced_accuracy'])} %",
                str(len(head["classes"])),
                head["backbone"],
                head["trained_on"],
            )
            for head in usable
        ]
        header = ("Head", "Balanced accuracy", "Classes", "Backbone", "Trained on")
        lines += [*table(header, rows), ""]
        lines += [f"{head['name']}: {_classes(head['classes'])}" for head in usable]
    else:
        lines.append("No classifier is saved.")
    lines += [
        f"{head['name']} cannot be used: {head['fault']}"
        for head in found["heads"]
        if head["fault"]
    ]
    return [*lines, f"Folder  {found['folder']}"]


def describe_save(found: Metrics) -> list[str]:
    """Under which name a classifier is kept."""
    return [f"Saved as {found['name']}."]


def describe_rename(found: Metrics) -> list[str]:
    """Both names."""
    return [f"{found['was']} is {found['name']} now."]


def describe_removal(found: Metrics) -> list[str]:
    """Which one is gone."""
    return [f"Removed {found['removed']}."]


def _classes(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN_CLASSES
    shown = ", ".join(names[:_SHOWN_CLASSES])
    return f"{shown} and {more} more" if more > 0 else shown
