"""Local Reed-Xiaoli detector: how unlike its surroundings each pixel is.

What is computed is exact: the squared Mahalanobis distance of every pixel to the mean of the ring
around it, in the covariance of that ring (divisor n - 1), with every band. Mean and covariance of
the whole area only give the coordinates in which that is computed, where all directions have
similar variance; the distance does not depend on them. Rings with fewer than two measured pixels
per band are filled up with average pixels of the area (see ``ring_walk``), so that the covariance
of few pixels can be inverted and the detector becomes the global one where nothing is around a
pixel. Masked pixels and mirrored ones beyond the edges of the scene are in no ring.

Source: Reed, Yu (1990), "Adaptive multiple-band CFAR detection of an optical pattern with unknown
spectral distribution", IEEE TASSP 38(10); the two windows are those of Kwon, Der, Nasrabadi (2003),
"Adaptive anomaly detection using subspace separation for hyperspectral imagery", Optical
Engineering 42(11).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..scene.grid import Grid, Window
from ..scene.quality import refuse_if_empty
from ..stream.operator import Batch
from ..stream.sink import Sink
from .chunks import Chunks
from .components import Components
from .detector import ROLE, SceneRun
from .dual_window import DualWindow
from .lapack import can_compute, single_threaded
from .leading import components_of
from .ring_walk import Axis, LapackRingWalk, RingWalk
from .rx import MomentsReducer

STEPS = 128
"""Pixels of a walk; its first ring costs as much as eight steps."""

CPU_SUMS_BYTES, DEVICE_SUMS_BYTES = 1 << 23, 1 << 28
"""What the sums of the walkers that go side by side may take: a share of the CPU's cache, a part
of a GPU. With fewer walkers, Python's own time between the steps counts for more: threads then wait
for its lock."""

MOST_WALKERS = 2048

LAPACK_FROM = 48
"""Components from which on the CPU takes one matrix after the other instead of batches."""


class LocalRxOperator:
    """Maps the squared Mahalanobis distance of each pixel to the ring around it; NaN is nodata.

    Gives the output ``anomaly`` (float32). With fewer components than bands it is the distance in
    these components.
    """

    overlap_px = 0
    window_px: int | None = None

    def __init__(
        self, components: Components, window: DualWindow, grid: Grid, device: torch.device
    ) -> None:
        """Prepares for the windows of one scene.

        Args:
            components: coordinates in which the area has unit covariance.
            window: guard and background.
            grid: of the scene; no ring reaches beyond it.
            device: where to compute; the CPU in place of devices without float64.

        Raises:
            BadParameter: the windows make no sense or do not fit into the scene.
        """
        window.check(grid)
        self.halo_px = window.halo_px
        self._components, self._window, self._grid = components, window, grid
        self._device = torch.device("cpu") if device.type == "mps" else device
        self._chunks = Chunks(self._device)
        budget = CPU_SUMS_BYTES if self._device.type == "cpu" else DEVICE_SUMS_BYTES
        sums_bytes = 8 * (1 + components.count) ** 2
        self._kind = RingWalk
        if self._device.type == "cpu" and components.count >= LAPACK_FROM and can_compute():
            self._kind = LapackRingWalk
        self._walkers = min(MOST_WALKERS, max(1, budget // sums_bytes))

    def __call__(self, batch: Batch) -> torch.Tensor:
        made = batch.values.new_zeros((len(batch.windows), 1, *batch.values.shape[2:]))
        core = slice(self.halo_px, -self.halo_px)
        for number, window in enumerate(batch.windows):
            scores = self._scores(
                batch.values[number].to(self._device),
                batch.measured[number].to(self._device),
                batch.valid[number, core, core].cpu().numpy(),
                window,
            )
            made[number, 0, core, core] = scores.to(made)
        return made

    def _scores(
        self,
        values: torch.Tensor,
        measured: torch.Tensor,
        wanted: npt.NDArray[np.bool_],
        window: Window,
    ) -> torch.Tensor:
        """Distances ``(rows, cols)`` of the pixels of a window without its halo."""
        rows = self._axis(window.row_off, window.height, self._grid.height)
        cols = self._axis(window.col_off, window.width, self._grid.width)
        points = self._points(values, measured)
        walk = self._kind(points, values.shape[2], self._window, rows, cols)
        scores = torch.zeros(wanted.shape, device=self._device)

        starts = [
            (row, col)
            for col in range(0, window.width, STEPS)
            for row in range(window.height)
            if wanted[row, col : col + STEPS].any()
        ]
        groups = [starts[at : at + self._walkers] for at in range(0, len(starts), self._walkers)]

        def go(group: list[tuple[int, int]]) -> torch.Tensor:
            first = torch.tensor(group, device=self._device)
            steps = min(STEPS, window.width - min(col for _, col in group))
            return walk.distances(first[:, 0], first[:, 1], steps).float()

        with single_threaded():
            for group, distances in zip(groups, self._chunks.each(go, groups)):
                for (row, col), line in zip(group, distances):
                    end = min(col + STEPS, window.width)
                    scores[row, col:end] = line[: end - col]
        return scores

    def _axis(self, first: int, count: int, size: int) -> Axis:
        """Places of pixels and windows, counted from the first pixel of the halo."""
        outer, inner = self._window.starts(first, count, size)
        corner = first - self.halo_px
        places = np.arange(self.halo_px, self.halo_px + count)
        along = (places, outer - corner, inner - corner)
        return Axis(*(torch.from_numpy(each).to(self._device) for each in along))

    def _points(self, values: torch.Tensor, measured: torch.Tensor) -> torch.Tensor:
        """``[1, x]`` of each pixel in the components, as ``RingWalk`` wants them."""
        pixels, known = values.flatten(1), measured.flatten()
        count = pixels.shape[1]
        points = values.new_zeros((count + 1, 1 + self._components.count))

        def fill(place: slice) -> None:
            points[place, 0] = 1.0
            points[place, 1:] = self._components.of(pixels[:, place]).T
            points[place].masked_fill_(~known[place, None], 0.0)

        for _ in self._chunks.apply(fill, count):
            pass
        return points

    def finish(
        self, blended: torch.Tensor, valid: torch.Tensor
    ) -> Mapping[str, npt.NDArray[np.generic]]:
        scores = blended[0].masked_fill(~valid, float("nan"))
        return {ROLE: scores.cpu().numpy()}


class AnomalyDetector:
    """Squared Mahalanobis distance to the ring around each pixel, in all bands."""

    title = "local Reed-Xiaoli"
    source = "Reed, Yu (1990), IEEE TASSP 38(10); Kwon, Der, Nasrabadi (2003), Opt. Eng. 42(11)"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        window = DualWindow(run.values["inner"], run.values["outer"])
        window.check(run.scene.grid)
        moments = MomentsReducer(run.plan.out_bands, run.device, exact=True)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        components = components_of(*moments.moments(), run.plan.out_bands)
        run.map(LocalRxOperator(components, window, run.scene.grid, run.device), sink)
        return {"inner": window.inner, "outer": window.outer, "bands": components.count}
