"""``hsfm:detections``: lists the connected pixels of a score map above a threshold."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import DETECTIONS
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values
from .scores import tell_detections


class DetectionsAlgorithm(EngineAlgorithm):
    """Makes a layer of polygons with rank, score, size and spectra from a score map."""

    task = DETECTIONS
    tag_words = (*EngineAlgorithm.tag_words, "anomaly", "target", "objects", "polygonize")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("count", tr("Number of detections")),
            QgsProcessingOutputNumber("threshold", tr("Threshold")),
            QgsProcessingOutputString("json", tr("Statistics as JSON")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        tell_detections(metrics, feedback)
        return {
            "count": metrics["detections"]["count"],
            "threshold": metrics["threshold"],
            "json": json.dumps(metrics, sort_keys=True),
        }
