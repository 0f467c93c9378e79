"""Computes batches of windows on a device, as many at a time as it has memory for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from typing import Any

import torch

from ..context import Context
from ..devices import named_memory_errors
from ..errors import DeviceOutOfMemory
from .deep_windows import LabelledWindow

CPU_PIXELS, DEVICE_PIXELS = 1 << 15, 1 << 18
"""Pixels that are computed together."""

FIRST_SCALE = 2.0**14
"""Losses are multiplied by it where gradients are computed in float16."""

Shown = Sequence[torch.Tensor]
"""Values, what is measured, and targets of one window."""


class Batches:
    """Windows on a device; a batch that does not fit into its memory is computed in parts.

    Attributes:
        device: where.
        scale: of losses in float16; 1 where it is not needed.
    """

    def __init__(self, device: torch.device, side_px: int, context: Context) -> None:
        """Chooses the precision and the first size of the parts.

        Args:
            device: where the network is.
            side_px: of the windows.
            context: told where the parts become smaller.
        """
        self.device = device
        self._context = context
        pixels = CPU_PIXELS if device.type == "cpu" else DEVICE_PIXELS
        self._most = max(1, pixels // side_px**2)
        self._lower: torch.dtype | None = None
        if device.type == "cuda":
            wide = torch.cuda.get_device_capability(device)[0] >= 8  # since Ampere
            self._lower = torch.bfloat16 if wide else torch.float16
        self.scale = FIRST_SCALE if self._lower == torch.float16 else 1.0

    def of(
        self, windows: Sequence[LabelledWindow]
    ) -> Iterator[tuple[torch.Tensor, torch.Tensor, Sequence[LabelledWindow]]]:
        """Gives windows a part at a time: values and what is measured, and the windows."""
        first = 0
        while first < len(windows):
            members = windows[first : first + self._most]
            values = torch.stack([w.values for w in members])
            yield values, torch.stack([w.measured for w in members]), members
            first += len(members)

    def computed(
        self, network: torch.nn.Module, values: torch.Tensor, measured: torch.Tensor
    ) -> torch.Tensor:
        """Scores without gradients, in float32 as maps are.

        Raises:
            DeviceOutOfMemory: not even one window fits.
        """
        try:
            with named_memory_errors(self.device), torch.no_grad():
                made: torch.Tensor = network(values.to(self.device), measured.to(self.device))
            return made
        except DeviceOutOfMemory:
            if len(values) == 1:
                raise
            self._smaller()
            half = len(values) // 2
            parts = zip((values[:half], values[half:]), (measured[:half], measured[half:]))
            return torch.cat([self.computed(network, *part) for part in parts])

    def learn(
        self,
        network: torch.nn.Module,
        optimiser: torch.optim.Optimizer,
        shown: Sequence[Shown],
        loss_of: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
        augment: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
        draw: torch.Generator,
        longest: float,
    ) -> float:
        """Takes one step of the optimiser; returns the loss.

        Args:
            network: gives scores.
            optimiser: of its tensors.
            shown: the windows of the step.
            loss_of: from scores and targets; losses of parts are added.
            augment: changes values, drawing from ``draw``.
            draw: is set back where the step is repeated in smaller parts.
            longest: of the gradient; it is shortened to this.

        Raises:
            DeviceOutOfMemory: not even one window fits.
        """
        before = draw.get_state()
        while True:
            try:
                with named_memory_errors(self.device):
                    loss = self._gradients(network, optimiser, shown, loss_of, augment)
                break
            except DeviceOutOfMemory as exc:
                optimiser.zero_grad()
                if self._most == 1:
                    raise DeviceOutOfMemory(
                        f"{exc.message} Not even one window fits.",
                        hint="Choose conv instead, a smaller backbone, or another device.",
                        detail=exc.detail,
                    ) from exc
                self._smaller()
                draw.set_state(before)
        tensors = [t for group in optimiser.param_groups for t in group["params"]]
        for tensor in tensors:
            if tensor.grad is not None:
                tensor.grad.div_(self.scale)
        length = torch.nn.utils.clip_grad_norm_(tensors, longest)
        if bool(length.isfinite()):
            optimiser.step()
        elif self._lower == torch.float16:
            self.scale = max(1.0, self.scale / 2)
        optimiser.zero_grad()
        return loss

    def _gradients(
        self,
        network: torch.nn.Module,
        optimiser: torch.optim.Optimizer,
        shown: Sequence[Shown],
        loss_of: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
        augment: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    ) -> float:
        optimiser.zero_grad()
        total = 0.0
        for first in range(0, len(shown), self._most):
            members = shown[first : first + self._most]
            values, measured, target = (torch.stack(each).to(self.device) for each in zip(*members))
            values = augment(values, measured)
            scope: Any = nullcontext()
            if self._lower is not None:
                scope = torch.autocast(self.device.type, self._lower)
            with scope:
                scores = network(values, measured)
            loss = loss_of(scores, target)
            (loss * self.scale).backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
        return total

    def _smaller(self) -> None:
        self._most = max(1, self._most // 2)
        self._context.log(f"The device's memory is full; {self._most} windows at a time.")
