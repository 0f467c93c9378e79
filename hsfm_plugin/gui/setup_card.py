"""The card at the top of the panel that installs, updates and repairs the engine."""

from __future__ import annotations

from typing import Dict, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ...engine.errors import EngineError
from ..i18n import tr
from ..retelling import retold
from ..runtime_setup.log import SetupLog
from ..settings import Settings
from ..setup_sentences import setup_sentence
from ..setup_work import INSTALL, PLAN, REMOVE, REPAIR, UPDATE, SetupWork
from .details_dialog import show_details
from .help import help_button
from .setup_own import OwnPart
from .setup_row import SetupRow, choose_packages
from .setup_states import Face, face_of
from .setup_words import why_not_folder
from .widgets import WrappedLabel, wide_button

_LOG_LINES = 200


class SetupCard(QFrame):
    """Hidden while the engine needs nothing.

    Attributes:
        face: what it shows now.
    """

    def __init__(self, setup: SetupWork, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("setupCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._setup, self._settings = setup, settings
        self._has_asked = False
        self.face = Face()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.setSpacing(6)
        self.title = WrappedLabel("setupTitle", self)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.text = WrappedLabel("setupText", self)
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.note = WrappedLabel("setupNote", self)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint = WrappedLabel("setupHint", self)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(help_button("setup", self))
        column.addLayout(top)
        for label in (self.text, self.note, self.hint):
            column.addWidget(label)
        self.progress = SetupRow(setup, "setup", self)
        column.addWidget(self.progress)
        column.addLayout(self._buttons())
        self.own = OwnPart(setup, settings, self)
        self.own.hide()
        column.addWidget(self.own)
        setup.changed.connect(self.refresh)
        self.refresh()

    def _buttons(self) -> QVBoxLayout:
        self.act = wide_button("setupInstallButton", "", self)
        self.act.clicked.connect(self._act)
        self.folder_button = wide_button("setupFolderButton", tr("From Folder…"), self)
        self.folder_button.setToolTip(
            tr(
                "Installs without a network, from a folder that “runtime_setup bundle” has made; "
                "the help says how"
            )
        )
        self.folder_button.clicked.connect(
            lambda: choose_packages(
                self._settings, "setupFolderDialog", self.use_folder, self.window()
            )
        )
        self.own_button = wide_button("setupOwnButton", tr("Use My Own Python…"), self)
        self.own_button.setCheckable(True)
        self.own_button.toggled.connect(lambda on: self.own.setVisible(on))
        self.network_button = wide_button("setupNetworkButton", tr("Download Instead"), self)
        self.network_button.clicked.connect(lambda: self._ask_plan(""))
        self.any_button = wide_button("setupAnyPythonButton", tr("Look for Another Python"), self)
        self.any_button.clicked.connect(self._setup.take_any_python)
        self.details_button = wide_button("setupDetailsButton", tr("Details…"), self)
        self.details_button.clicked.connect(self._show_details)
        self.close_button = wide_button("setupCloseButton", tr("Close"), self)
        self.close_button.clicked.connect(self._setup.forget)
        rows = QVBoxLayout()
        rows.setSpacing(6)
        for buttons in (
            (self.act, self.details_button, self.close_button),
            (self.folder_button, self.network_button),
            (self.own_button, self.any_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button)
            rows.addLayout(row)
        return rows

    def refresh(self) -> None:
        """Shows the face of the setup as it is now."""
        before, self.face = self.face, face_of(self._setup)
        face = self.face
        if face != before:
            self.hint.say("")
        self.title.say(face.title)
        self.text.say(face.text)
        self.note.say(face.note)
        self.act.setText(face.act)
        self.act.setEnabled(face.can_act)
        self.act.setVisible(bool(face.act))
        self.folder_button.setVisible(face.choices)
        self.own_button.setVisible(face.choices)
        self.network_button.setVisible(face.network)
        self.any_button.setVisible(face.any_python)
        self.details_button.setVisible(face.details)
        self.close_button.setVisible(face.close)
        self.progress.show_if(face.progress)
        if not face.choices:
            self.own_button.setChecked(False)
        self.setVisible(bool(face.name))
        self._ask_once()

    def use_folder(self, folder: str) -> None:
        """Offers to install from a folder of wheels, or says why that cannot be."""
        why_not = why_not_folder(folder)
        if why_not:
            self.hint.say(why_not)
            return
        self._settings.last_folder = folder
        self._ask_plan(folder)

    def _ask_once(self) -> None:
        """Asks for the plan when the engine is found missing; again only when somebody wants it."""
        if self._setup.needs != INSTALL:
            self._has_asked = False
        elif not (self._has_asked or self._setup.busy or self._setup.outcome):
            self._has_asked = True
            self._setup.ask_plan()

    def _ask_plan(self, wheels: str) -> None:
        self._has_asked = True
        self.hint.say("")
        self._setup.ask_plan(wheels)

    def _act(self) -> None:
        setup, kind = self._setup, self.face.kind
        if kind == PLAN:
            self._ask_plan(setup.wheels)
        elif kind == INSTALL:
            setup.install(setup.wheels)
        elif kind == REMOVE:
            setup.remove(setup.removed)
        else:
            {UPDATE: setup.update, REPAIR: setup.repair}[kind]()

    def _show_details(self) -> None:
        error = self._setup.error
        if error is not None:
            text = details_of(error, self._setup)
            show_details(self.face.title, text, self.window())


def details_of(error: EngineError, setup: SetupWork) -> str:
    """Everything that is known of a failed setup, with the end of its log; without secrets."""
    sentence, step = setup_sentence(error)
    tail = SetupLog(setup.places.log).tail(_LOG_LINES)
    facts: Dict[str, Optional[str]] = {
        f"[{error.code}]": f"{sentence} {step}",
        "": f"{retold(error.message)} {error.hint}".strip(),
        tr("Output"): error.detail,
        setup.log_path: tail,
    }
    return "\n\n".join(f"{name}\n{text}".strip() for name, text in facts.items() if text)
