"""Trains the encoder from the first step to the last; can be stopped and resumed at any step."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..models.hsfm.network import Spectral, build
from .calibrating import normalise
from .learning import Weights, loss_of
from .mixing import Mixer
from .views import Disturbances

STATE = "state.pt"
LOG = "log.jsonl"


@dataclass(frozen=True)
class Recipe:
    """Everything that decides what is learned, besides the pools.

    Attributes:
        config: of the network, see ``network.build``.
        steps: how many.
        pixels: drawn for each step; each is seen by two sensors.
        rate: highest learning rate; it rises for a twentieth of the steps, then falls to 0.
        decay: of the weights.
        seed: of all draws.
        weights: how much each task counts.
        how: disturbances of the views.
    """

    config: dict[str, Any] = field(default_factory=lambda: {"width": 192, "dims": 64, "blocks": 2})
    steps: int = 3_000
    pixels: int = 1024
    rate: float = 2e-3
    decay: float = 0.05
    seed: int = 0
    weights: Weights = field(default_factory=Weights)
    how: Disturbances = field(default_factory=Disturbances)

    def text(self) -> str:
        """A JSON text that differs where anything differs."""
        return json.dumps(asdict(self), sort_keys=True)


class Training:
    """A network on its way.

    Attributes:
        net: as far as it has come.
        step: how many steps are done.
    """

    def __init__(
        self,
        recipe: Recipe,
        mixer: Mixer,
        share: Sequence[float] | npt.NDArray[np.float64],
        origin: str = "",
    ) -> None:
        """Starts from the recipe's seed.

        Args:
            recipe: what to do.
            mixer: of the training pool.
            share: how often each of the mixer's sensors is drawn.
            origin: what else decides the outcome, as a digest; a state of another is not resumed.
        """
        torch.manual_seed(recipe.seed)
        self._recipe, self._mixer, self._origin = recipe, mixer, origin
        self._share = torch.tensor(np.asarray(share), dtype=torch.float64)
        self._random = torch.Generator().manual_seed(recipe.seed)
        self.net: Spectral = build(recipe.config)
        normalise(self.net, mixer, recipe.how, self._random)
        self._optimiser = torch.optim.AdamW(
            self.net.parameters(), lr=recipe.rate, weight_decay=recipe.decay
        )
        self._schedule = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, recipe.rate, total_steps=recipe.steps, pct_start=0.05
        )
        self.step = 0

    def run(self, until: int, told: Callable[[int, dict[str, float]], None], every: int) -> None:
        """Learns.

        Args:
            until: the step to stop after.
            told: gets the step and the mean of every loss since it was told last.
            every: how many steps apart.
        """
        self.net.train()
        sums: dict[str, float] = {}
        since = 0
        while self.step < until:
            pair = torch.multinomial(self._share, 2, generator=self._random).tolist()
            terms = loss_of(
                self.net,
                self._mixer,
                (pair[0], pair[1]),
                self._recipe.pixels,
                self._recipe.weights,
                self._recipe.how,
                self._random,
            )
            self._optimiser.zero_grad()
            terms["all"].backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
            self._optimiser.step()
            self._schedule.step()
            self.step += 1
            since += 1
            for name, value in terms.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if self.step % every == 0 or self.step == until:
                told(self.step, {name: value / since for name, value in sums.items()})
                sums, since = {}, 0
        self.net.eval()

    def save(self, folder: Path) -> None:
        """Keeps the state, so that ``resume`` goes on as if nothing had happened."""
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{STATE}.part"
        torch.save(
            {
                "recipe": self._recipe.text(),
                "origin": self._origin,
                "step": self.step,
                "net": self.net.state_dict(),
                "optimiser": self._optimiser.state_dict(),
                "schedule": self._schedule.state_dict(),
                "random": self._random.get_state(),
            },
            part,
        )
        os.replace(part, folder / STATE)

    def resume(self, folder: Path) -> bool:
        """Takes up the state of an earlier run.

        Returns:
            False where there is none that can be read, or it was made by another recipe or origin.
        """
        place = folder / STATE
        if not place.is_file():
            return False
        try:
            state = torch.load(place, weights_only=True)
            same = (state["recipe"], state["origin"]) == (self._recipe.text(), self._origin)
        except Exception:  # a damaged file makes torch.load raise nearly anything
            return False
        if not same:
            return False
        self.net.load_state_dict(state["net"])
        self._optimiser.load_state_dict(state["optimiser"])
        self._schedule.load_state_dict(state["schedule"])
        self._random.set_state(state["random"])
        self.step = int(state["step"])
        return True
