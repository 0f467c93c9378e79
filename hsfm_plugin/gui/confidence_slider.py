"""The slider that hides the uncertain pixels of the class map."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from ..i18n import tr
from ..layers.confidence_mask import hide_below
from ..layers.publish import is_shown, move_beside, show_layer

_MOST_PERCENT = 99


class ConfidenceSlider(QWidget):
    """Hidden where no confidence was mapped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layer_id = self._map_id = ""
        self._was_visible = True
        self._is_hiding = False
        self.words = QLabel(self)
        self.words.setObjectName("hideBelowText")
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("hideBelowSlider")
        self.slider.setRange(0, _MOST_PERCENT)
        self.slider.setPageStep(10)
        self.slider.setToolTip(
            tr("Hides pixels of the class map whose class is less sure than this")
        )
        self.words.setBuddy(self.slider)
        widest = self.fontMetrics().horizontalAdvance(self._said(_MOST_PERCENT))
        self.words.setMinimumWidth(widest)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.words)
        row.addWidget(self.slider, 1)
        self.slider.valueChanged.connect(self._on_value)
        self.take("")

    def take(self, layer_id: str, map_id: str = "") -> None:
        """Belongs to a confidence layer from now on; to none if it is empty.

        Args:
            layer_id: of that layer.
            map_id: of the layer with the class map that it covers.
        """
        if self._is_hiding and layer_id != self._layer_id and self._layer is not None:
            self._uncover(self._layer)
        self._map_id = map_id
        if layer_id != self._layer_id or not layer_id:
            self._layer_id, self._is_hiding = layer_id, False
            self.slider.blockSignals(True)
            self.slider.setValue(0)
            self.slider.blockSignals(False)
            self.words.setText(self._said(0))
        self.setVisible(self._layer is not None)

    @property
    def _layer(self) -> Optional[QgsRasterLayer]:
        layer = QgsProject.instance().mapLayer(self._layer_id)
        return layer if isinstance(layer, QgsRasterLayer) else None

    def _said(self, percent: int) -> str:
        if not percent:
            return tr("Nothing hidden")
        return tr("Hide below {} %").format(percent)

    def _on_value(self, percent: int) -> None:
        self.words.setText(self._said(percent))
        layer = self._layer
        if layer is None:  # the user has removed it
            self.hide()
            return
        if percent and not self._is_hiding:
            self._was_visible = is_shown(layer.id())
            move_beside(layer.id(), self._map_id, is_above=True)
            show_layer(layer.id(), True)
        if percent:
            hide_below(layer, percent / 100)
        else:
            self._uncover(layer)
        self._is_hiding = bool(percent)

    def _uncover(self, layer: QgsRasterLayer) -> None:
        """Gives a layer its own style, place and tick back."""
        hide_below(layer, 0)
        move_beside(layer.id(), self._map_id, is_above=False)
        show_layer(layer.id(), self._was_visible)
