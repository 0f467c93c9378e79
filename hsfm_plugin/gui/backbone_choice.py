"""Which backbone to train on; those that do not fit the scene are greyed and say why."""

from __future__ import annotations

from typing import Iterable, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

from ...engine.parameters import TRAIN
from ..i18n import tr
from ..settings import Settings
from .model import BACKBONE, Model
from .models import Models

USUAL = str(TRAIN.parameter("backbone").default)
"""What Train uses where nobody chooses."""
SPECTRA = "spectra"
"""The backbone without weights; it fits every scene."""
_OPTION = "backbone"
_MORE = ""
"""Data of the last entry, which is no backbone."""


def backbone_title(model: Optional[Model], model_id: str) -> str:
    """What the panel calls a backbone."""
    if model_id == SPECTRA:
        return tr("Spectra (no download)")
    if model is None:
        return model_id
    if model.bundled:
        return tr("{} (bundled)").format(model.title)
    return model.title


class BackboneChoice(QComboBox):
    """Lists the bundled and the installed backbones; the last entry leads to more.

    The user's choice is remembered. Where it does not fit a scene, the usual backbone stands in for
    it, or the plain spectra, and it comes back with a scene that it fits.
    """

    more_asked = pyqtSignal()
    fell_back = pyqtSignal(str)
    chosen = pyqtSignal()

    def __init__(self, models: Models, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("backboneCombo")
        self._models, self._settings = models, settings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        models.changed.connect(self.refresh)
        self.currentIndexChanged.connect(self._on_index)
        self.refresh()

    @property
    def backbone(self) -> str:
        """The id of the chosen backbone."""
        return str(self.currentData() or USUAL)

    @property
    def misfit(self) -> str:
        """Why the chosen backbone cannot be used on the scene; empty if it can."""
        return self.reason_against(self.backbone)

    @property
    def absent(self) -> str:
        """The id of the backbone that would be used if it fitted; empty where it is."""
        wanted = self._settings.option(_OPTION) or USUAL
        return "" if wanted == self.backbone else str(wanted)

    def reason_against(self, model_id: str) -> str:
        """Why a backbone does not fit the scene; empty if it does."""
        model = self._models.known.get(model_id)
        return model.fits if model is not None else ""

    def title_of(self, model_id: str) -> str:
        """What the list calls a backbone."""
        return backbone_title(self._models.known.get(model_id), model_id)

    def refresh(self) -> None:
        """Lists the backbones again."""
        before = self.backbone
        found = {model.id: model for model in self._models.of_kind(BACKBONE)}
        for name in (USUAL, SPECTRA):
            found.setdefault(name, Model(name, title=name, builtin=True))
        wanted = self._settings.option(_OPTION) or USUAL
        fitting = [name for name in (wanted, USUAL, SPECTRA) if name in found]
        chosen = next((name for name in fitting if not found[name].fits), SPECTRA)
        self._fill(found.values(), chosen)
        if chosen != wanted == before:
            self._explain(wanted, found.get(wanted), chosen)
        if wanted not in found and self._models.known:
            self._settings.set_option(_OPTION, "")
        self._tip()
        self.chosen.emit()

    def _fill(self, models: Iterable[Model], chosen: str) -> None:
        self.blockSignals(True)
        self.clear()
        for model in models:
            self._add(model)
        self.insertSeparator(self.count())
        self.addItem(tr("Get more…"), _MORE)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def _add(self, model: Model) -> None:
        title = backbone_title(model, model.id)
        self.addItem(tr("{} – does not fit").format(title) if model.fits else title, model.id)
        row = self.count() - 1
        tip = model.fits or model.good_for or title
        self.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
        items = self.model()
        if model.fits and isinstance(items, QStandardItemModel):
            items.item(row).setEnabled(False)

    def _explain(self, wanted: str, model: Optional[Model], chosen: str) -> None:
        title, standing_in = self.title_of(wanted), self.title_of(chosen)
        if model is None:
            text = tr("{} is not installed any more. The backbone is now {}.")
            self.fell_back.emit(text.format(title, standing_in))
        else:
            text = tr(
                "{} does not fit this scene; the list of backbones says why. "
                "The backbone is now {}."
            )
            self.fell_back.emit(text.format(title, standing_in))

    def _tip(self) -> None:
        help_text = tr(TRAIN.parameter("backbone").help)
        self.setToolTip(self.misfit or help_text)

    def _on_index(self, _: int) -> None:
        if self.currentData() == _MORE:
            self.refresh()
            self.more_asked.emit()
            return
        self._settings.set_option(_OPTION, "" if self.backbone == USUAL else self.backbone)
        self._tip()
        self.chosen.emit()
