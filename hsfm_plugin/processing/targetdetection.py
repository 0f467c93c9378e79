"""``hsfm:targetdetection``: scores how much of a known material each pixel holds."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingFeedback

from ...engine.parameters import TARGETDETECTION
from ..i18n import tr
from .engine_algorithm import EngineAlgorithm, Values
from .scores import ScoreAlgorithm


class TargetDetectionAlgorithm(ScoreAlgorithm):
    """Makes a score map of pixels, polygons or spectra of a library, and a list if wanted."""

    task = TARGETDETECTION
    tag_words = (
        *EngineAlgorithm.tag_words,
        *("target", "matched filter", "ACE", "CEM", "spectral angle", "SAM", "spectral library"),
    )

    def more_results(self, metrics: Dict[str, Any], feedback: QgsProcessingFeedback) -> Values:
        for target in metrics.get("targets") or ():
            feedback.pushInfo(tr("Target: {name}").format(name=target["name"]))
        return super().more_results(metrics, feedback)
