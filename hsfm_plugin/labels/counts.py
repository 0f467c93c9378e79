"""How much is labelled: polygons and pixels of each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsVectorLayerFeatureSource,
)

from ..compat import polygon_type
from .categories import as_text, plain
from .label_class import Found
from .label_layer import LabelLayer

Counted = Tuple[Dict[str, Found], Dict[str, "Count"]]
"""What the features say of their classes and how many there are, by the class field's values."""

FEW_POLYGONS = 5
"""Accuracy is measured in five spatial groups: with fewer polygons some groups miss the class."""
FEW_PIXELS = 30
"""Below about 30 samples a class mean is uncertain, by the usual rule of thumb."""


@dataclass
class Count:
    """Polygons (or points) of a class and the pixels they cover, rounded from their area."""

    polygons: int = 0
    pixels: float = 0.0

    @property
    def is_few(self) -> bool:
        """Whether the class has labels, but hardly enough."""
        if self.polygons == 0:
            return False
        return self.polygons < FEW_POLYGONS or round(self.pixels) < FEW_PIXELS


def count_later(
    labels: LabelLayer,
    crs: QgsCoordinateReferenceSystem,
    pixel_area: float,
    transforms: QgsCoordinateTransformContext,
) -> Callable[[Callable[[], bool]], Counted]:
    """Prepares the counting of a layer as it stands now, edits not saved yet included.

    Args:
        labels: the layer, read by a snapshot taken here in the main thread.
        crs: of the scene; geometries are measured in it.
        pixel_area: area of a scene pixel in the square of the CRS unit; 0 where it is unknown.
        transforms: of the project.

    Returns:
        What counts, given a function that says whether to stop; may run in any thread.
    """
    source = QgsVectorLayerFeatureSource(labels.layer)
    field, number_field, colour_field = labels.field, labels.number_field, labels.colour_field
    request = QgsFeatureRequest()
    wanted = [name for name in (field, number_field, colour_field) if name]
    request.setSubsetOfAttributes(wanted, labels.layer.fields())
    is_area = labels.layer.geometryType() == polygon_type()
    needs_transform = crs.isValid() and labels.layer.crs() != crs
    transform = QgsCoordinateTransform(labels.layer.crs(), crs, transforms)

    def count(is_cancelled: Callable[[], bool]) -> Counted:
        found: Dict[str, Found] = {}
        counts: Dict[str, Count] = {}
        for feature in source.getFeatures(request):
            if is_cancelled():
                break
            key = as_text(feature[field])
            if not key:
                continue
            if key not in found:
                number = plain(feature[number_field]) if number_field else None
                colour = plain(feature[colour_field]) if colour_field else None
                found[key] = Found(number, colour)
            if not feature.hasGeometry():
                continue
            entry = counts.setdefault(key, Count())
            entry.polygons += 1
            if not is_area:
                entry.pixels += 1
                continue
            geometry = feature.geometry()
            if needs_transform:
                try:
                    geometry.transform(transform)
                except QgsCsException:  # outside the projection's domain: covers no pixel
                    continue
            entry.pixels += geometry.area() / pixel_area if pixel_area else 0.0
        return found, counts

    return count


def by_class(labels: LabelLayer, counts: Dict[str, Count]) -> Dict[str, Count]:
    """Counts of the class field's values as counts of the classes, by their names."""
    made: Dict[str, Count] = {}
    for key, count in counts.items():
        entry = made.setdefault(labels.name_of(key), Count())
        entry.polygons += count.polygons
        entry.pixels += count.pixels
    return made
