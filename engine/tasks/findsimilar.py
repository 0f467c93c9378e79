"""``findsimilar``: pixels in, a map of how similar every other one is out."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from typing import Any

import numpy as np
import torch

from ..context import Context
from ..detect.detector import SceneRun
from ..detect.similar import CodedTile, similarity
from ..detect.similar_scene import SimilarScene
from ..devices import pick_device
from ..errors import BadParameter
from ..features.cores import on_all_cores
from ..features.scene_features import SceneFeatures
from ..features.tiling import Tiling
from ..folders import similar_limit_bytes
from ..models.registry import backbone
from ..scene.grid import Window
from ..stream.blend import RollingBlend
from ..stream.sink import Sink
from .area import area_of
from .opening import open_for_task, warn_without_wavelengths
from .places import places_of
from .result import Result
from .score_map import Scored, write_score_map

ROLE = "similarity"
"""The role of the scores: float32, 0..1, NaN is nodata."""

GROUP_BYTES = 1 << 29
"""Tiles of so much are looked at together, where a scene is too large to be remembered."""

METHOD = "cosine in features less the scene's mean, each direction by its signal to noise"


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps similarity to chosen pixels.

    Args:
        values: as ``parameters.FINDSIMILAR`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        BadParameter: a pixel lies outside the scene, or is nodata or masked.
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
        _map(similar, features.tiling, run_, wanted, excluded, sink)
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
        BadParameter: one of them is not valid.
    """
    rows, cols = np.array(places, dtype=np.int64).T
    windows, place = tiling.of_pixels(rows, cols)
    tiles = similar.tiles(windows)
    found = []
    for (row, col), number in zip(places, place):
        direction = tiles[int(number)].at(row, col)
        if direction is None:
            raise BadParameter(
                f"The pixel {what} in row {row}, column {col} is nodata or masked (clouds, "
                "shadows, edges).",
                hint="Choose a pixel with values.",
            )
        found.append(direction)
    return torch.stack(found)


def _map(
    similar: SimilarScene,
    tiling: Tiling,
    run: SceneRun,
    like: torch.Tensor,
    unlike: torch.Tensor | None,
    sink: Sink,
) -> None:
    """Scores the tiles of the area and hands them on from top to bottom."""
    window, grid = run.area.window, run.scene.grid
    windows = [one for one in tiling.over(window) if run.area.touches(grid, one)]
    run.context.progress("map", 0, len(windows))
    strips = _Squares(run, sink) if not tiling.lattice else _Blended(run, tiling.overlap_px, sink)

    def scored(tile: CodedTile) -> tuple[CodedTile, torch.Tensor]:
        scores = similarity(tile, like, unlike)
        return tile, torch.where(tile.valid, scores, float("nan"))

    done = 0
    for group in _groups(windows, sum(like.shape[1:]), tiling.side_px):
        tiles = similar.rows(group, partial(_told, run.context, done, len(windows)))
        with closing(on_all_cores(scored, tiles)) as made:
            for tile, scores in made:
                run.context.check_cancelled()
                strips.add(tile, scores)
        similar.release(group)
        done += len(group)
    strips.finish()


def _told(context: Context, before: int, total: int, count: int) -> None:
    context.progress("map", before + count, total)


def _groups(windows: list[Window], directions: int, side_px: int) -> list[list[Window]]:
    """Whole rows of tiles that may be in memory together."""
    most = max(1, GROUP_BYTES // (2 * (directions + 1) * side_px * side_px))
    groups: list[list[Window]] = []
    rows: dict[int, list[Window]] = {}
    for window in windows:
        rows.setdefault(window.row_off, []).append(window)
    for row in sorted(rows):
        if groups and len(groups[-1]) + len(rows[row]) <= most:
            groups[-1] += rows[row]
        else:
            groups.append(list(rows[row]))
    return groups


class _Squares:
    """Puts squares side by side, and hands on each row of them."""

    def __init__(self, run: SceneRun, sink: Sink) -> None:
        self._run, self._sink = run, sink
        self._strip: tuple[Window, torch.Tensor] | None = None

    def add(self, tile: CodedTile, scores: torch.Tensor) -> None:
        both = tile.window.intersect(self._run.area.window)
        if both is None:
            return
        if self._strip is None or self._strip[0].row_off != both.row_off:
            self.finish()
            whole = self._run.area.window
            rows = Window(both.row_off, whole.col_off, both.height, whole.width)
            self._strip = rows, torch.full((rows.height, rows.width), float("nan"))
        rows, values = self._strip
        seen, place = both.relative_to(tile.window).slices(), both.relative_to(rows).slices()
        values[place] = scores[seen]

    def finish(self) -> None:
        if self._strip is not None:
            _hand_on(self._run, *self._strip, self._sink)
            self._strip = None


class _Blended:
    """Blends windows that overlap, as a map of ``classify`` does."""

    def __init__(self, run: SceneRun, overlap_px: int, sink: Sink) -> None:
        self._run, self._sink = run, sink
        self._blend = RollingBlend(run.area.window, overlap_px, torch.device("cpu"))

    def add(self, tile: CodedTile, scores: torch.Tensor) -> None:
        for strip in self._blend.add(tile.window, scores.nan_to_num(0.0)[None], tile.valid):
            self._write(strip)

    def finish(self) -> None:
        for strip in self._blend.finish():
            self._write(strip)

    def _write(self, strip: Any) -> None:
        whole, rows = self._run.area.window, strip.window
        window = Window(whole.row_off + rows.row_off, whole.col_off, rows.height, rows.width)
        values = strip.values[0].masked_fill(~strip.valid, float("nan"))
        _hand_on(self._run, window, values, self._sink)


def _hand_on(run: SceneRun, window: Window, scores: torch.Tensor, sink: Sink) -> None:
    """Writes rows of the area, without what lies outside its polygons."""
    inside = run.area.inside(run.scene.grid, window)
    if inside is not None:
        scores = scores.masked_fill(~torch.from_numpy(inside), float("nan"))
    sink.write(window.relative_to(run.area.window), {ROLE: scores.clamp(0.0, 1.0).numpy()})
