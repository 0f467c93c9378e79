"""Similarity in the features of a backbone: whether pixels mean the same to a learned model.

The arithmetic is that of Find Similar (``similar_space``, ``similar``): cosines of features less
the scene's mean, each direction by its signal to noise.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch.nn import functional

from ...errors import BadParameter, BandsUncovered, InternalBug
from ...features.scene_features import SceneFeatures
from ...features.tile import half
from ...folders import similar_limit_bytes
from ...models.backbone import Backbone
from ...scene.grid import Window
from ...stream.sink import Sink
from ..detector import SceneRun
from ..similar import similarity
from ..similar_scene import SimilarScene
from .detector import LIBRARY, ROLE, Search, Target
from .marked import MarkedPixels

GROUP_TILES = 256
"""Tiles that are in memory together where a scene is too large to be remembered."""


class TargetDetector:
    """The cosine to the target, 0 at right angles and beyond: 1 means the same to the backbone.

    Where several pixels are marked, the mean of their directions is the target.
    """

    title = "similarity in backbone features"
    source = "cosines in the space of Green, Berman, Switzer, Craig (1988), IEEE TGRS 26(1)"

    def detect(self, search: Search, sink: Sink) -> dict[str, Any]:
        run, made_by = search.run, search.backbone
        if made_by is None:
            raise InternalBug("Similarity was asked for without a backbone.")
        features = SceneFeatures(
            run.scene,
            run.plan,
            search.request,
            made_by,
            device=run.device,
            context=run.context,
            memory_mib=run.memory_mib,
        )
        similar = SimilarScene(features, run.context, similar_limit_bytes())
        wanted = _directions(search, made_by, features, similar)
        cores = _cores(features, run)
        windows = list(cores)
        for start in range(0, len(windows), GROUP_TILES):
            group = windows[start : start + GROUP_TILES]
            run.context.progress("map", start, len(windows))
            for tile in similar.tiles(group):
                run.context.check_cancelled()
                core = cores[tile.window]
                seen = core.relative_to(tile.window).slices()
                scores, valid = similarity(tile, wanted, None)[seen], tile.valid[seen]
                inside = run.area.inside(run.scene.grid, core)
                if inside is not None:
                    valid = valid & torch.from_numpy(inside)
                scores = scores.masked_fill(~valid, float("nan"))
                sink.write(core.relative_to(run.area.window), {ROLE: scores.numpy()})
            similar.release(group)
        run.context.progress("map", len(windows), len(windows))
        similar.remember()
        return {"backbone": {"id": made_by.id, "hash": made_by.hash}}


def _cores(features: SceneFeatures, run: SceneRun) -> dict[Window, Window]:
    """The tiles of the area, and the part of it that each is asked for.

    Where tiles overlap, each has the half that is nearer to its middle.
    """
    tiling, area = features.tiling, run.area
    windows = tiling.over(area.window)
    rows = _spans(sorted({window.row_off for window in windows}), tiling.side_px)
    cols = _spans(sorted({window.col_off for window in windows}), tiling.side_px)
    cores = {}
    for window in windows:
        (top, bottom), (left, right) = rows[window.row_off], cols[window.col_off]
        core = Window(top, left, bottom - top, right - left).intersect(area.window)
        if core is not None and area.touches(run.scene.grid, core):
            cores[window] = core
    return cores


def _spans(offsets: list[int], side_px: int) -> dict[int, tuple[int, int]]:
    """First and last row or column (exclusive) of each tile that no other is nearer to."""
    middles = [(low + side_px + high) // 2 for low, high in zip(offsets, offsets[1:])]
    edges = [offsets[0], *middles, offsets[-1] + side_px]
    return dict(zip(offsets, zip(edges, edges[1:])))


def _directions(
    search: Search, made_by: Backbone, features: SceneFeatures, similar: SimilarScene
) -> torch.Tensor:
    """Unit directions ``(targets, directions)``."""
    found = [
        _of_spectrum(target, search, made_by, features, similar)
        if target.source == LIBRARY
        else _of_pixels(search.marked, features, similar)
        for target in search.targets
    ]
    return functional.normalize(torch.stack(found), dim=1)


def _of_pixels(
    marked: MarkedPixels, features: SceneFeatures, similar: SimilarScene
) -> torch.Tensor:
    """The mean of the unit directions of marked pixels ``(directions,)``."""
    windows, place = features.tiling.of_pixels(marked.rows, marked.cols)
    found = []
    for number, tile in enumerate(similar.tiles(windows)):
        here = marked.take(place == number)
        for row, col in zip(here.rows.tolist(), here.cols.tolist()):
            direction = tile.at(row, col)
            if direction is not None:
                found.append(direction)
    if not found:
        raise BadParameter(
            "The marked pixels are just what the scene is on average; nothing is like them more "
            "than like all others.",
            hint="Mark other pixels.",
        )
    return torch.stack(found).mean(dim=0)


def _of_spectrum(
    target: Target,
    search: Search,
    made_by: Backbone,
    features: SceneFeatures,
    similar: SimilarScene,
) -> torch.Tensor:
    """The direction ``(directions,)`` of a spectrum that no scene holds.

    Raises:
        BadParameter: the backbone sees more than single pixels.
        BandsUncovered: the spectrum lacks bands that the backbone needs.
    """
    if features.tiling.lattice:
        raise BadParameter(
            f"{made_by.id} compares pixels with their surroundings, and the spectrum "
            f"{target.name!r} of a library has none.",
            hint="Mark pixels of the target, or choose a backbone that sees single pixels, such "
            "as hsfm-spectral.",
        )
    missing = int((~np.isfinite(target.spectrum)).sum())
    if missing:
        raise BandsUncovered(
            f"The spectrum {target.name!r} has no values in {missing} of the "
            f"{len(target.spectrum)} bands that {made_by.id} compares.",
            hint="Choose another spectrum, limit the bands to those that it covers, or choose "
            "the method ace.",
        )
    network, space = made_by.network(search.request), similar.space()
    values = torch.from_numpy(target.spectrum.astype(np.float32))[None, :, None, None]
    with torch.inference_mode():
        parts = half(network(values, torch.ones(1, 1, 1, dtype=torch.bool)), 0)
    return torch.cat([space.of(part, number).flatten() for number, part in enumerate(parts)])
