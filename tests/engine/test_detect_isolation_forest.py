"""The isolation forest: its trees against plain ones, and its map."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from sklearn.ensemble import IsolationForest as Reference

from engine.detect.isolation_forest import DEPTH, NODES, TREE_PIXELS, TREES, IsolationForest
from engine.detect.pixel_sample import place_keys
from engine.scene import Window

from .detecting import (
    PLANTED,
    assert_few_pixels_are_refused,
    assert_it_can_be_cancelled,
    assert_masked_has_no_say,
    highest,
    planted,
    scores_of,
)


@pytest.fixture(scope="module")
def pixels():
    """Two groups, and few pixels far from both."""
    rng = np.random.default_rng(3)
    made = rng.normal(size=(2000, 4)) * [1, 1, 0.3, 0.3]
    made[::2] += [4, 0, 0, 0]
    made[:10] += rng.normal(size=(10, 4)) * 6
    return torch.from_numpy(rng.permutation(made).astype(np.float32))


@pytest.fixture(scope="module")
def forest(pixels):
    return IsolationForest(pixels, seed=0)


def test_scores_are_near_those_of_scikit_learn(pixels, forest):
    reference = Reference(n_estimators=TREES, max_samples=TREE_PIXELS, random_state=0).fit(pixels)
    expected = -reference.score_samples(pixels)
    # Both are drawn at random: as far apart as two seeds of the reference are.
    np.testing.assert_allclose(forest.scores(pixels), expected, atol=0.05)
    assert np.corrcoef(forest.scores(pixels), expected)[0, 1] > 0.96


def test_a_path_ends_where_its_pixels_are_alone(pixels, forest):
    """Follows some pixels through single trees, and counts who comes along."""
    chosen = np.random.default_rng(0)
    taken = [chosen.permutation(len(pixels))[:TREE_PIXELS] for _ in range(TREES)]
    for tree in (0, 17, TREES - 1):
        cut = forest.cut.reshape(TREES, NODES)[tree]
        component = forest.component.reshape(TREES, NODES)[tree]
        for pixel in pixels[:20]:
            node, depth, company = 0, 0, pixels[torch.from_numpy(taken[tree])]
            while depth < DEPTH and torch.isfinite(cut[node]):
                right = pixel[component[node]] > cut[node]
                company = company[(company[:, component[node]] > cut[node]) == right]
                node, depth = 2 * node + 1 + int(right), depth + 1
            n = len(company)
            usual = 2 * (np.log(n - 1) + np.euler_gamma) - 2 * (n - 1) / n if n > 2 else n == 2
            leaf = node
            while leaf < NODES:
                leaf = 2 * leaf + 1
            found = forest.length.reshape(TREES, -1)[tree, leaf - NODES]
            assert float(found) == pytest.approx(depth + usual, rel=1e-5)


def test_planted_pixels_are_among_the_highest_hundredth(make_scene):
    """Of wild spectra: a cut is seldom along the one component of ten that is far off."""
    cube = planted()
    for number, (row, col) in enumerate(PLANTED):
        cube[:, row, col] = np.random.default_rng(number).uniform(1000, 4000, size=len(cube))
    scores, facts = scores_of("isolation_forest", make_scene(cube))
    assert highest(scores, scores.size // 100) >= set(PLANTED)
    assert facts["sample_pixels"] == scores.size


def test_what_is_masked_has_no_say_and_no_score(make_scene):
    assert_masked_has_no_say("isolation_forest", make_scene)


def test_the_seed_decides_and_windows_do_not(make_scene):
    scores, _ = scores_of("isolation_forest", make_scene(planted()))
    again, _ = scores_of("isolation_forest", make_scene(planted(), block=(7, 70)), memory=1)
    other, _ = scores_of("isolation_forest", make_scene(planted()), seed=1)
    np.testing.assert_allclose(scores, again, atol=0.01)
    assert np.abs(scores - again).mean() < 1e-3 < np.abs(scores - other).mean()


def test_a_place_has_the_same_number_in_every_window():
    whole = place_keys(Window(0, 0, 40, 30), 5).reshape(40, 30)
    part = place_keys(Window(7, 11, 13, 12), 5).reshape(13, 12)
    np.testing.assert_array_equal(whole[7:20, 11:23], part)
    assert len(np.unique(whole)) == whole.size
    assert np.mean(whole / 2.0**64) == pytest.approx(0.5, abs=0.03)


def test_it_can_be_cancelled(make_scene):
    assert_it_can_be_cancelled("isolation_forest", make_scene)


def test_few_pixels_are_no_background(make_scene):
    assert_few_pixels_are_refused("isolation_forest", make_scene)
