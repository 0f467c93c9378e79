"""Spectral angle: how alike the shapes of two spectra are, whatever their brightness.

Source: Kruse et al. (1993), "The spectral image processing system (SIPS)", Remote Sensing of
Environment 44(2-3).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch

from ...stream.sink import Sink
from .background import require_difference
from .detector import FloatArray, Search
from .pixelwise import TargetOperator, best_of, on_device

RIGHT_ANGLE = math.pi / 2


class AngleOperator(TargetOperator):
    """Maps 1 less the smallest angle to a target in right angles: 1 is the same shape.

    The angle comes from the distance of the two spectra at length 1 (Kahan, 2006, "How futile are
    mindless assessments of roundoff", on mangled angles); a cosine in float32 has no digits left
    for small angles. Of many targets the cosine, in float64, tells the nearest, to which alone the
    distance is taken. A pixel without any reflectance has no shape, and scores 0.
    """

    def __init__(self, spectra: FloatArray, device: torch.device) -> None:
        """Takes the targets ``(targets, bands)``.

        Raises:
            BadParameter: a target has no reflectance at all.
        """
        super().__init__(device)
        require_difference(spectra)
        unit = spectra / np.linalg.norm(spectra, axis=1, keepdims=True)
        self._units = on_device(unit, device, exact=True)
        self._shapes = on_device(unit.T, device)

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        lengths = pixels.norm(dim=0)
        shapes = pixels / lengths.clamp(min=1e-30)
        _, nearest = best_of(self._units, pixels.to(self._units.dtype))
        distances = (shapes - self._shapes[:, nearest]).norm(dim=0)
        angles = 2 * torch.asin((distances / 2).clamp(max=1.0))
        return (1 - angles / RIGHT_ANGLE).masked_fill_(lengths == 0, 0.0)


class TargetDetector:
    """1 where a pixel has the target's shape, 0 at right angles to it."""

    title = "spectral angle"
    source = "Kruse et al. (1993), Remote Sensing of Environment 44(2-3)"
    ceiling = 1.0

    def detect(self, search: Search, sink: Sink) -> dict[str, Any]:
        search.run.map(AngleOperator(search.spectra, search.run.device), sink)
        return {}
