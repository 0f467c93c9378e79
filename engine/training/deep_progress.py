"""How a run of fine-tuning is meant to go, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import nn

from ..heads.deep import HEAD
from .deep_checkpoint import State
from .deep_network import Tensors

PATIENCE = 0.4
"""Share of the epochs after which training ends without anything better, but at least so many:"""
LEAST_PATIENCE = 12

DECAY = 0.05
"""Of weights with two dimensions or more; norms and biases do not decay."""

_NOW, _BEST, _MOMENT = "now", "best", "moment"
_MOMENTS = ("step", "exp_avg", "exp_avg_sq")
"""What AdamW keeps of every tensor."""


@dataclass(frozen=True)
class Course:
    """How a run is trained.

    Attributes:
        epochs: at most.
        head_rate, backbone_rate: highest learning rates.
        seed: of everything that is drawn.
    """

    epochs: int
    head_rate: float
    backbone_rate: float
    seed: int


@dataclass
class Progress:
    """How far a run has come.

    Attributes:
        curve: ``epoch``, ``loss``, ``held_out_loss`` and ``held_out_accuracy`` of every epoch.
        best_epoch: 0 while the head that training started from is the best.
        best_loss: of held-out polygons; None where nothing is held out: the last epoch counts.
        best: the tensors that learn, after that epoch.
        cancelled: whether it was stopped.
    """

    curve: list[dict[str, Any]] = field(default_factory=list)
    best_epoch: int = 0
    best_loss: float | None = None
    best: Tensors = field(default_factory=dict)
    cancelled: bool = False

    @property
    def epochs(self) -> int:
        return len(self.curve)

    def is_over(self, epochs: int) -> bool:
        waited = self.epochs - self.best_epoch
        return self.epochs >= epochs or waited >= max(LEAST_PATIENCE, round(PATIENCE * epochs))

    def is_better(self, loss: float | None) -> bool:
        """Whether an epoch with this held-out loss is to be kept."""
        return self.best_loss is None or (loss is not None and loss < self.best_loss)


def optimiser_of(learning: Mapping[str, nn.Parameter], course: Course) -> torch.optim.AdamW:
    """Two rates, with and without decay; each group knows its highest rate."""
    groups = []
    for is_head, rate in ((True, course.head_rate), (False, course.backbone_rate)):
        for decays in (True, False):
            tensors = [
                tensor
                for name, tensor in learning.items()
                if name.startswith(HEAD) == is_head and (tensor.ndim > 1) == decays
            ]
            if tensors:
                decay = DECAY if decays else 0.0
                groups.append({"params": tensors, "highest": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, lr=course.head_rate)


def state_of(
    progress: Progress,
    learning: Mapping[str, nn.Parameter],
    optimiser: torch.optim.Optimizer,
    scale: float,
) -> State:
    """What a checkpoint keeps.

    Args:
        progress: so far.
        learning: the tensors that learn.
        optimiser: theirs.
        scale: of losses.
    """
    tensors = {f"{_NOW}.{name}": each.detach().cpu().clone() for name, each in learning.items()}
    tensors |= {f"{_BEST}.{name}": each for name, each in progress.best.items()}
    for name, tensor in learning.items():
        for key, each in optimiser.state.get(tensor, {}).items():
            tensors[f"{_MOMENT}.{name}.{key}"] = each.detach().cpu().clone()
    facts = {
        "curve": progress.curve,
        "best_epoch": progress.best_epoch,
        "best_loss": progress.best_loss,
        "scale": scale,
    }
    return State(tensors, facts)


def take_state(
    state: State, learning: Mapping[str, nn.Parameter], optimiser: torch.optim.Optimizer
) -> tuple[Progress, float]:
    """Sets tensors and optimiser to what ``state_of`` kept; gives progress and scale."""
    with torch.no_grad():
        for name, tensor in learning.items():
            tensor.copy_(state.tensors[f"{_NOW}.{name}"])
            moments = {key: state.tensors.get(f"{_MOMENT}.{name}.{key}") for key in _MOMENTS}
            kept = {key: each for key, each in moments.items() if each is not None}
            if kept:  # steps are counted on the CPU
                optimiser.state[tensor] = {
                    key: each if key == "step" else each.to(tensor.device)
                    for key, each in kept.items()
                }
    best = {
        name.partition(".")[2]: each
        for name, each in state.tensors.items()
        if name.startswith(f"{_BEST}.")
    }
    facts = state.facts
    progress = Progress(facts["curve"], facts["best_epoch"], facts["best_loss"], best)
    return progress, float(facts["scale"])
