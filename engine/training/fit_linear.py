"""Fits the linear head: multinomial logistic regression in whitened features.

Neighbouring bands are nearly copies of each other. Whitening by the scatter within the classes
makes a ridge penalty cost the same in every direction that the classes themselves vary in, so that
weak but reliable absorption features count, and the fit needs few iterations. ``make bench`` prints
it beside logistic regression on standardised bands, a random forest and an SVM on the same folds.

Source: Hastie, Buja, Tibshirani (1995), "Penalized discriminant analysis", Annals of Statistics 23.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from ..threads import at_once, one_thread
from .folds import Integers, assign_folds
from .softmax import PixelLosses
from .whitened_path import WHITENED, Features, Fit, WhitenedPath

__all__ = ["WHITENED", "Fit", "best_temperature", "choose_strength", "fit_linear", "thin_out"]

STRENGTHS = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
"""Inverse penalties from strong to weak, against the mean loss of the pixels, so that one value
means the same shrinkage for few and for many of them."""

PATIENCE = 2
"""The path ends after this many strengths without a better score."""

INNER_FOLDS = 3

DEFAULT_STRENGTH = 1.0
"""Where nothing can be held out to choose one."""

TOLERANCE = 1e-4
"""Largest gradient of the mean loss at which a fit ends; scikit-learn's own default."""

PATH_TOLERANCE = 1e-3
"""The same while the penalty is chosen, where only the ranking counts: twice as fast."""

MAX_PIXELS_PER_CLASS = 20_000
"""More pixels of a class than this are thinned out evenly; the fit gains nothing from them."""

MAX_PIXELS = 200_000
"""The same of all classes together."""

FIRST_PIXELS_PER_CLASS, FIRST_PIXELS = 3_000, 10_000
"""The same while the penalty is chosen, and for the fit from which that to all pixels starts."""

TEMPERATURE_CAUTION = 2.0
"""How much log-likelihood of polygons it takes to move a temperature by a factor e from 1. A tenth
of ``stacking.TEMPERATURE_CAUTION``, which is weighed against pixels: on the real scene of the bench
more of it makes probabilities worse."""

LEAST_FOR_THREADS = 20_000_000
"""Pixels times dims times classes from which on folds are quicker in threads of their own."""


def fit_linear(
    features: npt.NDArray[np.float32],
    classes: Integers,
    block: Integers,
    count: int,
    seed: int,
    check: Callable[[], None],
) -> Fit:
    """Chooses the penalty by spatially grouped cross-validation and fits.

    Args:
        features: ``(pixels, dims)``.
        classes: ``(pixels,)``, from 0.
        block: ``(pixels,)``, see ``split.Split``.
        count: how many classes there are.
        seed: breaks ties of the split.
        check: called between fits; raises to stop.
    """
    with one_thread():
        some = thin_out(classes, _each(classes, FIRST_PIXELS_PER_CLASS, FIRST_PIXELS))
        fold = assign_folds(block[some], classes[some], INNER_FOLDS, seed)
        strength, _ = choose_strength(features[some], classes[some], fold, count, check)
        return fit_whitened(features, classes, count, strength, check)


def fit_whitened(
    features: npt.NDArray[np.float32],
    classes: Integers,
    count: int,
    strength: float,
    check: Callable[[], None],
) -> Fit:
    """Fits with a given inverse penalty: to some pixels first, and from there to all."""
    some = thin_out(classes, _each(classes, FIRST_PIXELS_PER_CLASS, FIRST_PIXELS))
    path = WhitenedPath(features[some], classes[some], count, TOLERANCE)
    fit = path.fit(strength)
    every = thin_out(classes, _each(classes, MAX_PIXELS_PER_CLASS, MAX_PIXELS))
    if len(every) == len(some):
        return fit
    check()
    return path.refined(features[every], classes[every], strength)


def choose_strength(
    features: npt.NDArray[np.float32],
    classes: Integers,
    fold: Integers,
    count: int,
    check: Callable[[], None],
) -> tuple[float, Features]:
    """The strongest penalty that classifies held-out blocks as well as any, within one error.

    Rare classes lie in few blocks, so the best value alone is mostly chance.

    Args:
        features, classes, count, check: as of ``fit_linear``.
        fold: ``(pixels,)``, see ``folds.assign_folds``.

    Returns:
        Its inverse, and the scores ``(pixels, classes)`` by fits without the fold of a pixel; rows
        of NaN where it is in none.

    Source: Breiman, Friedman, Olshen, Stone (1984), "Classification and regression trees", 3.4.3,
    the one-standard-error rule.
    """
    nothing = np.full((len(classes), count), np.nan)
    folds = list(range(int(fold.max()) + 1))
    if not folds:
        return DEFAULT_STRENGTH, nothing
    workers = len(folds) if features.size * count > LEAST_FOR_THREADS else 1

    def begun(number: int) -> WhitenedPath:
        train = fold != number
        return WhitenedPath(features[train], classes[train], count, PATH_TOLERANCE)

    paths = list(at_once(begun, folds, workers))
    found: list[npt.NDArray[np.float64]] = []
    every: list[Features] = []
    for strength in STRENGTHS:
        check()
        held = nothing.copy()

        def held_score(number: int, strength: float = strength, held: Features = held) -> float:
            test = fold == number
            held[test] = made = paths[number].fit(strength).scores(features[test])
            return score(made, classes[test])

        found.append(np.array(list(at_once(held_score, folds, workers))))
        every.append(held)
        best = int(np.argmax([each.mean() for each in found]))
        if len(found) - best > PATIENCE:
            break
    error = float(found[best].std(ddof=1)) / np.sqrt(len(folds))
    enough = found[best].mean() - error - 1e-9
    chosen = next(n for n, each in enumerate(found) if each.mean() >= enough)
    return STRENGTHS[chosen], every[chosen]


def score(scores: Features, classes: Integers) -> float:
    """Mean of balanced accuracy and macro F1 of held-out pixels.

    Recall and precision of every class count the same in it, however rare the class is.
    """
    count = scores.shape[1]
    predicted = scores.argmax(axis=1)
    right = np.bincount(classes[predicted == classes], minlength=count)
    there, said = np.bincount(classes, minlength=count), np.bincount(predicted, minlength=count)
    present = there > 0
    recall = right[present] / there[present]
    f1 = 2 * right[present] / (there + said)[present]
    return float(recall.mean() + f1.mean()) / 2


def best_temperature(scores: Features, classes: Integers, polygons: int) -> float:
    """The temperature that makes held-out probabilities most likely; few polygons leave it near 1.

    All pixels together count as much as there are polygons, since those of one say the same again.

    Args:
        scores: ``(pixels, classes)``, finite.
        classes: ``(pixels,)``, from 0.
        polygons: that the pixels lie in.

    Source: Guo, Pleiss, Sun, Weinberger (2017), "On calibration of modern neural networks".
    """
    from scipy.optimize import minimize_scalar

    losses = PixelLosses(scores, classes)

    def loss(log_temperature: float) -> float:
        likely = polygons * float(losses.at(float(np.exp(log_temperature))).mean())
        return likely + TEMPERATURE_CAUTION * float(log_temperature) ** 2

    found = minimize_scalar(loss, bounds=(np.log(0.02), np.log(20.0)), method="bounded")
    return round(float(np.exp(found.x)), 6)


def _each(classes: Integers, of_class: int, of_all: int) -> int:
    """How many pixels of a class there may be when there may be ``of_all`` together."""
    return max(1, min(of_class, of_all // len(np.unique(classes))))


def thin_out(classes: Integers, limit: int) -> Integers:
    """Places of at most ``limit`` pixels of each class, evenly spread, in ascending order."""
    kept: Sequence[Integers] = [
        of_class[np.linspace(0, len(of_class) - 1, min(limit, len(of_class))).astype(np.int64)]
        for c in np.unique(classes)
        for of_class in (np.flatnonzero(classes == c),)
    ]
    return np.sort(np.concatenate(kept))
