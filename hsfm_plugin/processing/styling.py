"""Dresses a result when Processing has loaded it: style, history, date."""

# ruff: noqa: N802 - the methods bear the names that QGIS calls

from __future__ import annotations

from typing import Any, List, Mapping

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from ..layers.detection_layer import SCENE_KEY, SOUGHT_KEY, TITLE_KEY
from ..layers.dress import dress

_KEPT: List[QgsProcessingLayerPostProcessorInterface] = []
"""Processing keeps no reference to a post-processor made in Python; each leaves when it is done."""


class _Dresser(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, path: str, provenance: Mapping[str, Any]) -> None:
        super().__init__()
        self._path, self._provenance = path, provenance

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        try:
            problem = dress(layer, self._provenance)
            if isinstance(layer, QgsVectorLayer):
                name_list(layer, self._provenance)
            if problem:
                feedback.pushWarning(problem)
        finally:
            if context.willLoadLayerOnCompletion(self._path):  # it must not name what is gone
                context.layerToLoadOnCompletionDetails(self._path).setPostProcessor(None)
            _KEPT.remove(self)


def name_list(layer: QgsVectorLayer, provenance: Mapping[str, Any]) -> None:
    """Lets the panel know a list of detections, so that it offers its window.

    Its layer is of its own: that of no other list shows it, nor does it ever show another one.
    """
    scene = (provenance.get("parameters") or {}).get("scene")
    layer.setCustomProperty(SCENE_KEY, str(scene or ""))
    layer.setCustomProperty(SOUGHT_KEY, layer.source())
    layer.setCustomProperty(TITLE_KEY, layer.name())  # the last: who hears of it reads the others


def style_when_loaded(
    path: str, provenance: Mapping[str, Any], context: QgsProcessingContext
) -> None:
    """Has the layer at ``path`` styled once it is loaded; nothing if it will not be loaded."""
    if not context.willLoadLayerOnCompletion(path):
        return
    dresser = _Dresser(path, provenance)
    _KEPT.append(dresser)
    context.layerToLoadOnCompletionDetails(path).setPostProcessor(dresser)
