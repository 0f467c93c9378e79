"""Pictures of the panel in every state, taken from a QGIS that really is in that state."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import shot_detections  # noqa: F401 - registers the states
import shot_jobs  # noqa: F401
import shot_labels  # noqa: F401
import shot_models  # noqa: F401
import shot_options  # noqa: F401
import shot_process  # noqa: F401
import shot_ready  # noqa: F401
import shot_setup  # noqa: F401
import shot_spectra  # noqa: F401
import shot_states  # noqa: F401
import shot_targets  # noqa: F401
import shot_training  # noqa: F401
import shot_tutorial  # noqa: F401
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog
from shot_kit import STATES, Shots


def take_all(iface: Any, folder: Path, only: list[str], theme: str) -> int:
    """Takes the pictures of all states, or of those named."""
    folder.mkdir(parents=True, exist_ok=True)
    window = iface.mainWindow()
    window.setGeometry(0, 0, 1400, 900)
    if theme:
        QgsApplication.setUITheme(theme)
    shots = Shots(iface, folder)
    failed = 0
    for name, take in STATES.items():
        if only and name not in only:
            continue
        shots.name = name
        try:
            shots.panel.reset(shots.scratch / name)
            take(shots)
            print(f"{name}: taken", flush=True)
        except Exception as exc:
            failed += 1
            print(f"{name}: FAILED {type(exc).__name__}: {exc}", flush=True)
            shots.take("_failed")
        close_dialogs()
    shutil.rmtree(shots.scratch, ignore_errors=True)
    return 1 if failed else 0


def close_dialogs() -> None:
    """Closes whatever windows a state has opened."""
    for widget in QgsApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            QTimer.singleShot(0, widget.close)
    QTest.qWait(100)
