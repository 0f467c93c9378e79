"""Where the engine's interpreter is, and the environment it may be started in."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Optional

from ...engine.errors import DependencyMissing

PYTHON_VARIABLE = "HSFM_ENGINE_PYTHON"

_REMOVED = frozenset(
    {
        "PYTHONHOME",
        "PYTHONPATH",
        "PYTHONEXECUTABLE",
        "PYTHONUSERBASE",
        "PYTHONSTARTUP",
        "PYTHONPLATLIBDIR",
        "VIRTUAL_ENV",
        "PIP_USER",
        "PIP_TARGET",
        "PIP_PREFIX",
        "QGIS_PREFIX_PATH",
        "QGIS_PLUGINPATH",
        "QT_PLUGIN_PATH",
        "QT_QPA_PLATFORM_PLUGIN_PATH",
        "QML2_IMPORT_PATH",
        "PROJ_DATA",
        "PROJ_LIB",
        "PROJ_CURL_CA_BUNDLE",
        "PROJ_USER_WRITABLE_DIRECTORY",
        "GDAL_DATA",
        "GDAL_DRIVER_PATH",
        "GDAL_PYTHON_DRIVER_PATH",
        "GDAL_CONFIG_FILE",
        "GDAL_SKIP",
        "OGR_DRIVER_PATH",
        "LD_LIBRARY_PATH",
        "LD_PRELOAD",
        "DYLD_LIBRARY_PATH",
        "DYLD_INSERT_LIBRARIES",
    }
)
"""What QGIS or its launcher sets for QGIS's own libraries; each of them breaks another Python.

Other variables of Python, such as ``PYTHONUTF8``, do nothing to a process started with ``-I``; and
a broken ``LC_ALL`` nothing to one started with ``-X utf8``.
"""

_CERTIFICATES = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


def clean_environment(
    base: Optional[Mapping[str, str]] = None, extra: Optional[Mapping[str, str]] = None
) -> dict[str, str]:
    """The environment for a child Python that shares nothing with QGIS.

    Args:
        base: what to start from; this process's environment if None.
        extra: variables to add at the end.

    Returns:
        ``base`` without the variables that point at QGIS's own Python, Qt, GDAL and PROJ, and
        without certificate bundles that are missing or lie inside QGIS.
    """
    source = os.environ if base is None else base
    made = {name: value for name, value in source.items() if name.upper() not in _REMOVED}
    inside = _qgis_folders(source)
    for name in _CERTIFICATES:
        bundle = made.get(name)
        if bundle is not None and (not os.path.exists(bundle) or _lies_in(bundle, inside)):
            del made[name]
    if extra:
        made.update(extra)
    return made


def _qgis_folders(source: Mapping[str, str]) -> list[str]:
    """Folders that belong to QGIS alone; on Linux it shares ``/usr`` with everything else."""
    named = [source.get("QGIS_PREFIX_PATH", ""), source.get("OSGEO4W_ROOT", "")]
    if sys.platform in ("win32", "darwin"):
        named.append(sys.prefix)
    return [folder for folder in named if folder and os.path.normpath(folder) not in ("/usr", "/")]


def _lies_in(path: str, folders: list[str]) -> bool:
    place = os.path.normcase(os.path.abspath(path))
    return any(
        place.startswith(os.path.normcase(os.path.abspath(folder)) + os.sep) for folder in folders
    )


def plugin_root() -> Path:
    """The folder that holds ``engine`` and ``hsfm_plugin``."""
    return Path(__file__).resolve().parents[2]


def user_data_folder() -> Path:
    """Where HSFM keeps what must outlive an update of the plugin."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "HSFM"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "HSFM"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share") / "HSFM"


def runtime_folder() -> Path:
    """Where the engine's own environment is installed."""
    return user_data_folder() / "runtime"


def engine_log_path() -> Path:
    """Where the engines' stderr goes; engine_log.py keeps it small."""
    return user_data_folder() / "logs" / "engine.log"


def find_engine_python(setting: str = "", root: Optional[str] = None) -> Optional[str]:
    """Finds the interpreter that runs the engine.

    The order is the user's setting, ``HSFM_ENGINE_PYTHON``, ``.venv`` beside the engine, and the
    environment in ``runtime_folder()``. The interpreter that QGIS runs in is never used.

    Args:
        setting: path from the options; empty if the user chose none.
        root: the folder that holds ``engine``; this plugin's own if None.

    Returns:
        An absolute path, or None if the engine is not installed.

    Raises:
        DependencyMissing: the setting or the variable names something that cannot be run; another
            interpreter is not taken in its place.
    """
    chosen = (
        (setting, "the options of HSFM"),
        (os.environ.get(PYTHON_VARIABLE, ""), f"the variable {PYTHON_VARIABLE}"),
    )
    for path, origin in chosen:
        if path.strip():
            return _checked(os.path.abspath(os.path.expanduser(path.strip())), origin)
    home = plugin_root() if root is None else Path(root)
    for folder in (home / ".venv", runtime_folder() / "env"):
        python = environment_python(folder)
        if is_runnable(str(python)):
            return os.path.abspath(python)
    return None


def environment_python(folder: Path) -> Path:
    """Where a virtual environment keeps its interpreter."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_runnable(path: str) -> bool:
    """Whether a file can be run by this user."""
    return os.path.isfile(path) and os.access(path, os.X_OK)


def _checked(path: str, origin: str) -> str:
    if os.path.basename(path).lower().startswith("qgis"):
        raise DependencyMissing(
            f"{path}, named in {origin}, is QGIS and not a Python interpreter.",
            hint="Choose the python program of the engine's own environment.",
        )
    if not is_runnable(path):
        problem = "cannot be run" if os.path.exists(path) else "does not exist"
        raise DependencyMissing(
            f"The engine's interpreter {path}, named in {origin}, {problem}.",
            hint="Choose the python program of the engine's environment, or clear the setting.",
        )
    return path
