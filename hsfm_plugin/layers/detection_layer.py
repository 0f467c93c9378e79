"""The layer of a list of detections: in the group of its scene, above the rasters, never twice."""

from __future__ import annotations

import os
from typing import Optional

from qgis.core import QgsDataProvider, QgsMapLayer, QgsProject, QgsVectorLayer

from ...engine.errors import InputNotFound, InputUnreadable
from .dress import apply_style
from .publish import scene_group

TITLE_KEY, SCENE_KEY = "hsfm/detections", "hsfm/detections_scene"
"""Custom properties of the layer: what its list is called, and the path of the scene."""
TABLE = "detections"


def show_detection_layer(
    path: str, title: str, scene_path: str, group_name: str, project: QgsProject
) -> QgsVectorLayer:
    """Adds a list of the engine to the project, styled; call in the main thread.

    The layer of another list of the same title and scene shows this one from then on.

    Args:
        path: of the GeoPackage.
        title: name of the layer.
        scene_path: of the scene that it is of.
        group_name: of the scene's group in the tree.
        project: that the layer is added to.

    Raises:
        InputNotFound: the file is not there.
        InputUnreadable: QGIS cannot open the list.
    """
    if not os.path.exists(path):
        raise InputNotFound(
            f"The list {path} is not there any more.",
            hint="Map again, or move the file back to where it was.",
        )
    source = f"{path}|layername={TABLE}"
    layer = _shown(title, scene_path, project)
    if layer is None:
        layer = QgsVectorLayer(source, title, "ogr")
        _check(layer, path)
        layer.setCustomProperty(TITLE_KEY, title)
        layer.setCustomProperty(SCENE_KEY, scene_path)
        apply_style(layer)
        project.addMapLayer(layer, False)
        scene_group(group_name, project).insertLayer(0, layer)
        return layer
    if layer.source() != source:
        layer.removeSelection()
        layer.setDataSource(source, layer.name(), "ogr", QgsDataProvider.ProviderOptions())
        _check(layer, path)
        apply_style(layer)
    _to_top(layer, project)
    return layer


def is_detection_layer(layer: Optional[QgsMapLayer]) -> bool:
    """Whether a layer shows a list of detections."""
    return isinstance(layer, QgsVectorLayer) and bool(layer.customProperty(TITLE_KEY))


def reload_detections(layer: QgsVectorLayer) -> None:
    """Has the layer read its file again, after its rows were replaced."""
    layer.removeSelection()
    layer.dataProvider().reloadData()
    layer.updateExtents()
    layer.triggerRepaint()


def _shown(title: str, scene_path: str, project: QgsProject) -> Optional[QgsVectorLayer]:
    for layer in project.mapLayers().values():
        is_same = (
            is_detection_layer(layer)
            and layer.customProperty(TITLE_KEY) == title
            and layer.customProperty(SCENE_KEY) == scene_path
        )
        if is_same and project.layerTreeRoot().findLayer(layer.id()) is not None:
            return layer
    return None


def _to_top(layer: QgsVectorLayer, project: QgsProject) -> None:
    """Moves a layer above the others of its group: a new raster has come above it."""
    node = project.layerTreeRoot().findLayer(layer.id())
    group = node.parent()
    if group.children()[0] is not node:
        group.insertChildNode(0, node.clone())
        group.removeChildNode(node)


def _check(layer: QgsVectorLayer, path: str) -> None:
    if not layer.isValid():
        raise InputUnreadable(
            f"QGIS cannot open the list {path}.",
            hint="Check that the file is still there and that its folder can be read.",
            detail=layer.error().message(),
        )
