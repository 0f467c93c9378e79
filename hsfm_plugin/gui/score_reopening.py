"""Takes up a score map again that is chosen in the layer tree, of a saved project for instance."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any, Callable, Dict, Optional

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from ...engine.parameters import ANOMALY, FINDSIMILAR, TARGETDETECTION
from ..engine_link import EngineLink
from ..layers.detection_layer import is_detection_layer
from ..layers.history import recall
from ..layers.scene_layer import raster_path
from ..layers.score_tail import RATE_KEY, reopen_scores
from ..tasks import FunctionTask
from .state import PanelState, ScoreMap

Keep = Callable[[Dict[str, Any], Optional[ScoreMap]], None]


class ScoreReopening(QObject):
    """Reads the tags that the engine has left, in the background, and fills the results."""

    def __init__(self, iface: Any, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._iface, self._state, self._link = iface, state, link
        self._asked = ""
        iface.currentLayerChanged.connect(self._on_layer)

    def close(self) -> None:
        """Lets go of QGIS; for ``unload``."""
        self._iface.currentLayerChanged.disconnect(self._on_layer)

    def _keeper(self, task: str) -> Optional[Keep]:
        """What takes the map of a task into the state."""
        state = self._state
        keepers: Dict[str, Keep] = {
            ANOMALY.name: state.set_anomalies,
            TARGETDETECTION.name: state.set_targets,
            FINDSIMILAR.name: state.set_similar,
        }
        return keepers.get(task)

    def _on_layer(self, layer: Any) -> None:
        scene = self._state.scene
        if scene is None or not isinstance(layer, QgsRasterLayer):
            return
        provenance = recall(layer)
        keep, path = self._keeper(str(provenance.get("task"))), raster_path(layer)
        known = (self._state.anomaly_map, self._state.target_map, self._state.similar_map)
        is_known = any(made is not None and made.path == path for made in known)
        is_of_scene = (provenance.get("parameters") or {}).get("scene") == scene.path
        if keep is None or is_known or not is_of_scene or self._asked == path:
            return
        self._asked = path
        beside = f"{os.path.splitext(path)[0]}_detections.gpkg"
        made = ScoreMap(path, layer.id(), beside, self._title_of(beside), scene.path)
        try:
            rate = float(layer.customProperty(RATE_KEY))
        except (TypeError, ValueError):  # it was never moved
            rate = None
        task = FunctionTask(
            self.tr("Read a score map"), lambda stop: reopen_scores(path, beside, rate, stop)
        )
        task.done.connect(lambda found: self._take(made, found, keep))
        for signal in (task.done, task.failed, task.cancelled):
            signal.connect(self._forget)
        self._link.in_background(task)

    def _forget(self, *_: Any) -> None:
        self._asked = ""

    def _take(self, made: ScoreMap, found: Optional[Dict[str, Any]], keep: Keep) -> None:
        scene = self._state.scene
        if found is not None and scene is not None and scene.path == made.scene:
            keep(found, made if "detections" in found else replace(made, detections=""))

    def _title_of(self, path: str) -> str:
        """What the list is called in the project; as that of anomalies where it is not there."""
        for layer in QgsProject.instance().mapLayers().values():
            if is_detection_layer(layer) and layer.source().split("|")[0] == path:
                return str(layer.name())
        return self.tr("Detections")
