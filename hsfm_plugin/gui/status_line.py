"""The first line of the panel: whether the engine is there, what it computes on, the settings."""

from __future__ import annotations

from typing import Any, Callable, List

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QPainter
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..engine_link import ASLEEP, FAILED, READY, STARTING, EngineLink
from ..i18n import tr
from ..messages import explain
from ..setup_work import REPAIR, UPDATE, SetupWork
from .details_dialog import show_details
from .setup_words import percent_words
from .theme import GREEN, GREY, RED, theme_icon
from .widgets import ElidedLabel, WrappedLabel

_DOT = 10
_AMBER, _ASLEEP = "#d98e04", "#7fa58d"


_GIB = 1 << 30


class Dot(QWidget):
    """A filled circle; the words beside it say the same."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._colour = QColor(GREY)
        self.setFixedSize(QSize(_DOT, _DOT))

    def set_colour(self, colour: str) -> None:
        """Changes the colour."""
        self._colour = QColor(colour)
        self.update()

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._colour)
        painter.setPen(self._colour.darker(120))
        painter.drawEllipse(1, 1, _DOT - 2, _DOT - 2)


class StatusLine(QWidget):
    """Dot, words, a button where something can be done, and the settings."""

    def __init__(
        self,
        link: EngineLink,
        setup: SetupWork,
        open_jobs: Callable[[], None],
        open_setup: Callable[[], None],
        open_options: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._link, self._setup = link, setup
        self._open_setup = open_setup
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 4)
        column.setSpacing(4)
        row = QHBoxLayout()
        column.addLayout(row)
        row.setSpacing(6)
        self.dot = Dot(self)
        self.text = ElidedLabel("statusText", self)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.text.setSizePolicy(policy)
        self.act = QPushButton(self)
        self.act.setObjectName("statusButton")
        self.act.clicked.connect(self._on_act)
        self.jobs = QToolButton(self)
        self.jobs.setObjectName("jobsButton")
        self.jobs.setIcon(theme_icon("mIconHistory.svg"))
        self.jobs.setAutoRaise(True)
        self.jobs.setToolTip(tr("What HSFM has run, and runs now"))
        self.jobs.clicked.connect(open_jobs)
        self.gear = QToolButton(self)
        self.gear.setObjectName("settingsButton")
        self.gear.setIcon(theme_icon("mActionOptions.svg"))
        self.gear.setAutoRaise(True)
        self.gear.setToolTip(tr("HSFM options"))
        self.gear.clicked.connect(open_options)
        row.addWidget(self.dot)
        row.addWidget(self.text, 1)
        row.addWidget(self.act)
        row.addWidget(self.jobs)
        row.addWidget(self.gear)
        self.hint = WrappedLabel("statusHint", self)
        column.addWidget(self.hint)
        setup.changed.connect(self.refresh)  # also when the link's status changes
        setup.progressed.connect(lambda *_: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Shows the status of the engine and of its setup."""
        self.hint.say("")
        if self._setup.is_changing:
            self._say(GREY, percent_words(self._setup), tr("Show"))
        elif self._setup.needs:
            self._show_need()
        else:
            self._show_status()

    def _show_need(self) -> None:
        needs, is_there = self._setup.needs, self._link.status in (READY, ASLEEP, STARTING)
        colour = _AMBER if is_there else RED
        if needs == UPDATE:
            self._say(colour, tr("Engine needs an update"), tr("Update…"), tr("Needs an update"))
        elif needs == REPAIR:
            self._say(colour, tr("Engine needs a repair"), tr("Repair…"), tr("Needs a repair"))
        else:
            self._say(RED, tr("Engine not installed"), tr("Install…"), tr("Not installed"))

    def _show_status(self) -> None:
        status = self._link.status
        if status == STARTING:
            self._say(GREY, tr("Engine starting…"))
        elif status == READY:
            self._say(GREEN, " · ".join([tr("Engine ready"), *self._device_words()]))
        elif status == ASLEEP:
            self._say(_ASLEEP, tr("Engine asleep; starts when needed"))
        elif status == FAILED:
            self._say(RED, tr("Engine does not start"), tr("Why?"))
            if self._link.error is not None:
                said = explain(self._link.error)
                self.hint.say(f"{said.sentence} {said.step}")
        else:
            self._say(RED, tr("Engine not found"))

    def _say(self, colour: str, words: str, act: str = "", short: str = "") -> None:
        self.dot.set_colour(colour)
        self.text.say(words, short)
        self.act.setText(act)
        self.act.setVisible(bool(act))

    def _device_words(self) -> List[str]:
        devices = self._link.devices
        if not devices or devices[0]["id"] == "cpu":
            return [tr("CPU"), tr("{} threads").format(self._link.threads)]
        words = [str(devices[0].get("name") or devices[0]["id"])]
        memory = devices[0].get("memory_bytes")
        if memory:
            words.append(tr("{} GB").format(round(memory / _GIB)))
        return words

    def _on_act(self) -> None:
        if self._setup.needs or self._setup.is_changing:
            self._open_setup()
        elif self._link.status == FAILED and self._link.error is not None:
            details = explain(self._link.error).details
            show_details(tr("Why the engine does not start"), details, self.window())
