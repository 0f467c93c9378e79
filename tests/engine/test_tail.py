"""Thresholds by false-alarm rate, on backgrounds of several kinds with anomalies in them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from engine.output.pareto import fit_pareto
from engine.output.statistics import ScoreStatistics
from engine.output.tail import RATES, BackgroundTail, threshold_at
from tests.data.backgrounds import rx_scores

PIXELS = 100_000
ASKED = (1e-2, 1e-3, 1e-4)
SCENES = ((0.0, 1, 0.2), (0.002, 2, 1.0), (0.005, 3, 0.2), (0.01, 4, 1.0))
"""Share of anomalies, seed, least fraction of a pixel that they fill."""


def _tail(scores: npt.NDArray[np.generic]) -> BackgroundTail:
    statistics = ScoreStatistics()
    statistics.add(scores)
    return BackgroundTail(statistics)


def _found(kind: str, share: float, seed: int, least: float) -> list[float]:
    scores, strange = rx_scores(kind, PIXELS, share, seed, least_fraction=least)
    tail = _tail(scores)
    background = scores[~strange]
    return [float((background > tail.threshold(rate)).mean()) / rate for rate in ASKED]


@pytest.mark.parametrize("kind", ["gaussian", "t", "K", "mixture"])
def test_the_rate_of_false_alarms_is_within_a_factor_of_two_of_the_one_asked_for(kind) -> None:
    ratios = np.array([_found(kind, *scene) for scene in SCENES])
    print(kind, ratios.round(2).tolist())
    median = np.median(ratios, axis=0)
    assert (median >= 0.5).all() and (median <= 2.0).all()
    # A rate of 1e-4 means 10 pixels here, so single scenes differ by chance.
    assert (ratios[:, :2] >= 0.5).all() and (ratios[:, :2] <= 2.0).all()
    assert (ratios[:, 2] >= 1 / 3).all() and (ratios[:, 2] <= 3.0).all()


def test_anomalies_hardly_move_the_threshold() -> None:
    scores, strange = rx_scores("gaussian", PIXELS, 0.005, 5, least_fraction=1.0)
    with_them, without = _tail(scores), _tail(scores[~strange])
    plain = ScoreStatistics()
    plain.add(scores)
    assert abs(with_them.threshold(1e-3) / without.threshold(1e-3) - 1.0) < 0.1
    assert plain.quantile(1 - 1e-3) > 3.0 * without.threshold(1e-3)


def test_the_table_falls_in_rates_and_rises_in_thresholds() -> None:
    tail = _tail(rx_scores("K", 20_000, 0.01, 1)[0])
    table = tail.to_json()
    assert table["kind"] == "generalised Pareto"
    assert len(table["rates"]) == len(table["thresholds"]) == 41
    assert table["rates"][0] == 0.1 and table["rates"][-1] == 1e-6
    assert (np.diff(table["rates"]) < 0).all()
    assert (np.diff(table["thresholds"]) >= 0).all()
    assert np.isfinite(table["thresholds"]).all()
    for rate in (0.1, 0.03, 0.00123, 1e-6, 1e-9):
        assert threshold_at(table["rates"], table["thresholds"], rate) == tail.threshold(rate)
    assert tail.threshold(0.4) < tail.threshold(0.1)


@pytest.mark.parametrize("shift, factor", [(-1000.0, 1.0), (0.0, 1e-6), (0.0, 1e6)])
def test_scores_may_have_any_sign_and_size(shift, factor) -> None:
    scores = rx_scores("K", 30_000, 0.001, 6)[0]
    usual = (scores > _tail(scores).threshold(1e-3)).mean()
    moved = (scores.astype(np.float64) * factor + shift).astype(np.float32)
    found = (moved > _tail(moved).threshold(1e-3)).mean()
    assert 0.8 < found / usual < 1.25


def test_bounded_scores_have_thresholds_too() -> None:
    rng = np.random.default_rng(0)
    cosine = np.float32(1.0 - rng.beta(4.0, 2.0, PIXELS))  # similarity: 0..1, few are near 1
    tail = _tail(cosine)
    for rate in ASKED:
        assert 0.5 <= (cosine > tail.threshold(rate)).mean() / rate <= 2.0
    assert tail.threshold(1e-6) < 1.3


def test_no_threshold_reaches_the_ceiling_of_the_scores() -> None:
    rng = np.random.default_rng(2)
    scores = np.float32(1.0 - np.exp(-0.2 * np.abs(rng.standard_t(4, PIXELS))))
    statistics = ScoreStatistics()
    statistics.add(scores)
    assert BackgroundTail(statistics).threshold(1e-6) > 1.0
    tail = BackgroundTail(statistics, 1.0)
    for rate in ASKED:
        assert 0.5 <= (scores > tail.threshold(rate)).mean() / rate <= 2.0
    thresholds = tail.to_json()["thresholds"]
    assert (np.diff(thresholds) >= 0).all() and thresholds[-1] < 1.0


def test_where_no_law_fits_the_threshold_leaves_as_many_pixels_as_chance_would() -> None:
    # A heavy tail that ends early: a law of its lower part promises far higher scores.
    rng = np.random.default_rng(0)
    scores = np.minimum(rng.pareto(2.0, 10_000), 5.0 + rng.uniform(size=10_000))
    tail = _tail(scores)
    assert (scores > tail.threshold(1e-2)).sum() >= 80
    assert (scores > tail.threshold(1e-3)).sum() >= 3


@pytest.mark.parametrize(
    "scores",
    [
        np.full(5000, 3.5),
        np.zeros(5000),
        np.array([1.0]),
        np.arange(60.0),
        np.repeat([0.0, 1.0], 5000),
        np.r_[np.zeros(99_000), np.random.default_rng(0).exponential(size=1000)],
    ],
    ids=["constant", "zero", "one", "few", "two values", "mostly zero"],
)
def test_strange_scores_have_finite_thresholds(scores) -> None:
    tail = _tail(scores)
    thresholds = tail.to_json()["thresholds"]
    assert np.isfinite(thresholds).all() and (np.diff(thresholds) >= 0).all()
    assert (scores > tail.threshold(1e-6)).mean() <= 0.02


def test_few_scores_fall_back_on_their_quantiles() -> None:
    scores = np.arange(60.0)
    tail = _tail(scores)
    assert tail.kind == "quantile"
    assert tail.threshold(0.1) == pytest.approx(53.0, abs=1.5)
    assert tail.threshold(1e-6) == pytest.approx(59.0)


def test_nothing_is_above_the_maximum_and_all_is_above_what_is_below_the_minimum() -> None:
    statistics = ScoreStatistics()
    statistics.add(np.full(10, 2.5))
    assert statistics.count_above(2.5) == 0
    assert statistics.count_above(2.4) == 10


@pytest.mark.parametrize("shape", [-0.2, 0.0, 0.25])
def test_the_law_is_found_again_from_a_part_of_its_range(shape) -> None:
    rng = np.random.default_rng(2)
    share = rng.uniform(size=200_000)
    excess = -3.0 * np.log(share) if shape == 0 else 3.0 * (share**-shape - 1) / shape
    edges = np.quantile(excess, np.linspace(0, 0.97, 41))
    edges[0] = 0.0
    law = fit_pareto(edges, np.histogram(excess, edges)[0].astype(float))
    assert law.shape == pytest.approx(shape, abs=0.04)
    assert law.scale == pytest.approx(3.0, rel=0.03)
    assert law.survival(np.array([law.excess(1e-3)]))[0] == pytest.approx(1e-3)


def test_the_same_scores_in_another_order_give_the_same_threshold() -> None:
    scores = rx_scores("t", 30_000, 0.01, 7)[0]
    parts = ScoreStatistics()
    for part in np.array_split(scores[::-1], 7):
        parts.add(part)
    assert BackgroundTail(parts).to_json() == _tail(scores).to_json()


def test_rates_of_the_table_are_what_the_panel_expects() -> None:
    assert len(RATES) == 41 and RATES[0] == 0.1 and RATES[-1] == 1e-6
