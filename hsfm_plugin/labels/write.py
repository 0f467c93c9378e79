"""Writes a label into the edit buffer of its layer, as one step that QGIS can undo."""

from __future__ import annotations

from typing import Sequence

from qgis.core import QgsGeometry, QgsVectorLayerUtils

from .label_class import LabelClass
from .label_layer import LabelLayer


def add_label(labels: LabelLayer, entry: LabelClass, geometry: QgsGeometry, step: str) -> bool:
    """Adds a geometry to a class; see ``add_labels``."""
    return add_labels(labels, entry, [geometry], step)


def add_labels(
    labels: LabelLayer, entry: LabelClass, geometries: Sequence[QgsGeometry], step: str
) -> bool:
    """Adds geometries to a class.

    Args:
        labels: starts being edited if it is not yet.
        entry: the class.
        geometries: in the layer's CRS; split where the layer holds single parts only.
        step: what QGIS calls it in its list of undo steps.

    Returns:
        False where the layer cannot be edited or there is nothing to add; nothing has changed then.
    """
    layer = labels.layer
    shapes = [shape for shape in geometries if not shape.isEmpty()]
    parts = [part for shape in shapes for part in shape.coerceToType(layer.wkbType())]
    if not parts or not (layer.isEditable() or layer.startEditing()):
        return False
    layer.beginEditCommand(step)
    for part in parts:
        feature = QgsVectorLayerUtils.createFeature(layer, part, labels.attributes_of(entry))
        if not layer.addFeature(feature):
            layer.destroyEditCommand()
            return False
    layer.endEditCommand()
    layer.triggerRepaint()
    return True
