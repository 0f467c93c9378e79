"""The default detector: finds what is planted, and lights neither water nor edges."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import binary_dilation

from engine.errors import AllNodata, TooSmall
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


def test_the_four_public_scenes(scored, shared_data):
    """The mean is what was asked for; the margin to global RX as well."""
    found = []
    for truth in public_scenes(shared_data):
        own = area_under_curve(scored(truth.cube), truth.anomalies)
        assert own >= area_under_curve(scored(truth.cube, "rx"), truth.anomalies) - 0.005, truth[0]
        found.append(own)
    assert np.mean(found) >= 0.98
