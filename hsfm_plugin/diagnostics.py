"""What helps somebody else to find out why HSFM does not work here: Markdown without secrets."""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Tuple

from osgeo import gdal
from qgis.core import Qgis, QgsSettings
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

from .anonymous import anonymous
from .diagnostics_runtime import (
    error_lines,
    known_secrets,
    package_lines,
    runtime_lines,
    tail,
)
from .engine_client.environment import engine_log_path
from .engine_link import EngineLink
from .last_errors import last_errors
from .paths import ROOT
from .runtime_setup.plan import plugin_version
from .runtime_setup.redaction import without_secrets
from .settings import Settings
from .setup_sources import kept_caches, kept_models
from .setup_work import SetupWork

_GIB = 1 << 30
_NOT_ASKED = "not asked"
_LOG_LINES = 60
_NOT_TOLD = ("last_folder", "is_placed")
"""Settings that nobody needs to know."""

Lines = List[str]


def report(
    link: EngineLink, setup: SetupWork, settings: Settings, drivers: str = _NOT_ASKED
) -> str:
    """Describes this installation, in English, for whoever is asked for help.

    It asks no program and no network, so that it can be made in the main thread.

    Args:
        link: the engine of this QGIS.
        setup: the engine's environment.
        settings: of the user.
        drivers: what ``runtime_setup.nvidia.nvidia_smi`` said, which takes a while.

    Returns:
        Markdown; passwords, tokens and keys are hidden, and so are the names of the user and of
        the machine.
    """
    sections: Tuple[Tuple[str, Callable[[], Iterable[str]]], ...] = (
        ("Versions", lambda: _versions(link)),
        ("Engine", lambda: _engine(link)),
        ("Devices", lambda: _devices(link, drivers)),
        ("Runtime", lambda: runtime_lines(setup)),
        ("Packages of the engine", lambda: package_lines(link.python)),
        ("Folders", lambda: _folders(link, setup, settings)),
        ("Settings", lambda: _settings(settings)),
        ("Last errors", lambda: error_lines(last_errors())),
        ("End of the setup's log", lambda: tail(Path(setup.log_path), _LOG_LINES)),
        ("End of the engine's log", lambda: tail(Path(engine_log_path()), _LOG_LINES)),
    )
    made = ["# HSFM diagnostics"]
    for title, lines in sections:
        made += ["", f"## {title}", "", *_safely(lines)]
    text = without_secrets("\n".join(made) + "\n", known_secrets(settings))
    return anonymous(text)


def _safely(lines: Callable[[], Iterable[str]]) -> Lines:
    """The lines of a section; one that fails says so instead of spoiling all others."""
    try:
        return list(lines()) or ["none"]
    except Exception as exc:  # a report about faults must survive them
        return [f"This part could not be made: {type(exc).__name__}: {exc}"]


def _table(rows: Dict[str, Any]) -> Lines:
    return [f"* {name}: {value}" for name, value in rows.items()]


def _versions(link: EngineLink) -> Lines:
    return _table(
        {
            "HSFM": plugin_version(ROOT),
            "QGIS": Qgis.QGIS_VERSION,
            "Qt": f"{QT_VERSION_STR} (PyQt {PYQT_VERSION_STR})",
            "Python of QGIS": sys.version.split(" ")[0],
            "GDAL of QGIS": gdal.VersionInfo("RELEASE_NAME"),
            "System": f"{platform.system()} {platform.release()} ({platform.machine()})",
            "Engine": link.ready.get("engine", "never started"),
            "Python of the engine": str(link.ready.get("python", "unknown")).split(" ")[0],
        }
    )


def _engine(link: EngineLink) -> Lines:
    lines = [f"* State: {link.status}"]
    if link.error is not None:
        lines.append(f"* Why it does not start: [{link.error.code}] {link.error}")
    return lines


def _devices(link: EngineLink, drivers: str) -> Lines:
    lines = []
    for device in link.devices:
        size = device.get("memory_bytes")
        memory = f"{size / _GIB:.1f} GiB" if size else "memory unknown"
        lines.append(f"* {device['id']}: {device.get('name') or '?'}, {memory}")
    lines.append(f"* NVIDIA driver (name, capability, driver, MiB): {drivers or 'none'}")
    return lines


def _folders(link: EngineLink, setup: SetupWork, settings: Settings) -> Lines:
    return _table(
        {
            "Plugin": ROOT,
            "Engine's interpreter": link.python or "none",
            "Runtime": setup.places.root,
            "Models": kept_models(settings),
            "Caches": ", ".join(map(str, kept_caches(settings))),
            "Results": settings.results_folder or "beside the project",
            "Work folder": link.work_folder,
        }
    )


def _settings(settings: Settings) -> Lines:
    """The values that hold now, and the advanced options that differ from their defaults."""
    names = [name for name, part in vars(Settings).items() if isinstance(part, property)]
    values = {name: getattr(settings, name) for name in names if name not in _NOT_TOLD}
    stored = QgsSettings()
    stored.beginGroup("hsfm/options")
    values.update({f"options/{key}": stored.value(key) for key in sorted(stored.allKeys())})
    return _table({name: f"`{value}`" for name, value in values.items()})
