"""What lies around a target: mean and covariance of the area, without the pixels marked as target.

The covariance is loaded on its diagonal. A target spectrum never is exactly that of the target in
the scene (calibration, atmosphere, illumination), and where pixels that hold the target are part of
the statistics, an unloaded filter takes the small difference for the background and suppresses the
target itself.

Source: Carlson (1988), "Covariance matrix estimation errors and diagonal loading in adaptive
arrays", IEEE TAES 24(4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ...errors import BadParameter, TooSmall
from ...scene.quality import refuse_if_empty
from ..rx import (
    MIN_PIXELS,
    SMALLEST_VARIANCE,
    MomentsReducer,
    lower_triangular,
    oas_shrinkage,
)
from .detector import FloatArray, Search
from .marked import Unmarked

LEAST_SHRINKAGE = 5e-4
"""The share of the mean variance on the diagonal in any case: about 0.13 % of reflectance a band.

Measured with targets in 0.5 % of EnMAP Potsdam, their spectra off by 2 % a band and 4 % over the
spectrum: at a false-alarm rate of 1e-3, ACE finds 27 % of targets of half a pixel without it, and
all with it. Where the spectrum is exact, it costs: of targets of 5 % of a pixel ACE finds 73 %
instead of 76 %, the matched filter 55 % instead of 70 %. To leave out the 2 % of pixels most like
the target instead needs one more pass, and takes the background's own tail away: the matched filter
then finds 55 % also without loading, and 36 % with it."""


@dataclass(frozen=True)
class TargetBackground:
    """What ordinary pixels look like.

    Attributes:
        mean: ``(bands,)``.
        whitener: ``(bands, bands)``, lower triangular; whitened ordinary pixels, less the mean,
            have the identity as covariance.
        shrinkage: the share of the identity in the covariance.
        pixels: how many it comes from.
    """

    mean: FloatArray
    whitener: FloatArray
    shrinkage: float
    pixels: int

    def facts(self) -> dict[str, Any]:
        """For the provenance."""
        return {"shrinkage": self.shrinkage, "background_pixels": self.pixels}


def background_of(search: Search) -> TargetBackground:
    """Passes once over the area.

    Raises:
        AllNodata, TooSmall: too few pixels are left.
        EngineError: whatever the scene or the device refuse.
    """
    run = search.run
    moments = MomentsReducer(run.plan.out_bands, run.device)
    run.reduce(Unmarked(moments, search.marked))
    if len(search.marked) and moments.count < MIN_PIXELS:
        raise TooSmall(
            f"Beside the pixels of the target only {moments.count} pixels of the area are valid; a "
            f"background needs {MIN_PIXELS} at least.",
            hint="Choose a larger area, or mark fewer pixels.",
        )
    refuse_if_empty(run.scene, moments.count)
    return target_background(moments)


def target_background(moments: MomentsReducer, shrinkage: float | None = None) -> TargetBackground:
    """Makes the background model from moments.

    Args:
        moments: of the background's pixels.
        shrinkage: the share of the identity in the covariance; None for that of
            ``rx.oas_shrinkage``, but at least ``LEAST_SHRINKAGE``.

    Raises:
        AllNodata, TooSmall: see ``MomentsReducer.moments``; or all pixels are equal.
    """
    mean, covariance = moments.moments()
    if shrinkage is None:
        shrinkage = max(LEAST_SHRINKAGE, oas_shrinkage(covariance, moments.count))
    level = float(np.trace(covariance)) / len(mean)
    loaded = (1 - shrinkage) * covariance + shrinkage * level * np.eye(len(mean))
    variances, vectors = np.linalg.eigh(loaded)
    if variances[-1] <= 0:
        raise TooSmall(
            "All valid pixels of the area are the same, so that no target can stand out.",
            hint="Choose a larger area.",
        )
    floor = SMALLEST_VARIANCE * variances[-1]
    root = vectors.T / np.sqrt(np.maximum(variances, floor))[:, None]
    return TargetBackground(mean, lower_triangular(root), shrinkage, moments.count)


def require_difference(directions: FloatArray) -> None:
    """Refuses targets that do not differ from what scores 0.

    Args:
        directions: ``(targets, bands)``, what is compared with a pixel's.

    Raises:
        BadParameter: one of them is 0 everywhere.
    """
    for number in np.flatnonzero(~(np.abs(directions).max(axis=1) > 0)):
        raise BadParameter(
            f"The spectrum of target {number + 1} is just that of the background, or has no "
            "reflectance at all; nothing can be told by it.",
            hint="Choose other pixels or another spectrum.",
        )
