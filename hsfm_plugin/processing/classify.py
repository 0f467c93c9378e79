"""``hsfm:classify``: maps the classes of a head over a scene."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...engine.parameters import CLASSIFY
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class ClassifyAlgorithm(EngineAlgorithm):
    """Makes a class map and, if wanted, maps of how sure it is."""

    task = CLASSIFY
    tag_words = (*EngineAlgorithm.tag_words, "classification", "land cover", "confidence")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [QgsProcessingOutputString("json", tr("Classes and areas as JSON"))]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        for entry in metrics.get("classes") or ():
            text = tr("{name}: {pixels} pixels, {area:.2f} ha")
            feedback.pushInfo(
                text.format(
                    name=entry["name"], pixels=entry["pixels"], area=entry.get("area_ha") or 0.0
                )
            )
        unlike = metrics.get("unlike_percent")
        if unlike is not None:
            text = tr("{percent:.1f} % of the pixels are unlike everything labelled")
            feedback.pushInfo(text.format(percent=unlike))
        return {"json": json.dumps(metrics, sort_keys=True)}
