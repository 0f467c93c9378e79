"""Keeps the chosen rows of the list and the selected features of its layer the same."""

from __future__ import annotations

from typing import Any, List, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from .detection_dock import DetectionDock


class ListSelection(QObject):
    """What is chosen in one is chosen in the other."""

    def __init__(self, dock: DetectionDock) -> None:
        super().__init__()
        self._dock = dock
        self._layer: Optional[QgsVectorLayer] = None
        self._is_following = False
        dock.table.selected.connect(self._on_rows_selected)

    def follow(self, layer: Optional[QgsVectorLayer]) -> None:
        """Belongs to another layer from now on; to none if it is None."""
        before, self._layer = self._layer, layer
        if before is not None and not sip.isdeleted(before):
            before.selectionChanged.disconnect(self._on_layer_selected)
        if layer is not None:
            layer.selectionChanged.connect(self._on_layer_selected)

    def _on_rows_selected(self, fids: List[int]) -> None:
        if self._layer is not None and not self._is_following:
            self._is_following = True
            self._layer.selectByIds(fids)
            self._is_following = False

    def _on_layer_selected(self, *_: Any) -> None:
        if self._layer is not None and not self._is_following:
            self._is_following = True
            self._dock.table.choose(self._layer.selectedFeatureIds())
            self._dock.refresh()
            self._is_following = False
