"""Puts results on the map: one group below the labels, one layer a file, no two of one name."""

from __future__ import annotations

import os
from typing import Any, List, Mapping, Optional, Sequence

from qgis.core import (
    QgsDataProvider,
    QgsLayerTreeGroup,
    QgsLayerTreeLayer,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...engine.errors import InputUnreadable
from ...engine.parameters import TRAITS
from ..i18n import tr
from .dress import dress

RASTER_KINDS = ("classes", "scores")


def publish(
    outputs: Sequence[Mapping[str, Any]],
    provenance: Mapping[str, Any],
    group_name: str,
    project: QgsProject,
) -> List[QgsRasterLayer]:
    """Adds the rasters of a run to the project, styled, newest on top; call in the main thread.

    A file that the project already shows keeps its layer, which then shows the new pixels. The
    layer of a new file is named after what it is, with a number where that name is taken.

    Args:
        outputs: of the engine's ``result`` message: role, path and kind of each.
        provenance: of the same message.
        group_name: of the layer-tree group; made once, on top of all but vector layers.
        project: that the layers are added to.

    Returns:
        The layers, in the order of ``outputs``.

    Raises:
        InputUnreadable: QGIS cannot open a result.
    """
    group = scene_group(group_name, project)
    layers: List[QgsRasterLayer] = []
    for output in outputs:
        if output.get("kind") not in RASTER_KINDS:
            continue
        path = str(output["path"])
        name = _role_name(str(output.get("role")), str(provenance.get("task")))
        layer = raster_layer_of(path, project)
        if layer is None:
            layer = _load(path, free_name(name, project))
            dress(layer, provenance)
            project.addMapLayer(layer, False)
            group.insertLayer(len(layers), layer)
        else:
            layer.setDataSource(path, layer.name(), "gdal", QgsDataProvider.ProviderOptions())
            dress(layer, provenance)
        layers.append(layer)
    # The tree view cannot open a group that was empty when it saw it, and only a change moves it.
    group.setExpanded(False)
    group.setExpanded(True)
    return layers


def is_shown(layer_id: str) -> bool:
    """Whether a layer is ticked in the tree of the project."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_id)
    return node is not None and bool(node.itemVisibilityChecked())


def show_layer(layer_id: str, is_shown: bool) -> None:
    """Ticks a layer in the tree of the project, or takes its tick away."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer_id)
    if node is not None:
        node.setItemVisibilityChecked(is_shown)


def move_beside(layer_id: str, other_id: str, is_above: bool) -> None:
    """Moves a layer in the tree to just above or below another one; into its group, if need be."""
    root = QgsProject.instance().layerTreeRoot()
    node, other = root.findLayer(layer_id), root.findLayer(other_id)
    if node is None or other is None:
        return
    copy = node.clone()
    group = other.parent()
    group.insertChildNode(group.children().index(other) + (not is_above), copy)
    node.parent().removeChildNode(node)


def _role_name(role: str, task: str) -> str:
    of_traits = task == TRAITS.name
    uncertainty = tr("Uncertainty of traits") if of_traits else tr("Uncertainty of fractions")
    words = {
        "class_map": tr("Classes"),
        "confidence": tr("Confidence"),
        "sets": tr("Class sets"),
        "unlike": tr("Unlike anything labelled"),
        "cover_map": tr("Quick map"),
        "fractions": tr("Cover fractions"),
        "uncertainty": uncertainty,
        "traits": tr("Traits"),
        "anomaly": tr("Anomaly scores"),
        "target": tr("Target scores"),
        "similarity": tr("Similarity"),
        "cloud_mask": tr("Clouds"),
        "probability": tr("Cloud probability"),
    }
    return words.get(role, role.replace("_", " ").capitalize())


def scene_group(name: str, project: QgsProject) -> QgsLayerTreeGroup:
    """The group of this name; a new one comes on top, but never over labels."""
    root = project.layerTreeRoot()
    above = 0
    for node in root.children():
        if not (isinstance(node, QgsLayerTreeLayer) and isinstance(node.layer(), QgsVectorLayer)):
            break
        above += 1
    return root.findGroup(name) or root.insertGroup(above, name)


def free_name(wanted: str, project: QgsProject) -> str:
    """The name, with a number where a layer of the project has it."""
    taken = {layer.name() for layer in project.mapLayers().values()}
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted} {number}", number + 1
    return name


def raster_layer_of(path: str, project: QgsProject) -> Optional[QgsRasterLayer]:
    """The layer of the project that already shows this file and stands in its tree."""
    place = _normal(path)
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer() if isinstance(node, QgsLayerTreeLayer) else None
        if isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal":
            parts = QgsProviderRegistry.instance().decodeUri("gdal", layer.source())
            if _normal(str(parts.get("path") or "")) == place:
                return layer
    return None


def _normal(path: str) -> str:
    return os.path.normcase(os.path.abspath(path))


def _load(path: str, name: str) -> QgsRasterLayer:
    layer = QgsRasterLayer(path, name, "gdal")
    if not layer.isValid():
        raise InputUnreadable(
            f"QGIS cannot open the result {path}.",
            hint="Check that the file is still there and that its folder can be read.",
            detail=layer.error().message(),
        )
    return layer
