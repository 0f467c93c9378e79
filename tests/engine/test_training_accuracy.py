"""What train says of its accuracy: repeated splits, calibration, other classifiers, class sets."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from engine.context import Context
from engine.errors import Cancelled
from engine.training import baseline
from engine.training.baseline import FITS, OURS, baseline_jobs, compared
from engine.training.calibration import (
    probabilities,
    reliability,
    temperature_of,
    temperatures_without,
)
from engine.training.continuing import Carried
from engine.training.evaluate import train_and_measure, without_copies
from engine.training.held_out import HeldOut, judged
from engine.training.metrics import kappa
from engine.training.side_by_side import side_by_side
from engine.training.split import (
    ALWAYS_TRAINED,
    BLOCKS,
    POLYGONS,
    Split,
    distances_px,
    repeated_splits,
    spatial_split,
)

from .made_labels import every, features_of, scattered, squares


@pytest.fixture(scope="module")
def labels():
    return scattered()


@pytest.fixture(autouse=True)
def small_forests(monkeypatch):
    monkeypatch.setattr(baseline, "TREES", 25)


@pytest.mark.parametrize("by", [BLOCKS, POLYGONS])
def test_no_polygon_is_ever_on_both_sides(labels, by):
    for split in repeated_splits(labels, 5, 4, 0, by):
        for unit in np.unique(labels.unit):
            assert len(set(split.fold[labels.unit == unit])) == 1


@pytest.mark.parametrize("by", [BLOCKS, POLYGONS])
def test_repeated_splits_differ_and_each_holds_every_class_out(labels, by):
    splits = repeated_splits(labels, 5, 4, 0, by)
    assert len(splits) == 4
    for one, other in zip(splits, splits[1:]):
        together = one.fold[:, None] == one.fold[None]
        assert (other.fold[:, None] == other.fold[None])[together].mean() < 0.75
    for split in splits:
        for fold in range(5):
            assert set(labels.index[split.fold == fold]) == {0, 1, 2}


def test_the_first_of_repeated_splits_is_the_single_one(labels):
    first = repeated_splits(labels, 5, 3, 7)[0]
    alone = spatial_split(labels, 5, 7)
    np.testing.assert_array_equal(first.fold, alone.fold)
    np.testing.assert_array_equal(first.block, alone.block)


def test_blocks_hold_more_distance_between_the_sides_than_polygons(labels):
    far, near = (
        distances_px(labels, repeated_splits(labels, 5, 1, 0, by)[0]) for by in (BLOCKS, POLYGONS)
    )
    assert far[1] >= near[1]


def test_splits_that_cannot_differ_are_not_counted_twice():
    labels = squares([(0, 0, 0), (60, 60, 0), (0, 4, 1), (60, 56, 1)])
    splits = repeated_splits(labels, 2, 10, 0)
    assert len(splits) < 10
    assert repeated_splits(squares([(0, 0, 0), (60, 60, 1)]), 5, 3, 0)[0].folds == 0


def test_a_class_with_a_single_pixel_is_trained_and_said():
    made = squares([*((20 * n, 13 * n, n % 2) for n in range(16)), (150, 10, 2)])
    keep = np.ones(len(made), bool)
    keep[np.flatnonzero(made.index == 2)[1:]] = False
    labels = made.take(keep)
    trained = train_and_measure(
        features_of(labels),
        labels,
        4,
        0,
        Context(),
        repeats=2,
        spectra=lambda: every(features_of(labels)),
    )
    assert trained.metrics["per_class"][2] == {
        **trained.metrics["per_class"][2],
        "f1": None,
        "f1_std": None,
        "support_px": 0,
        "polygons": 1,
        "pixels": 1,
    }
    assert any("tree has one polygon only" in note for note in trained.notes)
    assert trained.metrics["balanced_accuracy"]["mean"] > 0.9


def test_a_class_with_many_points_but_few_pixels_is_called_uncertain():
    points = squares([(12 * n, 29 * n % 200, n % 2) for n in range(60)], side=1)
    few = points.take((points.index == 0) | (np.cumsum(points.index == 1) <= 8))
    assert any("soil has fewer than 20 pixels" in note for note in spatial_split(few, 2, 0).notes)


def test_clustered_polygons_are_warned_of():
    labels = squares([(2 * (n // 12), 2 * (n % 12), n % 3) for n in range(144)])
    trained = train_and_measure(features_of(labels), labels, 5, 0, Context(), by=POLYGONS)
    assert any("clustered" in note for note in trained.notes)
    assert trained.metrics["held_out_distance_px"]["minimum"] == 1.0


def test_the_spread_is_over_all_folds_and_the_matrix_counts_every_pixel_once(labels):
    features = features_of(labels, noise=1.2)
    once, often = (
        train_and_measure(features, labels, 4, 0, Context(), repeats=n).metrics for n in (1, 3)
    )
    assert (once["repeats"], often["repeats"]) == (1, 3)
    assert once["confusion"] == often["confusion"]
    assert np.sum(often["confusion"]["matrix"]) == len(labels)
    assert once["balanced_accuracy"] != often["balanced_accuracy"]
    assert [row["f1"] for row in once["per_class"]] == [row["f1"] for row in often["per_class"]]
    json.dumps(often, allow_nan=False)


def test_scores_too_sure_of_themselves_are_off_before_the_temperature_and_not_after():
    rng = np.random.default_rng(0)
    made = scattered(400, seed=1)
    scores = 2 * rng.normal(size=(len(made), 3))
    truth = (rng.random((len(made), 1)) > probabilities(scores).cumsum(axis=1)).sum(axis=1)
    made = replace(made, index=truth)
    split = spatial_split(made, 5, 0)
    judgement = judged(HeldOut(made, (split,), (scores * 5,)))
    found = judgement.metrics["calibration"]
    assert judgement.temperature == pytest.approx(5, rel=0.15)
    assert found["ece_before"] > 0.1
    assert found["ece_after"] < 0.05
    assert sum(judgement.reliability["after"]["pixels"]) == len(made)


def test_the_calibration_error_is_the_gap_of_the_bins():
    made = np.array([[0.9, 0.1]] * 20 + [[0.6, 0.4]] * 20)
    truth = np.array([0] * 10 + [1] * 10 + [0] * 12 + [1] * 8)
    found = reliability(made, truth)
    assert found.pixels == (20, 20)
    np.testing.assert_allclose(found.confidence, [0.6, 0.9])
    np.testing.assert_allclose(found.accuracy, [0.6, 0.5])
    assert found.error == pytest.approx(0.2)


def test_the_temperature_of_a_fold_comes_from_the_others():
    rng = np.random.default_rng(2)
    scores = 2 * rng.normal(size=(600, 2))
    truth = (rng.random(600) > probabilities(scores)[:, 0]).astype(np.int64)
    fold = np.repeat([0, 1, ALWAYS_TRAINED], 200)
    stretched = scores * np.repeat([1.0, 4.0, 100.0], 200)[:, None]
    unit = np.arange(600)
    first, second = temperatures_without(stretched, truth, fold, unit)
    assert first == pytest.approx(4, rel=0.5)
    assert second == pytest.approx(1, rel=0.5)
    assert temperature_of(scores[:0], truth[:0], unit[:0]) == 1.0


def test_kappa_is_that_of_scikit_learn():
    from sklearn.metrics import cohen_kappa_score

    rng = np.random.default_rng(0)
    truth, made = rng.integers(0, 3, (2, 200))
    matrix = np.zeros((3, 3), np.int64)
    np.add.at(matrix, (truth, made), 1)
    assert kappa(matrix) == pytest.approx(cohen_kappa_score(truth, made))


def test_other_classifiers_are_measured_on_the_same_folds(labels):
    features = features_of(labels, noise=1.0)
    trained = train_and_measure(
        features, labels, 3, 0, Context(), repeats=2, spectra=lambda: every(features)
    )
    rows = trained.metrics["baseline"]
    assert [row["name"] for row in rows] == list(FITS)
    split = trained.splits[0]
    jobs = baseline_jobs(features, labels.index, split, 0, lambda: None)
    recalls = []
    for number in range(3):
        truth, made = labels.index[split.fold == number], jobs[number]()
        recalls.append(np.mean([(made[truth == c] == c).mean() for c in range(3)]))
    assert rows[0]["balanced_accuracy"]["mean"] == pytest.approx(np.mean(recalls), abs=1e-6)
    assert trained.metrics["winner"] in (OURS, *FITS)
    assert trained.seconds["baseline"] > 0


def test_the_best_in_balanced_accuracy_wins(labels):
    split = spatial_split(labels, 3, 0)
    right = [labels.index[split.fold == number] for number in range(3)]
    wrong = [np.zeros_like(part) for part in right]
    rows, winner = compared([*wrong, *right], np.zeros_like(labels.index), labels.index, split, 3)
    assert winner == list(FITS)[1]
    assert rows[1]["train_ahead"]["mean"] == pytest.approx(1 / 3 - 1, abs=1e-6)
    assert compared([*wrong, *wrong], labels.index, labels.index, split, 3)[1] == OURS


def test_very_many_pixels_are_thinned_out_for_the_baseline_and_said(labels, monkeypatch):
    monkeypatch.setattr(baseline, "MOST_PIXELS", 30)
    features = features_of(labels)
    trained = train_and_measure(features, labels, 3, 0, Context(), spectra=lambda: every(features))
    assert [row["training_pixels"] for row in trained.metrics["baseline"]] == [30, 30]


def test_without_a_baseline_nobody_wins(labels):
    metrics = train_and_measure(features_of(labels), labels, 3, 0, Context()).metrics
    assert "baseline" not in metrics
    assert "winner" not in metrics


def test_nothing_held_out_gives_no_numbers_and_no_sets():
    labels = squares([(0, 0, 0), (60, 60, 1)])
    features = features_of(labels)
    trained = train_and_measure(features, labels, 5, 0, Context(), spectra=lambda: every(features))
    assert trained.conformal is None
    assert trained.metrics["conformal"]["coverage"] is None
    assert trained.metrics["calibration"] == {"ece_before": None, "ece_after": None}
    assert (trained.metrics["baseline"], trained.metrics["winner"]) == ([], None)
    json.dumps(trained.metrics, allow_nan=False)


def test_too_few_polygons_for_class_sets_are_said():
    labels = squares([(60 * (n // 2), 60 * (n % 2), n % 2) for n in range(6)])
    trained = train_and_measure(features_of(labels), labels, 2, 0, Context())
    assert any("Only 6 polygons" in note for note in trained.notes)


def test_class_sets_reach_their_rate_on_folds_that_did_not_choose_them():
    labels = scattered(300, seed=5)
    metrics = train_and_measure(
        features_of(labels, noise=2.5), labels, 5, 0, Context(), repeats=3
    ).metrics
    found = metrics["conformal"]
    # A binomial error of 300 polygons, three times.
    assert found["coverage"] == pytest.approx(0.9, abs=3 * np.sqrt(0.09 / 300))
    assert 1.0 <= found["mean_size"] < 3.0


def test_carried_pixels_are_trained_on_and_never_tested(labels):
    features = features_of(labels)
    far = features.mean(axis=0) + 30 * np.ones((10, features.shape[1]), np.float32)
    index = np.full(10, 2)
    carried = Carried(far.astype(np.float32), index, np.zeros(10, np.int64))
    without = train_and_measure(features, labels, 3, 0, Context())
    trained = train_and_measure(features, labels, 3, 0, Context(), carried=carried)
    assert np.sum(trained.metrics["confusion"]["matrix"]) == len(labels)
    assert trained.head.weight.tobytes() != without.head.weight.tobytes()


def test_carried_pixels_that_are_labelled_again_are_left_out(labels):
    features = features_of(labels)
    others = features[:5] + 1
    carried = Carried(
        np.concatenate([features[:3], others]).astype(np.float16).astype(np.float32),
        np.arange(8),
        np.arange(8),
    )
    assert without_copies(carried, features).index.tolist() == [3, 4, 5, 6, 7]


def test_a_job_that_stops_ends_those_that_have_not_begun():
    begun = []

    def stops():
        raise Cancelled

    def waits(number):
        def job():
            begun.append(number)
            time.sleep(0.05)

        return job

    with pytest.raises(Cancelled):
        side_by_side(([stops], [waits(n) for n in range(200)]), lambda done: None, 2)
    assert len(begun) < 100


def test_jobs_give_their_answers_in_order():
    done = []
    lanes = [[lambda n=n: n for n in range(5)], [], [lambda: 9]]
    made = side_by_side(lanes, done.append)
    assert [[each for each, _ in lane] for lane in made] == [[0, 1, 2, 3, 4], [], [9]]
    assert all(seconds >= 0 for lane in made for _, seconds in lane)
    assert done == [1, 2, 3, 4, 5, 6]


def test_a_cancelled_training_stops_while_other_classifiers_are_fitted(labels, monkeypatch):
    context, started = Context(), threading.Event()

    def slow(x, y, seed, check):
        started.set()
        for _ in range(1000):
            check()
            time.sleep(0.01)

    monkeypatch.setattr(baseline, "FITS", {"slow": slow})
    features = features_of(labels)
    timer = threading.Thread(target=lambda: (started.wait(20), context.cancel()))
    timer.start()
    start = time.perf_counter()
    with pytest.raises(Cancelled):
        train_and_measure(features, labels, 3, 0, context, spectra=lambda: every(features))
    timer.join()
    print(f"cancelled after {time.perf_counter() - start:.2f} s")
    assert started.is_set()


def test_splits_of_one_polygon_a_fold_can_be_judged():
    labels = squares([(60 * n, 0, n % 2) for n in range(4)])
    split = Split(labels.unit.copy(), labels.unit.copy(), 4)
    judgement = judged(HeldOut(labels, (split,), (np.eye(2)[labels.index] * 3,)))
    assert judgement.metrics["overall_accuracy"] == {"mean": 1.0, "std": 0.0}
    assert judgement.metrics["kappa"] == {"mean": None, "std": None}
