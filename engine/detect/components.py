"""Linear combinations of bands in which the pixels of an area have unit covariance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch

from .rx import SMALLEST_VARIANCE

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Components:
    """An affine change of coordinates: ``matrix @ (x - mean)``.

    Attributes:
        mean: ``(bands,)``.
        matrix: ``(components, bands)``.
    """

    mean: FloatArray
    matrix: FloatArray

    @property
    def count(self) -> int:
        return len(self.matrix)

    @classmethod
    def leading(
        cls, mean: FloatArray, covariance: FloatArray, count: int | None = None
    ) -> Components:
        """The principal components of largest variance, each divided by its deviation.

        Args:
            mean: ``(bands,)`` of the area.
            covariance: ``(bands, bands)`` of the area.
            count: how many; all of them if there are fewer, or if None. Distances in the
                covariance of other pixels are the same in all components as in the bands.
        """
        variances, vectors = np.linalg.eigh(covariance)
        variances, vectors = variances[::-1][:count], vectors[:, ::-1][:, :count]
        floor = max(SMALLEST_VARIANCE * float(variances[0]), np.finfo(np.float64).tiny)
        return cls(mean, vectors.T / np.sqrt(np.maximum(variances, floor))[:, None])

    def of(self, pixels: torch.Tensor) -> torch.Tensor:
        """The components of pixels ``(bands, pixels)``: ``(components, pixels)``, float64.

        Small components are small differences of large numbers, which float32 sums would spoil.
        """
        mean = torch.from_numpy(self.mean).to(pixels.device)[:, None]
        matrix = torch.from_numpy(np.ascontiguousarray(self.matrix)).to(pixels.device)
        return matrix @ (pixels.double() - mean)
