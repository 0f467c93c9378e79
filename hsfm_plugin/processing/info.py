"""``hsfm:info``: what the engine understood of a scene."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...engine.parameters import INFO
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class InfoAlgorithm(EngineAlgorithm):
    """Describes a scene; everything as JSON, and what a model may want to branch on."""

    task = INFO
    tag_words = (*EngineAlgorithm.tag_words, "metadata", "wavelength", "bands")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [
            QgsProcessingOutputString("json", tr("Description as JSON")),
            QgsProcessingOutputString("sensor", tr("Sensor")),
            QgsProcessingOutputString("level", tr("Processing level")),
            QgsProcessingOutputString("acquired", tr("Acquisition time (UTC)")),
            QgsProcessingOutputNumber("bands_total", tr("Bands")),
            QgsProcessingOutputNumber("bands_usable", tr("Usable bands")),
            QgsProcessingOutputNumber("valid_pixels", tr("Valid pixels")),
        ]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        values = {
            "json": json.dumps(metrics, sort_keys=True),
            "sensor": metrics["sensor"],
            "level": metrics["level"],
            "acquired": metrics["acquired"],
            "bands_total": metrics["bands_total"],
            "bands_usable": metrics["bands_usable"],
            "valid_pixels": metrics["pixels"]["valid"],
        }
        names = {output.name(): output.description() for output in self.more_outputs()}
        for name, value in values.items():
            if name != "json" and value not in (None, ""):
                feedback.pushInfo(f"{names[name]}: {value}")
        return values
