"""Trains on all labels, and measures the same training on polygons that were held out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..heads.conformal import ConformalSets
from ..heads.ensemble import EnsembleHead
from ..heads.linear import LinearHead
from .baseline import Shared, baseline_jobs, compared
from .choose import LINEAR, Fitted, fit_classifier
from .continuing import Carried
from .fit_linear import MAX_PIXELS_PER_CLASS, thin_out
from .held_out import HeldOut, judged
from .labels import Labels
from .metrics import predicted_classes
from .samples import half_precision
from .side_by_side import WORKERS, side_by_side
from .split import BLOCKS, Integers, Split, repeated_splits
from .views import Layout

Features = npt.NDArray[np.float32]

CARRIED_NOTE = "The baseline was left out: it cannot use the labels of the earlier classifier."

BYTES_AT_ONCE = 1 << 30
"""Of the features of fits that run side by side; each needs a few times as much."""


@dataclass(frozen=True)
class Trained:
    """A head and how good it is.

    Attributes:
        head: trained on all labels, with a temperature from the held-out scores.
        metrics: as ``train`` reports them, without its warnings and times.
        notes: sentences for the user.
        splits: the polygons were held out by.
        conformal: thresholds of class sets; None where nothing was held out.
        reliability: of the probabilities, for a diagram.
        seconds: ``fit``; ``validate``, all that is held out; ``baseline``, the jobs of others among
            that, added up although they ran side by side.
    """

    head: LinearHead | EnsembleHead
    metrics: dict[str, Any]
    notes: tuple[str, ...]
    splits: tuple[Split, ...]
    conformal: ConformalSets | None
    reliability: dict[str, Any]
    seconds: dict[str, float]


def train_and_measure(
    features: Features,
    labels: Labels,
    folds: int,
    seed: int,
    context: Context,
    *,
    layout: Layout | None = None,
    classifier: str = LINEAR,
    by: str = BLOCKS,
    repeats: int = 1,
    spectra: Callable[[], tuple[Features, npt.NDArray[np.bool_]]] | None = None,
    carried: Carried | None = None,
) -> Trained:
    """Fits a head; every fold makes all choices again, so that the accuracy is not flattered.

    Args:
        features: ``(pixels, dims)`` in the order of ``labels``.
        labels: two classes at least.
        folds: how many groups of polygons are held out in turn.
        seed: of the splits.
        context: told of progress, asked for cancellation.
        layout: what the features are; nothing is known of them if it is None.
        classifier: one of ``choose.CLASSIFIERS``.
        by: what is held out together, see ``split.repeated_splits``.
        repeats: how many splits; other classifiers are compared on the first.
        spectra: gives reflectance ``(pixels, bands)`` for other classifiers to be compared with,
            and which pixels of it are valid; None to compare with none.
        carried: pixels to train on besides; other classifiers cannot, so none are compared with.
    """
    splits = repeated_splits(labels, folds, repeats, seed, by)
    known = layout or Layout.plain(features.shape[1])
    check = context.check_cancelled

    def fitted(train: Integers, block: Integers) -> Fitted:
        check()
        # Thinned out before they are copied; the fits would do the same.
        train = train[thin_out(labels.index[train], MAX_PIXELS_PER_CLASS)]
        x, classes, places = features[train], labels.index[train], block[train]
        if carried is not None:
            x, classes, places = carried.joined(x, classes, places)
        return fit_classifier(
            classifier, x, known, classes, places, len(labels.classes), seed, check
        )

    def held_scores(split: Split, number: int) -> npt.NDArray[np.float64]:
        held = split.fold == number
        fit = fitted(np.flatnonzero(~held), split.block)
        check()
        return fit.scores(features[held])

    context.progress("fit", 0, 1)
    start = time.perf_counter()
    fit = fitted(np.arange(len(labels)), splits[0].block)
    fit_seconds = time.perf_counter() - start
    context.progress("fit", 1, 1)

    rivals: list[Callable[[], npt.NDArray[Any]]] = []
    shared: Shared | None = None
    if spectra is not None and splits[0].folds and carried is None:
        shared = Shared.of(*spectra(), labels.index, splits[0])
        rivals += baseline_jobs(shared.spectra, shared.classes, shared.split, seed, check)
    ours: list[Callable[[], npt.NDArray[Any]]] = [
        partial(held_scores, split, n) for split in splits for n in range(split.folds)
    ]
    count = len(rivals) + len(ours)
    context.progress("validate", 0, count)
    start = time.perf_counter()
    theirs, made = side_by_side(
        (rivals, ours),
        lambda done: context.progress("validate", done, count),
        max(1, min(WORKERS, BYTES_AT_ONCE // features.nbytes)),
    )
    elapsed = time.perf_counter() - start
    scores = _by_split([each for each, _ in made], splits, len(labels.classes))
    judgement = judged(HeldOut(labels, splits, scores))
    metrics = dict(judgement.metrics)
    metrics["classifier"] = list(fit.members)
    notes = judgement.notes
    if spectra is not None:
        metrics["baseline"], metrics["winner"] = [], None
        notes += (CARRIED_NOTE,) if carried is not None else ()
    if shared is not None:
        metrics["baseline"], metrics["winner"] = compared(
            [each for each, _ in theirs],
            predicted_classes(scores[0])[shared.place],
            shared.classes,
            shared.split,
            len(labels.classes),
        )
        notes += (shared.note,) if shared.note else ()
    return Trained(
        fit.with_temperature(judgement.temperature),
        metrics,
        notes,
        splits,
        judgement.conformal,
        judgement.reliability,
        {
            "fit": round(fit_seconds, 3),
            "validate": round(elapsed, 3),
            "baseline": round(sum(seconds for _, seconds in theirs), 3),
        },
    )


def without_copies(carried: Carried, features: Features) -> Carried:
    """Leaves out carried pixels that are labelled pixels of the scene.

    Going on with the labels that the earlier head had, a pixel would else be trained on while it is
    held out, and keep the class that it had before.

    Args:
        carried: their features were kept in half precision.
        features: of the labelled pixels, ``(pixels, dims)``.
    """
    old = np.ones(len(carried), bool)
    places: dict[bytes, list[int]] = {}
    for place, row in enumerate(half_precision(carried.features)):
        places.setdefault(row.tobytes(), []).append(place)
    for row in features:
        copies = places.get(half_precision(row).tobytes())
        if copies is not None:
            old[copies] = False
    return Carried(carried.features[old], carried.index[old], carried.block[old])


def _by_split(
    made: list[npt.NDArray[np.float64]], splits: tuple[Split, ...], count: int
) -> tuple[npt.NDArray[np.float64], ...]:
    """Scores ``(pixels, classes)`` of every split from those of its folds, one after the other."""
    found, each = [], iter(made)
    for split in splits:
        scores = np.zeros((len(split.fold), count))
        for number in range(split.folds):
            scores[split.fold == number] = next(each)
        found.append(scores)
    return tuple(found)
