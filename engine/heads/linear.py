"""The linear head: one matrix product from features to class scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..models.backbone import Backbone
from ..stream.operator import Batch

if TYPE_CHECKING:
    import torch


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
    """

    def __init__(
        self,
        backbone: Backbone,
        head: LinearHead,
        values: npt.NDArray[np.uint8],
        device: torch.device,
    ) -> None:
        """Prepares the weights.

        Args:
            backbone: gives the features.
            head: scores them.
            values: the map's value of each class, ``(classes,)``.
            device: where the batches are.
        """
        import torch

        backbone.prepare(device)
        self._features = backbone.features
        self._weight = torch.from_numpy(head.weight / np.float32(head.temperature)).to(device)
        self._bias = torch.from_numpy(head.bias / np.float32(head.temperature)).to(device)
        self._values = torch.from_numpy(values).to(device)
        self.halo_px = backbone.halo_px
        self.overlap_px = backbone.overlap_px
        self.window_px = backbone.window_px

    def __call__(self, batch: Batch) -> torch.Tensor:
        features = self._features(batch)
        count, _, rows, cols = features.shape
        scores = self._weight @ features.flatten(2) + self._bias[:, None]
        return scores.softmax(dim=1).reshape(count, -1, rows, cols)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        best, place = blended.max(dim=0)
        best = best.masked_fill(~valid, float("nan"))
        classes = self._values[place].masked_fill(~valid, 0)
        return {"class_map": classes.cpu().numpy(), "confidence": best.cpu().numpy()}
