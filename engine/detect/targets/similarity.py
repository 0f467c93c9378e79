"""Similarity in the features of a backbone: whether pixels mean the same to a learned model.

The arithmetic is that of Find Similar (``similar_space``, ``similar``): cosines of features less
the scene's mean, each direction by its signal to noise.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch.nn import functional

from ...context import Context
from ...errors import BadParameter, BandsUncovered, InternalBug
from ...features.scene_features import SceneFeatures
from ...features.tile import half
from ...folders import similar_limit_bytes
from ...models.backbone import Backbone
from ...stream.sink import Sink
from ..similar_map import map_similarity
from ..similar_scene import SimilarScene
from .detector import LIBRARY, ROLE, Search, Target
from .marked import MarkedPixels


class TargetDetector:
    """The cosine to the target, 0 at right angles and beyond: 1 means the same to the backbone.

    Where several pixels are marked, the mean of their directions is the target.
    """

    title = "similarity in backbone features"
    source = "cosines in the space of Green, Berman, Switzer, Craig (1988), IEEE TGRS 26(1)"
    ceiling = 1.0

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
        map_similarity(similar, features.tiling, run, wanted, None, ROLE, sink)
        similar.remember()
        return {"backbone": {"id": made_by.id, "hash": made_by.hash}}


def _directions(
    search: Search, made_by: Backbone, features: SceneFeatures, similar: SimilarScene
) -> torch.Tensor:
    """Unit directions ``(targets, directions)``."""
    found = [
        _of_spectrum(target, search, made_by, features, similar)
        if target.source == LIBRARY
        else _of_pixels(search.run.context, search.marked, features, similar)
        for target in search.targets
    ]
    return functional.normalize(torch.stack(found), dim=1)


def _of_pixels(
    context: Context, marked: MarkedPixels, features: SceneFeatures, similar: SimilarScene
) -> torch.Tensor:
    """The sum of the unit directions of marked pixels ``(directions,)``; its length says nothing.

    Raises:
        BadParameter: none of them has a direction.
    """
    windows, place = features.tiling.of_pixels(marked.rows, marked.cols)
    order = np.argsort(place, kind="stable")
    ends = np.cumsum(np.bincount(place, minlength=len(windows)))
    found = []
    for tile, here in zip(similar.tiles(windows), np.split(order, ends[:-1])):
        context.check_cancelled()
        found.append(tile.at(marked.rows[here], marked.cols[here]).double().sum(dim=0))
    total = torch.stack(found).sum(dim=0).float()
    if not bool(total.any()):
        raise BadParameter(
            "The marked pixels are just what the scene is on average; nothing is like them more "
            "than like all others.",
            hint="Mark other pixels.",
        )
    return total


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
