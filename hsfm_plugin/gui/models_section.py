"""The store of models: what is installed, what can be had, and how to get or remove it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ...engine.parameters import MODELS_FETCH, MODELS_IMPORT, MODELS_REMOVE, Task
from ..engine_link import EngineLink
from ..i18n import tr
from ..settings import Settings
from .model import Model
from .model_details import ModelDetails
from .model_list import ModelList
from .model_words import size_words
from .models import Models
from .progress_row import ProgressRow
from .section import FAILED, NONE, Section
from .state import PanelState
from .theme import theme_icon
from .widgets import Callout, WrappedLabel

_PATTERNS = "*.pth *.pt *.ckpt *.bin *.safetensors"


class ModelsSection(Section):
    """A list, the card of what is selected in it, and Get, Import, Remove."""

    help_topic = "models"
    is_open_at_first = False
    looked_at = pyqtSignal()

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        models: Models,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(5, parent)
        self.setObjectName("modelsSection")
        self.header.set_title(tr("Models"))
        self._link, self._settings = link, settings
        self.models = models
        self.empty = WrappedLabel("modelsEmpty", self.body)
        self.empty.setEnabled(False)
        self.problem = Callout("modelsProblem", theme_icon("mIconWarning.svg"), self.body)
        self.list = ModelList(self.body)
        self.details = ModelDetails(self.body)
        for widget in (self.empty, self.problem, self.list, self.details):
            self.column.addWidget(widget)
        self._build_buttons()
        self.progress = ProgressRow(self.body, "models")
        self.column.addWidget(self.progress)
        self.list.chosen.connect(self._on_chosen)
        self.list.itemClicked.connect(lambda *_: self._on_clicked())
        self.details.consent_changed.connect(self._refresh_buttons)
        self.progress.cancel_asked.connect(models.cancel)
        models.changed.connect(self.refresh)
        models.installed.connect(self._on_installed)
        models.card_came.connect(self._on_card)
        models.progressed.connect(self.progress.take)
        models.busy_changed.connect(self._on_busy_changed)
        state.run_changed.connect(self._refresh_buttons)
        link.status_changed.connect(self.refresh)
        self._new = self._clicked = ""
        self.refresh()

    def _build_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        buttons = []
        for name, text, slot in (
            ("getModelButton", tr("Get"), self._get),
            ("importModelButton", tr("Import…"), self._choose_file),
            ("removeModelButton", tr("Remove"), self._remove),
        ):
            button = QPushButton(text, self.body)
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(slot)
            row.addWidget(button)
            buttons.append(button)
        self.get_button, self.import_button, self.remove_button = buttons
        self.column.addLayout(row)

    @property
    def selected(self) -> Optional[Model]:
        """The model that is selected in the list."""
        return self.models.known.get(self.list.selected)

    def refresh(self) -> None:
        """Shows the engine's list."""
        known = self.models.known
        if not self._link.is_startable:
            self.empty.say(tr("The engine is not set up yet."))
        else:
            self.empty.say("" if known or self.models.error else tr("Reading the list…"))
        error = self.models.error
        self.problem.say(tr("The list of models could not be read.") if error else "")
        self.problem.text.setToolTip(str(error) if error else "")
        self.list.setVisible(bool(known))
        self.list.show_models(known.values())
        if self._new and self.list.select(self._new):
            self._new = ""
        self._refresh_buttons()
        self._tell()

    def _tell(self) -> None:
        running = {
            MODELS_FETCH.name: tr("getting a model…"),
            MODELS_IMPORT.name: tr("importing…"),
            MODELS_REMOVE.name: tr("removing…"),
        }.get(self.models.busy)
        count = sum(model.installed for model in self.models.known.values())
        if running:
            self.header.tell(running, NONE)
        elif self.models.has_failed:
            self.header.tell(tr("failed"), FAILED)
        else:
            self.header.tell(tr("{} installed").format(count) if count else "", NONE)

    def _refresh_buttons(self) -> None:
        model, get, remove = self.selected, self.get_button, self.remove_button
        import_tip = tr("Installs a checkpoint file that you have; nothing in it is executed")
        for button, task, missing, tip in (
            (get, MODELS_FETCH, self._no_get(model), tr("Downloads and installs it")),
            (self.import_button, MODELS_IMPORT, "", import_tip),
            (
                remove,
                MODELS_REMOVE,
                self._no_remove(model),
                tr("Deletes it from this computer"),
            ),
        ):
            lack = self._busy(task) or missing
            button.setEnabled(not lack)
            button.setToolTip(lack or tip)

    def _busy(self, task: Task) -> str:
        if self.models.can_start(task):
            return ""
        if not self._link.is_startable:
            return tr("The engine is not set up yet.")
        if self.models.busy == MODELS_FETCH.name:
            return tr("Wait until the model is there, or cancel its download.")
        return tr("Wait until the running task is done, or cancel it.")

    def _no_get(self, model: Optional[Model]) -> str:
        if model is None:
            return tr("Select a model in the list first.")
        if model.installed:
            return tr("This model is installed.")
        if model.bundled:
            return tr("This one is part of HSFM and is missing. Install HSFM again.")
        if not model.can_fetch:
            return tr("Get its file from its page, then choose Import…")
        if not self.details.has_consent:
            return tr("Read its terms and tick the box above first.")
        return ""

    def _no_remove(self, model: Optional[Model]) -> str:
        if model is None:
            return tr("Select a model in the list first.")
        if not model.installed:
            return tr("This model is not installed.")
        return tr("This one is part of HSFM.") if model.is_part else ""

    def _on_chosen(self, model_id: str) -> None:
        model = self.models.known.get(model_id)
        needs_card = model is not None and not model.builtin
        self.details.show_model(model, self.models.card(model_id) if needs_card else {})
        self._refresh_buttons()

    def _on_clicked(self) -> None:
        self._clicked = self.list.selected
        self.looked_at.emit()

    def _on_card(self, model_id: str) -> None:
        if model_id == self.list.selected:
            self._on_chosen(model_id)
            if model_id == self._clicked and not self.details.visibleRegion().isEmpty():
                self.looked_at.emit()  # it has grown
            self._clicked = ""

    def _on_installed(self, model_id: str) -> None:
        self._new = model_id

    def _on_busy_changed(self) -> None:
        if self.models.busy:
            self.progress.begin()
        else:
            self.progress.end()
        self._refresh_buttons()
        self._tell()

    def _get(self) -> None:
        model = self.selected
        if model is not None:
            self.models.fetch(model, accept_licence=not model.licence_clear)

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Import Model"),
            self._settings.last_folder,
            f"{tr('Checkpoints')} ({_PATTERNS});;{tr('All files')} (*)",
        )
        self.import_file(path)

    def import_file(self, path: str) -> None:
        """Installs a checkpoint file."""
        if path:
            self._settings.last_folder = path.rpartition("/")[0]
            self.models.import_file(path)

    def _remove(self) -> None:
        model = self.selected
        if model is None:
            return
        box = QMessageBox(self)
        box.setObjectName("removeModelDialog")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Remove Model"))
        box.setText(tr("Remove {} ({})?").format(model.title, size_words(model)))
        box.setInformativeText(
            tr("Its weights are deleted from this computer. Heads trained with it need it.")
        )
        remove = box.addButton(tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.exec()
        if box.clickedButton() is remove:
            self.models.remove(model)

    def reveal(self, kind: str) -> None:
        """Unfolds and selects the first model of a kind that is not installed yet."""
        self.set_open(True)
        for model in self.models.known.values():
            if model.kind == kind and not model.installed:
                self.list.select(model.id)
                return
