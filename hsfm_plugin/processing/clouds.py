"""``hsfm:clouds``: maps the clouds of a radiance product."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputString,
)

from ...engine.parameters import CLOUDS
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class CloudsAlgorithm(EngineAlgorithm):
    """Makes a cloud mask and, if wanted, a map of the cloud probability."""

    task = CLOUDS
    tag_words = (*EngineAlgorithm.tag_words, "cloud", "mask", "radiance", "SpecTf")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [QgsProcessingOutputString("json", tr("Areas as JSON"))]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        return {"json": json.dumps(metrics, sort_keys=True)}
