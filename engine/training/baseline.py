"""What usual classifiers reach on the same bands and the same splits: the yardstick of ``train``.

They see reflectance and have scikit-learn's usual settings, with balanced classes, as the fit that
they are compared with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from .fit_linear import thin_out
from .folds import ALWAYS_TRAINED, Integers, with_all_trained
from .metrics import balanced, confusion, spread
from .split import Split

Spectra = npt.NDArray[np.float32]

TREES = 200
"""Twice scikit-learn's own number; more take most of ``train``'s time for a fraction of a point."""
TREES_AT_ONCE = 25
"""Between two looks at whether to stop."""

FOREST, VECTORS = "random forest", "support vector machine"
OURS, TIE = "train", "tie"
"""The name of what they are compared with, as the winner, and of no winner at all."""

SAME = 1e-6
"""Balanced accuracies that differ by no more are the same."""

MOST_PIXELS = 2_000
"""Of all classes together, that each is trained on: with more, a forest takes longer than all of
``train``. Small classes give all they have, large ones are thinned out evenly."""

Predict = Callable[[], Integers]


@dataclass(frozen=True)
class Shared:
    """The labelled pixels that all classifiers can be trained on and compared with.

    Attributes:
        spectra: reflectance ``(pixels, bands)``, valid in all bands.
        classes: ``(pixels,)``, from 0.
        split: of these pixels; without folds where nothing can be compared.
        place: ``(pixels,)``, among all labelled pixels.
        note: a sentence for the user where pixels are left out; else empty.
    """

    spectra: Spectra
    classes: Integers
    split: Split
    place: Integers
    note: str

    @classmethod
    def of(
        cls, spectra: Spectra, valid: npt.NDArray[np.bool_], classes: Integers, split: Split
    ) -> Shared:
        """Leaves out pixels that are not ``valid`` in bands which only the others use."""
        place = np.flatnonzero(valid)
        fold = with_all_trained(split.fold[place], classes[place])
        if len(np.unique(classes[place])) < 2:
            fold[:] = ALWAYS_TRAINED
        folds = int(fold.max(initial=ALWAYS_TRAINED)) + 1
        note, left = "", len(valid) - len(place)
        if left and split.folds:
            lack = f"{left} of {len(valid)} labelled pixels have no valid value in some band"
            note = (
                f"The baseline was compared without some pixels: {lack}."
                if folds
                else f"The baseline was left out: {lack}, and the others are not of two classes in "
                "separate places."
            )
        shared = Split(fold, split.block[place], folds)
        return cls(spectra[place], classes[place], shared, place, note)


def baseline_jobs(
    spectra: Spectra, classes: Integers, split: Split, seed: int, check: Callable[[], None]
) -> list[Predict]:
    """One job for each of ``FITS`` and each fold, in this order, the slowest first.

    Args:
        spectra: reflectance ``(pixels, bands)``.
        classes: ``(pixels,)``, from 0.
        split: whose folds are held out in turn.
        seed: of the forest.
        check: called between parts of a fit; raises to stop.

    Returns:
        Functions that give the predicted classes of the pixels of a fold.
    """
    return [
        partial(_predicted, fit, spectra, classes, split.fold == number, seed, check)
        for fit in FITS.values()
        for number in range(split.folds)
    ]


def compared(
    found: Sequence[Integers], ours: Integers, classes: Integers, split: Split, count: int
) -> tuple[list[dict[str, Any]], str | None]:
    """Puts their accuracies beside ours.

    Args:
        found: what the jobs of ``baseline_jobs`` gave.
        ours: our predicted class of every pixel on the same split.
        classes: ``(pixels,)``, the true ones.
        split: that of the jobs.
        count: how many classes there are.

    Returns:
        A row for each with ``overall_accuracy`` and ``balanced_accuracy`` as mean and standard
        deviation over the folds, ``train_ahead`` (our balanced accuracy less theirs in each fold,
        likewise) and ``training_pixels``, the most that a fold was trained on. Then the name of
        the best in balanced accuracy, ``TIE`` where none of them is ahead of ours nor ours of the
        best of them, None where nothing was held out.
    """
    if not split.folds:
        return [], None
    parts = [split.fold == number for number in range(split.folds)]
    mine = [balanced(confusion(classes[part], ours[part], count)) for part in parts]
    used = max(len(_training(classes, part)) for part in parts)
    rows, means = [], {OURS: float(np.mean(mine))}
    for place, name in enumerate(FITS):
        theirs = found[place * split.folds : (place + 1) * split.folds]
        made = [confusion(classes[part], each, count) for part, each in zip(parts, theirs)]
        recall = [balanced(matrix) for matrix in made]
        means[name] = float(np.mean(recall))
        rows.append(
            {
                "name": name,
                "overall_accuracy": spread([np.trace(each) / each.sum() for each in made]),
                "balanced_accuracy": spread(recall),
                "train_ahead": spread([a - b for a, b in zip(mine, recall)]),
                "training_pixels": used,
            }
        )
    best = max(FITS, key=lambda name: means[name])
    ahead = means[OURS] - means[best]
    return rows, TIE if abs(ahead) <= SAME else OURS if ahead > 0 else best


def _training(classes: Integers, held: npt.NDArray[np.bool_]) -> Integers:
    train = np.flatnonzero(~held)
    present = len(np.unique(classes[train]))
    return train[thin_out(classes[train], max(1, MOST_PIXELS // present))]


def _predicted(
    fit: Callable[[Spectra, Integers, int, Callable[[], None]], Any],
    spectra: Spectra,
    classes: Integers,
    held: npt.NDArray[np.bool_],
    seed: int,
    check: Callable[[], None],
) -> Integers:
    check()
    train = _training(classes, held)
    fitted = fit(spectra[train], classes[train], seed, check)
    check()
    found: Integers = fitted.predict(spectra[held])
    return found


def _forest(x: Spectra, y: Integers, seed: int, check: Callable[[], None]) -> Any:
    """A random forest (Breiman, 2001, Machine Learning 45), grown in steps."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.utils.class_weight import compute_class_weight

    present = np.unique(y)
    weights = dict(zip(present, compute_class_weight("balanced", classes=present, y=y)))
    forest = RandomForestClassifier(
        TREES_AT_ONCE, random_state=seed, class_weight=weights, warm_start=True
    )
    for trees in range(TREES_AT_ONCE, TREES + 1, TREES_AT_ONCE):
        check()
        forest.set_params(n_estimators=trees).fit(x, y)
    return forest


def _vectors(x: Spectra, y: Integers, seed: int, check: Callable[[], None]) -> Any:
    """A support vector machine with a Gaussian kernel on standardised bands."""
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.svm import SVC

    return make_pipeline(StandardScaler(), SVC(class_weight="balanced")).fit(x, y)


FITS: Mapping[str, Callable[[Spectra, Integers, int, Callable[[], None]], Any]] = {
    FOREST: _forest,
    VECTORS: _vectors,
}
