"""The choice of a detector of anomalies: words a user understands, and what cannot be used now."""

from __future__ import annotations

from typing import Dict, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox

from ..i18n import tr
from .model import Model
from .models import Models
from .parameter_form import ParameterForm

OF_FEATURES = "backbone_rx"
"""The detector that takes a backbone."""
_OF_WEIGHTS = "hypersigma"
_WITH_WINDOWS = ("local_rx", "collaborative", _OF_WEIGHTS)
"""Detectors that compare with a window around each pixel, or learn from one that does."""


def detector_tips() -> Dict[str, str]:
    """What each detector does, in a sentence."""
    return {
        "auto": tr("Joins several detectors that fail in different places; needs no setting"),
        "rx": tr("How far a pixel is from the mean of the whole scene (Reed and Xiaoli)"),
        "local_rx": tr("How far a pixel is from the pixels around it; finds small objects"),
        "subspace_rx": tr("RX in what the bands hold besides noise"),
        "collaborative": tr("How badly the pixels around it can be mixed to make a pixel"),
        "isolation_forest": tr("How few random cuts set a pixel apart from the others"),
        "autoencoder": tr("How badly a small network that learns the scene can repeat a pixel"),
        OF_FEATURES: tr("RX in the features of the backbone that is chosen in the panel"),
        _OF_WEIGHTS: tr("A network for anomalies; needs weights from Models, and a GPU to be fast"),
    }


class AnomalyDetectors:
    """Finishes the row that the form has made from the declaration, and those that go with it."""

    def __init__(self, form: ParameterForm, models: Models) -> None:
        self._form, self._models = form, models
        editor = form.editor("detector")
        self._combo: Optional[QComboBox] = editor if isinstance(editor, QComboBox) else None
        if self._combo is not None:
            tips = detector_tips()
            for place in range(self._combo.count()):
                tip = tips.get(str(self._combo.itemData(place)), "")
                self._combo.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
            self._combo.currentIndexChanged.connect(lambda _: self.refresh())
        models.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Greys what has no weights, and shows the windows where the detector has some."""
        combo = self._combo
        if combo is None:
            return
        place = combo.findData(_OF_WEIGHTS)
        items = combo.model()
        if place >= 0 and isinstance(items, QStandardItemModel):
            lack = self._lack()
            items.item(place).setEnabled(not lack)
            tip = lack or detector_tips()[_OF_WEIGHTS]
            combo.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
            if lack and combo.currentIndex() == place and self._models.known:
                combo.setCurrentIndex(0)
        for name in ("inner", "outer"):
            if self._form.has(name):
                self._form.set_row_visible(name, combo.currentData() in _WITH_WINDOWS)
        combo.setToolTip(str(combo.currentData(Qt.ItemDataRole.ToolTipRole) or ""))

    def _lack(self) -> str:
        """Why the detector of a network cannot be used; empty if it can."""
        found = [model for model in self._models.known.values() if _is_for_anomalies(model)]
        if any(model.installed for model in found):
            return ""
        return tr("Get HyperSIGMA in Models first.")


def _is_for_anomalies(model: Model) -> bool:
    return "hypersigma" in f"{model.id} {model.family}".lower()
