"""The entry "HSFM → How Was This Made?" in the layer tree's context menu."""

from __future__ import annotations

from typing import Iterable, List, Optional, Set

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QAction

from ..i18n import tr
from .history import PROPERTY, recall
from .how_made_dialog import HowMadeDialog

MENU = "HSFM"


class HowMade(QObject):
    """Offers the action on layers that HSFM made, those of an opened project included.

    ``start`` once the plugin is loaded, ``stop`` when it is unloaded.
    """

    def __init__(self, iface: QgisInterface, project: Optional[QgsProject] = None) -> None:
        super().__init__()
        self._iface = iface
        self._project = project or QgsProject.instance()
        self._action: Optional[QAction] = None
        self._dialog: Optional[HowMadeDialog] = None
        self._offered: Set[str] = set()

    def start(self) -> None:
        """Registers the action, and gives it to the layers that are there already."""
        self._action = QAction(tr("How Was This Made?"), self._iface.mainWindow())
        self._action.triggered.connect(self._show_active)
        self._register(self._action)
        self._project.layersAdded.connect(self._offer)
        self._project.layersWillBeRemoved.connect(self._forget)
        self._offer(list(self._project.mapLayers().values()))

    def stop(self) -> None:
        """Takes everything back that ``start`` gave."""
        if self._action is None:
            return
        self._project.layersAdded.disconnect(self._offer)
        self._project.layersWillBeRemoved.disconnect(self._forget)
        self._take_back(self._action)
        self._action.deleteLater()
        self._action = None
        self._offered.clear()
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None

    def offer(self, layer: QgsMapLayer) -> None:
        """Gives the action to one layer, if HSFM made it."""
        if self._action is None or layer.id() in self._offered:
            return
        if layer.customProperty(PROPERTY):
            self._offered.add(layer.id())
            self._iface.addCustomActionForLayer(self._action, layer)

    def show(self, layer: QgsMapLayer) -> HowMadeDialog:
        """Opens the dialog for a layer; it lies beside the map and blocks nothing."""
        if self._dialog is not None:
            self._dialog.close()
        self._dialog = HowMadeDialog(layer.name(), recall(layer), self._iface.mainWindow())
        self._dialog.show()
        return self._dialog

    def _offer(self, layers: List[QgsMapLayer]) -> None:
        for layer in layers:
            self.offer(layer)
            if isinstance(
                layer, (QgsRasterLayer, QgsVectorLayer)
            ):  # Processing adds a layer, then dresses it
                layer.customPropertyChanged.connect(self._on_property)

    def _forget(self, ids: Iterable[str]) -> None:
        """Takes the action back from layers that leave.

        The layers of a project that is opened again have the same ids. And QGIS (3.22 to 3.44)
        keeps the addresses of layers that are gone: the next layer may get one of them, and would
        be offered a story that it does not have. So all is registered anew.
        """
        leaving = set(ids)
        if self._action is None or not self._offered & leaving:
            return
        self._offered.clear()
        self._take_back(self._action)
        self._register(self._action)
        for layer in self._project.mapLayers().values():
            if layer.id() not in leaving:
                self.offer(layer)

    def _register(self, action: QAction) -> None:
        # Asking a layer for its type: the enum is QgsMapLayerType up to 3.28, then Qgis.LayerType.
        for kind in (QgsRasterLayer().type(), QgsVectorLayer().type()):
            self._iface.addCustomActionForLayerType(action, MENU, kind, False)

    def _take_back(self, action: QAction) -> None:
        for _ in range(2):  # QGIS takes it away from one type of layers at a time
            self._iface.removeCustomActionForLayerType(action)

    def _on_property(self, key: str) -> None:
        layer = self.sender()
        if key == PROPERTY and isinstance(layer, QgsMapLayer):
            self.offer(layer)

    def _show_active(self) -> None:
        layer = self._iface.activeLayer()
        if layer is not None:
            self.show(layer)
