"""Fine-tuning: epochs over windows with labels, stopped by polygons that are held out.

It can be killed after any step and goes on from its last epoch as if nothing had happened: what an
epoch draws depends on the seed and its number only.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import Any

import numpy.typing as npt
import torch
from torch.nn import functional

from ..context import Context
from ..errors import Cancelled
from .deep_augment import measured_again, turned
from .deep_batches import Batches
from .deep_checkpoint import Checkpoint
from .deep_loss import LabelLoss
from .deep_network import DeepNetwork
from .deep_progress import Course, Progress, optimiser_of, state_of, take_state
from .deep_split import STOP
from .deep_windows import NONE, LabelledWindow
from .split import Integers

LEAST_STEPS, MOST_WINDOWS = 16, 16
"""An epoch has so many steps where there are windows enough; a step sees so many at most."""

WARM_UP = 0.05
"""Share of the steps in which the rate rises."""

LONGEST_GRADIENT = 1.0
"""Longer ones are shortened, so that no single window overturns what was learnt."""

VERSION = 1
"""Changes when the same labels would give another head."""


class DeepFit:
    """One run of fine-tuning."""

    def __init__(
        self,
        network: DeepNetwork,
        windows: Sequence[LabelledWindow],
        classes: Integers,
        group: Integers,
        course: Course,
        batches: Batches,
        noise_shares: torch.Tensor,
    ) -> None:
        """Prepares the run.

        Args:
            network: on the device.
            windows: that hold the labels.
            classes: of the labels, ``(labels,)``.
            group: of the labels, see ``deep_split.Groups``.
            course: how to train.
            batches: how many windows the device takes.
            noise_shares: see ``deep_augment.noise_shares``.
        """
        self._network = network
        self._windows = windows
        self._classes = torch.from_numpy(classes)
        self._group = torch.from_numpy(group)
        self._course = course
        self._batches = batches
        self._noise = noise_shares.to(batches.device)
        self._loss = LabelLoss(windows, classes, group)
        self._step_windows = min(MOST_WINDOWS, max(1, len(self._loss.learnt) // LEAST_STEPS))
        self._steps = -(-len(self._loss.learnt) // self._step_windows)
        self._optimiser = optimiser_of(network.learning, course)
        self._window_seconds = 0.0
        self.progress = Progress()

    def run(self, checkpoint: Checkpoint, context: Context) -> Progress:
        """Trains until the held-out polygons gain nothing more.

        Args:
            checkpoint: where an earlier run may have come to; written after every epoch.
            context: told of every epoch, asked for cancellation.

        Raises:
            Cancelled: before the first epoch was complete. Later the run ends with what it has.
            DeviceOutOfMemory: not even one window fits.
        """
        state = checkpoint.read()
        if state is not None:
            learning = self._network.learning
            self.progress, scale = take_state(state, learning, self._optimiser)
            self._batches.scale = scale
            for entry in self.progress.curve:
                self._tell(entry, context)
            context.log(f"Training goes on after epoch {self.progress.epochs}.")
        else:
            start = self._held_out(context)
            self.progress.best_loss = start["held_out_loss"]
            self.progress.best = self._network.state()
        course, total = self._course, self._course.epochs * self._steps
        while not self.progress.is_over(course.epochs):
            if not self._epoch(total, context):
                break
            learning, scale = self._network.learning, self._batches.scale
            checkpoint.write(state_of(self.progress, learning, self._optimiser, scale))
        if not self.progress.cancelled:
            context.progress("fit", total, total)
        return self.progress

    def scores(self, group: Sequence[int], context: Context | None = None) -> npt.NDArray[Any]:
        """Scores of the labels of some groups, ``(labels, classes)``; NaN for all others.

        Args:
            group: of ``deep_split``.
            context: asked for cancellation, if there is one.

        Raises:
            Cancelled: the context was cancelled.
        """
        wanted = self._of(group)
        made = torch.full((len(self._classes), int(self._classes.max()) + 1), math.nan)
        for values, measured, members in self._batches.of(self._holding(group)):
            if context is not None:
                context.check_cancelled()
            scores = self._batches.computed(self._network, values, measured)
            places = torch.stack([w.central for w in members])
            held = (places != NONE) & wanted[places.clamp_min(0)]
            found = scores.movedim(1, -1).cpu()[held]
            made[places[held]] = found.float()
        return made.double().numpy()

    def seconds_for(self, group: Sequence[int]) -> float:
        """About how long ``scores`` takes, as far as it is known."""
        return self._window_seconds * len(self._holding(group))

    def _of(self, group: Sequence[int]) -> torch.Tensor:
        return torch.isin(self._group, torch.tensor(list(group)))

    def _holding(self, group: Sequence[int]) -> list[LabelledWindow]:
        wanted = self._of(group)
        return [w for w in self._windows if w.holds(wanted, central=True)]

    def _epoch(self, total: int, context: Context) -> bool:
        """One epoch; False where it was cancelled and there is something to keep."""
        number = self.progress.epochs
        draw = torch.Generator().manual_seed(self._course.seed * 1_000_003 + number)
        device_draw = torch.Generator(self._batches.device).manual_seed(draw.initial_seed() + 1)
        order = [
            self._loss.learnt[n] for n in torch.randperm(len(self._loss.learnt), generator=draw)
        ]
        losses = 0.0
        for step in range(self._steps):
            done = number * self._steps + step
            if context.is_cancelled and number:
                self.progress.cancelled = True
                return False
            context.check_cancelled()
            context.progress("fit", done, total)
            self._set_rates(done, total)
            first = step * self._step_windows
            chosen = order[first : first + self._step_windows]
            losses += self._step(chosen, draw, device_draw)
        entry: dict[str, Any] = {"epoch": number + 1, "epochs": self._course.epochs}
        entry["loss"] = _number(losses / self._steps)
        try:
            held = self._held_out(context)
        except Cancelled:
            if not number:
                raise
            self.progress.cancelled = True
            return False
        if self.progress.is_better(held["held_out_loss"]):
            self.progress.best_epoch = number + 1
            self.progress.best_loss = held["held_out_loss"]
            self.progress.best = self._network.state()
        self.progress.curve.append({**entry, **held, "best_epoch": self.progress.best_epoch})
        self._tell(self.progress.curve[-1], context)
        return True

    def _step(
        self, chosen: Sequence[int], draw: torch.Generator, device_draw: torch.Generator
    ) -> float:
        """Learns from some windows; returns their loss."""
        shown = [
            turned([w.values, w.measured, self._loss.targets(w)], draw)
            for w in (self._windows[n] for n in chosen)
        ]
        return self._batches.learn(
            self._network,
            self._optimiser,
            shown,
            lambda scores, targets: self._loss.of(scores, targets, len(chosen)),
            lambda values, measured: measured_again(values, measured, self._noise, device_draw),
            device_draw,
            LONGEST_GRADIENT,
        )

    def _held_out(self, context: Context) -> dict[str, float | None]:
        """Class-balanced loss and accuracy of the polygons that decide when training ends.

        None where there are none, or training went astray and no loss is a number any more.
        """
        held = (self._group == STOP).numpy()
        if not held.any():
            return {"held_out_loss": None, "held_out_accuracy": None}
        start = time.perf_counter()
        scores = torch.from_numpy(self.scores([STOP], context)[held])
        looked_at = max(1, len(self._holding([STOP])))
        self._window_seconds = (time.perf_counter() - start) / looked_at
        classes = self._classes[held]
        losses = functional.cross_entropy(scores, classes, reduction="none")
        right = (scores.argmax(1) == classes).double()
        present = torch.unique(classes)
        loss = torch.stack([losses[classes == c].mean() for c in present]).mean()
        accuracy = torch.stack([right[classes == c].mean() for c in present]).mean()
        return {
            "held_out_loss": _number(float(loss)),
            "held_out_accuracy": _number(float(accuracy)),
        }

    def _set_rates(self, done: int, total: int) -> None:
        """A short rise, then half a cosine down to 0."""
        rise = max(1.0, WARM_UP * total)
        share = min(1.0, (done + 1) / rise)
        if done >= rise:
            share = 0.5 * (1.0 + math.cos(math.pi * (done - rise) / max(1.0, total - rise)))
        for group in self._optimiser.param_groups:
            group["lr"] = group["highest"] * share

    def _tell(self, entry: dict[str, Any], context: Context) -> None:
        context.emit("partial", role="curve", values=entry)


def _number(value: float) -> float | None:
    """Rounded; None where it is none, for JSON has no NaN."""
    return round(value, 6) if math.isfinite(value) else None
