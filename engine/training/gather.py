"""Collects the features of labelled pixels; only the parts of a scene that hold labels are read."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..devices import named_memory_errors
from ..models.backbone import Backbone
from ..models.dense import at_pixels
from ..scene.grid import Grid, Window
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import stream_batches
from .labels import Labels

TILE_PX = 32
"""Labels of one tile of this size are read together."""


def labelled_features(
    scene: Scene,
    plan: BandPlan,
    request: BandRequest,
    backbone: Backbone,
    labels: Labels,
    *,
    device: torch.device,
    context: Context,
    memory_mib: int,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """Reads the features of labelled pixels.

    Returns:
        ``(pixels, dims)`` in the order of ``labels``, and ``(pixels,)`` which of them are valid;
        features of the others are 0.
    """
    features = np.zeros((len(labels), sum(backbone.channels(request))), np.float32)
    valid = np.zeros(len(labels), bool)
    inward = np.full(len(labels), -1)  # distance to the edge of the window a pixel was taken from
    window, boxes = label_boxes(labels, scene.grid)
    network = backbone.network(request).to(device)
    batches = stream_batches(
        scene,
        plan,
        device=device,
        context=context,
        phase="features",
        area=Area(window, boxes),
        halo_px=backbone.halo_px,
        overlap_px=backbone.overlap_px,
        window_px=backbone.window_px,
        memory_mib=memory_mib,
    )
    with closing(batches), torch.inference_mode():
        for batch in batches:
            inside = [_more_central(labels, part, inward) for part in batch.windows]
            if not any(len(found) for found in inside):
                continue
            with named_memory_errors(device):
                parts = network(batch.values, batch.measured)
            for number, (part, found) in enumerate(zip(batch.windows, inside)):
                rows = labels.rows[found] - part.row_off + backbone.halo_px
                cols = labels.cols[found] - part.col_off + backbone.halo_px
                picked = (torch.from_numpy(rows).to(device), torch.from_numpy(cols).to(device))
                ok = batch.valid[number][picked].cpu().numpy()
                valid[found] = ok
                if ok.any():
                    with named_memory_errors(device):
                        values = _at(parts, number, picked, batch.values.shape[-2:])
                    features[found[ok]] = values[ok]
    return features, valid


def _at(
    parts: Sequence[torch.Tensor],
    number: int,
    picked: tuple[torch.Tensor, torch.Tensor],
    shape: Sequence[int],
) -> npt.NDArray[np.float32]:
    """Features ``(pixels, dims)`` of some pixels of one window; one part at a time is full size."""
    columns = [
        at_pixels(part[number : number + 1].float(), *shape)[0][:, picked[0], picked[1]].T.cpu()
        for part in parts
    ]
    made: npt.NDArray[np.float32] = torch.cat(columns, dim=1).numpy()
    return made


def label_boxes(labels: Labels, grid: Grid) -> tuple[Window, tuple[dict[str, Any], ...]]:
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


def _more_central(
    labels: Labels, window: Window, inward: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Labels that lie farther from this window's edge than from that of earlier windows.

    Overlapping windows of a network see a pixel with different surroundings; the most of them is
    seen from the middle. ``inward`` is brought up to date.
    """
    first, last = np.searchsorted(labels.rows, (window.row_off, window.row_end))
    rows, cols = labels.rows[first:last], labels.cols[first:last]
    distance = np.minimum.reduce(
        [
            rows - window.row_off,
            window.row_end - 1 - rows,
            cols - window.col_off,
            window.col_end - 1 - cols,
        ]
    )
    better = np.flatnonzero((distance >= 0) & (distance > inward[first:last]))
    inward[first + better] = distance[better]
    found: npt.NDArray[np.int64] = better + int(first)
    return found
