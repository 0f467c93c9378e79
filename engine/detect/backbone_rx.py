"""Reed-Xiaoli detector in the features of a backbone: what its network finds unlike all else.

Source: Reed, Yu (1990), IEEE TASSP 38(10), of features in place of spectra.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandRequest
from ..features.scene_features import SceneFeatures
from ..features.tile import Tile
from ..models.backbone import Backbone
from ..models.dense import at_pixels
from ..models.registry import backbone
from ..scene.grid import Window
from ..scene.quality import refuse_if_empty
from ..stream.blend import RollingBlend
from ..stream.sink import Sink
from .components import Components
from .detector import ROLE, SceneRun
from .feature_moments import FeatureMoments
from .leading import components_of
from .pixel_sample import place_keys

COMPONENTS = 40
"""Of the features; what little they vary beyond is noise, or rounding to float16."""

SAMPLE = 1 << 16
"""Pixels, of the mean, that the covariance is found of: some ten for each feature of the widest."""

ENOUGH = 4
"""With less than this part of it, features are looked at again: most of the area is no data."""

CPU = torch.device("cpu")


class FeatureScores:
    """Scores of tiles of features: squared distances from the mean in the leading components."""

    def __init__(
        self, components: Components, channels: Sequence[int], device: torch.device
    ) -> None:
        """Moves the components to the device; ``channels`` are those of the parts."""
        matrix = torch.from_numpy(components.matrix.astype(np.float32)).to(device)
        self._matrices = torch.split(matrix, list(channels), dim=1)
        mean = components.matrix @ components.mean
        self._mean = torch.from_numpy(mean.astype(np.float32)).to(device)[:, None, None]
        self._device = device

    def __call__(self, tile: Tile) -> torch.Tensor:
        """``(rows, cols)`` of the tile's window, on the CPU.

        Each part is brought to components on its own grid: the sum of interpolated components is
        the component of interpolated features, and there are far fewer of them.
        """
        rows, cols = tile.seen
        total = -self._mean
        for part, matrix in zip(tile.parts, self._matrices):
            cells = part.to(self._device).float()
            found = (matrix @ cells.flatten(1)).reshape(-1, *cells.shape[1:])
            total = total + at_pixels(found[None], rows, cols)[0]
        top, left = tile.halo_px, tile.halo_px
        core = total[:, top : top + tile.window.height, left : left + tile.window.width]
        return core.square().sum(dim=0).cpu()


class AnomalyDetector:
    """Squared Mahalanobis distance in the leading components of a backbone's features."""

    title = "Reed-Xiaoli in features"
    source = "Reed, Yu (1990), IEEE TASSP 38(10)"
    ceiling = None

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        made_by = backbone(run.values["backbone"])
        plan, request = made_by.plan(run.scene, run.values["bands"] or "")
        for note in plan.notes:
            run.context.log(note)
        source = SceneFeatures(
            run.scene,
            plan,
            request,
            made_by,
            device=run.device,
            context=run.context,
            memory_mib=run.memory_mib,
        )
        grid = run.scene.grid
        wanted = [
            window
            for window in source.tiling.over(run.area.window)
            if run.area.touches(grid, window.intersect(grid.window) or window)
        ]
        pixels = run.area.window.height * run.area.window.width
        moments, valid = _moments(run, source, wanted, pixels)
        if pixels > SAMPLE and moments.count < min(valid, SAMPLE // ENOUGH):
            moments, _ = _moments(run, source, wanted, valid)
        refuse_if_empty(run.scene, moments.count)
        components = components_of(*moments.moments(), COMPONENTS)
        _map(run, source, wanted, FeatureScores(components, source.channels, run.device), sink)
        return _told(made_by, request, components, moments)


def _told(
    made_by: Backbone, request: BandRequest, components: Components, moments: FeatureMoments
) -> dict[str, Any]:
    return {
        "backbone": made_by.id,
        "backbone_hash": made_by.hash,
        "bands": len(request.numbers),
        "features": len(components.mean),
        "components": components.count,
        "sample_pixels": moments.count,
    }


def _moments(
    run: SceneRun, source: SceneFeatures, wanted: Sequence[Window], pixels: int
) -> tuple[FeatureMoments, int]:
    """Mean and covariance of the features of a sample, which is drawn by the seed.

    Args:
        run, source: of the detector.
        wanted: the tiles of the area.
        pixels: that the sample is drawn from, as far as is known.

    Returns:
        The moments, and how many valid pixels the tiles have; more than once where they overlap.
    """
    moments, valid = FeatureMoments(sum(source.channels)), 0
    share = min(1.0, SAMPLE / pixels)
    run.context.progress("features", 0, len(wanted))
    with closing(source.tiles(wanted)) as tiles:
        for done, tile in enumerate(tiles, start=1):
            known = _valid(run, tile)
            valid += int(known.sum())
            rows, cols = _sampled(run, source, tile, known, share)
            if len(rows):
                moments.add(tile.at(torch.from_numpy(rows), torch.from_numpy(cols)))
            run.context.progress("features", done, len(wanted))
    return moments, valid


def _sampled(
    run: SceneRun,
    source: SceneFeatures,
    tile: Tile,
    known: npt.NDArray[np.bool_],
    share: float,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Those of the ``known`` pixels of a tile that are drawn, counted from its corner.

    Where tiles overlap a pixel is taken from the one that sees most around it, as for training.
    """
    keys = place_keys(tile.window, int(run.values["seed"])).reshape(tile.valid.shape)
    drawn = known & ((keys >> np.uint64(11)) * 2.0**-53 < share)
    rows, cols = (place.astype(np.int64) for place in np.nonzero(drawn))
    if not len(rows) or not source.tiling.lattice:
        return rows, cols
    tiles, number = source.tiling.of_pixels(rows + tile.window.row_off, cols + tile.window.col_off)
    here = np.array([window == tile.window for window in tiles])[number]
    return rows[here], cols[here]


def _valid(run: SceneRun, tile: Tile) -> npt.NDArray[np.bool_]:
    """Which pixels of a tile are measured and inside the area."""
    valid = tile.valid.numpy().copy()
    inside = np.zeros_like(valid)
    cut = tile.window.intersect(run.area.window)
    if cut is not None:
        place = cut.relative_to(tile.window).slices()
        polygons = run.area.inside(run.scene.grid, cut)
        inside[place] = True if polygons is None else polygons
    both: npt.NDArray[np.bool_] = valid & inside
    return both


def _map(
    run: SceneRun,
    source: SceneFeatures,
    wanted: Sequence[Window],
    scores: FeatureScores,
    sink: Sink,
) -> None:
    """Writes the scores of all tiles, which by now are in the cache, if there is one."""
    area, done = run.area.window, 0
    blend = RollingBlend(area, source.tiling.overlap_px, CPU)
    run.context.progress("map", 0, len(wanted))
    for row in _rows(source, wanted):
        made: dict[Window, tuple[torch.Tensor, torch.Tensor]] = {}
        with closing(source.tiles(row)) as tiles, torch.inference_mode():
            for tile in tiles:
                made[tile.window] = scores(tile), torch.from_numpy(_valid(run, tile))
                done += 1
                run.context.progress("map", done, len(wanted))
        for window in row:  # kept tiles come first; the blend takes them from top to bottom
            for strip in blend.add(window, made[window][0][None], made[window][1]):
                _write(strip.window, strip.values[0], strip.valid, sink)
    for strip in blend.finish():
        _write(strip.window, strip.values[0], strip.valid, sink)


def _rows(source: SceneFeatures, wanted: Sequence[Window]) -> Iterator[list[Window]]:
    """The tiles of each row of tiles, from top to bottom."""
    for _, row in groupby(wanted, key=lambda window: window.row_off):
        yield list(row)


def _write(window: Window, scores: torch.Tensor, valid: torch.Tensor, sink: Sink) -> None:
    sink.write(window, {ROLE: scores.masked_fill(~valid, float("nan")).numpy()})
