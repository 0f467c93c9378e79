"""``hsfm:findsimilar``: maps how similar each pixel is to chosen ones."""

from __future__ import annotations

from ...engine.parameters import FINDSIMILAR
from .engine_algorithm import EngineAlgorithm
from .scores import ScoreAlgorithm


class FindSimilarAlgorithm(ScoreAlgorithm):
    """Makes a map of the similarity to pixels, in the features of a backbone."""

    task = FINDSIMILAR
    tag_words = (*EngineAlgorithm.tag_words, "similarity", "search", "foundation model", "cosine")
