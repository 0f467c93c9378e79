"""The local Reed-Xiaoli detector against a loop over pixels, at edges, in masks and cut anyhow."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.context import Context
from engine.detect.components import Components
from engine.detect.detector import SceneRun
from engine.detect.dual_window import DualWindow
from engine.detect.local_rx import AnomalyDetector, LocalRxOperator
from engine.detect.ring_tree import RingTree
from engine.errors import BadParameter, TooSmall
from engine.scene import Grid, Window
from engine.stream.area import Area

CPU = torch.device("cpu")
GRID = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


class Kept:
    """A sink that keeps the scores."""

    def __init__(self, area):
        self.scores = np.full((area.window.height, area.window.width), -1.0, np.float32)

    def write(self, window, outputs):
        self.scores[window.slices()] = outputs["anomaly"]


def scores_of(scene, plan, *, inner=3, outer=9, memory=512, area=None):
    area = area or Area.whole(scene.grid)
    values = {"inner": inner, "outer": outer}
    kept = Kept(area)
    run = SceneRun(scene, plan, area, CPU, Context(), memory, values)
    facts = AnomalyDetector().detect(run, kept)
    return kept.scores, facts


def ring(place, side, size):
    """The window of a pixel along an axis, moved to lie inside."""
    first = min(max(place - side // 2, 0), size - side)
    return slice(first, first + side)


def plain_scores(cube, inner, outer, valid):
    """Every ring gathered, its mean and covariance by numpy: ``cube`` is (bands, rows, cols).

    Reflectance is float32, as the detector gets it: that alone moves scores by 2e-4 here.
    """
    _, height, width = cube.shape
    cube = cube.astype(np.float32) * np.float32(1e-4)
    scores = np.full((height, width), np.nan)
    for row, col in zip(*np.nonzero(valid)):
        counts = np.zeros((height, width), bool)
        counts[ring(row, outer, height), ring(col, outer, width)] = True
        counts[ring(row, inner, height), ring(col, inner, width)] = False
        around = cube[:, counts & valid].astype(np.float64)
        away = cube[:, row, col] - around.mean(axis=1)
        scores[row, col] = away @ np.linalg.solve(np.cov(around), away)
    return scores


def correlated(bands, height, width, seed=3):
    """Stored values of a scene whose bands vary together, with a step in the middle."""
    rng = np.random.default_rng(seed)
    mixing = rng.normal(size=(bands, bands)) * np.geomspace(1, 0.02, bands)
    cube = 4000 + 400 * np.tensordot(mixing, rng.normal(size=(bands, height, width)), 1)
    cube[:, :, width // 2 :] += 900
    return np.clip(cube, 1, 30000).astype(np.int16)


def test_scores_are_those_of_a_loop_over_pixels_also_at_the_edges(make_scene, all_bands):
    cube = correlated(8, 23, 30)
    scene = make_scene(cube)
    scores, _ = scores_of(scene, all_bands(scene))
    expected = plain_scores(cube, 3, 9, np.ones((23, 30), bool))
    np.testing.assert_allclose(scores, expected, rtol=3e-4)


def test_masked_pixels_are_in_no_ring_and_get_no_score(make_scene, all_bands):
    cube = correlated(4, 24, 20)
    valid = np.random.default_rng(0).random((24, 20)) > 0.15
    valid[10:14, :] = False
    cube[:, ~valid] = 32000
    scene = make_scene(cube, valid=valid)
    scores, _ = scores_of(scene, all_bands(scene))
    expected = plain_scores(cube, 3, 9, valid)
    assert np.array_equal(np.isnan(scores), ~valid)
    np.testing.assert_allclose(scores[valid], expected[valid], rtol=3e-4)


def test_the_map_is_the_same_however_the_scene_is_cut(make_scene, all_bands):
    cube = correlated(5, 50, 40)
    valid = np.random.default_rng(1).random((50, 40)) > 0.1
    maps = []
    for block, memory in (((16, 16), 512), ((1, 40), 1), ((50, 40), 64)):
        scene = make_scene(cube, valid=valid, block=block)
        maps.append(scores_of(scene, all_bands(scene), memory=memory)[0])
    np.testing.assert_allclose(maps[1], maps[0], rtol=1e-4)
    np.testing.assert_allclose(maps[2], maps[0], rtol=1e-4)


def test_an_area_is_scored_as_in_the_whole_scene(make_scene, all_bands):
    scene = make_scene(correlated(4, 40, 40))
    whole, _ = scores_of(scene, all_bands(scene))
    part, _ = scores_of(scene, all_bands(scene), area=Area(Window(5, 0, 20, 7)))
    np.testing.assert_allclose(part, whole[5:25, :7], rtol=1e-4)


def test_a_very_bright_pixel_leaves_nothing_behind(make_scene, all_bands):
    cube = correlated(6, 20, 60).astype(np.float32)
    bright = cube.copy()
    bright[:, 10, 12] = 6e4
    maps = []
    for values in (cube, bright):
        scene = make_scene(values)
        maps.append(scores_of(scene, all_bands(scene))[0])
    np.testing.assert_allclose(maps[1][:, 25:], maps[0][:, 25:], rtol=1e-2)


def test_rings_of_few_pixels_are_filled_up_with_average_ones(make_scene, all_bands):
    """40 pixels for 30 bands: 20 more with the area's mean and covariance."""
    cube = correlated(30, 21, 21)
    scene = make_scene(cube)
    scores, _ = scores_of(scene, all_bands(scene), inner=3, outer=7)
    flat = cube.reshape(30, -1) * 1e-4
    mean, covariance = flat.mean(axis=1), np.cov(flat, bias=True)
    around = np.zeros((21, 21), bool)
    around[7:14, 7:14] = True
    around[9:12, 9:12] = False
    near = cube[:, around] * 1e-4
    lack = 60 - 40
    centre = (near.sum(axis=1) + lack * mean) / 60
    squares = near @ near.T + lack * (covariance + np.outer(mean, mean))
    local = (squares - 60 * np.outer(centre, centre)) / 59
    away = cube[:, 10, 10] * 1e-4 - centre
    assert scores[10, 10] == pytest.approx(away @ np.linalg.solve(local, away), rel=1e-3)


def test_a_pixel_alone_in_a_mask_is_compared_with_the_area(make_scene, all_bands):
    cube = correlated(4, 40, 40)
    valid = np.ones((40, 40), bool)
    valid[5:25, 5:25] = False
    valid[15, 15] = True
    cube[:, 15, 15] = cube[:, valid].mean(axis=1)
    scene = make_scene(cube, valid=valid)
    scores, _ = scores_of(scene, all_bands(scene))
    assert 0 <= scores[15, 15] < 0.1


def test_rings_of_equal_pixels_give_finite_scores(make_scene, all_bands):
    cube = correlated(4, 30, 30)
    cube[:, 5:25, 5:25] = 777
    cube[:, 15, 15] = 800
    scene = make_scene(cube)
    scores, _ = scores_of(scene, all_bands(scene))
    assert np.isfinite(scores).all()
    assert scores[14, 14] == pytest.approx(0, abs=1)
    assert scores[15, 15] == scores.max()


def test_a_constant_scene_has_no_anomalies(make_scene, all_bands):
    scene = make_scene(np.full((3, 20, 20), 500, np.int16))
    with pytest.raises(TooSmall, match="the same"):
        scores_of(scene, all_bands(scene))


@pytest.mark.parametrize(
    ("inner", "outer", "words"),
    [
        (4, 21, "inner window of 4 px"),
        (5, 20, "outer window of 20 px"),
        (9, 9, "leaves no background"),
        (5, 31, "30 rows and 40 columns"),
    ],
)
def test_windows_that_make_no_sense_are_refused(inner, outer, words):
    with pytest.raises(BadParameter, match=words) as refused:
        DualWindow(inner, outer).check(Grid(30, 40, GRID, None))
    assert "Choose" in refused.value.hint


@pytest.mark.parametrize(("rows", "offered"), [(4, "3 px or less"), (3, "3 px"), (2, None)])
def test_only_windows_that_there_can_be_are_offered(rows, offered):
    with pytest.raises(BadParameter) as refused:
        DualWindow(1, 5).check(Grid(rows, 40, GRID, None))
    hint = refused.value.hint
    assert offered in hint if offered else hint == "Choose the detector rx."


def test_rings_that_cannot_be_factorised_are_filled_up_with_average_pixels():
    rings = RingTree(torch.zeros(1, 4), 1, DualWindow(3, 9))
    fine = torch.diag(torch.tensor([72.0, 72, 72, 72], dtype=torch.float64))
    flat = torch.diag(torch.tensor([72.0, 72, 72, -1e-9], dtype=torch.float64))
    lost = torch.full((4, 4), torch.nan, dtype=torch.float64)
    pixels = torch.tensor([1.0, 0, 0, 3], dtype=torch.float64).expand(3, 4)
    found = rings.of_rings(torch.stack([fine, flat, lost]), pixels)
    assert found[0].item() == pytest.approx(71 * 9 / 72)
    assert found[1].item() == pytest.approx(77 * 9 / 6)  # six average pixels for three components
    assert found[2].isnan()


def test_fewer_components_are_the_leading_ones():
    rng = np.random.default_rng(0)
    covariance = np.diag([1.0, 9.0, 4.0])
    components = Components.leading(np.zeros(3), covariance, 2)
    pixels = rng.normal(size=(3, 5)).astype(np.float32)
    found = np.abs(components.of(torch.from_numpy(pixels)).numpy())
    np.testing.assert_allclose(found, np.abs(pixels[[1, 2]] / [[3.0], [2.0]]), rtol=1e-6)
    operator = LocalRxOperator(components, DualWindow(3, 9), Grid(20, 20, GRID, None), CPU)
    assert operator.halo_px == 8
