"""Polygons whose spectrum is far from that of their class: which ones, and showing one."""

from __future__ import annotations

from typing import Any, Dict, List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas

from ..labels.label_class import LabelClass
from ..labels.label_layer import LabelLayer

_AROUND_PX = 40
"""How much of the scene is shown around the polygon, to each side."""
_NEAR_PX = 1.0


def far_polygons(class_spectra: Dict[str, Any]) -> Dict[int, List[Dict[str, Any]]]:
    """The polygons far from their class, by the number of the class, the farthest first.

    Args:
        class_spectra: the engine's answer to ``spectra``; may be empty.
    """
    found: Dict[int, List[Dict[str, Any]]] = {}
    for polygon in class_spectra.get("polygons") or []:
        if polygon.get("is_far"):
            found.setdefault(int(polygon["class"]), []).append(polygon)
    for polygons in found.values():
        polygons.sort(key=lambda polygon: -float(polygon.get("distance") or 0.0))
    return found


def show_polygon(
    canvas: QgsMapCanvas,
    labels: LabelLayer,
    entry: LabelClass,
    polygon: Dict[str, Any],
    crs: QgsCoordinateReferenceSystem,
    pixel_size: float,
) -> bool:
    """Zooms to a polygon of ``far_polygons`` and selects it.

    Args:
        canvas: where it is shown.
        labels, entry: the layer that holds it, and its class.
        polygon: ``x`` and ``y`` are a place in it.
        crs: of the scene, whose coordinates they are.
        pixel_size: of the scene, in units of its CRS.

    Returns:
        False where its place cannot be shown in the map's CRS.
    """
    context = QgsProject.instance().transformContext()
    place = QgsPointXY(float(polygon["x"]), float(polygon["y"]))
    side = 2 * _AROUND_PX * pixel_size
    shown = QgsRectangle.fromCenterAndSize(place, side, side)
    to_map = QgsCoordinateTransform(crs, canvas.mapSettings().destinationCrs(), context)
    to_layer = QgsCoordinateTransform(crs, labels.layer.crs(), context)
    # A polygon smaller than a pixel need not hold the middle of the pixel.
    near = QgsRectangle.fromCenterAndSize(place, _NEAR_PX * pixel_size, _NEAR_PX * pixel_size)
    try:
        extent, area = to_map.transformBoundingBox(shown), to_layer.transformBoundingBox(near)
    except QgsCsException:
        return False
    request = QgsFeatureRequest().setFilterRect(area)
    request.setFlags(QgsFeatureRequest.Flag.ExactIntersect)
    middle = QgsGeometry.fromPointXY(area.center())
    held = [f for f in labels.layer.getFeatures(request) if labels.class_of(f) == entry.name]
    held.sort(key=lambda feature: feature.geometry().distance(middle))
    labels.layer.selectByIds([feature.id() for feature in held[:1]])
    canvas.setExtent(extent)
    canvas.refresh()
    return True
