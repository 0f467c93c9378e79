"""``hsfm:report``: writes what is known of a classifier and its map into one HTML file."""

from __future__ import annotations

from typing import Any, Dict, List

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputHtml,
)

from ...engine.parameters import REPORT
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values


class ReportAlgorithm(EngineAlgorithm):
    """Makes a page that the Results Viewer of Processing lists."""

    task = REPORT
    tag_words = (*EngineAlgorithm.tag_words, "report", "accuracy", "HTML")

    def more_outputs(self) -> List[QgsProcessingOutputDefinition]:
        return [QgsProcessingOutputHtml("html", tr("Report"))]

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        if metrics["missing"]:
            feedback.pushInfo(
                tr("This head is of an older HSFM, so some figures are missing. Train it again.")
            )
        return {"html": self.values["out"]}
