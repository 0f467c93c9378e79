"""Splitting, fitting and measuring on made-up features."""

from __future__ import annotations

import json

import numpy as np
import pytest

from engine.context import Context
from engine.errors import Cancelled
from engine.training.class_fields import ClassName
from engine.training.evaluate import train_and_measure
from engine.training.fit_linear import best_temperature, fit_linear, thin_out
from engine.training.folds import assign_folds
from engine.training.labels import Labels
from engine.training.metrics import accuracy
from engine.training.split import ALWAYS_TRAINED, distances_px, spatial_split
from engine.training.whitening import whitening


def _labels(units):
    """Labels of 2 x 2 pixels: (row, col, class) of each polygon."""
    rows, cols, index, unit = [], [], [], []
    for number, (row, col, place) in enumerate(units):
        for d_row, d_col in ((0, 0), (0, 1), (1, 0), (1, 1)):
            rows.append(row + d_row)
            cols.append(col + d_col)
            index.append(place)
            unit.append(number)
    names = ("water", "soil", "tree")[: max(index) + 1]
    order = np.lexsort((cols, rows))
    return Labels(
        tuple(ClassName(n + 1, name, "#000000") for n, name in enumerate(names)),
        *(np.array(part, np.int64)[order] for part in (rows, cols, index, unit)),
    )


@pytest.fixture
def scattered():
    """60 polygons of three classes over 200 x 200 pixels."""
    rng = np.random.default_rng(3)
    places = rng.permutation(400)[:60]
    return _labels([(10 * (p // 20), 10 * (p % 20), n % 3) for n, p in enumerate(places)])


def _features(labels, noise=0.3, bands=20, seed=0):
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(len(labels.classes), bands))
    made = centres[labels.index] + noise * rng.normal(size=(len(labels), bands))
    return made.astype(np.float32)


def test_no_polygon_is_split_between_folds(scattered):
    split = spatial_split(scattered, 5, 0)
    assert split.folds == 5
    for unit in range(60):
        assert len(set(split.fold[scattered.unit == unit])) == 1


def test_every_fold_tests_and_trains_every_class(scattered):
    split = spatial_split(scattered, 5, 0)
    for fold in range(5):
        assert set(scattered.index[split.fold == fold]) == {0, 1, 2}
        assert set(scattered.index[split.fold != fold]) == {0, 1, 2}


def test_neighbouring_polygons_stay_together():
    near = [
        (row + d, col + d, (row // 50) % 2)
        for row in (0, 50, 100, 150)
        for col in (0, 50)
        for d in (0, 3)
    ]
    labels = _labels(near)
    split = spatial_split(labels, 2, 0)
    minimum, _ = distances_px(labels, split)
    assert minimum > 20


def test_a_class_with_one_polygon_is_always_trained_and_said():
    labels = _labels([(0, 0, 0), (60, 60, 0), (0, 60, 1), (60, 0, 1), (30, 30, 2)])
    split = spatial_split(labels, 5, 0)
    assert set(split.fold[labels.index == 2]) == {ALWAYS_TRAINED}
    assert any("tree has one polygon only" in note for note in split.notes)


def test_nothing_is_held_out_where_nothing_lies_apart():
    labels = _labels([(0, 0, 0), (60, 60, 1)])
    split = spatial_split(labels, 5, 0)
    assert split.folds == 0
    assert any("accuracy is unknown" in note for note in split.notes)


def test_a_class_in_two_blocks_is_held_out_half_by_half():
    block = np.array([0, 0, 1, 1, 2, 2, 3, 3])
    classes = np.array([0, 1, 0, 1, 1, 1, 1, 1])
    fold = assign_folds(block, classes, 2, 0)
    assert set(fold[classes == 0]) == {0, 1}


def test_whitening_makes_the_scatter_within_classes_round(scattered):
    features = _features(scattered).astype(float) @ np.diag(np.logspace(0, 3, 20))
    mean, whitener = whitening(features, scattered.index)
    white = (features - mean) @ whitener
    for place in range(3):
        white[scattered.index == place] -= white[scattered.index == place].mean(axis=0)
    variances = np.linalg.eigvalsh(np.cov(white.T))
    assert variances.max() < 2.0


def test_classes_that_differ_are_told_apart(scattered):
    trained = train_and_measure(_features(scattered), scattered, 5, 0, Context())
    assert trained.metrics["balanced_accuracy"]["mean"] > 0.95
    assert trained.head.classes == 3


def test_labels_without_meaning_give_an_accuracy_of_chance(scattered):
    """The measured accuracy must not be flattered by the choice of the penalty."""
    noise = np.random.default_rng(1).normal(size=(len(scattered), 30)).astype(np.float32)
    # Pixels of a polygon are alike, as in a real scene: a split by pixels would find them again.
    noise = noise[scattered.unit * 4] + 0.01 * noise
    trained = train_and_measure(noise, scattered, 5, 0, Context())
    assert trained.metrics["balanced_accuracy"]["mean"] == pytest.approx(1 / 3, abs=0.15)


def test_the_same_input_gives_the_same_head(scattered):
    features = _features(scattered)
    one, other = (train_and_measure(features, scattered, 3, 7, Context()) for _ in range(2))
    assert one.head.weight.tobytes() == other.head.weight.tobytes()
    assert one.metrics == other.metrics


def test_two_classes_are_fitted(scattered):
    two = scattered.take(scattered.index < 2)
    features = _features(two)
    fit = fit_linear(features, two.index, two.unit, 2, 0, lambda: None)
    assert (fit.scores(features).argmax(axis=1) == two.index).mean() == 1.0


def test_metrics_can_be_written_as_json_even_if_nothing_was_held_out():
    labels = _labels([(0, 0, 0), (60, 60, 1)])
    trained = train_and_measure(_features(labels), labels, 5, 0, Context())
    json.dumps(trained.metrics, allow_nan=False)
    assert trained.metrics["balanced_accuracy"] == {"mean": None, "std": None}
    assert trained.metrics["per_class"][0]["f1"] is None


def test_training_can_be_cancelled(scattered):
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        train_and_measure(_features(scattered), scattered, 5, 0, context)


def test_the_confusion_matrix_has_the_reference_in_its_rows():
    classes = (ClassName(1, "a", "#000000"), ClassName(4, "b", "#ffffff"))
    truth, made = np.array([0, 0, 0, 1]), np.array([0, 1, 1, 1])
    found = accuracy(classes, truth, [made], [np.array([0, 0, 1, 1])], np.arange(4))
    assert found["confusion"] == {"labels": [1, 4], "matrix": [[1, 2], [0, 1]]}
    assert found["per_class"][0]["recall"] == pytest.approx(1 / 3, abs=1e-6)
    assert found["per_class"][1]["precision"] == pytest.approx(1 / 3, abs=1e-6)
    assert found["overall_accuracy"] == {"mean": 0.5, "std": 0.0}


def test_pixels_that_are_always_trained_do_not_count():
    classes = (ClassName(1, "a", "#000000"), ClassName(2, "b", "#ffffff"))
    fold = np.array([0, 1, ALWAYS_TRAINED])
    found = accuracy(classes, np.array([0, 0, 1]), [np.array([0, 0, 0])], [fold], np.arange(3))
    assert found["overall_accuracy"]["mean"] == 1.0
    assert found["per_class"][1]["support_px"] == 0


def test_the_temperature_undoes_a_scale():
    rng = np.random.default_rng(5)
    scores = rng.normal(size=(20000, 3)) * 2
    odds = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    truth = (rng.random((20000, 1)) > odds.cumsum(axis=1)).sum(axis=1)
    assert best_temperature(scores * 5, truth, len(truth)) == pytest.approx(5.0, rel=0.05)


def test_thinning_keeps_every_class():
    classes = np.repeat([0, 1], [1000, 3])
    kept = thin_out(classes, 10)
    assert np.bincount(classes[kept]).tolist() == [10, 3]
