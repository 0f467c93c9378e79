"""``hsfm:train``: fits a head to labels and measures it on polygons that were held out."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import TRAIN
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values

SCORES = ("balanced_accuracy", "overall_accuracy", "kappa")


class TrainAlgorithm(EngineAlgorithm):
    """Trains a classifier; the head goes to a file, its accuracy to numbers and JSON."""

    task = TRAIN
    tag_words = (*EngineAlgorithm.tag_words, "classification", "land cover", "labels", "accuracy")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        labels = (tr("Balanced accuracy"), tr("Overall accuracy"), tr("Kappa"))
        return [
            *(QgsProcessingOutputNumber(name, label) for name, label in zip(SCORES, labels)),
            QgsProcessingOutputString("winner", tr("Most accurate classifier")),
            QgsProcessingOutputNumber("calibration_error", tr("Expected calibration error")),
            QgsProcessingOutputString("json", tr("Accuracy report as JSON")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        names = {output.name(): output.description() for output in self.more_outputs()}
        results: Values = {"json": json.dumps(metrics, sort_keys=True)}
        for name in SCORES:
            score = metrics.get(name)
            if not score or score.get("mean") is None:
                continue  # too few polygons to hold any out; a warning says so
            results[name] = score["mean"]
            spread = f" ± {score['std']:.3f}" if score.get("std") is not None else ""
            feedback.pushInfo(f"{names[name]}: {score['mean']:.3f}{spread}")
        for rival in metrics.get("baseline") or ():
            text = tr("For comparison, {name}: balanced accuracy {accuracy:.3f}")
            accuracy = rival["balanced_accuracy"]["mean"]
            feedback.pushInfo(text.format(name=rival["name"], accuracy=accuracy))
        if metrics.get("winner"):
            results["winner"] = metrics["winner"]
        error = (metrics.get("calibration") or {}).get("ece_after")
        if error is not None:
            results["calibration_error"] = error
            feedback.pushInfo(f"{names['calibration_error']}: {error:.3f}")
        return results
