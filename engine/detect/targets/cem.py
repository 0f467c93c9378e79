"""Constrained energy minimisation: 1 at the target, and as near to 0 as possible elsewhere.

Source: Harsanyi (1993), "Detection and classification of subpixel spectral signatures in
hyperspectral image sequences", PhD thesis, University of Maryland Baltimore County; the filter is
R^-1 d / (d^T R^-1 d) with the correlation matrix R of the scene.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...stream.sink import Sink
from .background import TargetBackground, background_of, require_difference
from .detector import FloatArray, Search
from .linear import LinearOperator


def cem_filters(spectra: FloatArray, model: TargetBackground) -> FloatArray:
    """Filters ``(targets, bands)`` that give 1 at the target.

    The correlation matrix is that of the loaded covariance: R = C + m m^T. With the whitened mean
    and targets, its inverse is one rank-1 step from that of C (Sherman, Morrison, 1950).

    Raises:
        BadParameter: a target has no reflectance at all.
    """
    white, mean = spectra @ model.whitener.T, model.whitener @ model.mean
    along = white - np.outer(white @ mean, mean) / (1 + mean @ mean)
    require_difference(along)
    energy = (along * white).sum(axis=1, keepdims=True)
    made: FloatArray = along @ model.whitener / energy
    return made


class TargetDetector:
    """1 at the target; the mean square over the scene is the least possible."""

    title = "constrained energy minimisation"
    source = "Harsanyi (1993), PhD thesis, University of Maryland Baltimore County"
    ceiling = None

    def detect(self, search: Search, sink: Sink) -> dict[str, Any]:
        model = background_of(search)
        filters = cem_filters(search.spectra, model)
        origin = np.zeros(len(model.mean))
        search.run.map(LinearOperator(filters, origin, search.run.device), sink)
        return model.facts()
