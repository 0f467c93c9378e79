"""Takes up a score map again that is chosen in the layer tree, of a saved project for instance."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from ...engine.parameters import ANOMALY, FINDSIMILAR, TARGETDETECTION
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.detection_layer import TITLE_KEY
from ..layers.history import recall
from ..layers.scene_layer import raster_path
from ..layers.score_tail import RATE_KEY, reopen_scores
from ..tasks import FunctionTask, stop
from .list_layers import layer_of_list
from .state import PanelState, ScoreMap

Keep = Callable[[Dict[str, Any], Optional[ScoreMap]], None]


@dataclass(frozen=True)
class Wish:
    """A map that is being read: of which task, and which one the results showed before."""

    made: ScoreMap
    task: str
    shown: Optional[ScoreMap]


class ScoreReopening(QObject):
    """Reads the tags that the engine has left, in the background, and fills the results."""

    def __init__(self, iface: Any, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._iface, self._state, self._link = iface, state, link
        self._wish: Optional[Wish] = None
        self._task: Optional[FunctionTask] = None
        iface.currentLayerChanged.connect(self._on_layer)
        state.scene_changed.connect(self._on_scene)

    def close(self) -> None:
        """Lets go of QGIS; for ``unload``."""
        self._iface.currentLayerChanged.disconnect(self._on_layer)
        self._state.scene_changed.disconnect(self._on_scene)
        self._forget()

    def _shown(self, task: str) -> Optional[ScoreMap]:
        """The map of a task that the results show."""
        state = self._state
        maps = {
            ANOMALY.name: state.anomaly_map,
            TARGETDETECTION.name: state.target_map,
            FINDSIMILAR.name: state.similar_map,
        }
        return maps.get(task)

    def _keeper(self, task: str) -> Optional[Keep]:
        """What takes the map of a task into the state."""
        state = self._state
        keepers: Dict[str, Keep] = {
            ANOMALY.name: state.set_anomalies,
            TARGETDETECTION.name: state.set_targets,
            FINDSIMILAR.name: state.set_similar,
        }
        return keepers.get(task)

    def _on_scene(self) -> None:
        """The layer may have been chosen before its scene was opened."""
        self._forget()
        self._on_layer(self._iface.activeLayer())

    def _on_layer(self, layer: Any) -> None:
        scene = self._state.scene
        if scene is None or not isinstance(layer, QgsRasterLayer):
            return
        provenance = recall(layer)
        name, path = str(provenance.get("task")), raster_path(layer)
        shown = self._shown(name)
        is_of_scene = (provenance.get("parameters") or {}).get("scene") == scene.path
        is_known = shown is not None and shown.path == path
        is_asked = self._wish is not None and self._wish.made.path == path
        if self._keeper(name) is None or is_known or is_asked or not is_of_scene:
            return
        self._forget()
        beside = f"{os.path.splitext(path)[0]}_detections.gpkg"
        title = self._title_of(layer, beside)
        wish = Wish(ScoreMap(path, layer.id(), beside, title, scene.path), name, shown)
        try:
            rate = float(layer.customProperty(RATE_KEY))
        except (TypeError, ValueError):  # it was never moved
            rate = None
        self._task = FunctionTask(
            tr("Read a score map"),
            lambda is_cancelled: (wish, reopen_scores(path, beside, rate, is_cancelled)),
        )
        self._wish = wish
        self._task.done.connect(self._take)
        self._task.failed.connect(self._on_failed)
        self._link.in_background(self._task)

    def _forget(self) -> None:
        """Wants none any more; the answer of a read that has just ended is not taken."""
        stop(self._task)
        self._wish = self._task = None

    def _on_failed(self, _: Any) -> None:
        """The file is gone or damaged, which QGIS says of its layer."""
        self._forget()

    def _take(self, answer: Tuple[Wish, Optional[Dict[str, Any]]]) -> None:
        wish, found = answer
        if wish is not self._wish:
            return
        self._wish = self._task = None
        scene, made, keep = self._state.scene, wish.made, self._keeper(wish.task)
        is_current = scene is not None and scene.path == made.scene
        if not found or keep is None or not is_current or self._shown(wish.task) is not wish.shown:
            return
        keep(found, made if "detections" in found else replace(made, detections=""))

    def _title_of(self, layer: QgsRasterLayer, beside: str) -> str:
        """What the list of a map is called: as it was, or else after what was looked for."""
        known = layer.customProperty(TITLE_KEY)
        if known:
            return str(known)
        listed = layer_of_list(beside)
        if listed is not None:
            return str(listed.customProperty(TITLE_KEY))
        provenance = recall(layer)
        task, targets = provenance.get("task"), provenance.get("targets")
        if task == TARGETDETECTION.name:
            names = targets if isinstance(targets, list) else []
            return tr("Target: {}").format(", ".join(str(name) for name in names))
        return tr("Similar") if task == FINDSIMILAR.name else tr("Detections")
