"""Dresses a result when Processing has loaded it: style, history, date."""

# ruff: noqa: N802 - the methods bear the names that QGIS calls

from __future__ import annotations

from typing import Any, List, Mapping

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
)

from ..layers.dress import dress

_KEPT: List[QgsProcessingLayerPostProcessorInterface] = []
"""Processing keeps no reference to a post-processor made in Python; each leaves when it is done."""


class _Dresser(QgsProcessingLayerPostProcessorInterface):
    def __init__(self, provenance: Mapping[str, Any]) -> None:
        super().__init__()
        self._provenance = provenance

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        problem = dress(layer, self._provenance)
        if problem:
            feedback.pushWarning(problem)


def style_when_loaded(
    path: str, provenance: Mapping[str, Any], context: QgsProcessingContext
) -> None:
    """Has the layer at ``path`` styled once it is loaded; nothing if it will not be loaded."""
    if not context.willLoadLayerOnCompletion(path):
        return
    dresser = _Dresser(provenance)
    _KEPT.append(dresser)
    context.layerToLoadOnCompletionDetails(path).setPostProcessor(dresser)
