"""Where the engine keeps what outlives a run: installed models and what it found out; stdlib only.

The plugin's ``engine_client.environment`` names the same folder; neither may import the other.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .errors import BadParameter

MODELS_VARIABLE = "HSFM_MODELS"
RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def user_data_folder() -> Path:
    """The folder of this user for HSFM; it need not exist yet."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "HSFM"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "HSFM"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share") / "HSFM"


def models_folder() -> Path:
    """Where installed models lie: ``HSFM_MODELS``, else a folder of the user.

    Raises:
        BadParameter: there is a file in its place.
    """
    chosen = os.environ.get(MODELS_VARIABLE, "")
    place = Path(chosen).absolute() if chosen else user_data_folder() / "models"
    if place.exists() and not place.is_dir():
        raise BadParameter(
            f"Models cannot be kept in {place}, which is a file.",
            hint=f"Set {MODELS_VARIABLE} to a folder." if chosen else "Move that file away.",
        )
    return place


def backends_file() -> Path:
    """Which backend is fastest for a backbone on this machine, as ``backends.memory`` keeps it."""
    return user_data_folder() / "backends.json"


def onnx_folder() -> Path:
    """Networks of backbones as ONNX, made when they are first used; safe to delete."""
    return user_data_folder() / "onnx"
