"""The part of the setup's card that looks at a Python of the user's own."""

from __future__ import annotations

import html
from typing import Optional

from qgis.core import QgsApplication
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ...engine.errors import EngineError
from ..i18n import tr
from ..retelling import retold
from ..runtime_setup.own_python import OLDEST_TORCH, OwnPython
from ..settings import Settings
from ..setup_sentences import setup_sentence
from ..setup_work import CHECK, SetupWork
from .setup_words import missing_words
from .widgets import WrappedLabel, wide_button

_COMMAND_LINES = 5


class OwnPart(QWidget):
    """Choose a Python, see what it lacks and how to add it, use it."""

    def __init__(self, setup: SetupWork, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("setupOwnPart")
        self._setup, self._settings = setup, settings
        self.found: Optional[OwnPython] = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        intro = WrappedLabel("setupOwnIntro", self)
        intro.setText(
            tr(
                "A Python that has the engine’s packages already, from conda or an environment of "
                "yours. PyTorch {} or newer will do."
            ).format(OLDEST_TORCH)
        )
        column.addWidget(intro)
        self.edit = QgsFileWidget(self)
        self.edit.setObjectName("setupOwnEdit")
        self.edit.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.edit.setDialogTitle(tr("A python program"))
        self.edit.setFilePath(settings.engine_python)
        self.edit.lineEdit().setPlaceholderText(tr("Path of the python program"))
        self.edit.fileChanged.connect(lambda _: self._forget())
        self.edit.lineEdit().returnPressed.connect(self._check)
        row = QHBoxLayout()
        row.addWidget(self.edit, 1)
        self.check_button = wide_button("setupOwnCheck", tr("Check"), self)
        self.check_button.clicked.connect(self._check)
        row.addWidget(self.check_button)
        column.addLayout(row)
        self.text = WrappedLabel("setupOwnText", self)
        column.addWidget(self.text)
        self.command = QPlainTextEdit(self)
        self.command.setObjectName("setupOwnCommand")
        self.command.setReadOnly(True)
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.command.setFixedHeight(self.command.fontMetrics().lineSpacing() * _COMMAND_LINES + 12)
        column.addWidget(self.command)
        self.copy_button = wide_button("setupCopyButton", tr("Copy Command"), self)
        self.copy_button.clicked.connect(self._copy)
        self.base_button = wide_button("setupBaseButton", tr("Make Environment from It"), self)
        self.base_button.setToolTip(
            tr("HSFM installs the packages into an environment of its own and leaves yours alone")
        )
        self.base_button.clicked.connect(self._take_as_base)
        self.use_button = wide_button("setupUseButton", tr("Use This Python"), self)
        self.use_button.clicked.connect(self._use)
        column.addWidget(self.copy_button)
        column.addWidget(self.base_button)
        column.addWidget(self.use_button)
        setup.checked.connect(self.show_found)
        setup.changed.connect(self._refresh)
        setup.failed.connect(self._show_failure)
        self._forget()

    def _check(self) -> None:
        path = self.edit.filePath().strip()
        if not path:
            self.text.say(tr("Choose a python program first."))
            return
        self.found = None
        self.text.say(tr("Checking…"))
        self._setup.check_own(path)

    def show_found(self, found: OwnPython) -> None:
        """Says what was found out about an interpreter."""
        self.found = found
        self.text.say(own_words(found))
        self.command.setPlainText(found.command)
        self._refresh()

    def _show_failure(self, error: EngineError) -> None:
        if self.text.text() == tr("Checking…"):
            self.text.say(html.escape(" ".join(setup_sentence(error))))

    def _forget(self) -> None:
        self.found = None
        self.text.say("")
        self.command.clear()
        self._refresh()

    def _refresh(self) -> None:
        found = self.found
        has_command = found is not None and bool(found.command)
        self.command.setVisible(has_command)
        self.copy_button.setVisible(has_command)
        self.base_button.setVisible(
            found is not None and found.is_base and bool(found.missing) and not found.why_not
        )
        self.use_button.setVisible(found is not None and found.fits)
        self.check_button.setEnabled(self._setup.busy != CHECK)

    def _copy(self) -> None:
        if self.found is not None:
            QgsApplication.clipboard().setText(self.found.command)

    def _take_as_base(self) -> None:
        if self.found is not None:
            self._settings.setup_python = self.found.path
            self.hide()
            self._setup.ask_plan()

    def _use(self) -> None:
        if self.found is not None:
            self._setup.use_own(self.found.path)


def own_words(found: OwnPython) -> str:
    """What was found, as HTML."""
    name = f"Python {html.escape(found.version)}" if found.version else html.escape(found.path)
    if found.why_not:
        why = html.escape(retold(found.why_not)).rstrip(".")
        return tr("<b>{} cannot be used</b>: {}.").format(name, why)
    if found.missing:
        words = f"<b>{name}</b> · {missing_words(found.missing)}"
        if found.is_managed:
            hint = tr(
                "The system manages this Python’s packages, so these commands make an environment "
                "in your home folder; choose its python then."
            )
        else:
            hint = tr("Run this in a terminal, then choose Check again.")
            if found.terminal:
                hint = tr("Run this in {}, then choose Check again.").format(found.terminal)
        return f"{words} {hint}"
    works = tr("<b>{} has everything</b> and passed the test.").format(name)
    fallback = found.smoke.fallback if found.smoke is not None else ""
    return f"{works} {html.escape(retold(fallback))}".strip()
