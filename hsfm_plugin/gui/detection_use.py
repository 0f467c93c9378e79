"""What is made of detections: files, and labels of a class."""

from __future__ import annotations

import os
import tempfile
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

from ...engine.errors import BadParameter, WriteFailed
from ..i18n import tr
from ..labels.label_layer import LabelLayer
from ..labels.write import add_labels
from ..layers.detection_layer import TABLE
from ..layers.detection_marks import REAL
from ..layers.detection_rows import Detection

_NOT_IN_TABLES = ("spectrum", "background", "bands")
"""Fields that hold lists; a table for a spreadsheet leaves them out."""


def is_file_of(layer: QgsVectorLayer, path: str) -> bool:
    """Whether a path is that of the list itself."""
    source = layer.source().split("|")[0]
    both_exist = os.path.exists(path) and os.path.exists(source)
    return both_exist and os.path.samefile(path, source)


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
            with tempfile.TemporaryDirectory(prefix=".hsfm-", dir=os.path.dirname(path)) as folder:
                part = os.path.join(folder, os.path.basename(path))
                made = gdal.VectorTranslate(part, source, options=options)
                is_made = made is not None
                said = "" if is_made else gdal.GetLastErrorMsg()
                del made  # closes the file
                if is_made:
                    _put_in_place(part, path)
        except (OSError, RuntimeError) as exc:
            is_made, said = False, str(exc)
        if not is_made:
            raise WriteFailed(
                f"The list could not be written to {path}.",
                hint="Choose a folder that you may write to, and close programs that use the file.",
                detail=said,
            )

    return write


def _put_in_place(part: str, path: str) -> None:
    """Replaces a file, and what SQLite has left beside the one before."""
    os.replace(part, path)
    for end in ("-wal", "-shm", "-journal"):
        if os.path.exists(path + end):
            os.remove(path + end)


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
        How many shapes were added; 0, and nothing has changed, where the labels cannot be edited
        or take no polygons.

    Raises:
        BadParameter: the shapes have no place in the labels' CRS.
    """
    shapes, target = _shapes(layer, rows, labels.layer), labels.layer
    can_hold = any(shape.coerceToType(target.wkbType()) for shape in shapes)
    if not can_hold or not (target.isEditable() or target.startEditing()):
        return 0
    entry = labels.named(class_name) or labels.add(class_name)
    step = tr("Label detections as {}").format(entry.name)
    return len(shapes) if add_labels(labels, entry, shapes, step) else 0


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
                f"The objects have no place in the coordinate system of {target.name()}.",
                hint="Choose or make a label layer in the coordinate system of the scene.",
                detail=str(exc),
            ) from exc
        made.append(shape)
    return made
