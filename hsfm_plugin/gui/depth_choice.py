"""How deep Train goes: from a classifier of fixed features to the whole backbone."""

from __future__ import annotations

from typing import Dict

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

from ...engine.parameters import TRAIN
from ..i18n import tr
from ..settings import Settings
from .backbone_choice import BackboneChoice
from .models import Models
from .parameter_form import choice_words

DEPTH = TRAIN.parameter("depth")
FAST = str(DEPTH.default)
_WITHOUT_WEIGHTS = (FAST, "conv")
"""What can be trained where the backbone itself has nothing to train."""


def _tips() -> Dict[str, str]:
    return {
        "head": tr(
            "Trains a classifier on what the backbone makes of each pixel. Seconds; a few "
            "polygons a class are enough."
        ),
        "conv": tr(
            "Trains a small network that also sees the surroundings of a pixel. Minutes; for "
            "dozens of polygons a class and classes that differ in texture."
        ),
        "adapter": tr(
            "Trains the first layer of the backbone, which reads the bands, and the classifier. "
            "Minutes, best on a GPU."
        ),
        "lora": tr(
            "Trains small additions to the attention of the backbone (low-rank adapters). "
            "Minutes to hours, best on a GPU."
        ),
        "full": tr(
            "Trains all weights of the backbone. For hundreds of polygons; hours without a GPU."
        ),
    }


class DepthChoice(QComboBox):
    """Lists the depths; those that the backbone does not allow are greyed and say why."""

    def __init__(
        self, models: Models, backbone: BackboneChoice, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("depthCombo")
        self._models, self._backbone, self._settings = models, backbone, settings
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for depth in DEPTH.choices:
            self.addItem(choice_words(depth), depth)
        self.setCurrentIndex(max(0, self.findData(settings.option(DEPTH.name) or FAST)))
        self.currentIndexChanged.connect(self._on_index)
        backbone.chosen.connect(self.refresh)
        self.refresh()

    @property
    def depth(self) -> str:
        """The chosen depth; the fast one while the backbone does not allow it."""
        chosen = str(self.currentData() or FAST)
        return FAST if self.reason_against(chosen) else chosen

    @property
    def is_deep(self) -> bool:
        """Whether Train goes through epochs."""
        return self.depth != FAST

    def reason_against(self, depth: str) -> str:
        """Why the backbone does not allow a depth; empty if it does, or if that is not known."""
        model = self._models.known.get(self._backbone.backbone)
        if depth in _WITHOUT_WEIGHTS or model is None:
            return ""
        if depth == "lora" and model.size.startswith("resnet"):
            return tr("{} has no attention. Choose another depth.").format(model.title)
        if not model.builtin:
            return ""
        return tr("{} has no weights to train. Choose another backbone.").format(model.title)

    def refresh(self) -> None:
        """Greys what the backbone does not allow; the choice stands back until it does."""
        items, tips = self.model(), _tips()
        for row in range(self.count()):
            depth = str(self.itemData(row))
            reason = self.reason_against(depth)
            self.setItemData(row, reason or tips.get(depth, ""), Qt.ItemDataRole.ToolTipRole)
            if isinstance(items, QStandardItemModel):
                items.item(row).setEnabled(not reason)
        wanted = self._settings.option(DEPTH.name) or FAST
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(FAST if self.reason_against(wanted) else wanted))
        self.blockSignals(False)
        self._tip()

    def _tip(self) -> None:
        self.setToolTip(_tips().get(self.depth, ""))

    def _on_index(self, _: int) -> None:
        chosen = str(self.currentData() or FAST)
        self._settings.set_option(DEPTH.name, "" if chosen == FAST else chosen)
        self._tip()
