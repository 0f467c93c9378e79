"""The option that lets the engine run in a Python of the user's own, with a check of it."""

from __future__ import annotations

import html
from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..i18n import tr
from ..runtime_setup.interpreters import program_of
from ..runtime_setup.own_python import OwnPython
from ..settings import Settings
from ..setup_sentences import setup_sentence
from ..setup_work import CHECK, SetupWork
from .options_fields import ProgramField
from .setup_own import own_words
from .widgets import WrappedLabel


class OwnPythonRow(QWidget):
    """A path, Check, what came out, and the command that adds what is missing."""

    def __init__(
        self, link: EngineLink, settings: Settings, setup: SetupWork, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._settings, self._setup = settings, setup
        self._asked = ""
        self._found: Optional[OwnPython] = None
        usual = link.python if link.python and not settings.engine_python else ""
        self.field = ProgramField(
            "enginePython",
            tr("The python program of an environment"),
            settings.engine_python,
            usual or tr("None; HSFM's own runtime is used"),
            self,
        )
        self.check_button = QPushButton(tr("Check"), self)
        self.check_button.setObjectName("checkEngineButton")
        self.check_button.setToolTip(tr("Looks whether the engine can run in this Python"))
        self.check_button.clicked.connect(self._check)
        self.field.row.addWidget(self.check_button)
        self.answer = WrappedLabel("checkAnswer", self)
        self.answer.hide()
        self.copy_button = QPushButton(tr("Copy Command"), self)
        self.copy_button.setObjectName("copyCommandButton")
        self.copy_button.clicked.connect(self._copy)
        self.copy_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.answer)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        column.addLayout(row)
        self.field.line.textChanged.connect(lambda _: self._forget())
        setup.checked.connect(self._on_checked)
        setup.failed.connect(self._on_failed)
        setup.changed.connect(self._refresh)
        self._refresh()

    def store(self) -> None:
        """Stores the program, unless it cannot be one."""
        if not self.field.problem():
            text = self.field.text
            self._settings.engine_python = program_of(text) if text else ""

    def _check(self) -> None:
        self._forget()
        if self.field.problem():
            return
        self._asked = program_of(self.field.text)
        self.answer.say(tr("Checking…"))
        self._setup.check_own(self._asked)

    def _on_checked(self, found: OwnPython) -> None:
        if found.path != self._asked:  # the card of the panel asked about another one
            return
        self._asked, self._found = "", found
        command = html.escape(found.command).replace("\n", "<br>")
        self.answer.say(own_words(found) + (f"<br><code>{command}</code>" if command else ""))
        self.copy_button.setVisible(bool(command))
        self._refresh()

    def _on_failed(self, error: EngineError) -> None:
        if self._asked:
            self._asked = ""
            self.answer.say(html.escape(" ".join(setup_sentence(error))))

    def _forget(self) -> None:
        self._asked, self._found = "", None
        self.answer.say("")
        self.copy_button.hide()
        self._refresh()

    def _refresh(self) -> None:
        is_free = self._setup.busy != CHECK and not self._setup.is_changing
        self.check_button.setEnabled(is_free and bool(self.field.text))

    def _copy(self) -> None:
        if self._found is not None:
            QgsApplication.clipboard().setText(self._found.command)
