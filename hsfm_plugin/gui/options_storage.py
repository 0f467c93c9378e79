"""The options about folders: results, models, caches, and what they hold now."""

from __future__ import annotations

from typing import Dict, List

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from ..engine_link import EngineLink
from ..i18n import tr
from ..paths import results_folder
from ..runtime_setup.removal import CACHE, WEIGHTS, Removable
from ..settings import Settings
from ..setup_sources import kept_caches, kept_models
from ..setup_work import SIZES, SetupWork
from ..sizes import bytes_words
from .options_fields import FolderField

_MOST_MIB = 1 << 20
_USUAL_MIB = 4096
"""The engine's own limit, ``engine.folders.CACHE_MIB``; a test compares them."""


class StorageBox(QGroupBox):
    """Three folders with what is used of them now."""

    def __init__(
        self, link: EngineLink, settings: Settings, setup: SetupWork, parent: QWidget
    ) -> None:
        super().__init__(tr("Storage"), parent)
        self._link, self._settings, self._setup = link, settings, setup
        form = QFormLayout(self)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.results = FolderField(
            "resultsFolder",
            tr("Folder for results"),
            settings.results_folder,
            tr("HSFM folder beside the project, else in your documents"),
            self,
            str(results_folder(settings, QgsProject.instance())),
        )
        form.addRow(tr("Results"), self.results)
        models, caches = kept_models(settings), kept_caches(settings)
        self.models = FolderField(
            "modelsFolder",
            tr("Folder for models"),
            settings.models_folder,
            tr("HSFM's own folder"),
            self,
            str(models),
        )
        form.addRow(tr("Models"), self.models)
        self.cache = FolderField(
            "cacheFolder",
            tr("Folder for caches"),
            settings.cache_folder,
            tr("HSFM's own folder"),
            self,
            str(caches[0].parent),
        )
        form.addRow(tr("Cache"), self.cache)
        row = QHBoxLayout()
        self.limit = QSpinBox(self)
        self.limit.setObjectName("cacheLimitSpin")
        self.limit.setRange(0, _MOST_MIB)
        self.limit.setStepType(QSpinBox.StepType.AdaptiveDecimalStepType)
        self.limit.setSuffix(tr(" MiB"))
        self.limit.setSpecialValueText(tr("Automatic ({} MiB)").format(_USUAL_MIB))
        self.limit.setValue(settings.cache_mib)
        self.limit.setToolTip(
            tr("How large the features of scenes that are kept for the next run may become")
        )
        self.empty_button = QPushButton(tr("Empty Cache"), self)
        self.empty_button.setObjectName("emptyCacheButton")
        self.empty_button.setToolTip(
            tr(
                "Removes what the engine can make again: features of scenes, unpacked products, "
                "converted networks and the state of interrupted trainings"
            )
        )
        self.empty_button.clicked.connect(lambda: setup.remove([CACHE]))
        row.addWidget(self.limit, 1)
        row.addWidget(self.empty_button)
        form.addRow(tr("Cache limit"), row)
        self._sizes: Dict[str, int] = {}
        self._can_empty = False
        self.empty_button.setEnabled(False)
        setup.sized.connect(self._on_sized)
        setup.changed.connect(self.refresh)
        setup.done.connect(self._on_done)
        for field in (self.models, self.cache):
            field.note.say(tr("Measuring…"))

    @property
    def _fields(self) -> Dict[str, FolderField]:
        """The fields by the name of their setting."""
        return {
            "results_folder": self.results,
            "models_folder": self.models,
            "cache_folder": self.cache,
        }

    def store(self) -> None:
        """Stores what can be stored."""
        for name, field in self._fields.items():
            if not field.problem():
                setattr(self._settings, name, field.text)
        self._settings.cache_mib = self.limit.value()

    def _on_sized(self, found: List[Removable]) -> None:
        self._sizes = {WEIGHTS: 0, CACHE: 0}
        for one in found:
            if one.kind in self._sizes:
                self._sizes[one.kind] += one.bytes
        self._can_empty = any(one.kind == CACHE and one.bytes and not one.why_not for one in found)
        for kind, field in ((WEIGHTS, self.models), (CACHE, self.cache)):
            size = self._sizes[kind]
            field.note.say(tr("{} used now").format(bytes_words(size)) if size else tr("Empty now"))
        self.refresh()

    def _on_done(self, _news: str) -> None:
        self._setup.ask_sizes()

    def refresh(self) -> None:
        """Offers to empty the caches where there is anything in them, and nothing uses them."""
        is_free = not (self._setup.is_changing or self._link.is_busy) and self._setup.busy != SIZES
        self.empty_button.setEnabled(is_free and self._can_empty)
