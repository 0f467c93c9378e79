"""Progress of a run: a bar, the phase in words, the remaining time, Cancel."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...engine.parameters import TRAIN
from ..i18n import tr
from ..messages import duration_words, phase_words
from .widgets import ElidedLabel


class ProgressRow(QWidget):
    """Hidden while nothing runs."""

    cancel_asked = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None, prefix: str = "") -> None:
        """Builds the row; ``prefix`` tells the object names of two rows apart."""
        super().__init__(parent)

        def name(plain: str) -> str:
            return f"{prefix}{plain[0].upper()}{plain[1:]}" if prefix else plain

        self.setObjectName(name("progressRow"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.bar = QProgressBar(self)
        self.bar.setObjectName(name("progressBar"))
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setObjectName(name("cancelButton"))
        self.cancel.clicked.connect(self._on_cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.text = ElidedLabel(name("progressText"), self)
        column.addLayout(row)
        column.addWidget(self.text)
        self._words = self._cancel_tip = ""
        self.hide()

    def begin(self, cancel_tip: str = "") -> None:
        """Shows the row before the engine has said anything.

        Args:
            cancel_tip: what Cancel does, where that is not plain.
        """
        self._words, self._cancel_tip = tr("Starting"), cancel_tip
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self.tell_silence(0)
        self.show()

    def take(self, message: Dict[str, Any], task: str = TRAIN.name) -> None:
        """Shows a progress message of the engine at work on a task."""
        if not self.cancel.isEnabled():
            return
        done, total = float(message.get("done") or 0), float(message.get("total") or 0)
        words = [phase_words(str(message.get("phase", "")), task)]
        if total > 1:
            percent = min(100.0, 100.0 * done / total)
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(10 * percent))
            words.append(f"{percent:.0f} %")
        else:
            self.bar.setRange(0, 0)
        eta = message.get("eta_s")
        if isinstance(eta, (int, float)) and eta > 0:
            words.append(tr("{} left").format(duration_words(float(eta))))
        self._words = " · ".join(words)
        self.text.say(self._words)

    def tell_waiting(self) -> None:
        """Says that another run has the engine."""
        self._words = tr("Waiting for the end of another run of the engine…")
        self.tell_silence(0)

    def tell_silence(self, seconds: int) -> None:
        """Says for how long the engine has not answered, and offers to stop it; 0: it answers."""
        if not self.cancel.isEnabled():
            return
        stop_tip = tr("Stops the run; an engine that does not answer is ended")
        self.text.say(tr("Not responding for {} s").format(seconds) if seconds else self._words)
        self.cancel.setText(tr("Stop") if seconds else tr("Cancel"))
        self.cancel.setToolTip(stop_tip if seconds else self._cancel_tip)

    def end(self) -> None:
        """Hides the row."""
        self.hide()

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.text.say(tr("Cancelling…"))
        self.cancel_asked.emit()
