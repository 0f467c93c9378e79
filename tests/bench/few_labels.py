"""Accuracy with 5 to 200 labelled pixels a class: repeated splits, and classifiers of others."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

from engine.models.registry import backbone
from engine.training.choose import AUTO, fit_classifier, resolved
from engine.training.labels import Labels
from engine.training.split import spatial_split
from engine.training.views import Layout

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Predict = Callable[[Floats], Integers]
Fit = Callable[[Integers], Predict]
"""Places of training pixels in, what predicts classes out."""

SIZES = (5, 20, 50, 200)
REPEATS = 12
FOLDS, SEED = 5, 0
LEAST_SHARE = 0.3
"""Each half of a split holds at least this share of every class's pixels."""

OTHERS: Mapping[str, Callable[[], Any]] = {
    "random forest, 300 trees": lambda: RandomForestClassifier(300, random_state=SEED),
    "SVM, radial basis": lambda: make_pipeline(StandardScaler(), SVC()),
    "LDA, shrunk": lambda: LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto"),
    "logistic regression": lambda: make_pipeline(
        StandardScaler(), LogisticRegression(max_iter=300)
    ),
}


@dataclass(frozen=True)
class Row:
    """Accuracies of one classifier.

    Attributes:
        name: of the classifier.
        overall, balanced: ``(sizes, repeats)``, 0 to 1.
        seconds: all fits and predictions together.
    """

    name: str
    overall: npt.NDArray[np.float64]
    balanced: npt.NDArray[np.float64]
    seconds: float


@dataclass(frozen=True)
class Trial:
    """Places of training and of test pixels; they share no block of the scene."""

    train: Integers
    test: Integers


def halves(block: Integers, classes: Integers, repeats: int) -> Iterator[tuple[Integers, Integers]]:
    """Random halves of the blocks, each with a fair part of every class."""
    share = np.zeros((int(block.max()) + 1, int(classes.max()) + 1))
    np.add.at(share, (block, classes), 1.0)
    share /= share.sum(axis=0)
    rng = np.random.default_rng(SEED + 77)
    for _ in range(repeats):
        for _ in range(10_000):
            chosen = rng.random(len(share)) < 0.5
            part = share[chosen].sum(axis=0)
            if (part >= LEAST_SHARE).all() and (part <= 1 - LEAST_SHARE).all():
                break
        else:
            raise SystemExit("The labels of some class lie in too few places for halves.")
        inside = chosen[block]
        yield np.flatnonzero(inside), np.flatnonzero(~inside)


def trials(block: Integers, classes: Integers, size: int, repeats: int) -> list[Trial]:
    """Draws ``size`` training pixels of every class, or all there are, from one half."""
    rng = np.random.default_rng(1000 + size)
    made = []
    for half, test in halves(block, classes, repeats):
        drawn = [rng.permutation(half[classes[half] == c])[:size] for c in np.unique(classes)]
        made.append(Trial(np.sort(np.concatenate(drawn)), test))
    return made


def theirs(make: Callable[[], Any], spectra: Floats, classes: Integers) -> Fit:
    """A classifier of scikit-learn on reflectance."""

    def fit(train: Integers) -> Predict:
        predict: Predict = make().fit(spectra[train], classes[train]).predict
        return predict

    return fit


def ours(
    features: Floats, layout: Layout, name: str, labels: Labels, block: Integers, wanted: str = AUTO
) -> Fit:
    """What ``train`` fits on the features of the backbone ``name``."""
    classifier = resolved(wanted, backbone(name))

    def fit(train: Integers) -> Predict:
        made = fit_classifier(
            classifier,
            features[train],
            layout,
            labels.index[train],
            block[train],
            len(labels.classes),
            SEED,
            lambda: None,
        )
        return lambda x: made.scores(x).argmax(axis=1)

    return fit


def blocks_of(labels: Labels) -> Integers:
    """The blocks that ``train`` would make of these labels."""
    return spatial_split(labels, FOLDS, SEED).block


def measured(
    name: str, fit: Fit, features: Floats, classes: Integers, block: Integers, jobs: int
) -> Row:
    """Fits and tests a classifier in all trials."""

    def one(trial: Trial) -> tuple[float, float]:
        with threadpool_limits(1):
            found = fit(trial.train)(features[trial.test])
        truth = classes[trial.test]
        recalls = [float((found[truth == c] == c).mean()) for c in np.unique(truth)]
        return float((found == truth).mean()), float(np.mean(recalls))

    start = time.perf_counter()
    every = [trial for size in SIZES for trial in trials(block, classes, size, REPEATS)]
    scores = np.array(Parallel(jobs, prefer="threads")(delayed(one)(trial) for trial in every))
    shaped = scores.reshape(len(SIZES), REPEATS, 2)
    return Row(name, shaped[..., 0], shaped[..., 1], time.perf_counter() - start)


def table(rows: list[Row], against: int) -> str:
    """Markdown; the last line is the last row less the best of the first ``against`` rows."""
    heads = [f"{size} px a class" for size in SIZES]
    lines = [
        f"| overall / balanced, % | {' | '.join(heads)} | s |",
        "|---" * (len(SIZES) + 2) + "|",
    ]
    for row in rows:
        cells = [
            f"{_cell(overall)} / {_cell(balanced)}"
            for overall, balanced in zip(row.overall, row.balanced)
        ]
        lines.append(f"| {row.name} | {' | '.join(cells)} | {row.seconds:.0f} |")
    for row in rows[against:]:
        gains = []
        for n in range(len(SIZES)):
            best = [
                max(100 * kind[n].mean() for kind in kinds)
                for kinds in zip(*[(other.overall, other.balanced) for other in rows[:against]])
            ]
            gains.append(
                f"{100 * row.overall[n].mean() - best[0]:+.1f} / "
                f"{100 * row.balanced[n].mean() - best[1]:+.1f}"
            )
        lines.append(f"| {row.name}, less the best of others | {' | '.join(gains)} | |")
    return "\n".join(lines)


def _cell(values: npt.NDArray[np.float64]) -> str:
    return f"{100 * values.mean():.1f} ± {100 * values.std():.1f}"
