"""Starts the engine anew when the settings that it is started with have changed."""

from __future__ import annotations

from typing import Dict

from qgis.PyQt.QtCore import QObject, QTimer

from .engine_environment import engine_environment
from .engine_link import EngineLink
from .settings import Settings

_LOOK_MS = 300


class LaterRestart(QObject):
    """Restarts the engine at once, or when what runs in it has ended.

    Attributes:
        is_due: whether a restart waits for the end of a run.
    """

    def __init__(self, link: EngineLink, settings: Settings) -> None:
        super().__init__()
        self._link, self._settings = link, settings
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_due(self) -> bool:
        return bool(self._timer.isActive())

    def wanted(self) -> Dict[str, str]:
        """Everything of the settings that an engine takes when it starts."""
        return {"python": self._settings.engine_python, **engine_environment(self._settings)}

    def ask(self) -> None:
        """Restarts the engine as soon as nothing runs in it; ``is_due`` says whether that waits."""
        self._timer.start()
        self._look()

    def drop(self) -> None:
        """Forgets it; before the engine is closed."""
        self._timer.stop()

    def _look(self) -> None:
        if not self._link.is_busy:
            self._timer.stop()
            self._link.restart()
