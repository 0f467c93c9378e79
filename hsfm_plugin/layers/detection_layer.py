"""The layer of a list of detections: in the group of its scene, above the rasters, never twice."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional, Tuple

from qgis.core import QgsDataProvider, QgsMapLayer, QgsProject, QgsVectorLayer

from ...engine.errors import InputNotFound, InputUnreadable
from .detection_file import provenance_in, sought
from .dress import apply_style, dress
from .publish import free_name, scene_group

TITLE_KEY, SCENE_KEY = "hsfm/detections", "hsfm/detections_scene"
"""Custom properties of the layer: what its list is called, and the path of the scene."""
SOUGHT_KEY = "hsfm/detections_sought"
"""Custom property: what was looked for, where the title alone may mean several things."""
_KEYS = (TITLE_KEY, SCENE_KEY, SOUGHT_KEY)
TABLE = "detections"


def show_detection_layer(
    path: str, title: str, scene_path: str, group_name: str, project: QgsProject
) -> QgsVectorLayer:
    """Adds a list of the engine to the project, styled; call in the main thread.

    The layer of another list in which the same is sought shows this one from then on, unless it is
    being edited.

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
    provenance = provenance_in(path)
    of = (title, scene_path, sought(provenance))
    layer = _shown(source, of, project)
    if layer is None:
        layer = QgsVectorLayer(source, free_name(title, project), "ogr")
        _check(layer, path)
        for key, value in zip(_KEYS, of):
            layer.setCustomProperty(key, value)
        _dress(layer, provenance)
        project.addMapLayer(layer, False)
        scene_group(group_name, project).insertLayer(0, layer)
        return layer
    if layer.source() != source:
        layer.removeSelection()
        layer.setDataSource(source, layer.name(), "ogr", QgsDataProvider.ProviderOptions())
        _check(layer, path)
        _dress(layer, provenance)
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


def list_of(layer: QgsMapLayer) -> Tuple[str, ...]:
    """What a list is about: its title, the scene, and what was looked for."""
    return tuple(str(layer.customProperty(key) or "") for key in _KEYS)


def is_edited(path: str, project: QgsProject) -> bool:
    """Whether a layer of the project that shows this list is being edited."""
    return any(
        is_detection_layer(layer) and layer.isEditable() and layer.source().split("|")[0] == path
        for layer in project.mapLayers().values()
    )


def _shown(source: str, of: Tuple[str, ...], project: QgsProject) -> Optional[QgsVectorLayer]:
    """The layer that shows the file already, or else one that can."""
    found = [
        layer
        for layer in project.mapLayers().values()
        if is_detection_layer(layer)
        and list_of(layer) == of
        and (layer.source() == source or not layer.isEditable())
        and project.layerTreeRoot().findLayer(layer.id()) is not None
    ]
    return next((layer for layer in found if layer.source() == source), next(iter(found), None))


def _dress(layer: QgsVectorLayer, provenance: Mapping[str, Any]) -> None:
    if provenance:
        dress(layer, provenance)
    else:
        apply_style(layer)


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
