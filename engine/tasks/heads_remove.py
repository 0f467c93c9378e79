"""``heads remove``: deletes a saved classifier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from .head_library import remove_head
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Removes ``values["head"]`` from the library; files elsewhere are never touched.

    Args:
        values: as ``parameters.HEADS_REMOVE`` declares them.
        context: not needed.

    Returns:
        No outputs; ``metrics`` holds the name that was ``removed``.

    Raises:
        InputNotFound: there is no saved classifier of this name.
        EngineError: what stood in the way.
    """
    return Result(metrics={"removed": remove_head(values["head"]).stem})
