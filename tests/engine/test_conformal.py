"""Class sets: their thresholds, what they promise, and whether they keep it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.heads.conformal import EVERYTHING, ConformalSets
from engine.training.conformal import conformal_sets, polygon_weights, quality_of

ALPHA = 0.1
POLYGONS, NEW, REPEATS = 40, 60, 400
CLASSES = 4


def _polygons(rng, count):
    """Probabilities of pixels whose errors are those of their polygon, of 1 to 400 pixels.

    Large polygons are easier, so that weighing by pixels would promise too much.
    """
    pixels = np.ceil(np.exp(rng.uniform(0, 6, count))).astype(int)
    unit = np.repeat(np.arange(count), pixels)
    truth = rng.integers(0, CLASSES, count)[unit]
    scores = 1.5 * rng.normal(size=(count, CLASSES))[unit] + 0.3 * rng.normal(
        size=(len(unit), CLASSES)
    )
    scores[np.arange(len(unit)), truth] += 0.6 * np.log1p(pixels)[unit]
    made = np.exp(scores)
    return made / made.sum(axis=1, keepdims=True), truth, unit


@pytest.mark.parametrize("alpha", [0.05, 0.1, 0.3])
def test_nine_of_ten_calibrations_hold_the_true_class_as_often_as_promised(alpha):
    rng = np.random.default_rng(0)
    covered = []
    for _ in range(REPEATS // 4):
        sets = conformal_sets(*_polygons(rng, POLYGONS), (alpha,))
        covered.append(quality_of(*_polygons(rng, 6 * NEW), sets.threshold(alpha)).coverage)
    reached = np.mean(np.array(covered) >= 1 - alpha)
    assert reached > 0.9 - 3 * np.sqrt(0.9 * 0.1 / len(covered))
    # Not more than it takes: with a normal spread the mean is 1.28 deviations above.
    assert np.mean(covered) < 1 - alpha + 2 * np.std(covered) + 1.5 / (POLYGONS + 1)


def test_counting_pixels_instead_of_polygons_would_break_the_promise():
    """Why polygons count the same: the test above would fail otherwise."""
    rng = np.random.default_rng(0)
    covered = []
    for _ in range(REPEATS):
        made, truth, unit = _polygons(rng, POLYGONS)
        sets = conformal_sets(made, truth, np.arange(len(unit)), (ALPHA,))
        covered.append(quality_of(*_polygons(rng, NEW), sets.threshold(ALPHA)).coverage)
    assert np.mean(covered) < 1 - ALPHA - 0.05


def test_the_correction_for_few_polygons_is_conservative():
    made = np.array([[0.9, 0.1]] * 8)
    truth, unit = np.zeros(8, np.int64), np.arange(8)
    sets = conformal_sets(made, truth, unit, (0.1, 0.2))
    assert sets.threshold(0.1) == EVERYTHING  # 8 of 8 + 1 polygons are fewer than 90 %
    assert sets.threshold(0.2) == pytest.approx(0.1, abs=1e-5)


def test_the_pixel_that_decides_stays_inside_its_set():
    rng = np.random.default_rng(1)
    made, truth, unit = _polygons(rng, POLYGONS)
    sets = conformal_sets(made, truth, unit)
    found = [quality_of(made, truth, unit, sets.threshold(rate)) for rate in (0.05, 0.1, 0.4)]
    assert [f.coverage >= 1 - rate for f, rate in zip(found, (0.05, 0.1, 0.4))] == [True] * 3
    assert found[0].mean_size > found[1].mean_size > found[2].mean_size


def test_a_set_always_has_the_best_class():
    made = np.array([[0.4, 0.3, 0.3]])
    found = quality_of(made, np.array([0]), np.array([0]), 0.0)
    assert (found.coverage, found.mean_size) == (1.0, 1.0)


def test_every_polygon_weighs_the_same():
    weights = polygon_weights(np.array([7, 7, 7, 2]))
    np.testing.assert_allclose(weights, [1 / 6, 1 / 6, 1 / 6, 1 / 2])


def test_a_rate_between_two_known_ones_gets_the_more_careful_threshold():
    sets = ConformalSets((0.05, 0.1), (0.9, 0.6))
    assert [sets.threshold(rate) for rate in (0.01, 0.05, 0.07, 0.1, 0.5)] == [
        EVERYTHING,
        0.9,
        0.9,
        0.6,
        0.6,
    ]


def test_sets_are_the_same_after_json():
    sets = ConformalSets((0.05, 0.1), (0.9, 0.6))
    assert ConformalSets.from_json(sets.to_json()) == sets


@pytest.mark.parametrize(
    ("rates", "thresholds"),
    [
        ([], []),
        ([0.1], [0.5, 0.4]),
        ([0.0], [0.5]),
        ([1.0], [0.5]),
        ([0.1], [1.1]),
        ([0.1], [float("nan")]),
        ([float("inf")], [0.5]),
        ([0.2, 0.1], [0.5, 0.4]),
        ([0.1, 0.2], [0.4, 0.5]),
        ([0.1], ["x"]),
        ([0.1], None),
        (["0.1", []], [0.5, 0.4]),
    ],
)
def test_impossible_sets_of_a_file_are_refused(rates, thresholds):
    with pytest.raises((TypeError, ValueError)):
        ConformalSets.from_json({"error_rates": rates, "thresholds": thresholds})
