"""``hsfm:assess``: compares a class map with reference labels."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import ASSESS
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values

SCORES = ("overall_accuracy", "balanced_accuracy", "kappa")


class AssessAlgorithm(EngineAlgorithm):
    """Measures a map; areas with intervals go to JSON, if the reference is a random sample."""

    task = ASSESS
    tag_words = (*EngineAlgorithm.tag_words, "accuracy", "validation", "confusion matrix", "area")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        labels = (tr("Overall accuracy"), tr("Balanced accuracy"), tr("Kappa"))
        return [
            *(QgsProcessingOutputNumber(name, label) for name, label in zip(SCORES, labels)),
            QgsProcessingOutputString("json", tr("Accuracy and areas as JSON")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        names = {output.name(): output.description() for output in self.more_outputs()}
        results: Values = {"json": json.dumps(metrics, sort_keys=True)}
        for name in SCORES:
            results[name] = metrics[name]
            feedback.pushInfo(f"{names[name]}: {metrics[name]:.3f}")
        area = metrics.get("area")
        if area is None:
            feedback.pushInfo(str(metrics.get("area_refused") or ""))
            return results
        for row in area["classes"]:
            if row["area_ha"] is None or row["ci95_ha"] is None:
                continue  # a map without a coordinate system has no hectares
            text = tr("{name}: {area:.1f} ± {interval:.1f} ha (95 % confidence interval)")
            feedback.pushInfo(
                text.format(name=row["name"], area=row["area_ha"], interval=row["ci95_ha"])
            )
        return results
