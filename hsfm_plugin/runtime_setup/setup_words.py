"""The sentences of a setup that failed for no reason of pip's."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from ...engine.errors import (
    DependencyMissing,
    EngineError,
    FileLocked,
    ProtocolVersionMismatch,
)
from .smoke import Smoke

ENGINE = "engine"
"""The part of the proof that is the plugin's own and comes with no package."""


def does_not_work(smoke: Optional[Smoke]) -> EngineError:
    """The error of an environment that failed its proof."""
    parts = [] if smoke is None else smoke.parts
    failed = [(name, message.rstrip(".")) for name, works, message in parts if not works]
    detail = "\n".join(f"{name}: {message}" for name, message in failed)
    name, message = failed[0] if failed else ("the proof", "it gave no result")
    if name == ENGINE:
        return ProtocolVersionMismatch(
            f"The packages work, and the engine does not: {message}.",
            hint="Install the plugin again, restart QGIS, then choose Repair.",
            detail=detail,
        )
    return DependencyMissing(
        f"The environment does not work: {name} failed: {message}.",
        hint="Install again: downloads are kept. If it stays, copy the details and report.",
        detail=detail,
    )


def was_removed(root: Path, error: EngineError) -> EngineError:
    """The error of a runtime folder that somebody removed meanwhile.

    Args:
        root: the folder.
        error: what that led to.
    """
    return DependencyMissing(
        f"The folder {root} was removed while the engine was being installed.",
        hint="Install again, and leave the folder alone until it is done.",
        detail=f"{error}\n{error.detail}",
    )


def in_use(folder: Path, detail: str = "") -> EngineError:
    """The error of an environment that another program has open."""
    return FileLocked(
        f"Files in {folder} are in use, so it cannot be replaced or removed.",
        hint="Close every QGIS window and program that runs the engine, then try again; an "
        "antivirus may hold the files for some minutes.",
        detail=detail,
    )
