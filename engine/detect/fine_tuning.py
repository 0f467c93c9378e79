"""Fine-tunes a network for detection on windows whose pixels are partly labelled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from ..context import Context
from ..devices import named_memory_errors
from ..models.hypersigma.detection import ANOMALY, OVERLAP, SIDE
from ..stream.loop import stream_batches
from ..stream.operator import Batch
from .detector import SceneRun
from .pixel_sample import place_keys

Labels = Callable[[Batch, int], npt.NDArray[np.int64]]

MOST_WINDOWS = 64
"""The scenes of the paper have about as many; larger ones would take hours to learn."""

WITH_ANOMALIES = 0.75
"""Share of the windows that hold a likely anomaly, where there are enough."""

EPOCHS, RATE, DECAY = 10, 6e-5, 5e-4
"""Of the paper."""

BATCH = 4
"""Windows of a step."""


class LabelledWindow(NamedTuple):
    """A window to learn from.

    Attributes:
        values: reflectance ``(bands, rows, cols)``, on the CPU.
        measured: ``(rows, cols)``.
        labels: ``(rows, cols)``, a class or ``FineTuning.IGNORED``.
    """

    values: torch.Tensor
    measured: torch.Tensor
    labels: torch.Tensor


class WindowsReducer:
    """Chooses windows by numbers that belong to their places, so the same in whatever order.

    Attributes:
        windows: the chosen ones, in a random order.
    """

    def __init__(self, labels: Labels, seed: int) -> None:
        """Takes what labels the members of batches, and the seed of the choice."""
        self.windows: list[LabelledWindow] = []
        self._labels, self._seed = labels, seed

    def take(self, run: SceneRun) -> None:
        """Looks at all windows of an area; raises as ``stream_batches``."""
        kept: dict[bool, list[tuple[int, LabelledWindow]]] = {True: [], False: []}
        batches = stream_batches(
            run.scene,
            run.plan,
            device=torch.device("cpu"),
            context=run.context,
            phase="statistics",
            area=run.area,
            overlap_px=OVERLAP,
            window_px=SIDE,
            memory_mib=run.memory_mib,
        )
        with closing(batches):
            for batch in batches:
                for number, window in enumerate(batch.windows):
                    labels = self._labels(batch, number)
                    if (labels == FineTuning.IGNORED).all():
                        continue
                    holders = kept[bool((labels == ANOMALY).any())]
                    key = int(place_keys(window, self._seed)[0])
                    if len(holders) == MOST_WINDOWS and key > holders[-1][0]:
                        continue
                    one = LabelledWindow(
                        batch.values[number].clone(),
                        batch.measured[number].clone(),
                        torch.from_numpy(labels),
                    )
                    holders.append((key, one))
                    holders.sort(key=lambda held: held[0])
                    del holders[MOST_WINDOWS:]
        few = min(len(kept[False]), MOST_WINDOWS - round(WITH_ANOMALIES * MOST_WINDOWS))
        with_anomalies = kept[True][: MOST_WINDOWS - few]
        without = kept[False][: MOST_WINDOWS - len(with_anomalies)]
        chosen = sorted([*with_anomalies, *without], key=lambda held: held[0])
        self.windows = [window for _, window in chosen]


class FineTuning:
    """Epochs over labelled windows, the same for the same seed; GPUs add up in another order."""

    IGNORED = 255
    """The label of pixels that are not learnt from."""

    def __init__(self, network: nn.Module, standard: nn.Module, seed: int) -> None:
        """Takes a network, what its input goes through first, and the seed of the order."""
        self._network, self._standard = network, standard
        self._draw = torch.Generator().manual_seed(seed)

    def run(
        self, windows: Sequence[LabelledWindow], context: Context, device: torch.device
    ) -> float:
        """Trains; gives the mean loss of the last epoch.

        Raises:
            Cancelled: the context was cancelled.
            DeviceOutOfMemory: the device has no room for a step.
        """
        optimiser = torch.optim.AdamW(self._network.parameters(), RATE, weight_decay=DECAY)
        self._network.train()
        steps = -(-len(windows) // BATCH)
        losses: list[float] = []
        for epoch in range(EPOCHS):
            order = torch.randperm(len(windows), generator=self._draw).tolist()
            losses = []
            for step in range(steps):
                context.progress("fit", epoch * steps + step, EPOCHS * steps)
                context.check_cancelled()
                chosen = [windows[place] for place in order[step * BATCH : (step + 1) * BATCH]]
                values, measured, labels = (torch.stack(each).to(device) for each in zip(*chosen))
                with named_memory_errors(device):
                    scores = self._network(self._standard(values, measured))
                    loss = functional.cross_entropy(scores, labels, ignore_index=self.IGNORED)
                    optimiser.zero_grad()
                    loss.backward()  # type: ignore[no-untyped-call]
                    optimiser.step()
                losses.append(float(loss.detach()))
        context.progress("fit", EPOCHS * steps, EPOCHS * steps)
        return float(np.mean(losses))
