"""What the settings tell an engine: the variables that every one of them is started with."""

from __future__ import annotations

import os
from typing import Dict

from qgis.PyQt.QtCore import QCoreApplication, QThread

from .settings import Settings
from .setup_sources import proxy_variables


def engine_environment(settings: Settings) -> Dict[str, str]:
    """The variables for the engine's process; they go over those that QGIS was started with.

    Returns:
        Only what the user has set: the engine itself knows the defaults. ``HSFM_THREADS`` is
        passed on by the engine to the libraries that count threads, see ``engine.cores``. QGIS's
        proxy may come with a password, so these go into no log.
    """
    chosen = {
        "HSFM_CACHE": settings.cache_folder,
        "HSFM_CACHE_MIB": str(settings.cache_mib or ""),
        "HSFM_MODELS": settings.models_folder,
        "HSFM_THREADS": str(settings.threads or ""),
    }
    return {**{name: value for name, value in chosen.items() if value}, **_proxy()}


def _proxy() -> Dict[str, str]:
    """QGIS's proxy, which only the main thread may ask for.

    Elsewhere only an algorithm of Processing starts an engine, and no algorithm downloads.
    """
    app = QCoreApplication.instance()
    is_main = app is not None and QThread.currentThread() == app.thread()
    return proxy_variables() if is_main else {}


def cores() -> int:
    """How many processor cores there are for this QGIS and its engine."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)
