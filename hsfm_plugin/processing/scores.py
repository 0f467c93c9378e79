"""What the algorithms that make a score map tell besides their files."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class ScoreAlgorithm(EngineAlgorithm):
    """Makes a score map; its threshold and how much lies above it are number outputs."""

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
            tr("{above} of {pixels} pixels lie above the threshold of {threshold:.4g}").format(
                above=metrics["above"], pixels=metrics["pixels"], threshold=metrics["threshold"]
            )
        )
        tell_detections(metrics, feedback)
        return results


def tell_detections(metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> None:
    """Says how many detections were listed; nothing where no list was asked for."""
    found = metrics.get("detections")
    if not found:
        return
    text = tr("{count} detections, {listed} of them in the list, {flagged} flagged as artefacts")
    feedback.pushInfo(
        text.format(count=found["count"], listed=found["listed"], flagged=found["flagged"])
    )
