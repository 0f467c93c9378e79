"""Maps the similarity of a scene's pixels to directions, of coded tiles from top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

import torch

from ..context import Context
from ..features.cores import on_all_cores
from ..features.tiling import Tiling
from ..scene.grid import Window
from ..stream.blend import RollingBlend
from ..stream.sink import Sink
from .detector import SceneRun
from .similar import CodedTile, similarity
from .similar_scene import SimilarScene

GROUP_BYTES = 1 << 29
"""Tiles of so much are looked at together, where a scene is too large to be remembered."""

HandOn = Callable[[Window, torch.Tensor], None]
"""Takes rows of the area, in the scene, and their scores."""


def map_similarity(
    similar: SimilarScene,
    tiling: Tiling,
    run: SceneRun,
    like: torch.Tensor,
    unlike: torch.Tensor | None,
    role: str,
    sink: Sink,
) -> None:
    """Scores the tiles of the area and hands them on from top to bottom.

    Args:
        similar: gives the tiles.
        tiling: of its features.
        run: the scene and its area.
        like, unlike: as ``similar.similarity`` takes them.
        role: of the scores, float32, 0..1, NaN is nodata.
        sink: where they go.

    Raises:
        EngineError: what the scene or the backbone refuse.
    """
    window, grid = run.area.window, run.scene.grid
    windows = [one for one in tiling.over(window) if run.area.touches(grid, one)]
    run.context.progress("map", 0, len(windows))

    def hand_on(strip: Window, scores: torch.Tensor) -> None:
        inside = run.area.inside(grid, strip)
        if inside is not None:
            scores = scores.masked_fill(~torch.from_numpy(inside), float("nan"))
        sink.write(strip.relative_to(window), {role: scores.clamp(0.0, 1.0).numpy()})

    strips = (
        _Blended(window, tiling.overlap_px, hand_on)
        if tiling.lattice
        else _Squares(window, hand_on)
    )

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

    def __init__(self, whole: Window, hand_on: HandOn) -> None:
        self._whole, self._hand_on = whole, hand_on
        self._strip: tuple[Window, torch.Tensor] | None = None

    def add(self, tile: CodedTile, scores: torch.Tensor) -> None:
        both = tile.window.intersect(self._whole)
        if both is None:
            return
        if self._strip is None or self._strip[0].row_off != both.row_off:
            self.finish()
            rows = Window(both.row_off, self._whole.col_off, both.height, self._whole.width)
            self._strip = rows, torch.full((rows.height, rows.width), float("nan"))
        rows, values = self._strip
        seen, place = both.relative_to(tile.window).slices(), both.relative_to(rows).slices()
        values[place] = scores[seen]

    def finish(self) -> None:
        if self._strip is not None:
            self._hand_on(*self._strip)
            self._strip = None


class _Blended:
    """Blends windows that overlap, as a map of ``classify`` does."""

    def __init__(self, whole: Window, overlap_px: int, hand_on: HandOn) -> None:
        self._whole, self._hand_on = whole, hand_on
        self._blend = RollingBlend(whole, overlap_px, torch.device("cpu"))

    def add(self, tile: CodedTile, scores: torch.Tensor) -> None:
        for strip in self._blend.add(tile.window, scores.nan_to_num(0.0)[None], tile.valid):
            self._write(strip)

    def finish(self) -> None:
        for strip in self._blend.finish():
            self._write(strip)

    def _write(self, strip: Any) -> None:
        whole, rows = self._whole, strip.window
        window = Window(whole.row_off + rows.row_off, whole.col_off, rows.height, rows.width)
        values = strip.values[0].masked_fill(~strip.valid, float("nan"))
        self._hand_on(window, values)
