"""The collaborative-representation detector against its definition."""

from __future__ import annotations

import numpy as np
import pytest

from engine.detect.collaborative import COMPONENTS, LEAST_DISTANCE, NEAREST, REGULARISATION
from engine.errors import BadParameter

from .detecting import (
    PLANTED,
    assert_few_pixels_are_refused,
    assert_it_can_be_cancelled,
    highest,
    planted,
    scores_of,
)

INNER, OUTER = 3, 9
PLAIN = {"inner": INNER, "outer": OUTER}


def _whitened(cube, valid):
    """``(rows, cols, components)`` of variance 1 over the valid pixels."""
    pixels = np.moveaxis(cube * 1e-4, 0, -1)
    mean = pixels[valid].mean(axis=0)
    variances, vectors = np.linalg.eigh(np.cov(pixels[valid].T, bias=True))
    best = slice(-1, -COMPONENTS - 1, -1)
    return (pixels - mean) @ vectors[:, best] / np.sqrt(variances[best])


def _residual(pixels, valid, row, col):
    """The definition as the paper has it: one weight for each pixel of the ring."""
    reach, guard = OUTER // 2, INNER // 2
    rows, cols = np.nonzero(valid)
    far = np.maximum(np.abs(rows - row), np.abs(cols - col))
    near = (far <= reach) & (far > guard)
    ring, own = pixels[rows[near], cols[near]].T, pixels[row, col]
    squared = np.sum((ring - own[:, None]) ** 2, axis=0)
    squared = np.maximum(squared, NEAREST * own @ own + LEAST_DISTANCE)
    # The mean over the ring in place of the sum: so the regularisation does not depend on its size.
    share = REGULARISATION * ring.shape[1]
    weights = np.linalg.solve(ring.T @ ring + share * np.diag(squared), ring.T @ own)
    return np.sum((own - ring @ weights) ** 2)


@pytest.fixture
def valid():
    """A bay, a speck and an island of pixels that are not measured."""
    made = np.ones((60, 70), bool)
    made[20:28, 30:], made[50, 50], made[5:12, :6] = False, False, False
    return made


def test_scores_are_residuals_of_the_ring_also_at_edges_and_gaps(make_scene, valid):
    cube = planted()
    scores, facts = scores_of("collaborative", make_scene(cube, valid=valid), **PLAIN)
    pixels = _whitened(cube, valid)
    places = [(0, 0), (59, 69), (0, 33), (19, 40), (28, 69), (40, 41), *PLANTED]
    expected = [_residual(pixels, valid, row, col) for row, col in places]
    np.testing.assert_allclose([scores[place] for place in places], expected, rtol=2e-3)
    assert facts["components"] == COMPONENTS


def test_planted_pixels_have_the_highest_scores(make_scene):
    scores, _ = scores_of("collaborative", make_scene(planted()))
    assert highest(scores, len(PLANTED)) == set(PLANTED)


def test_what_is_masked_has_no_say_and_no_score(make_scene, valid):
    cube = planted()
    spoilt = np.where(valid, cube, np.int16(32000))
    scores, _ = scores_of("collaborative", make_scene(cube, valid=valid), **PLAIN)
    again, _ = scores_of("collaborative", make_scene(spoilt, valid=valid), **PLAIN)
    np.testing.assert_array_equal(scores, again)
    np.testing.assert_array_equal(np.isnan(scores), ~valid)


def test_other_windows_give_the_same_map(make_scene):
    scene = make_scene(planted(), block=(7, 70))
    scores, _ = scores_of("collaborative", scene, **PLAIN)
    again, _ = scores_of("collaborative", make_scene(planted()), memory=1, **PLAIN)
    np.testing.assert_allclose(scores, again, rtol=0.01)


def test_equal_neighbours_are_no_division_by_zero(make_scene):
    cube = planted()
    cube[:, :, 40:] = cube[:, :1, :1] * 2
    scores, _ = scores_of("collaborative", make_scene(cube), **PLAIN)
    assert np.isfinite(scores).all() and (scores >= 0).all()


def test_it_can_be_cancelled(make_scene):
    assert_it_can_be_cancelled("collaborative", make_scene)


def test_few_pixels_are_no_background(make_scene):
    assert_few_pixels_are_refused("collaborative", make_scene)


def test_windows_that_leave_no_ring_are_refused(make_scene):
    with pytest.raises(BadParameter, match="no background"):
        scores_of("collaborative", make_scene(planted()), inner=21, outer=21)
