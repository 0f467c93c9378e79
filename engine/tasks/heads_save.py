"""``heads save``: a copy of a classifier under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from .head_library import head_path, save_head
from .result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Keeps a copy of ``values["head"]`` as ``values["name"]``.

    Args:
        values: as ``parameters.HEADS_SAVE`` declares them.
        context: not needed.

    Returns:
        The copy; ``metrics`` holds its ``name``.

    Raises:
        BadParameter: the name cannot be used, or is taken.
        EngineError: the head cannot be read, or the copy not be written.
    """
    path = save_head(head_path(values["head"]), values["name"])
    return Result([Output("head", path, "head")], {"name": path.stem})
