"""Copies a layer as it stands, edits not saved yet included, into a file for the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from ...engine.errors import WriteFailed
from ..compat import integer_field, text_field
from .label_class import LabelClass
from .label_layer import LabelLayer

Attributes = Callable[[QgsFeature], Optional[List[object]]]
Export = Callable[[], Dict[str, Any]]
"""Writes the file, in any thread, and gives it as a parameter of a task."""


def _fields() -> QgsFields:
    fields = QgsFields()
    fields.append(integer_field("class_id"))
    fields.append(text_field("class"))
    fields.append(text_field("color"))
    return fields


def _writer(
    layer: QgsVectorLayer, fields: QgsFields, path: Path, attributes: Attributes, parameter: str
) -> Export:
    """Takes a snapshot of the layer now, in the main thread, and returns what writes it later."""
    source = QgsVectorLayerFeatureSource(layer)
    geometry, crs = layer.wkbType(), layer.crs()
    wanted = QgsFeatureRequest()
    if layer.selectedFeatureCount() and fields.isEmpty():
        wanted.setFilterFids(layer.selectedFeatureIds())

    def write() -> Dict[str, Any]:
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GPKG"
        options.layerName = path.stem
        writer = QgsVectorFileWriter.create(
            str(path), fields, geometry, crs, QgsCoordinateTransformContext(), options
        )
        for feature in source.getFeatures(wanted):
            values = attributes(feature)
            if values is None or not feature.hasGeometry():
                continue
            copy = QgsFeature(fields)
            copy.setGeometry(feature.geometry())
            copy.setAttributes(values)
            writer.addFeature(copy)
        problem = writer.errorMessage()
        del writer  # closes the file
        if problem:
            raise WriteFailed(f"The labels could not be exported to {path}: {problem}.")
        return {parameter: str(path)}

    return write


def label_export(labels: LabelLayer, path: Path, parameter: str = "labels") -> Export:
    """Prepares the export of all labelled features with class_id, class and color."""
    by_name: Dict[str, LabelClass] = {entry.name: entry for entry in labels.classes}
    read = labels.class_of

    def attributes(feature: QgsFeature) -> Optional[List[object]]:
        entry = by_name.get(read(feature))
        return None if entry is None else [entry.value, entry.name, entry.color]

    return _writer(labels.layer, _fields(), path, attributes, parameter)


def area_export(layer: QgsVectorLayer, path: Path, parameter: str) -> Export:
    """Prepares the export of a polygon layer: its selected features, or all if none is selected."""
    return _writer(layer, QgsFields(), path, lambda feature: [], parameter)
