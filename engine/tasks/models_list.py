"""``models list``: what is installed, what can be had, and what fits a scene."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..folders import models_folder
from ..store.listing import rows
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Lists models.

    Args:
        values: as ``parameters.MODELS_LIST`` declares them.
        context: told of progress.

    Returns:
        No outputs; ``metrics`` holds the store's ``folder`` and ``models``, a row each.

    Raises:
        EngineError: the scene cannot be opened.
    """
    scene = None
    if values["scene"]:
        from .opening import open_for_task

        context.progress("open", 0, 1)
        scene = open_for_task(values["scene"], context)
        context.progress("open", 1, 1)
    return Result(metrics={"folder": str(models_folder()), "models": rows(scene)})
