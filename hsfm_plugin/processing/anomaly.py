"""``hsfm:anomaly``: scores how unlike the rest of the scene each pixel is."""

from __future__ import annotations

from ...engine.parameters import ANOMALY
from .engine_algorithm import EngineAlgorithm
from .scores import ScoreAlgorithm


class AnomalyAlgorithm(ScoreAlgorithm):
    """Makes an anomaly map and, if wanted, a list of what is unusual."""

    task = ANOMALY
    tag_words = (*EngineAlgorithm.tag_words, "anomaly", "outlier", "Reed-Xiaoli", "RX")
