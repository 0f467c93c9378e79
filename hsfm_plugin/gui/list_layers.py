"""Finds the layers of lists of detections in the project, by their files and their scenes."""

from __future__ import annotations

import os
from typing import Optional

from qgis.core import QgsProject, QgsVectorLayer

from ..i18n import tr
from ..layers.detection_layer import SCENE_KEY, is_detection_layer, show_detection_layer
from .state import SceneFacts, ScoreMap


def list_path(layer: QgsVectorLayer) -> str:
    """The file of a list's layer."""
    return os.path.normpath(str(layer.source()).split("|")[0])


def layer_of_list(path: str) -> Optional[QgsVectorLayer]:
    """The layer that shows a file; None where the project has none."""
    for layer in QgsProject.instance().mapLayers().values():
        if is_detection_layer(layer) and list_path(layer) == os.path.normpath(path):
            return layer
    return None


def add_list(made: ScoreMap, scene: Optional[SceneFacts]) -> QgsVectorLayer:
    """Adds the layer of the list of a map to the map's group, unless it is there.

    Raises:
        InputNotFound: the list is not there any more.
        InputUnreadable: QGIS cannot open it.
    """
    project = QgsProject.instance()
    node = project.layerTreeRoot().findLayer(made.layer_id)
    group = node.parent().name() if node is not None else ""
    if not group:
        group = scene.group if scene is not None else "HSFM"
    return show_detection_layer(made.detections, made.title, made.scene, group, project)


def other_scene(layer: QgsVectorLayer, scene: Optional[SceneFacts]) -> str:
    """Says what to open first where a list is not of the scene that is open; else empty.

    Rows, columns and bands of a list mean nothing in another scene.
    """
    of = str(layer.customProperty(SCENE_KEY) or "")
    if not of or (scene is not None and os.path.normpath(scene.path) == os.path.normpath(of)):
        return ""
    return tr("This list is of another scene. Open {} first.").format(of)
