"""``models verify``: installed models against their checksums."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..context import Context
from ..errors import BadParameter, ModelCorrupt
from ..models.registry import builtin, is_bundled
from ..store.install import DAMAGED, verify
from .result import Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Checks one model, or all, those that HSFM comes with included.

    Args:
        values: as ``parameters.MODELS_VERIFY`` declares them.
        context: told of progress in bytes, asked for cancellation.

    Returns:
        No outputs; ``metrics`` holds ``models``, ``id`` and ``state`` of each.

    Raises:
        BadParameter: it needs no weights.
        ModelUnknown, ModelNotInstalled: there is nothing to check.
        ModelCorrupt: models are damaged; all of them are named, and what to do about each kind.
    """
    name = values["model"] or ""
    if name in builtin():
        raise BadParameter(f"{name} needs no weights, so there is nothing to verify.")
    found = verify(name, context)
    damaged = [row for row in found if row["state"] == DAMAGED]
    if damaged:
        names = ", ".join(row["id"] for row in damaged)
        raise ModelCorrupt(
            f"Of {len(found)} models {len(damaged)} cannot be used: {names}."
            if len(found) > 1
            else f"The model {names} cannot be used. {damaged[0]['reason']}",
            hint=_repair([row["id"] for row in damaged]),
            detail="\n".join(f"{row['id']}: {row['reason'] or row['state']}" for row in found),
        )
    return Result(metrics={"models": found})


def _repair(damaged: list[str]) -> str:
    own = [name for name in damaged if is_bundled(name)]
    if len(own) == len(damaged):
        return "Install HSFM again."
    again = "Fetch or import it again under the same id."
    return f"{again} For {', '.join(own)} install HSFM again." if own else again
