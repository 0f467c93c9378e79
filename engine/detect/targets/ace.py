"""Adaptive cosine estimator: whether a pixel differs from the background in the target's direction.

Source: Kraut, Scharf (1999), "The CFAR adaptive subspace detector is a scale-invariant GLRT", IEEE
TSP 47(9).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from ...stream.sink import Sink
from ..chunks import row_blocks
from .background import TargetBackground, background_of, require_difference
from .detector import FloatArray, Search
from .pixelwise import TargetOperator, best_of, on_device

TINY = 1e-30
"""Keeps the pixel that is the mean itself at score 0."""


class AceOperator(TargetOperator):
    """Maps the squared cosine between pixel and target, both whitened, with the cosine's sign.

    The square alone gives a pixel that differs from the background in just the opposite direction
    the highest score; with the sign it gets the lowest. Where it is positive it is what others call
    ACE.
    """

    def __init__(self, spectra: FloatArray, model: TargetBackground, device: torch.device) -> None:
        """Prepares the map.

        Args:
            spectra: of the targets, ``(targets, bands)``.
            model: the background.
            device: where the batches are.

        Raises:
            BadParameter: a target is the background's mean.
        """
        super().__init__(device)
        white = (spectra - model.mean) @ model.whitener.T
        require_difference(white)
        filters = white / np.linalg.norm(white, axis=1, keepdims=True) @ model.whitener
        self._filters = on_device(filters, device, exact=True)
        self._mean = on_device(model.mean, device, exact=True)[:, None]
        self._whitener = on_device(model.whitener, device)
        self._blocks = row_blocks(len(model.mean))

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        exact = pixels - self._mean
        best = best_of(self._filters, exact)[0].float()
        centred = exact.float()
        squares = pixels.new_full((pixels.shape[1],), TINY)
        for first, last in self._blocks:
            white = self._whitener[first:last, :last] @ centred[:last]
            squares += white.square_().sum(dim=0)
        return best * best.abs() / squares


class TargetDetector:
    """1 where a pixel lies in the target's direction, whatever its share; 0 at right angles."""

    title = "adaptive cosine estimator"
    source = "Kraut, Scharf (1999), IEEE TSP 47(9)"
    ceiling = 1.0

    def detect(self, search: Search, sink: Sink) -> dict[str, Any]:
        model = background_of(search)
        search.run.map(AceOperator(search.spectra, model, search.run.device), sink)
        return model.facts()
