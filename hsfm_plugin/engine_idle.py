"""Tells when the engine has had nothing to do for as long as the settings allow."""

from __future__ import annotations

import time
from typing import Callable, List

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .settings import Settings

TICK_MS = 10_000
MINUTE_S = 60.0


class Idle(QObject):
    """Counts the time since somebody last wanted the engine.

    ``tired`` comes after ``settings.idle_minutes`` without anything to do; never where that is 0.
    """

    tired = pyqtSignal()

    def __init__(self, settings: Settings, is_busy: Callable[[], bool]) -> None:
        super().__init__()
        self._settings = settings
        self._reasons: List[Callable[[], bool]] = [is_busy]
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def keep_while(self, holds: Callable[[], bool]) -> None:
        """Counts no time while this holds."""
        self._reasons.append(holds)

    def start(self) -> None:
        """Counts from now on."""
        self._since = time.monotonic()
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        """Counts no more."""
        self._timer.stop()

    def _look(self) -> None:
        now, minutes = time.monotonic(), self._settings.idle_minutes
        if any(holds() for holds in self._reasons):
            self._since = now
        elif minutes and now - self._since >= minutes * MINUTE_S:
            self.stop()
            self.tired.emit()
