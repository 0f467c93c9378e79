"""Makes a new label layer: a GeoPackage on disk, never a layer in memory."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFields,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ...engine.errors import WriteFailed, from_os_error
from ..compat import integer_field, multipolygon, text_field


def create_label_layer(path: Path, crs: QgsCoordinateReferenceSystem, name: str) -> QgsVectorLayer:
    """Writes an empty GeoPackage with class_id, class and color, and opens it.

    Raises:
        EngineError: an io.* error; the folder or file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise from_os_error(exc, path) from exc
    fields = QgsFields()
    fields.append(integer_field("class_id"))
    fields.append(text_field("class"))
    fields.append(text_field("color"))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = "labels"
    writer = QgsVectorFileWriter.create(
        str(path), fields, multipolygon(), crs, QgsCoordinateTransformContext(), options
    )
    problem = writer.errorMessage()
    del writer  # closes the file
    layer = QgsVectorLayer(f"{path}|layername=labels", name, "ogr")
    if problem or not layer.isValid():
        raise WriteFailed(
            f"{path} could not be written: {problem}.",
            hint="Choose another results folder in HSFM's settings.",
        )
    return layer
