"""Local Reed-Xiaoli detector: how unlike its surroundings each pixel is.

What is computed is exact up to rounding: the squared Mahalanobis distance of every pixel to the
mean of the ring around it, in the covariance of that ring (divisor n - 1), with every band. Mean
and covariance of the whole area only give the coordinates in which that is computed, where all
directions have similar variance; the distance does not depend on them. Rings with fewer than two
measured pixels per band are filled up with average pixels of the area (see ``ring_tree``), so that
the covariance of few pixels can be inverted and the detector becomes the global one where nothing
is around a pixel. Masked pixels and mirrored ones beyond the edges of the scene are in no ring.

Source: Reed, Yu (1990), "Adaptive multiple-band CFAR detection of an optical pattern with unknown
spectral distribution", IEEE TASSP 38(10); the two windows are those of Kwon, Der, Nasrabadi (2003),
"Adaptive anomaly detection using subspace separation for hyperspectral imagery", Optical
Engineering 42(11).
"""

from __future__ import annotations

import itertools
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch

from ..scene.grid import Grid, Window
from ..scene.quality import refuse_if_empty
from ..stream.operator import Batch
from ..stream.sink import Sink
from ..threads import one_thread
from .chunks import Chunks
from .components import Components
from .detector import SceneRun
from .dual_window import DualWindow
from .lapack import can_compute
from .leading import components_of
from .placed_lists import PlacedLists
from .ring_lists import LEAVES, SIDE, Starts, lists_of
from .ring_tree import LapackRingTree, RingTree
from .rx import MomentsReducer
from .score_operator import ScoreOperator

CPU_SUMS_BYTES, DEVICE_SUMS_BYTES = 1 << 24, 1 << 28
"""What the sums of the leaves that are computed together may take: a share of the CPU's cache, a
part of a GPU."""

CPU_POINTS_BYTES, DEVICE_POINTS_BYTES = 1 << 26, 1 << 30
"""What the points of the rings that are computed together may take, likewise."""

MOST_BLOCKS = 256

LAPACK_FROM = 48
"""Components from which on the CPU takes one leaf after the other instead of batches."""


class LocalRxOperator(ScoreOperator):
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
        on_cpu = self._device.type == "cpu"
        budget = CPU_SUMS_BYTES if on_cpu else DEVICE_SUMS_BYTES
        self._points_bytes = CPU_POINTS_BYTES if on_cpu else DEVICE_POINTS_BYTES
        sums_bytes = 8 * (1 + components.count) ** 2
        self._kind = RingTree
        if self._device.type == "cpu" and components.count >= LAPACK_FROM and can_compute():
            self._kind = LapackRingTree
        self._blocks = min(MOST_BLOCKS, max(1, budget // (sums_bytes * LEAVES)))

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
        tree = self._kind(self._points(values, measured), values.shape[2], self._window)
        rows = self._sides(window.row_off, window.height, self._grid.height)
        cols = self._sides(window.col_off, window.width, self._grid.width)
        alike: dict[tuple[Starts, Starts], list[tuple[_Side, _Side]]] = {}
        for row, col in itertools.product(rows, cols):
            if wanted[row.within, col.within].any():
                alike.setdefault((row.starts, col.starts), []).append((row, col))
        jobs = []
        for starts, blocks in alike.items():
            lists = PlacedLists.of(lists_of(*starts, self._window), tree.stride, self._device)
            each = len(lists.ahead) * (8 + 12 * (1 + self._components.count))
            together = max(1, min(self._blocks, self._points_bytes // each))
            jobs += [(lists, blocks[at : at + together]) for at in range(0, len(blocks), together)]
        counts = self._counts(measured, rows, cols)

        def go(job: tuple[PlacedLists, list[tuple[_Side, _Side]]]) -> torch.Tensor:
            lists, blocks = job
            frames = torch.tensor([row.frame * tree.stride + col.frame for row, col in blocks])
            pixels = torch.stack([counts[row.number, col.number] for row, col in blocks])
            return tree.distances(lists, frames.to(self._device), pixels.flatten(1)).float()

        scores = torch.zeros(wanted.shape, device=self._device)
        with one_thread():
            for (_, blocks), distances in zip(jobs, self._chunks.each(go, jobs)):
                for (row, col), found in zip(blocks, distances.view(-1, SIDE, SIDE)):
                    place = scores[row.within, col.within]
                    place.copy_(found[: place.shape[0], : place.shape[1]])
        return scores

    def _sides(self, first: int, count: int, size: int) -> list[_Side]:
        """The blocks of a window along an axis; the last one may repeat its last pixel."""
        outer, inner = self._window.starts(first, count, size)
        sides: list[_Side] = []
        for at in range(0, count, SIDE):
            chosen = np.minimum(np.arange(at, at + SIDE), count - 1)
            corner, halo = int(outer[at]), first - self.halo_px
            each = (outer[chosen], inner[chosen], first + chosen)
            starts = tuple(tuple((places - corner).tolist()) for places in each)
            within = slice(at, min(at + SIDE, count))
            sides.append(_Side(len(sides), within, corner - halo, starts))
        return sides

    def _counts(self, measured: torch.Tensor, rows: list[_Side], cols: list[_Side]) -> torch.Tensor:
        """Measured pixels in the ring of each pixel, ``(rows, cols, SIDE, SIDE)``, float64."""
        before = torch.nn.functional.pad(measured.double().cumsum(0).cumsum(1), (1, 0, 1, 0))

        def within(which: int, length: int) -> torch.Tensor:
            top, left = (
                torch.tensor([side.frame + start for side in sides for start in side.starts[which]])
                for sides in (rows, cols)
            )
            both = before[:, left + length] - before[:, left]
            return both[top + length] - both[top]

        counts = within(0, self._window.outer) - within(1, self._window.inner)
        return counts.view(len(rows), SIDE, len(cols), SIDE).transpose(1, 2)

    def _points(self, values: torch.Tensor, measured: torch.Tensor) -> torch.Tensor:
        """``[1, x]`` of each pixel in the components, as ``RingTree`` wants them."""
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


class _Side(NamedTuple):
    """A block of pixels along an axis.

    Attributes:
        number: of the block.
        within: its pixels in the window.
        frame: where its rings begin, counted from the first pixel of the halo.
        starts: of its windows and pixels, counted from the frame.
    """

    number: int
    within: slice
    frame: int
    starts: Starts


class AnomalyDetector:
    """Squared Mahalanobis distance to the ring around each pixel, in all bands."""

    title = "local Reed-Xiaoli"
    source = "Reed, Yu (1990), IEEE TASSP 38(10); Kwon, Der, Nasrabadi (2003), Opt. Eng. 42(11)"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        window = DualWindow(run.values["inner"], run.values["outer"])
        window.check(run.scene.grid)
        moments = MomentsReducer(run.plan.out_bands, run.device)
        run.reduce(moments)
        refuse_if_empty(run.scene, moments.count)
        components = components_of(*moments.moments(), run.plan.out_bands)
        run.map(LocalRxOperator(components, window, run.scene.grid, run.device), sink)
        return {"inner": window.inner, "outer": window.outer, "bands": components.count}
