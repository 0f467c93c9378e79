"""``findsimilar``: pixels in, a map of how similar every other one is out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import torch

from ..context import Context
from ..detect.detector import SceneRun
from ..detect.similar_map import map_similarity
from ..detect.similar_scene import SimilarScene
from ..devices import pick_device
from ..errors import BadParameter
from ..features.scene_features import SceneFeatures
from ..features.tiling import Tiling
from ..folders import similar_limit_bytes
from ..models.registry import backbone
from ..stream.sink import Sink
from .area import area_of
from .opening import open_for_task, warn_without_wavelengths
from .places import places_of
from .result import Result
from .score_map import Scored, write_score_map

ROLE = "similarity"
"""The role of the scores: float32, 0..1, NaN is nodata."""

METHOD = "cosine in features less the scene's mean, each direction by its signal to noise"


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps similarity to chosen pixels.

    Args:
        values: as ``parameters.FINDSIMILAR`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BadParameter: a pixel lies outside the scene, is nodata or masked, or has no direction.
        TooSmall: the scene has too few valid pixels, or all are the same.
        EngineError: whatever the scene, the backbone or the place of the map refuse.
    """
    began = time.perf_counter()
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    like = places_of(values["like"], scene.grid, "pixel to look for")
    unlike = []
    if values["unlike"]:
        unlike = places_of(values["unlike"], scene.grid, "pixel to exclude")
    made_by = backbone(values["backbone"], {})
    plan, request = made_by.plan(scene, values["bands"] or "")
    warn_without_wavelengths(scene, context)
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    features = SceneFeatures(
        scene, plan, request, made_by, device=device, context=context, memory_mib=values["memory"]
    )
    similar = SimilarScene(features, context, similar_limit_bytes())
    run_ = SceneRun(scene, plan, area, device, context, values["memory"], values)
    context.progress("open", 1, 1)

    def score(sink: Sink) -> Scored:
        wanted = _directions(similar, features.tiling, like, "to look for")
        excluded = None
        if unlike:
            excluded = _directions(similar, features.tiling, unlike, "to exclude")
        map_similarity(similar, features.tiling, run_, wanted, excluded, ROLE, sink)
        similar.remember()
        model = {"backbone": made_by.id, "backbone_hash": made_by.hash, "method": METHOD}
        return Scored(provenance={"model": model})

    result = write_score_map(
        run_,
        task="findsimilar",
        role=ROLE,
        description=f"similarity in {made_by.id}",
        score=score,
        ceiling=1.0,
    )
    result.metrics["seconds"] = round(time.perf_counter() - began, 3)
    return result


def _directions(
    similar: SimilarScene, tiling: Tiling, places: list[tuple[int, int]], what: str
) -> torch.Tensor:
    """The unit directions of pixels, ``(pixels, directions)``.

    Raises:
        BadParameter: one of them is not valid, or is like no other more than like all.
    """
    rows, cols = np.array(places, dtype=np.int64).T
    windows, place = tiling.of_pixels(rows, cols)
    tiles = similar.tiles(windows)
    found = []
    for (row, col), number in zip(places, place):
        tile = tiles[int(number)]
        if not bool(tile.valid[row - tile.window.row_off, col - tile.window.col_off]):
            raise BadParameter(
                f"The pixel {what} in row {row}, column {col} is nodata or masked (clouds, "
                "shadows, edges).",
                hint="Choose a pixel with values.",
            )
        direction = tile.at(np.array([row]), np.array([col]))
        if not bool(direction.any()):
            raise BadParameter(
                f"The pixel {what} in row {row}, column {col} is just what the scene is on "
                "average; nothing is like it more than like all others.",
                hint="Choose another pixel.",
            )
        found.append(direction)
    return torch.cat(found)
