"""The part of the target form for a layer: its polygons or points are the target."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Tuple

from qgis.core import QgsMapLayer, QgsVectorLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QWidget

from ..compat import polygons_and_points_only
from ..i18n import tr
from ..labels.export import area_export
from .target_choice import Target
from .target_pages import TargetPage
from .widgets import WrappedLabel

_SOON_MS = 50


def _changes_of(layer: QgsVectorLayer) -> Tuple[Any, ...]:
    """The signals of a layer whose features may be others now; edits not saved count as well."""
    return (layer.featureAdded, layer.featuresDeleted, layer.afterRollBack, layer.dataChanged)


def _count_words(selected: int, count: int) -> str:
    """Which features of a layer count; ``count`` is below 0 where that is not known."""
    if not count:
        return tr("The layer has no features yet. Draw polygons or points of the target in it.")
    if count < 0:
        if selected:
            return tr("{} selected features").format(selected)
        return tr("All features; select some on the map to use only those.")
    if count == 1:
        return tr("1 feature")
    if selected:
        return tr("{} selected of {} features").format(selected, count)
    return tr("All {} features; select some on the map to use only those.").format(count)


class PolygonPage(TargetPage):
    """The features of a layer, or those of them that are selected."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._watched: Optional[QgsVectorLayer] = None
        self._soon = QTimer(self)  # features may come or go by the thousand
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._tell)
        self.layers = QgsMapLayerComboBox(self)
        self.layers.setObjectName("targetLayerCombo")
        polygons_and_points_only(self.layers)
        self.layers.setMinimumContentsLength(6)
        self.layers.layerChanged.connect(self._watch)
        self.hint = WrappedLabel("targetLayerHint", self)
        self.column.addWidget(self.layers)
        self.column.addWidget(self.hint)
        self._watch(self.layers.currentLayer())

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The chosen layer."""
        found = self.layers.currentLayer()
        return found if isinstance(found, QgsVectorLayer) else None

    def _watch(self, layer: Optional[QgsMapLayer]) -> None:
        before = self._watched
        if before is not None and not sip.isdeleted(before):
            before.selectionChanged.disconnect(self._tell)
            for signal in _changes_of(before):
                signal.disconnect(self._on_features)
        self._watched = layer if isinstance(layer, QgsVectorLayer) else None
        if self._watched is not None:
            self._watched.selectionChanged.connect(self._tell)
            for signal in _changes_of(self._watched):
                signal.connect(self._on_features)
        self._tell()

    def _on_features(self, *_: Any) -> None:
        self._soon.start()

    def _tell(self, *_: Any) -> None:
        layer = self.layer
        if layer is None:
            self.hint.say(tr("Add a layer with polygons or points of the target to the project."))
        else:
            self.hint.say(_count_words(layer.selectedFeatureCount(), layer.featureCount()))
        self.changed.emit()

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        return (self.layers,)

    @property
    def lack(self) -> str:
        layer = self.layer
        if layer is None or not layer.featureCount():
            return tr("Choose a layer with polygons or points of the target.")
        return ""

    def target(self, folder: Path) -> Target:
        layer = self.layer
        if layer is None:
            return Target("")
        prepare = area_export(layer, folder / "target.gpkg", "polygons")
        return Target(str(layer.name()), prepare=prepare)
