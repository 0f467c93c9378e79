"""Where the engine keeps what outlives a run: models, caches, what it found out; stdlib only.

The plugin's ``engine_client.environment`` names the same folder; neither may import the other.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .errors import BadParameter

MODELS_VARIABLE = "HSFM_MODELS"
HEADS_VARIABLE = "HSFM_HEADS"
CACHE_VARIABLE = "HSFM_CACHE"
CACHE_MIB_VARIABLE = "HSFM_CACHE_MIB"
CACHE_MIB = 4096
"""Of features of scenes, unless ``HSFM_CACHE_MIB`` says otherwise: about five EnMAP scenes."""
SIMILAR_MIB_VARIABLE = "HSFM_SIMILAR_MIB"
SIMILAR_MIB = 512
"""Of main memory for scenes that Find Similar remembers: five of 1200 x 1200 pixels."""

MARKER = ".hsfm"
"""A file that says of a folder that HSFM made it, and so may remove it with all that is in it."""
_MARKER_TEXT = "HSFM made this folder, and removes it with all its contents when asked to.\n"

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


def user_cache_folder() -> Path:
    """Where this user's HSFM keeps what can be made again; it need not exist yet."""
    if sys.platform == "win32":
        return user_data_folder() / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "HSFM"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if os.path.isabs(cache) else Path.home() / ".cache") / "HSFM"


def features_folder() -> Path:
    """Where features of scenes are kept: in ``HSFM_CACHE``, else in the user's cache folder."""
    chosen = os.environ.get(CACHE_VARIABLE, "")
    return (Path(chosen).absolute() if chosen else user_cache_folder()) / "features"


def features_limit_bytes() -> int:
    """How much room features may take: ``HSFM_CACHE_MIB``, else ``CACHE_MIB``; 0 for none.

    Raises:
        BadParameter: the variable is no number of MiB.
    """
    return _bytes_of(CACHE_MIB_VARIABLE, CACHE_MIB)


def similar_limit_bytes() -> int:
    """How much memory Find Similar may keep between runs: ``HSFM_SIMILAR_MIB``; 0 for none.

    Raises:
        BadParameter: the variable is no number of MiB.
    """
    return _bytes_of(SIMILAR_MIB_VARIABLE, SIMILAR_MIB)


def _bytes_of(variable: str, usual_mib: int) -> int:
    text = os.environ.get(variable, "").strip()
    if not text:
        return usual_mib << 20
    if not text.isascii() or not text.isdigit():
        raise BadParameter(
            f"{variable} is {text!r}, which is no size.",
            hint=f"Set it to a number of MiB, to 0 to keep no features, or not at all for "
            f"{usual_mib} MiB.",
        )
    return int(text) << 20


def models_folder() -> Path:
    """Where installed models lie: ``HSFM_MODELS``, else a folder of the user.

    Raises:
        BadParameter: there is a file in its place.
    """
    return _chosen_folder(MODELS_VARIABLE, "models")


def heads_folder() -> Path:
    """Where saved heads lie: ``HSFM_HEADS``, else a folder of the user.

    Raises:
        BadParameter: there is a file in its place.
    """
    return _chosen_folder(HEADS_VARIABLE, "heads")


def _chosen_folder(variable: str, name: str) -> Path:
    chosen = os.environ.get(variable, "")
    place = Path(chosen).absolute() if chosen else user_data_folder() / name
    if place.exists() and not place.is_dir():
        raise BadParameter(
            f"{name.capitalize()} cannot be kept in {place}, which is a file.",
            hint=f"Set {variable} to a folder." if chosen else "Move that file away.",
        )
    return place


def make_own(folder: Path) -> None:
    """Makes a folder of HSFM's, with its parents, so that removing HSFM can remove it again.

    In a place that the user chose by ``HSFM_MODELS`` or ``HSFM_CACHE``, a file ``.hsfm`` says so:
    in the chosen folder if that is new or empty; else only in the folder of ours within, for the
    other files there are the user's own.

    Raises:
        OSError: the system refuses.
    """
    chosen = _chosen_above(folder)
    if chosen is not None and (folder == chosen or not folder.is_dir()):
        within = folder.relative_to(chosen).parts[:1]
        for place in (chosen, *(chosen / name for name in within)):
            place.mkdir(parents=True, exist_ok=True)
            if mark_if_empty(place):
                break
    folder.mkdir(parents=True, exist_ok=True)


def mark_if_empty(folder: Path) -> bool:
    """Marks a folder as one that HSFM may remove, unless there is anything in it.

    Returns:
        Whether it is marked, by whomever: other threads and processes may do the same right now.

    Raises:
        OSError: the system refuses.
    """
    if not is_marked(folder) and not any(folder.iterdir()):
        (folder / MARKER).write_text(_MARKER_TEXT, encoding="ascii")
    return is_marked(folder)


def is_marked(folder: Path) -> bool:
    """Whether a folder says that HSFM made it."""
    return (folder / MARKER).is_file()


def _chosen_above(folder: Path) -> Path | None:
    """The folder that the user chose and that is or holds this one; None in HSFM's own places."""
    for variable in (MODELS_VARIABLE, CACHE_VARIABLE):
        chosen = os.environ.get(variable, "")
        if chosen and (place := Path(chosen).absolute()) in (folder, *folder.parents):
            return place
    return None


def backends_file() -> Path:
    """Which backend is fastest for a backbone on this machine, as ``backends.memory`` keeps it."""
    return user_data_folder() / "backends.json"


def onnx_folder() -> Path:
    """Networks of backbones as ONNX, made when they are first used; safe to delete."""
    return user_data_folder() / "onnx"


def checkpoints_folder() -> Path:
    """How far runs of fine-tuning have come that were interrupted; safe to delete."""
    return user_data_folder() / "checkpoints"


def matplotlib_folder() -> Path:
    """The fonts that Matplotlib has found for the drawings of reports; safe to delete."""
    return user_data_folder() / "matplotlib"
