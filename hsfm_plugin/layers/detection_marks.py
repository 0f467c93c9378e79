"""What the user says of detections: written into the list, and remembered by place."""

from __future__ import annotations

from typing import Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

import numpy as np
from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsPoint, QgsVectorLayer

from ...engine.errors import WriteFailed
from .detection_file import Place
from .detection_rows import Detection

REAL, FALSE, NO_MARK = "real", "false", ""
FIELD = "mark"


class MarkMemory:
    """The marks of the lists of one scene in which the same is sought.

    A list that is made again, with another threshold or detector, gets the marks of what is still
    there: of an object that holds the place that was marked. What is not in the new list is not
    forgotten either, and comes back marked when the slider goes back.

    Attributes:
        marks: by the places of the highest scores.
    """

    def __init__(self) -> None:
        self.marks: Dict[Place, str] = {}

    def learn(self, rows: Iterable[Detection], kept: Mapping[Place, str]) -> None:
        """Takes over what a list brings with it.

        Args:
            rows: of the list; where one is not marked as its file remembers, somebody has marked
                it elsewhere, or cleared it, and that counts.
            kept: what the file remembers.
        """
        self.marks = {**kept, **self.marks}
        for row in rows:
            place = (row.x, row.y)
            if row.mark != kept.get(place, NO_MARK):
                self._put(place, row.mark)

    def set(self, layer: QgsVectorLayer, rows: Sequence[Detection], mark: str) -> None:
        """Remembers a mark of rows of a list instead of all that their shapes have held."""
        request = QgsFeatureRequest().setFilterFids([row.fid for row in rows]).setNoAttributes()
        for _, places in _held(layer.getFeatures(request), self.marks):
            for place in places:
                self._put(place, NO_MARK)
        for row in rows:
            self._put((row.x, row.y), mark)

    def _put(self, place: Place, mark: str) -> None:
        self.marks.pop(place, None)
        if mark:
            self.marks[place] = mark

    def marks_for(self, layer: QgsVectorLayer) -> Dict[int, str]:
        """The marks of the features of a list, by their ids; those without a mark are left out.

        Where an object holds places with different marks, that of its own highest score counts,
        and none if that was not marked.
        """
        if not self.marks:
            return {}
        request = QgsFeatureRequest().setSubsetOfAttributes(["x", "y"], layer.fields())
        made = {}
        for feature, places in _held(layer.getFeatures(request), self.marks):
            marks = {place: self.marks[place] for place in places}
            words = set(marks.values())
            own = (feature["x"], feature["y"])
            mark = words.pop() if len(words) == 1 else marks.get(own, NO_MARK)
            if mark:
                made[feature.id()] = mark
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


def _held(
    features: Iterable[QgsFeature], places: Iterable[Place]
) -> Iterator[Tuple[QgsFeature, List[Place]]]:
    """The features whose shapes hold some of the places, with those."""
    known = list(places)
    x, y = np.array(known, float).reshape(-1, 2).T
    for feature in features:
        shape = feature.geometry()
        box = shape.boundingBox()
        is_near = (x >= box.xMinimum()) & (x <= box.xMaximum())
        is_near &= (y >= box.yMinimum()) & (y <= box.yMaximum())
        near = [known[at] for at in np.flatnonzero(is_near)]
        if near:
            exact = QgsGeometry.createGeometryEngine(shape.constGet())
            exact.prepareGeometry()
            held = [place for place in near if exact.contains(QgsPoint(*place))]
            if held:
                yield feature, held
