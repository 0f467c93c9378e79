"""``hsfm:quickmap``: maps land cover without any labels."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import QUICKMAP
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class QuickMapAlgorithm(EngineAlgorithm):
    """Makes a cover map and, if wanted, the share of each cover and how sure the model is."""

    task = QUICKMAP
    tag_words = (
        *EngineAlgorithm.tag_words,
        *("land cover", "unmixing", "fractions", "unsupervised", "vegetation", "soil", "water"),
    )

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("covers", tr("Number of covers found")),
            QgsProcessingOutputString("json", tr("Covers and areas as JSON")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        found = [entry for entry in metrics["classes"] if entry["pixels"]]
        for entry in found:
            text = tr("{name}: {pixels} pixels, {area:.2f} ha")
            feedback.pushInfo(
                text.format(
                    name=entry["name"], pixels=entry["pixels"], area=entry.get("area_ha") or 0.0
                )
            )
        feedback.pushInfo(
            tr("The model was trained on simulated spectra; check the map before use.")
        )
        return {"covers": len(found), "json": json.dumps(metrics, sort_keys=True)}
