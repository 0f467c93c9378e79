"""The entry "HSFM → Open as List" in the context menu of the layers of detections."""

from __future__ import annotations

from typing import Any, Iterable, Set

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QAction

from ..i18n import tr
from ..layers.detection_layer import TITLE_KEY, is_detection_layer
from ..layers.how_made import MENU


class DetectionMenu(QObject):
    """Offers it on the layers of the project, those of an opened project included.

    ``asked`` carries the layer.
    """

    asked = pyqtSignal(object)

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        self._offered: Set[str] = set()
        self.action = QAction(tr("Open as List"), iface.mainWindow())
        self.action.triggered.connect(self._on_triggered)
        # Asking a layer for its type: the enum is QgsMapLayerType up to 3.28, then Qgis.LayerType.
        iface.addCustomActionForLayerType(self.action, MENU, QgsVectorLayer().type(), False)
        QgsProject.instance().layersAdded.connect(self._offer)
        QgsProject.instance().layersWillBeRemoved.connect(self._forget)
        self._offer(QgsProject.instance().mapLayers().values())

    def close(self) -> None:
        """Takes the entry away; for ``unload``."""
        QgsProject.instance().layersAdded.disconnect(self._offer)
        QgsProject.instance().layersWillBeRemoved.disconnect(self._forget)
        self._iface.removeCustomActionForLayerType(self.action)
        self.action.deleteLater()

    def _offer(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer):  # Processing adds a layer, then names the list
                layer.customPropertyChanged.connect(self._on_property)
            self._offer_on(layer)

    def _offer_on(self, layer: QgsMapLayer) -> None:
        if is_detection_layer(layer) and layer.id() not in self._offered:
            self._offered.add(layer.id())
            self._iface.addCustomActionForLayer(self.action, layer)

    def _on_property(self, key: str) -> None:
        layer = self.sender()
        if key == TITLE_KEY and isinstance(layer, QgsMapLayer):
            self._offer_on(layer)

    def _forget(self, ids: Iterable[str]) -> None:
        """The layers of a project that is opened again have the same ids."""
        self._offered.difference_update(ids)

    def _on_triggered(self) -> None:
        layer = self._iface.activeLayer()
        if is_detection_layer(layer):
            self.asked.emit(layer)
