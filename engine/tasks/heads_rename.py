"""``heads rename``: another name for a saved classifier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from .head_library import rename_head, saved_head
from .result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Renames ``values["head"]`` to ``values["name"]``.

    Args:
        values: as ``parameters.HEADS_RENAME`` declares them.
        context: not needed.

    Returns:
        The file under its new name; ``metrics`` holds ``name`` and the name that it ``was``.

    Raises:
        InputNotFound: there is no saved classifier of this name.
        BadParameter: the new name cannot be used, or is taken.
        EngineError: what stood in the way.
    """
    was = saved_head(values["head"]).stem
    path = rename_head(values["head"], values["name"])
    return Result([Output("head", path, "head")], {"name": path.stem, "was": was})
