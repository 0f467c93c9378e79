"""``models remove``: takes an installed model away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..errors import BadParameter
from ..models.registry import builtin
from ..store.install import remove
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Removes ``values["model"]``.

    Returns:
        No outputs; ``metrics`` holds the id that was ``removed``.

    Raises:
        BadParameter: it is part of HSFM.
        EngineError: as ``store.install.remove``.
    """
    name = values["model"]
    if name in builtin():
        raise BadParameter(f"{name} is part of HSFM; there is nothing to remove.")
    remove(name)
    return Result(metrics={"removed": name})
