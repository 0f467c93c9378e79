"""The options about the engine's environment: what is installed, and what can be done about it."""

from __future__ import annotations

import html
from typing import List

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QVBoxLayout,
    QWidget,
)

from ..engine_link import EngineLink
from ..i18n import tr
from ..runtime_setup.removal import RUNTIME, Removable
from ..settings import Settings
from ..setup_work import INSTALL, UPDATE, SetupWork
from ..sizes import bytes_words
from .details_dialog import show_details
from .options_own_python import OwnPythonRow
from .options_runtime_words import build_choices, runtime_facts
from .removal_dialog import RemovalDialog
from .setup_card import details_of
from .setup_row import SetupRow, choose_packages
from .setup_states import face_of
from .setup_words import why_not_folder
from .widgets import WrappedLabel, wide_button


class RuntimeBox(QGroupBox):
    """Status, buttons, progress; a Python of the user's own; the build of PyTorch."""

    def __init__(
        self, link: EngineLink, settings: Settings, setup: SetupWork, parent: QWidget
    ) -> None:
        super().__init__(tr("Engine runtime"), parent)
        self._link, self._settings, self._setup = link, settings, setup
        self._size = ""
        self._has_asked = False
        column = QVBoxLayout(self)
        self.status = WrappedLabel("runtimeStatus", self)
        self.status.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(self.status)
        self.face = WrappedLabel("runtimeText", self)
        self.face.setTextFormat(Qt.TextFormat.RichText)
        column.addWidget(self.face)
        self.progress = SetupRow(setup, "runtime", self)
        column.addWidget(self.progress)
        column.addLayout(self._buttons())
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.build = QComboBox(self)
        self.build.setObjectName("torchBuildCombo")
        for words, name in build_choices():
            self.build.addItem(words, name)
        self.build.setCurrentIndex(max(0, self.build.findData(settings.torch_build)))
        self.build.currentIndexChanged.connect(lambda _: self.refresh())
        form.addRow(tr("PyTorch"), self.build)
        self.own = OwnPythonRow(link, settings, setup, self)
        form.addRow(tr("Own Python"), self.own)
        column.addLayout(form)
        setup.changed.connect(self.refresh)
        setup.sized.connect(self._on_sized)
        link.status_changed.connect(self.refresh)
        self.refresh()

    def _buttons(self) -> QGridLayout:
        self.install_button = wide_button("runtimeInstallButton", tr("Install"), self)
        self.install_button.clicked.connect(self._install)
        self.repair_button = wide_button("runtimeRepairButton", tr("Repair"), self)
        self.repair_button.setToolTip(tr("Tests every part, and installs again what fails"))
        self.repair_button.clicked.connect(self._repair)
        self.folder_button = wide_button("runtimeFolderButton", tr("From Folder…"), self)
        self.folder_button.setToolTip(
            tr(
                "Installs without a network, from a folder that “runtime_setup bundle” has made; "
                "the help says how"
            )
        )
        self.folder_button.clicked.connect(
            lambda: choose_packages(
                self._settings, "runtimeFolderDialog", self.use_folder, self.window()
            )
        )
        self.remove_button = wide_button("runtimeRemoveButton", tr("Remove…"), self)
        self.remove_button.clicked.connect(self._remove)
        self.details_button = wide_button("runtimeDetailsButton", tr("Details…"), self)
        self.details_button.clicked.connect(self._show_details)
        self.any_button = wide_button("runtimeAnyPythonButton", tr("Look for Another Python"), self)
        self.any_button.clicked.connect(self._setup.take_any_python)
        grid = QGridLayout()
        grid.addWidget(self.install_button, 0, 0)
        grid.addWidget(self.repair_button, 0, 1)
        grid.addWidget(self.folder_button, 1, 0)
        grid.addWidget(self.remove_button, 1, 1)
        grid.addWidget(self.details_button, 2, 0)
        grid.addWidget(self.any_button, 2, 1)
        return grid

    @property
    def chosen_build(self) -> str:
        """The build of PyTorch that is chosen: ``auto`` or a name."""
        return str(self.build.currentData())

    def store(self) -> None:
        """Stores what can be stored."""
        self._settings.torch_build = self.chosen_build
        self.own.store()

    def refresh(self) -> None:
        """Shows the runtime as it is now."""
        setup, is_free = self._setup, not self._setup.is_changing
        self.status.setText(
            "<br>".join(runtime_facts(self._link, setup, self.chosen_build, self._size))
        )
        face = face_of(setup)
        text = face.text if face.name != "fallback" else ""
        note = f"<br>{html.escape(face.note)}" if face.note else ""
        title = f"<b>{html.escape(face.title)}</b>" if face.title and not face.progress else ""
        self.face.say("<br>".join(part for part in (title, text + note) if part))
        self.details_button.setVisible(face.details)
        self.any_button.setVisible(face.any_python)
        self.progress.show_if(face.progress)
        self.install_button.setText(self._install_words())
        has_env = setup.places.env.is_dir()
        self.install_button.setEnabled(is_free and self._settings_can_install())
        is_idle = is_free and not self._link.is_busy  # the engine is stopped first
        self.repair_button.setEnabled(is_idle and has_env)
        self.folder_button.setEnabled(is_free)
        self.remove_button.setEnabled(is_idle)
        words = tr("Shows what HSFM has put on the disk, and removes it")
        self.remove_button.setToolTip(words if is_idle else tr("The engine is at work now"))
        self.build.setEnabled(is_free)
        knows = setup.plan is not None or bool(setup.busy or setup.outcome)
        if setup.needs == INSTALL and not (knows or self._has_asked):
            self._has_asked = True
            setup.ask_plan()

    def _settings_can_install(self) -> bool:
        """Whether what would be installed is known: the plan says it before anything is loaded."""
        setup = self._setup
        return setup.needs != INSTALL or setup.plan is not None or bool(setup.outcome)

    def _install_words(self) -> str:
        if self._setup.needs == UPDATE:
            return tr("Update")
        return tr("Install Again") if self._setup.installed is not None else tr("Install")

    def _install(self) -> None:
        self._settings.torch_build = self.chosen_build
        if self._setup.needs == UPDATE:
            self._setup.update()
        else:
            self._setup.install(self._setup.wheels, again=True)

    def _repair(self) -> None:
        self._setup.repair()

    def _on_sized(self, found: List[Removable]) -> None:
        self._size = "".join(bytes_words(one.bytes) for one in found if one.kind == RUNTIME)
        self.refresh()

    def use_folder(self, folder: str) -> None:
        """Installs from a folder of packages, or says why that cannot be."""
        why_not = why_not_folder(folder)
        if why_not:
            self.face.say(html.escape(why_not, quote=False))
            return
        self._settings.last_folder = folder
        self._settings.torch_build = self.chosen_build
        self._setup.install(folder, again=True)

    def _remove(self) -> None:
        RemovalDialog(self._setup, self.window()).open()

    def _show_details(self) -> None:
        if self._setup.error is not None:
            text = details_of(self._setup.error, self._setup)
            show_details(face_of(self._setup).title, text, self.window())
