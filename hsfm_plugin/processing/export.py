"""``hsfm:export``: writes a head with its backbone as one ONNX model."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...engine.parameters import EXPORT
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class ExportAlgorithm(EngineAlgorithm):
    """Makes an ONNX model for other programs; what it takes and gives goes to JSON."""

    task = EXPORT
    tag_words = (*EngineAlgorithm.tag_words, "ONNX", "model", "exchange")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [QgsProcessingOutputString("json", tr("Description as JSON"))]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        return {"json": json.dumps(metrics, sort_keys=True)}
