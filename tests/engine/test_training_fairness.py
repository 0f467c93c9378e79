"""What would ruin a temperature or flatter a comparison: classes and pixels that one side lacks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.context import Context
from engine.training import baseline
from engine.training.baseline import FITS, OURS, TIE, Shared, compared
from engine.training.calibration import temperature_of
from engine.training.continuing import Carried
from engine.training.evaluate import CARRIED_NOTE, train_and_measure
from engine.training.folds import ALWAYS_TRAINED, assign_folds, with_all_trained
from engine.training.held_out import HeldOut, judged
from engine.training.metrics import spread
from engine.training.split import POLYGONS, Split, repeated_splits, spatial_split

from .made_labels import every, features_of, scattered, squares


@pytest.fixture(scope="module")
def labels():
    return scattered()


@pytest.fixture(autouse=True)
def small_forests(monkeypatch):
    monkeypatch.setattr(baseline, "TREES", 25)


def _all_trained(fold, classes):
    return all(
        set(classes[fold == number]) <= set(classes[fold != number])
        for number in range(int(fold.max()) + 1)
    )


@pytest.mark.parametrize("folds", [2, 3, 5])
def test_every_fold_trains_each_class_that_it_holds_out(folds):
    rng = np.random.default_rng(0)
    held = 0
    for seed in range(60):
        blocks = int(rng.integers(3, 9))
        classes = np.repeat(np.arange(5), 2)
        block = rng.integers(0, blocks, len(classes))
        fold = assign_folds(block, classes, folds, seed, loose=bool(seed % 2))
        assert _all_trained(fold, classes)
        assert all(len(set(fold[block == b]) - {ALWAYS_TRAINED}) <= 1 for b in range(blocks))
        held += int((fold != ALWAYS_TRAINED).sum())
    assert held > 60 * 5


def test_a_class_dealt_to_a_single_fold_gets_a_block_in_another():
    block = np.array([5, 4, 2, 2, 0, 0, 0, 1, 6, 5])
    classes = np.repeat(np.arange(5), 2)
    fold = assign_folds(block, classes, 2, 0)
    for place in (0, 3, 4):  # the others lie in one block each
        assert set(fold[classes == place]) == {0, 1}
    assert set(fold[(classes == 1) | (classes == 2)]) == {ALWAYS_TRAINED}


def test_two_polygons_a_class_are_held_out_one_by_one_where_they_can():
    labels = squares([(11 * n % 97, 37 * n % 101, n % 3) for n in range(6)])
    for seed in range(20):
        for split in repeated_splits(labels, 2, 2, seed, POLYGONS):
            assert set(labels.index[split.fold == 0]) == set(labels.index[split.fold == 1])


def test_a_class_in_a_single_fold_is_trained_in_all_and_the_folds_have_no_gap():
    fold = np.array([0, 0, 1, 2, 2, ALWAYS_TRAINED, 1])
    classes = np.array([0, 0, 1, 1, 2, 2, 0])
    made = with_all_trained(fold, classes)
    assert made.tolist() == fold.tolist()
    classes[6] = 1
    made = with_all_trained(fold, classes)
    assert made.tolist() == [-1, -1, 0, 1, 1, -1, 0]


def _sure(pixels, seed=0):
    """Scores of three classes that hold as often as they say, and the classes."""
    rng = np.random.default_rng(seed)
    scores = 2 * rng.normal(size=(pixels, 3))
    odds = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return scores, (rng.random((pixels, 1)) > odds.cumsum(axis=1)).sum(axis=1)


@pytest.mark.parametrize("absent", [-np.inf, -1e4 - 7, -1e4 + 7])
def test_pixels_of_classes_that_were_not_trained_do_not_move_the_temperature(absent):
    scores, classes = _sure(2000)
    unit = np.arange(2000)
    usual = temperature_of(scores, classes, unit)
    scores[:5] = np.where(np.arange(3) == classes[:5, None], absent, scores[:5])
    assert temperature_of(scores, classes, unit) == pytest.approx(usual, rel=0.02)


def test_pixels_of_classes_that_were_not_trained_count_in_no_confidence():
    made = scattered(400, seed=1)
    scores, classes = _sure(len(made))
    made = replace(made, index=classes)
    split = spatial_split(made, 5, 0)
    before = judged(HeldOut(made, (split,), (scores,)))
    lost = np.flatnonzero((classes == 0) & (split.fold == 0))[:20]
    scores[lost, 0] = -np.inf
    after = judged(HeldOut(made, (split,), (scores,)))
    assert sum(after.reliability["after"]["pixels"]) == len(made) - len(lost)
    assert after.temperature == pytest.approx(before.temperature, rel=0.05)
    assert after.conformal.threshold(0.1) == pytest.approx(before.conformal.threshold(0.1), abs=0.1)
    assert after.metrics["conformal"]["coverage"] > 0.85
    only = judged(HeldOut(made, (split,), (np.full_like(scores, -np.inf),)))
    assert (only.temperature, only.conformal) == (1.0, None)


def test_few_polygons_without_an_error_leave_the_temperature_near_1():
    unit = np.repeat(np.arange(8), 50)
    classes = unit % 2
    scores = 3.0 * np.eye(2)[classes]
    assert 0.5 < temperature_of(scores, classes, unit) < 1.0
    assert temperature_of(scores, classes, np.arange(400)) < temperature_of(scores, classes, unit)


def test_others_are_trained_and_compared_on_valid_pixels_alone(labels):
    features = features_of(labels, noise=0.1)
    valid = labels.unit % 3 != labels.unit % 2
    spectra = np.where(valid[:, None], features, 0.0).astype(np.float32)
    trained = train_and_measure(features, labels, 3, 0, Context(), spectra=lambda: (spectra, valid))
    for row in trained.metrics["baseline"]:
        assert row["balanced_accuracy"]["mean"] > 0.98
        assert row["training_pixels"] < valid.sum()
    said = [note for note in trained.notes if note.startswith("The baseline was compared without")]
    assert f"{(~valid).sum()} of {len(valid)} labelled pixels" in said[0]


def test_classes_that_others_could_not_train_are_not_asked_of_them(labels):
    split = spatial_split(labels, 3, 0)
    valid = (labels.index != 2) | (split.fold == 0)
    shared = Shared.of(features_of(labels), valid, labels.index, split)
    assert set(shared.split.fold[shared.classes == 2]) == {ALWAYS_TRAINED}
    assert shared.split.folds == 3


@pytest.mark.parametrize("left", ["one class", "nothing", "one place"])
def test_too_few_valid_pixels_leave_the_baseline_out_and_say_so(labels, left):
    features = features_of(labels)
    split = spatial_split(labels, 3, 0)
    valid = {
        "one class": labels.index == 0,
        "nothing": np.zeros(len(labels), bool),
        "one place": split.fold == 0,
    }[left]
    trained = train_and_measure(
        features, labels, 3, 0, Context(), spectra=lambda: (features, valid)
    )
    assert (trained.metrics["baseline"], trained.metrics["winner"]) == ([], None)
    assert any(note.startswith("The baseline was left out") for note in trained.notes)


def test_nobody_wins_where_only_ours_has_the_earlier_labels(labels):
    features = features_of(labels)
    carried = Carried(features[:5], labels.index[:5], np.zeros(5, np.int64))
    trained = train_and_measure(
        features, labels, 3, 0, Context(), carried=carried, spectra=lambda: every(features)
    )
    assert (trained.metrics["baseline"], trained.metrics["winner"]) == ([], None)
    assert CARRIED_NOTE in trained.notes


def test_a_tie_is_nobodys_win(labels):
    split = spatial_split(labels, 3, 0)
    truth = labels.index
    right = [truth[split.fold == number] for number in range(3)]
    wrong = [np.zeros_like(part) for part in right]
    for ours, winner in ((truth, TIE), (np.where(truth == 2, 1, truth), next(iter(FITS)))):
        assert compared([*right, *wrong], ours, truth, split, 3)[1] == winner
    assert compared([*wrong, *wrong], truth, truth, split, 3)[1] == OURS


def test_one_value_has_no_spread():
    assert spread([]) == {"mean": None, "std": None}
    assert spread([0.5]) == {"mean": 0.5, "std": None}
    assert spread([0.5, 0.7]) == {"mean": 0.6, "std": 0.1}
    one = Split(np.array([0, 0, -1, -1]), np.zeros(4, np.int64), 1)
    labels = squares([(0, 0, 0), (9, 9, 1)], side=1).take(np.array([0, 1]))
    labels = replace(
        labels,
        rows=np.arange(4),
        cols=np.arange(4),
        index=np.array([0, 1, 0, 1]),
        unit=np.arange(4),
    )
    found = judged(HeldOut(labels, (one,), (np.eye(2)[labels.index],))).metrics
    assert found["balanced_accuracy"] == {"mean": 1.0, "std": None}
