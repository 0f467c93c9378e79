"""Installs, removes and checks models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..context import Context
from .installed import Installed


def import_file(
    path: Path, context: Context, *, as_id: str = "", source: dict[str, Any] | None = None
) -> Installed:
    """Installs a checkpoint; see the task ``models_import``."""
    raise NotImplementedError
