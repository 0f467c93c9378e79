"""Which folders of this user HSFM fills, and whether a folder is HSFM's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..engine_client.environment import plugin_root, runtime_folder, user_data_folder
from .places import MARKER

_CACHES_IN_DATA = ("onnx", "checkpoints", "matplotlib", "backends.json")
"""What the engine can make again and keeps in the folder of the user's data."""


def models_folder() -> Path:
    """Where the engine keeps installed models: ``HSFM_MODELS``, else a folder of the user.

    This function and the next say what ``engine.folders`` says, which the plugin may not import.
    """
    chosen = os.environ.get("HSFM_MODELS", "")
    return Path(chosen).absolute() if chosen else user_data_folder() / "models"


def weights_folders(models: Path) -> list[Path]:
    """What of a folder of models may be removed: all of it, or ours within a folder of the user.

    Args:
        models: the folder, which need not exist.

    Returns:
        ``models`` itself; where that is not HSFM's own, the folders in it that HSFM has marked, if
        there are any.
    """
    if is_ours(models) or not models.is_dir():
        return [models]
    try:
        return sorted(place for place in models.iterdir() if (place / MARKER).is_file()) or [models]
    except OSError:  # nobody may look into it; removing says so
        return [models]


def cache_folders() -> list[Path]:
    """Where the engine keeps what it can make again.

    Returns:
        The folders for features of scenes, for unpacked products, for networks as ONNX, for
        training that was interrupted and for the fonts of drawings, and the file that says which
        backend is fastest; they need not exist.
    """
    chosen = os.environ.get("HSFM_CACHE", "")
    first = _usual_caches()
    if chosen:
        first = [Path(chosen).absolute() / place.name for place in first]
    return [*first, *(user_data_folder() / name for name in _CACHES_IN_DATA)]


def logs_folder() -> Path:
    """Where the engine's own messages are kept; they go with the runtime."""
    return user_data_folder() / "logs"


def is_ours(folder: Path) -> bool:
    """Whether HSFM made a folder: its marker is there or one level up, or the place is HSFM's.

    A folder that holds the user's home or this plugin never counts as HSFM's own.
    """
    place = Path(os.path.abspath(folder))
    for treasure in (Path.home(), plugin_root()):
        if place == treasure or place in treasure.parents:
            return False
    if any((above / MARKER).is_file() for above in (place, place.parent)):
        return True
    data = user_data_folder()
    usual = [runtime_folder(), runtime_folder() / "downloads", *_usual_caches()]
    usual += [data / name for name in ("models", "logs", *_CACHES_IN_DATA)]
    return any(os.path.normcase(place) == os.path.normcase(os.path.abspath(own)) for own in usual)


def own_tops() -> list[Path]:
    """The folders that hold HSFM's own ones, which go with the last of those."""
    return list(dict.fromkeys([*(place.parent for place in _usual_caches()), user_data_folder()]))


def _usual_caches() -> list[Path]:
    """Features and products, where ``HSFM_CACHE`` does not say otherwise."""
    if sys.platform == "win32":
        data = user_data_folder()
        return [data / "cache" / "features", data.with_name("hsfm") / "products"]
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        cache = os.environ.get("XDG_CACHE_HOME", "")
        base = Path(cache) if os.path.isabs(cache) else Path.home() / ".cache"
    return [base / "HSFM" / "features", base / "hsfm" / "products"]
