"""``heads list``: the saved classifiers, and those that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..context import Context
from ..errors import EngineError
from ..folders import heads_folder
from ..heads.head_file import read_outline
from .head_library import saved_heads
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Lists the library; weights are read when a head is used, and checked then.

    Args:
        values: nothing.
        context: asked for cancellation between files.

    Returns:
        No outputs; ``metrics`` holds the ``folder`` and ``heads``, a row each: ``name``, ``path``,
        ``classes`` (names), ``backbone``, ``balanced_accuracy`` (None if it was not measured),
        ``trained_on`` (the product), ``bytes`` and ``fault``, which says why a file cannot be used
        and is empty for the others.

    Raises:
        EngineError: the folder cannot be listed.
        Cancelled: the context asked to stop.
    """
    rows = []
    for name, path in saved_heads().items():
        context.check_cancelled()
        rows.append(_row(name, path))
    return Result(metrics={"folder": str(heads_folder()), "heads": rows})


def _row(name: str, path: Path) -> dict[str, Any]:
    row: dict[str, Any] = {
        "name": name,
        "path": str(path),
        "classes": [],
        "backbone": "",
        "balanced_accuracy": None,
        "trained_on": "",
        "bytes": 0,
        "fault": "",
    }
    try:
        row["bytes"] = path.stat().st_size
        head = read_outline(path)
    except EngineError as exc:
        return {**row, "fault": str(exc)}
    except OSError as exc:  # removed while the list was made
        return {**row, "fault": f"{path} cannot be read: {exc.strerror or exc}."}
    return {
        **row,
        "classes": list(head.names),
        "backbone": head.backbone,
        "balanced_accuracy": _mean(head.metrics.get("balanced_accuracy")),
        "trained_on": str(head.training.get("scene") or ""),
    }


def _mean(accuracy: Any) -> float | None:
    mean = accuracy.get("mean") if isinstance(accuracy, Mapping) else None
    return float(mean) if isinstance(mean, (int, float)) else None
