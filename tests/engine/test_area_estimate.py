"""Areas from a random sample: a worked example, and whether intervals cover."""

from __future__ import annotations

import numpy as np
import pytest

from engine.training.area_estimate import estimate

# Olofsson et al. 2014, section 5: deforestation, forest gain, stable forest, stable non-forest.
COUNTS = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
SHARES = np.array([0.020, 0.015, 0.320, 0.645])
TOTAL_HA = 10_000_000 * 0.09
"""Ten million Landsat pixels."""


def test_the_example_of_olofsson_et_al_2014_is_reproduced():
    found = estimate(COUNTS, SHARES)
    np.testing.assert_allclose(
        found.share.value * TOTAL_HA, [21_158, 11_686, 285_770, 581_386], atol=1
    )
    np.testing.assert_allclose(
        found.share.half_width * TOTAL_HA, [6_158, 3_756, 15_510, 16_282], atol=1
    )
    np.testing.assert_allclose(found.users.value, [0.88, 0.73, 0.93, 0.96], atol=0.005)
    np.testing.assert_allclose(found.users.half_width, [0.07, 0.10, 0.04, 0.02], atol=0.005)
    np.testing.assert_allclose(found.producers.value, [0.75, 0.85, 0.93, 0.96], atol=0.005)
    np.testing.assert_allclose(found.producers.half_width[:2], [0.21, 0.25], atol=0.005)
    assert found.overall.value[0] == pytest.approx(0.95, abs=0.005)
    assert found.overall.half_width[0] == pytest.approx(0.02, abs=0.005)


@pytest.mark.parametrize("design", ["random", "stratified"])
def test_the_intervals_of_areas_cover_the_truth_as_often_as_they_say(design):
    rng = np.random.default_rng(0)
    shares = np.array([0.1, 0.3, 0.6])
    truth_given_map = np.array([[0.90, 0.05, 0.05], [0.10, 0.80, 0.10], [0.02, 0.03, 0.95]])
    joint = shares[:, None] * truth_given_map
    truth = joint.sum(axis=0)
    inside = np.zeros((2000, 7), bool)
    for trial in inside:
        points = rng.multinomial(400, shares) if design == "random" else (100, 100, 200)
        counts = np.array([rng.multinomial(n, row) for n, row in zip(points, truth_given_map)])
        found = estimate(counts, shares)
        trial[:3] = np.abs(found.share.value - truth) <= found.share.half_width
        producers = np.diag(joint) / truth
        trial[3:6] = np.abs(found.producers.value - producers) <= found.producers.half_width
        trial[6] = abs(found.overall.value[0] - np.trace(joint)) <= found.overall.half_width[0]
    rates = inside.mean(axis=0)
    assert (rates[[0, 1, 2, 6]] > 0.93).all()
    assert (rates[3:6] > 0.91).all()  # a ratio: normal only for more points
    assert (rates < 0.975).all()


def test_a_class_that_is_only_on_the_ground_has_an_area():
    counts = np.array([[50, 0, 10], [5, 40, 0], [0, 0, 0]])
    found = estimate(counts, np.array([0.5, 0.5, 0.0]))
    assert found.share.value[2] == pytest.approx(0.5 / 6)
    assert np.isnan(found.users.value[2])
    assert found.producers.value[2] == 0


def test_a_mapped_class_with_a_single_point_has_no_spread():
    with pytest.raises(ValueError, match="fewer than 2"):
        estimate(np.array([[1, 0], [0, 9]]), np.array([0.5, 0.5]))
