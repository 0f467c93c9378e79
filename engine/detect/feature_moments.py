"""Mean and covariance of features, which can be a thousand and more for each pixel."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..errors import TooSmall
from .rx import MIN_PIXELS

FloatArray = npt.NDArray[np.float64]


class FeatureMoments:
    """Adds up features of pixels in float64."""

    def __init__(self, dims: int) -> None:
        self.count = 0
        self._shift: torch.Tensor | None = None
        self._sum = torch.zeros(dims, dtype=torch.float64)
        self._products = torch.zeros((dims, dims), dtype=torch.float64)

    def add(self, features: torch.Tensor) -> None:
        """Takes ``(pixels, dims)``."""
        pixels = features.double()
        if self._shift is None:
            self._shift = pixels.mean(dim=0)
        pixels = pixels - self._shift
        self.count += len(pixels)
        self._sum += pixels.sum(dim=0)
        self._products.addmm_(pixels.T, pixels)

    def moments(self) -> tuple[FloatArray, FloatArray]:
        """Mean ``(dims,)`` and covariance ``(dims, dims)`` with the divisor n.

        Raises:
            TooSmall: there were fewer than ``MIN_PIXELS`` pixels.
        """
        if self._shift is None or self.count < MIN_PIXELS:
            raise TooSmall(
                f"Only {self.count} pixels of the area are valid; a background needs "
                f"{MIN_PIXELS} at least.",
                hint="Choose a larger area.",
            )
        offset = self._sum / self.count
        covariance = self._products / self.count - torch.outer(offset, offset)
        return (self._shift + offset).numpy(), covariance.numpy()
