"""Running statistics of scores."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.output.statistics import ScoreStatistics

RNG = np.random.default_rng(11)


@pytest.fixture
def values() -> np.ndarray:
    return np.concatenate([RNG.normal(0, 1e-3, 50_000), RNG.gamma(3, 80, 50_000)]).astype("f4")


def counted(values: np.ndarray, parts: int = 1) -> ScoreStatistics:
    statistics = ScoreStatistics()
    for part in np.array_split(values, parts):
        statistics.add(part)
    return statistics


def test_sums_over_windows_are_those_of_all_values(values: np.ndarray) -> None:
    statistics, wide = counted(values, 17), values.astype(np.float64)
    assert statistics.mean == pytest.approx(wide.mean(), rel=1e-12)
    assert statistics.std == pytest.approx(wide.std(), rel=1e-12)
    assert (statistics.minimum, statistics.maximum) == (values.min(), values.max())


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.6, 0.98, 0.999, 1.0])
def test_quantiles_are_within_a_thousandth(values: np.ndarray, share: float) -> None:
    assert counted(values, 5).quantile(share) == pytest.approx(
        np.quantile(values, share), rel=1e-3, abs=1e-6
    )


def test_counts_above_a_threshold_are_nearly_exact(values: np.ndarray) -> None:
    exact = int((values > 321.5).sum())
    assert counted(values).count_above(321.5) == pytest.approx(exact, abs=0.001 * len(values))


def test_nan_and_infinity_do_not_count() -> None:
    statistics = counted(np.array([1, math.nan, math.inf, -math.inf, 3], np.float32))
    assert (statistics.count, statistics.mean, statistics.maximum) == (2, 2.0, 3.0)


def test_without_values_there_are_no_statistics() -> None:
    statistics = counted(np.array([math.nan], np.float32))
    assert statistics.to_tags(1) == {}
    assert math.isnan(statistics.quantile(0.5))
    assert math.isnan(statistics.mean)
