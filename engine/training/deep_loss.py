"""What a window teaches: the classes of its labels, and how much each pixel counts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from .deep_split import TRAIN
from .deep_windows import NONE, LabelledWindow
from .split import Integers

RARE = 0.999
"""Pixels of a class repeat each other. Source: Cui et al. (2019), "Class-balanced loss based on
effective number of samples", eq. 2, beta."""


class LabelLoss:
    """Weighted cross-entropy of the pixels with labels that are learnt; all others carry none.

    Attributes:
        learnt: the windows that hold such labels, as places in the list.
    """

    def __init__(
        self, windows: Sequence[LabelledWindow], classes: Integers, group: Integers
    ) -> None:
        """Weighs the classes.

        Args:
            windows: all of them.
            classes: of the labels, ``(labels,)``, from 0.
            group: of the labels, see ``deep_split.Groups``.
        """
        learning = torch.from_numpy(group == TRAIN)
        self._target = torch.where(learning, torch.from_numpy(classes), NONE)
        counts = np.bincount(classes[group == TRAIN], minlength=int(classes.max()) + 1)
        weights = (1.0 - RARE) / (1.0 - RARE ** np.maximum(counts, 1))
        self._weights = torch.tensor(weights, dtype=torch.float32)
        self.learnt = [n for n, w in enumerate(windows) if w.holds(learning, central=False)]
        weighed = [self._weighed(windows[number]) for number in self.learnt]
        self._mean = max(float(np.mean(weighed)), 1e-12)

    def targets(self, window: LabelledWindow) -> torch.Tensor:
        """Classes that are learnt ``(side, side)``, ``NONE`` elsewhere."""
        places = window.labels
        return torch.where(places == NONE, NONE, self._target[places.clamp_min(0)])

    def of(self, scores: torch.Tensor, targets: torch.Tensor, windows: int) -> torch.Tensor:
        """The loss of a part of a step of so many windows; losses of parts are added.

        Windows with many labels count more than others, so that every pixel counts the same.

        Args:
            scores: ``(batch, classes, rows, cols)``.
            targets: ``(batch, rows, cols)``.
            windows: of the whole step.
        """
        total = functional.cross_entropy(
            scores.float(),
            targets,
            self._weights.to(scores.device),
            ignore_index=NONE,
            reduction="sum",
        )
        made: torch.Tensor = total / (self._mean * windows)
        return made

    def _weighed(self, window: LabelledWindow) -> float:
        targets = self.targets(window)
        return float(self._weights[targets[targets != NONE]].sum())
