"""Matched filter: how far a pixel has gone from the background's mean towards the target.

Source: Manolakis, Marden, Shaw (2003), "Hyperspectral image processing for automatic target
detection applications", Lincoln Laboratory Journal 14(1); with the mean removed from pixel and
target.
"""

from __future__ import annotations

from typing import Any

from ...stream.sink import Sink
from .background import TargetBackground, background_of, require_difference
from .detector import FloatArray, Search
from .linear import LinearOperator


def matched_filters(spectra: FloatArray, model: TargetBackground) -> FloatArray:
    """Filters ``(targets, bands)`` that give 0 at the background's mean and 1 at the target.

    Raises:
        BadParameter: a target is the background's mean.
    """
    white = (spectra - model.mean) @ model.whitener.T
    require_difference(white)
    made: FloatArray = white @ model.whitener / (white**2).sum(axis=1, keepdims=True)
    return made


class TargetDetector:
    """0 at the background's mean, 1 at the target; in between about its share of the pixel."""

    title = "matched filter"
    source = "Manolakis, Marden, Shaw (2003), Lincoln Laboratory Journal 14(1)"
    ceiling = None

    def detect(self, search: Search, sink: Sink) -> dict[str, Any]:
        model = background_of(search)
        filters = matched_filters(search.spectra, model)
        search.run.map(LinearOperator(filters, model.mean, search.run.device), sink)
        return model.facts()
