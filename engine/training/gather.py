"""Collects the features of labelled pixels; only the tiles that hold labels are computed."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..devices import named_memory_errors
from ..features.scene_features import SceneFeatures
from ..models.backbone import Backbone
from ..scene.scene import Scene
from .labels import Labels


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
    """Finds the features of labelled pixels, in the cache or by computing their tiles.

    Overlapping windows of a network see a pixel with different surroundings; it is taken from the
    one that sees most of them.

    Returns:
        ``(pixels, dims)`` in the order of ``labels``, and ``(pixels,)`` which of them are valid;
        features of the others are 0.
    """
    source = SceneFeatures(
        scene, plan, request, backbone, device=device, context=context, memory_mib=memory_mib
    )
    features = np.zeros((len(labels), sum(source.channels)), np.float32)
    valid = np.zeros(len(labels), bool)
    windows, place = source.tiling.of_pixels(labels.rows, labels.cols)
    order = np.argsort(place, kind="stable")
    ends = np.searchsorted(place[order], np.arange(len(windows)), side="right")
    pixels = dict(zip(windows, np.split(order, ends[:-1])))
    context.progress("features", 0, len(windows))
    with closing(source.tiles(windows)) as tiles:
        for done, tile in enumerate(tiles, start=1):
            found = pixels[tile.window]
            rows = torch.from_numpy(labels.rows[found] - tile.window.row_off)
            cols = torch.from_numpy(labels.cols[found] - tile.window.col_off)
            ok = tile.valid[rows, cols].numpy()
            valid[found] = ok
            if ok.any():
                with named_memory_errors(torch.device("cpu")):
                    features[found[ok]] = tile.at(rows, cols).numpy()[ok]
            context.progress("features", done, len(windows))
    return features, valid
