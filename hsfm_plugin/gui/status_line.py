"""The first line of the panel: whether the engine is there, what it computes on, the settings."""

from __future__ import annotations

import os
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

from ..engine_link import FAILED, MISSING, READY, STARTING, EngineLink
from ..messages import explain
from .details_dialog import show_details
from .theme import GREEN, GREY, RED, theme_icon
from .widgets import ElidedLabel, WrappedLabel

_DOT = 10
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

    def __init__(self, link: EngineLink, open_options: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._link = link
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
        self.gear = QToolButton(self)
        self.gear.setObjectName("settingsButton")
        self.gear.setIcon(theme_icon("mActionOptions.svg"))
        self.gear.setAutoRaise(True)
        self.gear.setToolTip(self.tr("HSFM settings"))
        self.gear.clicked.connect(open_options)
        self._open_options = open_options
        row.addWidget(self.dot)
        row.addWidget(self.text, 1)
        row.addWidget(self.act)
        row.addWidget(self.gear)
        self.hint = WrappedLabel("statusHint", self)
        column.addWidget(self.hint)
        link.status_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the engine's status."""
        status = self._link.status
        self.hint.say("")
        self.act.setVisible(status in (MISSING, FAILED))
        if status == MISSING:
            self.dot.set_colour(RED)
            self.text.say(self.tr("Engine not found"))
            self.act.setText(self.tr("Set Up…"))
            self.hint.say(
                self.tr(
                    "The engine needs a Python environment of its own. Run “make runtime” in "
                    "HSFM's folder, or choose its python program in the settings."
                )
            )
        elif status == STARTING:
            self.dot.set_colour(GREY)
            self.text.say(self.tr("Engine starting…"))
        elif status == READY:
            self.dot.set_colour(GREEN)
            self.text.say(" · ".join([self.tr("Engine ready"), *self._device_words()]))
        else:
            self.dot.set_colour(RED)
            self.text.say(self.tr("Engine does not start"))
            self.act.setText(self.tr("Why?"))
            if self._link.error is not None:
                said = explain(self._link.error)
                self.hint.say(f"{said.sentence} {said.step}")

    def _device_words(self) -> List[str]:
        devices = self._link.devices
        if not devices or devices[0]["id"] == "cpu":
            threads = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
            count = threads or os.cpu_count() or 1
            return [self.tr("CPU"), self.tr("{} threads").format(count)]
        words = [str(devices[0].get("name") or devices[0]["id"])]
        memory = devices[0].get("memory_bytes")
        if memory:
            words.append(self.tr("{} GB").format(round(memory / _GIB)))
        return words

    def _on_act(self) -> None:
        if self._link.status == FAILED and self._link.error is not None:
            details = explain(self._link.error).details
            show_details(self.tr("Why the engine does not start"), details, self.window())
            return
        self._open_options()
