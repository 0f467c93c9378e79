"""The linear head, and the operator that maps classes with whatever gives probabilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..stream.operator import Batch

if TYPE_CHECKING:
    import torch

    Probabilities = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """Reflectance ``(batch, bands, rows, cols)`` and where it was measured ``(batch, rows, cols)``
    to class probabilities ``(batch, classes, rows, cols)``, float32, on the same device."""

LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE = 1e-3, 1e3
"""Of a head from a file; far beyond what ``training.fit_linear.best_temperature`` chooses."""


@dataclass(frozen=True)
class LinearHead:
    """Softmax of a linear map of the features; any standardisation is folded in.

    Attributes:
        weight: float32 ``(classes, dims)``.
        bias: float32 ``(classes,)``.
        temperature: the scores are divided by it before the softmax; above 1 for a fit that was
            too sure of itself on held-out pixels.
    """

    weight: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    temperature: float = 1.0

    @property
    def classes(self) -> int:
        return int(self.weight.shape[0])

    @property
    def dims(self) -> int:
        return int(self.weight.shape[1])


class ClassifyOperator:
    """Maps class probabilities, then the best class and its probability.

    Gives the outputs ``class_map`` (uint8, 0 is nodata) and ``confidence`` (float32, NaN is
    nodata).

    Attributes:
        unanswered: valid pixels that became nodata because their probabilities are no numbers.
    """

    def __init__(
        self,
        probabilities: Probabilities,
        values: npt.NDArray[np.uint8],
        *,
        halo_px: int = 0,
        overlap_px: int = 0,
        window_px: int | None = None,
    ) -> None:
        """Prepares the map.

        Args:
            probabilities: a backend of ``engine.backends``.
            values: the map's value of each class, ``(classes,)``.
            halo_px, overlap_px, window_px: see ``stream.operator.Operator``.
        """
        self._probabilities = probabilities
        self._classes = values
        self._values: torch.Tensor | None = None
        self.unanswered = 0
        self.halo_px = halo_px
        self.overlap_px = overlap_px
        self.window_px = window_px

    def __call__(self, batch: Batch) -> torch.Tensor:
        return self._probabilities(batch.values, batch.measured)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        import torch

        if self._values is None:
            self._values = torch.from_numpy(self._classes).to(blended.device)
        best, place = blended.max(dim=0)
        answered = best.isfinite()  # a model of somebody else may have no answer
        self.unanswered += int((valid & ~answered).sum())
        valid = valid & answered
        best = best.masked_fill(~valid, float("nan"))
        classes = self._values[place].masked_fill(~valid, 0)
        return {"class_map": classes.cpu().numpy(), "confidence": best.cpu().numpy()}
