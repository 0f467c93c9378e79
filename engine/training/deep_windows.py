"""Windows of a scene around labels, read once and kept in memory for many epochs."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan
from ..context import Context
from ..heads.deep import REACH_PX
from ..models.backbone import Backbone
from ..scene.grid import Grid, Window
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import stream_batches
from ..stream.windows import lattice
from .labels import Labels
from .split import Integers

PIXEL_CORE_PX = 32
"""Side of the windows of backbones that see single pixels, without what the head sees around it."""

TILE_PX = 32
"""Labels of one tile of this size share a box."""

NONE = -1


@dataclass(frozen=True)
class LabelledWindow:
    """One window.

    Attributes:
        values: reflectance ``(bands, side, side)``, float32, on the CPU.
        measured: ``(side, side)``, bool.
        labels: ``(side, side)``, int64: which label lies here, ``NONE`` elsewhere.
        central: the same, but only labels that no other window sees from farther inside; every
            label is in one window.
    """

    values: torch.Tensor
    measured: torch.Tensor
    labels: torch.Tensor
    central: torch.Tensor

    def holds(self, wanted: torch.Tensor, *, central: bool) -> bool:
        """Whether a label of the ``(labels,)`` wanted ones is in it."""
        places = self.central if central else self.labels
        return bool(wanted[places[places != NONE]].any())


@dataclass(frozen=True)
class WindowShape:
    """How windows are cut: side with halo, halo and overlap, in pixels."""

    side: int
    halo: int
    overlap: int

    @staticmethod
    def of(backbone: Backbone) -> WindowShape:
        """Those of the backbone's network; for networks of single pixels some that fit labels."""
        halo = backbone.halo_px + REACH_PX
        if backbone.window_px is not None:
            return WindowShape(backbone.window_px, halo, backbone.overlap_px)
        step = backbone.multiple_px
        return WindowShape(-(-(PIXEL_CORE_PX + 2 * halo) // step) * step, halo, 0)

    @property
    def core(self) -> int:
        return self.side - 2 * self.halo


def read_windows(
    scene: Scene,
    plan: BandPlan,
    labels: Labels,
    shape: WindowShape,
    *,
    context: Context,
    memory_mib: int,
    limit_bytes: int,
) -> tuple[list[LabelledWindow], npt.NDArray[np.bool_]]:
    """Reads all windows that hold labels, or as many as the memory takes.

    Args:
        scene: what to read.
        plan: its bands.
        labels: all on valid pixels.
        shape: of the windows.
        context: told of progress, warned where windows are left out, asked for cancellation.
        memory_mib: of the reading.
        limit_bytes: of all windows together.

    Returns:
        The windows, and ``(labels,)`` which labels lie in one of them; the windows count these
        only.
    """
    around, boxes = _boxes(labels, scene.grid)
    area = Area(around, boxes)
    cores = [
        core
        for core in lattice(scene.grid, area.window, shape.core, shape.overlap)
        if area.touches(scene.grid, core)
    ]
    inside = [_inside(labels, core.row_off, core.col_off, shape.core) for core in cores]
    full = [number for number, found in enumerate(inside) if len(found)]
    each = 4 * plan.out_bands * shape.side**2
    chosen = set(_spread(labels, [inside[n] for n in full], full, max(1, limit_bytes // each)))
    if len(chosen) < len(full):
        context.warn(
            f"{len(chosen):,} of {len(full):,} windows that hold labels are used, evenly spread: "
            "more would not fit into memory. A larger memory limit takes more of them."
        )
    corners = {(cores[n].row_off, cores[n].col_off) for n in chosen}
    found: list[tuple[torch.Tensor, torch.Tensor, tuple[int, int]]] = []
    inward = np.full(len(labels), NONE)
    owner = np.full(len(labels), NONE)
    batches = stream_batches(
        scene,
        plan,
        device=torch.device("cpu"),
        context=context,
        phase="features",
        area=area,
        halo_px=shape.halo,
        overlap_px=shape.overlap,
        window_px=shape.side,
        memory_mib=memory_mib,
    )
    with closing(batches):
        for batch in batches:
            for number, core in enumerate(batch.windows):
                corner = (core.row_off, core.col_off)
                if corner in corners:
                    places = _inside(labels, *corner, shape.core)
                    depth = _depth(labels, places, corner, shape.core)
                    better = depth > inward[places]
                    inward[places[better]] = depth[better]
                    owner[places[better]] = len(found)
                    values = batch.values[number].clone()
                    found.append((values, batch.measured[number].clone(), corner))
    held = owner != NONE
    kept, owner = labels.take(held), owner[held]
    windows = [
        _window(values, measured, corner, number, kept, owner, shape)
        for number, (values, measured, corner) in enumerate(found)
    ]
    return windows, held


def _boxes(labels: Labels, grid: Grid) -> tuple[Window, tuple[dict[str, Any], ...]]:
    """Rectangles that hold all labelled pixels, at most one a tile of ``TILE_PX``.

    Returns:
        The window around all of them, and GeoJSON polygons in the grid's coordinate system.
    """
    a, b, c, d, e, f = grid.transform
    tile = (labels.rows // TILE_PX) * (grid.width // TILE_PX + 1) + labels.cols // TILE_PX
    order = np.argsort(tile, kind="stable")
    starts = np.flatnonzero(np.diff(tile[order], prepend=-1))
    tops = np.minimum.reduceat(labels.rows[order], starts)
    bottoms = np.maximum.reduceat(labels.rows[order], starts) + 1
    lefts = np.minimum.reduceat(labels.cols[order], starts)
    rights = np.maximum.reduceat(labels.cols[order], starts) + 1
    boxes = []
    for top, bottom, left, right in zip(tops, bottoms, lefts, rights):
        corners = [(top, left), (top, right), (bottom, right), (bottom, left), (top, left)]
        ring = [[float(a * x + b * y + c), float(d * x + e * y + f)] for y, x in corners]
        boxes.append({"type": "Polygon", "coordinates": [ring]})
    row, col = int(tops.min()), int(lefts.min())
    return Window(row, col, int(bottoms.max()) - row, int(rights.max()) - col), tuple(boxes)


def _inside(labels: Labels, top: int, left: int, side: int) -> Integers:
    """Places of the labels in a square; labels are in the order of rows."""
    first, last = np.searchsorted(labels.rows, (top, top + side))
    cols = labels.cols[first:last]
    made: Integers = first + np.flatnonzero((cols >= left) & (cols < left + side))
    return made


def _depth(labels: Labels, places: Integers, corner: tuple[int, int], side: int) -> Integers:
    """How far labels lie from the edge of a square."""
    rows, cols = labels.rows[places] - corner[0], labels.cols[places] - corner[1]
    made: Integers = np.minimum.reduce([rows, side - 1 - rows, cols, side - 1 - cols])
    return made


def _spread(labels: Labels, inside: list[Integers], windows: list[int], most: int) -> list[int]:
    """At most ``most`` of the windows, evenly spread, those with rare classes first."""
    if len(windows) <= most:
        return windows
    counts = np.bincount(labels.index)
    rarest = [int(min(np.unique(labels.index[found]), key=lambda c: counts[c])) for found in inside]
    of_class = [np.flatnonzero(np.array(rarest) == c) for c in sorted(set(rarest))]
    of_class.sort(key=len)
    kept: list[int] = []
    for number, places in enumerate(of_class):
        share = (most - len(kept)) // (len(of_class) - number)
        picked = np.linspace(0, len(places) - 1, min(share, len(places))).astype(np.int64)
        kept += [windows[int(place)] for place in places[picked]]
    return kept


def _window(
    values: torch.Tensor,
    measured: torch.Tensor,
    corner: tuple[int, int],
    number: int,
    labels: Labels,
    owner: Integers,
    shape: WindowShape,
) -> LabelledWindow:
    places = _inside(labels, *corner, shape.core)
    rows = torch.from_numpy(labels.rows[places] - corner[0] + shape.halo)
    cols = torch.from_numpy(labels.cols[places] - corner[1] + shape.halo)
    held = torch.full(measured.shape, NONE)
    held[rows, cols] = torch.from_numpy(places)
    central = torch.full(measured.shape, NONE)
    mine = owner[places] == number
    central[rows[mine], cols[mine]] = torch.from_numpy(places[mine])
    return LabelledWindow(values, measured, held, central)
