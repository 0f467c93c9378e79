"""The linear head, and the operator that maps classes with whatever gives probabilities."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
import numpy.typing as npt

from ..stream.operator import Batch

if TYPE_CHECKING:
    import torch

    Probabilities = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """Reflectance ``(batch, bands, rows, cols)`` and where it was measured ``(batch, rows, cols)``
    to class probabilities ``(batch, classes, rows, cols)``, float32, on the same device."""

    Distances = Callable[[Sequence[torch.Tensor], torch.Tensor], torch.Tensor]
    """Parts of the features and where they were measured ``(batch, rows, cols)`` to distances of
    the same shape, float32; see ``unlike.Unlike``."""

SETS_NODATA = 255
"""Of class sets; a set that is counted in the same raster holds fewer classes."""

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


class Features(Protocol):
    """A backend whose network gives features."""

    def with_parts(
        self, values: torch.Tensor, valid: torch.Tensor
    ) -> tuple[Sequence[torch.Tensor], torch.Tensor]:
        """The parts of the features, and the class probabilities that they give."""


class ClassifyOperator:
    """Maps class probabilities, then the best class and its probability.

    Gives the outputs ``class_map`` (uint8, 0 is nodata) and ``confidence`` (float32, NaN is
    nodata); and where they are asked for ``sets`` (uint8 ``(1 + classes, rows, cols)``: how many
    classes a pixel may belong to, then 1 for each of them and 0 for the others, 255 is nodata) and
    ``unlike`` (float32, NaN is nodata).

    Attributes:
        unanswered: valid pixels that became nodata because their probabilities are no numbers.
    """

    def __init__(
        self,
        probabilities: Probabilities,
        values: npt.NDArray[np.uint8],
        *,
        least_probability: float | None = None,
        distances: Distances | None = None,
        halo_px: int = 0,
        overlap_px: int = 0,
        window_px: int | None = None,
    ) -> None:
        """Prepares the map.

        Args:
            probabilities: a backend of ``engine.backends``.
            values: the map's value of each class, ``(classes,)``.
            least_probability: of the classes of a set; None for no sets.
            distances: how far pixels are from everything labelled, for a backend that gives
                features too; None for none.
            halo_px, overlap_px, window_px: see ``stream.operator.Operator``.
        """
        self._probabilities = probabilities
        self._distances = distances
        self._least = least_probability
        self._classes = values
        self._values: torch.Tensor | None = None
        self.unanswered = 0
        self.halo_px = halo_px
        self.overlap_px = overlap_px
        self.window_px = window_px

    def __call__(self, batch: Batch) -> torch.Tensor:
        if self._distances is None:
            return self._probabilities(batch.values, batch.measured)
        import torch

        backend = cast("Features", self._probabilities)
        parts, made = backend.with_parts(batch.values, batch.measured)
        return torch.cat((made, self._distances(parts, batch.measured)[:, None]), dim=1)

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        import torch

        if self._values is None:
            self._values = torch.from_numpy(self._classes).to(blended.device)
        odds = blended[: len(self._values)]
        best, place = odds.max(dim=0)
        answered = best.isfinite()  # a model of somebody else may have no answer
        self.unanswered += int((valid & ~answered).sum())
        valid = valid & answered
        made = {
            "class_map": self._values[place].masked_fill(~valid, 0),
            "confidence": best.masked_fill(~valid, float("nan")),
        }
        if self._least is not None:
            members = (odds >= self._least).to(torch.uint8).scatter_(0, place[None], 1)
            counts = members.sum(dim=0, keepdim=True, dtype=torch.uint8)
            made["sets"] = torch.cat((counts, members)).masked_fill(~valid, SETS_NODATA)
        if self._distances is not None:
            made["unlike"] = blended[-1].masked_fill(~valid, float("nan"))
        return {role: output.cpu().numpy() for role, output in made.items()}
