"""``hsfm:anomaly``: scores how unlike the rest of the scene each pixel is."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import ANOMALY
from .engine_algorithm import EngineAlgorithm, Values, tr


class AnomalyAlgorithm(EngineAlgorithm):
    """Makes an anomaly map; the threshold for the chosen false-alarm rate is a number output."""

    task = ANOMALY
    tag_words = (*EngineAlgorithm.tag_words, "anomaly", "outlier", "Reed-Xiaoli", "RX")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("threshold", tr("Threshold")),
            QgsProcessingOutputNumber("above", tr("Pixels above the threshold")),
            QgsProcessingOutputString("json", tr("Statistics as JSON")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        results: Values = {"json": json.dumps(metrics, sort_keys=True)}
        for name in ("threshold", "above"):
            results[name] = metrics[name]
        feedback.pushInfo(
            tr("{above} of {pixels} pixels lie above the threshold of {threshold:.1f}").format(
                above=metrics["above"], pixels=metrics["pixels"], threshold=metrics["threshold"]
            )
        )
        return results
