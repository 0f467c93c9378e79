"""What the user says of detections: written into the list, and remembered by place."""

from __future__ import annotations

from typing import Dict, Iterable, List, Tuple

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)

from ...engine.errors import WriteFailed
from .detection_rows import Detection

REAL, FALSE, NO_MARK = "real", "false", ""
FIELD = "mark"

_NEAR = 1e-6
"""Width of the rectangle with which the layer is asked for a place; an empty one asks for all."""

Place = Tuple[float, float]
"""x and y of the highest score, in the CRS of the scene."""


class MarkMemory:
    """The marks of the lists of one scene.

    A list that is made again, with another threshold or detector, gets the marks of what is still
    there: of a find that holds the place that was marked. What is not in the new list is not
    forgotten either, and comes back marked when the slider goes back.
    """

    def __init__(self) -> None:
        self._marks: Dict[Place, str] = {}

    def learn(self, rows: Iterable[Detection]) -> None:
        """Remembers the marks that a list brings with it."""
        self._marks.update(((row.x, row.y), row.mark) for row in rows if row.mark)

    def set(self, shape: QgsGeometry, row: Detection, mark: str) -> None:
        """Remembers a mark instead of all that the find's shape has held."""
        for place in [place for place in self._marks if _holds(shape, place)]:
            del self._marks[place]
        self._marks.pop((row.x, row.y), None)
        if mark:
            self._marks[(row.x, row.y)] = mark

    def marks_for(self, layer: QgsVectorLayer) -> Dict[int, str]:
        """The marks of the features of a list, by their ids; those without a mark are left out.

        Where a find holds places with different marks, that of its own highest score counts, and
        none if that was not marked.
        """
        found: Dict[int, List[Tuple[Place, str]]] = {}
        held: Dict[int, QgsFeature] = {}
        for place, mark in self._marks.items():
            point = QgsPointXY(*place)
            near = QgsRectangle.fromCenterAndSize(point, _NEAR, _NEAR)
            request = QgsFeatureRequest().setFilterRect(near)
            for feature in layer.getFeatures(request):
                if _holds(feature.geometry(), place):
                    held[feature.id()] = feature
                    found.setdefault(feature.id(), []).append((place, mark))
        made = {}
        for fid, marks in found.items():
            own = (float(held[fid]["x"]), float(held[fid]["y"]))
            words = {mark for _, mark in marks}
            mark = words.pop() if len(words) == 1 else dict(marks).get(own, NO_MARK)
            if mark:
                made[fid] = mark
        return made


def write_marks(layer: QgsVectorLayer, marks: Dict[int, str]) -> None:
    """Writes marks into the file of the list at once.

    Args:
        layer: of the list.
        marks: by the ids of its features.

    Raises:
        WriteFailed: the file cannot be written.
    """
    place = layer.fields().indexOf(FIELD)
    changes = {fid: {place: mark} for fid, mark in marks.items()}
    if changes and (place < 0 or not layer.dataProvider().changeAttributeValues(changes)):
        raise WriteFailed(
            f"The marks could not be written to {layer.source().split('|')[0]}.",
            hint="Check that the file is still there and can be written.",
            detail=layer.dataProvider().error().message(),
        )
    if changes:
        layer.triggerRepaint()


def _holds(shape: QgsGeometry, place: Place) -> bool:
    return bool(shape.contains(QgsPointXY(*place)))
