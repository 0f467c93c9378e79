"""What is made of detections: files, and labels of a class."""

from __future__ import annotations

import os
from typing import Any, Callable, List, Optional, Sequence

from osgeo import gdal
from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...engine.errors import BadParameter, WriteFailed
from ..labels.label_layer import LabelLayer
from ..labels.write import add_labels
from ..layers.detection_layer import TABLE
from ..layers.detection_marks import REAL
from ..layers.detection_rows import Detection

_NOT_IN_TABLES = ("spectrum", "background", "bands")
"""Fields that hold lists; a table for a spreadsheet leaves them out."""


def tr(text: str) -> str:
    """Translates a sentence of this module."""
    return QCoreApplication.translate("DetectionUse", text)


def export_of(layer: QgsVectorLayer, path: str, is_real: bool) -> Callable[..., None]:
    """Prepares the export of a list; the ending of the path says whether as GeoPackage or CSV.

    Args:
        layer: of the list.
        path: of the file; one that is there is replaced.
        is_real: whether only the rows that are marked as real go into it.

    Returns:
        What writes the file, for a background thread.
    """
    source = layer.source().split("|")[0]
    is_table = path.lower().endswith(".csv")
    names = [field.name() for field in layer.fields() if field.name() != "fid"]
    chosen = [name for name in names if not (is_table and name in _NOT_IN_TABLES)]

    def write(_: Any = None) -> None:
        options = gdal.VectorTranslateOptions(
            format="CSV" if is_table else "GPKG",
            layers=[TABLE],
            layerName=TABLE,
            selectFields=chosen,
            where=f"mark = '{REAL}'" if is_real else None,
        )
        try:
            if os.path.exists(path):
                os.remove(path)
            made = gdal.VectorTranslate(path, source, options=options)
            said = "" if made is not None else gdal.GetLastErrorMsg()
        except (OSError, RuntimeError) as exc:
            made, said = None, str(exc)
        if made is None:
            raise WriteFailed(
                f"The list could not be written to {path}.",
                hint="Choose a folder that you may write to, and close programs that use the file.",
                detail=said,
            )
        del made  # closes the file

    return write


def label_with(
    layer: QgsVectorLayer, rows: Sequence[Detection], labels: LabelLayer, class_name: str
) -> int:
    """Adds the shapes of detections to a class of the labels, as one step that can be undone.

    Args:
        layer: of the list.
        rows: which of its features.
        labels: get the shapes.
        class_name: of the class; it is made where there is none of this name.

    Returns:
        How many shapes were added.

    Raises:
        BadParameter: the shapes have no place in the labels' CRS, or these cannot be edited.
    """
    shapes = _shapes(layer, rows, labels.layer)
    entry = labels.named(class_name) or labels.add(class_name)
    step = tr("Label detections as {}").format(entry.name)
    if not add_labels(labels, entry, shapes, step):
        raise BadParameter(
            f"The layer {labels.layer.name()} takes no polygons.",
            hint="Choose or make a label layer of polygons that can be edited.",
        )
    return len(shapes)


def _shapes(
    layer: QgsVectorLayer, rows: Sequence[Detection], target: QgsVectorLayer
) -> List[QgsGeometry]:
    request = QgsFeatureRequest().setFilterFids([row.fid for row in rows])
    request.setNoAttributes()
    transform: Optional[QgsCoordinateTransform] = None
    if layer.crs().isValid() and target.crs().isValid() and layer.crs() != target.crs():
        transform = QgsCoordinateTransform(layer.crs(), target.crs(), QgsProject.instance())
    made = []
    for feature in layer.getFeatures(request):
        shape = QgsGeometry(feature.geometry())
        try:
            if transform is not None:
                shape.transform(transform)
        except QgsCsException as exc:
            raise BadParameter(
                f"The finds have no place in the coordinate system of {target.name()}.",
                hint="Choose or make a label layer in the coordinate system of the scene.",
                detail=str(exc),
            ) from exc
        made.append(shape)
    return made
