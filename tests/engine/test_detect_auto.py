"""The default detector: finds what is planted, and lights neither water nor edges."""

from __future__ import annotations

import errno
import io
import time

import numpy as np
import pytest
from scipy import ndimage
from scipy.ndimage import binary_dilation

from engine.context import Context
from engine.detect.auto import fused_scores, scaled_components
from engine.detect.planes import planes, strips
from engine.detect.ring_sums import ORDINARY_PX, Ring, ring_distances
from engine.detect.small_objects import small_objects
from engine.detect.tail_ranks import tail_ranks
from engine.errors import AllNodata, Cancelled, DiskFull, TooSmall
from engine.scene import Window
from tests.data.anomaly_scenes import (
    area_under_curve,
    bands_first,
    plant,
    public_scenes,
    score,
    two_grounds,
)


@pytest.fixture
def scored(make_scene, all_bands):
    def run(cube, name="auto", *, memory_mib=512, seed=0, **scene):
        made = make_scene(bands_first(cube), **scene)
        return score(name, made, all_bands(made), memory_mib=memory_mib, seed=seed)

    return run


def _lit(scores, where, share=0.01):
    """How many times as often pixels of a place are among the highest as others would be."""
    known = np.isfinite(scores)
    high = scores > np.quantile(scores[known], 1 - share)
    return high[where & known].mean() / share


def _ring_distances(components, variances, background, ring):
    made = np.empty(background.shape, np.float32)
    ring_distances(components, variances, background, ring, made)
    return made


def _small_objects(pictures, areas_px):
    sums = np.empty((len(areas_px), *pictures.shape[1:]), np.float32)
    small_objects(pictures, areas_px, sums)
    return sums


def test_planted_objects_are_found(scored):
    rng = np.random.default_rng(1)
    cube = two_grounds(rng)
    anomalies = plant(rng, cube)
    assert area_under_curve(scored(cube), anomalies) > 0.99


def test_what_is_common_elsewhere_is_found_where_it_is_rare(scored):
    """Land in the water: nothing that global RX would notice."""
    rng = np.random.default_rng(2)
    cube = two_grounds(rng)
    anomalies = plant(rng, cube, spectrum=cube[:, :30].mean((0, 1)), first_col=60)
    found = area_under_curve(scored(cube), anomalies)
    assert found > 0.8
    assert found > area_under_curve(scored(cube, "rx"), anomalies) + 0.2


def test_neither_water_nor_its_shore_nor_the_borders_of_the_scene_light_up(scored):
    cube = two_grounds(np.random.default_rng(3), 128, 128)
    scores = scored(cube)
    water = cube.mean(2) < 250
    inner = np.zeros(water.shape, bool)
    inner[3:-3, 3:-3] = True
    shore = binary_dilation(water, iterations=2) & binary_dilation(~water, iterations=2)
    assert _lit(scores, water & ~shore) < 1.5
    assert _lit(scores, shore) < 5
    assert _lit(scores, ~inner) < 2


def test_the_edges_of_what_is_masked_do_not_light_up(scored):
    cube = two_grounds(np.random.default_rng(4), 128, 128)
    valid = np.ones((128, 128), bool)
    valid[30:70, 20:60] = valid[90:97, :] = valid[:, 100:103] = False
    scores = scored(cube, valid=valid)
    edge = valid & binary_dilation(~valid, iterations=2)
    assert _lit(scores, edge) < 2


def test_masked_pixels_do_not_matter_and_have_no_score(scored):
    rng = np.random.default_rng(5)
    cube = two_grounds(rng)
    plant(rng, cube)
    valid = rng.random((96, 96)) > 0.1
    spoilt = np.where(valid[..., None], cube, 9e3 * rng.random(cube.shape))
    clean, other = scored(cube, valid=valid), scored(spoilt, valid=valid)
    np.testing.assert_array_equal(np.isnan(clean), ~valid)
    np.testing.assert_allclose(clean, other, rtol=1e-6)


@pytest.mark.parametrize(
    "other", [{"block": (96, 96)}, {"block": (7, 96), "memory_mib": 16}, {"seed": 9}]
)
def test_other_windows_memory_and_seeds_give_the_same_map(scored, other):
    rng = np.random.default_rng(6)
    cube = two_grounds(rng)
    plant(rng, cube)
    np.testing.assert_allclose(scored(cube), scored(cube, **other), rtol=0.02, atol=0.02)


def test_the_highest_scores_are_told_apart(scored):
    rng = np.random.default_rng(7)
    cube = two_grounds(rng)
    plant(rng, cube)
    highest = np.sort(scored(cube).ravel())[-100:]
    assert len(np.unique(highest)) > 95


def test_a_scene_without_valid_pixels_is_refused(scored):
    with pytest.raises(AllNodata):
        scored(np.zeros((20, 20, 4)), valid=np.zeros((20, 20), bool))


def test_few_bands_and_hardly_any_pixels_are_enough(scored):
    rng = np.random.default_rng(8)
    cube = 1000 + 10 * rng.normal(size=(9, 11, 3))
    cube[4, 5] += (90, -90, 90)
    scores = scored(cube)
    assert np.unravel_index(np.argmax(scores), scores.shape) == (4, 5)


def test_two_equal_bands_do_not_stop_it(scored):
    rng = np.random.default_rng(15)
    cube = 1000 + 10 * rng.normal(size=(30, 30, 1)).repeat(2, axis=2)
    cube[4, 5] += 200
    scores = scored(cube)
    assert np.isfinite(scores).all()
    assert np.unravel_index(np.argmax(scores), scores.shape) == (4, 5)


@pytest.mark.parametrize("level", [1000, 0.1])
def test_what_is_odd_in_a_flat_scene_is_found(scored, level):
    cube = np.full((60, 70, 12), level)
    anomalies = plant(np.random.default_rng(16), cube, spectrum=level * np.linspace(0.5, 2, 12))
    assert area_under_curve(scored(cube), anomalies) > 0.999


@pytest.mark.parametrize("level", [1000, 0.1])
def test_a_scene_of_equal_pixels_is_refused(scored, level):
    with pytest.raises(TooSmall, match="the same"):
        scored(np.full((60, 70, 12), level))


def test_work_on_the_planes_can_be_cancelled():
    context = Context()
    context.cancel()
    made = np.random.default_rng(0).normal(size=(4, 30, 30)).astype(np.float32) ** 2
    with pytest.raises(Cancelled):
        fused_scores(made, np.ones(3), lambda done: context.check_cancelled())


def test_scaled_components_have_the_variance_that_is_told():
    rng = np.random.default_rng(9)
    pixels = rng.normal(size=(5000, 20)) @ rng.normal(size=(20, 20))
    covariance = np.cov(pixels.T, bias=True)
    matrix, variances = scaled_components(covariance)
    np.testing.assert_allclose(matrix @ covariance @ matrix.T, np.diag(variances), atol=1e-9)


def test_small_objects_can_be_cancelled_between_the_levels(monkeypatch):
    """The only picture would take 32 levels on either side; the check comes in the middle."""
    levels, context = [], Context()
    label = ndimage.label

    def listen(*args, **kwargs):
        levels.append(1)
        context.cancel()
        time.sleep(0.05)
        return label(*args, **kwargs)

    monkeypatch.setattr("engine.detect.small_objects.TICK_S", 0.001)
    monkeypatch.setattr("engine.detect.small_objects.ndimage.label", listen)
    picture = np.random.default_rng(17).normal(size=(1, 60, 60)).astype(np.float32)
    sums = np.empty((1, 60, 60), np.float32)
    with pytest.raises(Cancelled):
        small_objects(picture, (1,), sums, lambda done: context.check_cancelled())
    assert len(levels) < 50


@pytest.mark.parametrize(
    ("place", "ordinary"), [((0, 0), ORDINARY_PX), ((3, 17), ORDINARY_PX), ((39, 39), 12)]
)
def test_ring_distances_are_those_of_their_definition(place, ordinary):
    rng = np.random.default_rng(10)
    values = rng.normal(size=(4, 40, 40)).astype(np.float32)
    values[:, 5:9, 12:15] = np.nan
    background = rng.random((40, 40)) > 0.2
    background[25:, 25:] = False
    variances = np.array([1.0, 0.9, 0.8, 0.7])
    found = _ring_distances(values, variances, background, Ring(5, 13))[place]

    rows, cols = np.indices((40, 40))
    apart = np.maximum(abs(rows - place[0]), abs(cols - place[1]))
    ring = (apart <= 6) & (apart > 2) & background & np.isfinite(values[0])
    pixels = values[:, ring].astype(np.float64)
    size = pixels.shape[1]
    mean = pixels.sum(axis=1) / (size + 1)
    products = pixels @ pixels.T - size * np.outer(mean, mean)
    filled = size + ordinary
    covariance = (products + ordinary * np.diag(variances)) / filled
    away = values[(slice(None), *place)] - mean
    expected = away @ np.linalg.solve(covariance, away)
    expected *= filled * (filled - 6) / ((filled - 1) * (filled + 1))
    assert found == pytest.approx(expected, rel=1e-5)


def test_distances_at_the_border_are_as_large_as_elsewhere():
    values = np.random.default_rng(11).normal(size=(10, 200, 200)).astype(np.float32)
    found = _ring_distances(values, np.ones(10), np.ones((200, 200), bool), Ring(9, 25))
    border = np.concatenate([found[:2].ravel(), found[-2:].ravel()])
    assert border.mean() == pytest.approx(found[12:-12, 12:-12].mean(), rel=0.06)


def test_small_objects_are_taken_away_and_large_ones_stay():
    picture = np.random.default_rng(12).normal(0, 0.01, (60, 60)).astype(np.float32)
    picture[10:13, 10:13] += 1  # 9 pixels
    picture[5:8, 40:43] -= 1
    picture[30:45, 20:50] += 1  # 450 pixels
    picture[50, 5:40] += 1  # a line of 35
    of_25, of_100 = _small_objects(picture[None], (25, 100))
    for taken in (of_25, of_100):
        assert taken[11, 11] > 0.8
        assert taken[6, 41] > 0.8
        assert taken[30:45, 20:50].max() < 0.05
    assert of_25[50, 20] < 0.05
    assert of_100[50, 20] > 0.8


def test_what_an_edge_cuts_off_is_not_small():
    picture = np.random.default_rng(13).normal(0, 0.01, (60, 60)).astype(np.float32)
    picture[0:3, 20:26] += 1  # 18 pixels, 36 with their mirror image
    picture[30:33, 20:26] += 1
    (taken,) = _small_objects(picture[None], (25,))
    assert taken[1, 22] < 0.05
    assert taken[31, 22] > 0.8


def test_ranks_are_logarithms_of_shares_and_go_on_beyond_the_ranks():
    scores = np.random.default_rng(14).pareto(3, size=(200, 200)).astype(np.float32)
    scores[0, 0], scores[0, 1] = np.nan, 1e4
    found = tail_ranks(scores.copy())
    assert np.isnan(found[0, 0])
    median = np.nanmedian(scores)
    assert found[scores >= median].min() == pytest.approx(np.log(2), abs=0.01)
    assert found[0, 1] > np.log(scores.size) + 5
    order = np.argsort(scores.ravel())
    assert (np.diff(found.ravel()[order][:-1]) >= 0).all()


def test_planes_in_a_file_and_small_strips_change_nothing(monkeypatch):
    made = np.random.default_rng(18).normal(size=(4, 90, 95)).astype(np.float32) ** 2
    made[:, 20:30, 40:50] = np.nan
    expected = fused_scores(made.copy(), np.ones(3))
    for name in ("planes", "small_objects"):
        monkeypatch.setattr(f"engine.detect.{name}.STRIP_PX", 1000)
    monkeypatch.setattr("engine.detect.planes.MOST_NUMBERS_IN_MEMORY", 10)
    monkeypatch.setattr("engine.detect.small_objects.MOST_BYTES", 10)
    assert len(list(strips((90, 95)))) == 9
    np.testing.assert_array_equal(fused_scores(made, np.ones(3)), expected)


def test_a_full_disk_is_an_error_before_a_plane_is_touched(monkeypatch):
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("engine.detect.planes.MOST_NUMBERS_IN_MEMORY", 10)
    monkeypatch.setattr("engine.detect.planes.tempfile.TemporaryFile", Full)
    with pytest.raises(DiskFull), planes(2, Window(0, 0, 3, 4)):
        pass


def test_planes_that_do_not_fit_lie_in_a_file(monkeypatch):
    monkeypatch.setattr("engine.detect.planes.MOST_NUMBERS_IN_MEMORY", 10)
    with planes(2, Window(0, 0, 3, 4)) as made:
        assert isinstance(made, np.memmap)
        assert np.isnan(made).all()


def test_the_four_public_scenes(scored, shared_data):
    """The mean is what was asked for; the margin to global RX as well."""
    found = []
    for truth in public_scenes(shared_data):
        own = area_under_curve(scored(truth.cube), truth.anomalies)
        assert own >= area_under_curve(scored(truth.cube, "rx"), truth.anomalies) - 0.005, truth[0]
        found.append(own)
    assert np.mean(found) >= 0.98
