"""The progress of a setup, told in the main thread, and the engine out of its way when it must."""

from __future__ import annotations

import threading
import time
from typing import Any, Callable, List

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from .engine_link import EngineLink
from .retelling import retold
from .runtime_setup.installer import PLACING
from .runtime_setup.places import check_stop

WAITING = "Waiting until the engine's run is done"
_TICK_S = 0.1
_IDLE_MS = 300

Stop = Callable[[], bool]


class SetupProgress(QObject):
    """Hears what the work in its thread says.

    Attributes:
        words, fraction: what is being done, in the user's language, and how much of it is done.
    """

    told = pyqtSignal(str, float)
    _said = pyqtSignal(str, float)
    _way_asked = pyqtSignal(object, object)

    def __init__(self, link: EngineLink) -> None:
        super().__init__()
        self._link = link
        self.words = ""
        self.fraction = 0.0
        self._said.connect(self._tell)
        self._way_asked.connect(self._clear_way)

    def begin(self) -> None:
        """Forgets the progress of before."""
        self.words, self.fraction = "", 0.0

    def reporter(self, stop: Stop) -> Callable[[str, float], None]:
        """What the work calls: it speaks not more often than can be seen.

        Args:
            stop: ends the waiting for a run of the engine.
        """
        last: List[Any] = ["", 0.0]

        def report(words: str, fraction: float) -> None:
            now = time.monotonic()
            if words != last[0] or now - last[1] > _TICK_S or fraction >= 1.0:
                last[:] = [words, now]
                self._said.emit(words, fraction)
            if words == PLACING:
                self.stop_engine(stop)

        return report

    def stop_engine(self, stop: Stop) -> None:
        """Waits in the work's thread for the end of runs; no engine runs then until the end.

        Raises:
            Cancelled: ``stop`` said so.
        """
        is_clear = threading.Event()
        self._way_asked.emit(is_clear, stop)
        while not is_clear.wait(_TICK_S):
            check_stop(stop)

    def _clear_way(self, is_clear: threading.Event, stop: Stop) -> None:
        """Stops the engine as soon as nothing that the user asked for runs in it."""
        try:
            is_over = stop()
        except RuntimeError:  # the task has ended, and QGIS has deleted it
            return
        if is_over:
            return
        if not self._link.is_busy:
            self._link.hold()
            is_clear.set()
            return
        self._tell(WAITING, self.fraction)
        QTimer.singleShot(_IDLE_MS, lambda: self._clear_way(is_clear, stop))

    def _tell(self, words: str, fraction: float) -> None:
        self.words, self.fraction = retold(words), fraction
        self.told.emit(self.words, fraction)
