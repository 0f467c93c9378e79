"""``hsfm:traits``: maps traits of vegetation and the moisture of soil."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import TRAITS
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class TraitsAlgorithm(EngineAlgorithm):
    """Makes a raster of one band a trait; its mean and range go to JSON."""

    task = TRAITS
    tag_words = (
        *EngineAlgorithm.tag_words,
        *("vegetation", "chlorophyll", "leaf area index", "LAI", "water content", "soil moisture"),
    )

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputNumber("traits", tr("Number of traits found")),
            QgsProcessingOutputString("json", tr("Traits as JSON")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        found = [entry for entry in metrics["traits"] if entry["pixels"]]
        for entry in found:
            text = tr("{title}: {mean:.4g} {unit} ({minimum:.4g} to {maximum:.4g})")
            feedback.pushInfo(text.format(**entry))
        feedback.pushInfo(
            tr("The model was trained on simulated spectra; check the map before use.")
        )
        return {"traits": len(found), "json": json.dumps(metrics, sort_keys=True)}
