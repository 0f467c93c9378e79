"""Whether two backends make the same map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

EQUAL_SHARE = 0.999
"""A faster backend is only taken if at least this share of the labels stays the same."""


@dataclass(frozen=True)
class Agreement:
    """How alike two backends' probabilities are.

    Attributes:
        equal_labels: share of the valid pixels with the same best class, 0 to 1.
        largest_difference: of any probability of a valid pixel.
        pixels: valid pixels that were compared.
    """

    equal_labels: float
    largest_difference: float
    pixels: int

    @property
    def is_same_map(self) -> bool:
        return self.pixels > 0 and self.equal_labels >= EQUAL_SHARE

    def __str__(self) -> str:
        return (
            f"{100 * self.equal_labels:.3f} % of {self.pixels} labels equal, largest difference "
            f"of a probability {self.largest_difference:.2g}"
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "equal_labels": self.equal_labels,
            "largest_difference": self.largest_difference,
            "pixels": self.pixels,
        }


def compare(one: torch.Tensor, other: torch.Tensor, valid: torch.Tensor) -> Agreement:
    """Compares probabilities ``(batch, classes, rows, cols)`` where ``valid`` is True.

    A pixel with a probability that is no number counts as another label.
    """
    pixels = int(valid.sum())
    if pixels == 0:
        return Agreement(0.0, 0.0, 0)
    first, second = (made.float().movedim(1, -1)[valid] for made in (one, other))
    finite = torch.isfinite(first).all(dim=1) & torch.isfinite(second).all(dim=1)
    equal = (first.argmax(dim=1) == second.argmax(dim=1)) & finite
    difference = (first - second).abs().nan_to_num(nan=1.0, posinf=1.0).max()
    return Agreement(float(equal.double().mean()), float(difference), pixels)
