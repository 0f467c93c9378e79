"""Linear filters: one number a band and target, the same for all pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from .pixelwise import TargetOperator, best_of, on_device

FloatArray = npt.NDArray[np.float64]


class LinearOperator(TargetOperator):
    """Maps the largest of ``filters @ (x - origin)``."""

    def __init__(self, filters: FloatArray, origin: FloatArray, device: torch.device) -> None:
        """Takes filters ``(targets, bands)`` and the origin ``(bands,)``, which scores 0."""
        super().__init__(device)
        self._filters = on_device(filters, device, exact=True)
        self._origin = on_device(origin, device, exact=True)[:, None]

    def scores(self, pixels: torch.Tensor) -> torch.Tensor:
        return best_of(self._filters, pixels - self._origin)[0].float()
