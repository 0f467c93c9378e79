"""Trains on all labels, and measures the same training on polygons that were held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..heads.linear import LinearHead
from .fit_linear import best_temperature, fit_linear
from .labels import Labels
from .metrics import accuracy, predicted_classes
from .split import ALWAYS_TRAINED, distances_px, near_note, spatial_split


@dataclass(frozen=True)
class Trained:
    """A head and how good it is.

    Attributes:
        head: trained on all labels, with a temperature from the held-out scores.
        metrics: as ``train`` reports them, without its warnings.
        notes: sentences for the user.
    """

    head: LinearHead
    metrics: dict[str, Any]
    notes: tuple[str, ...]


def train_and_measure(
    features: npt.NDArray[np.float32], labels: Labels, folds: int, seed: int, context: Context
) -> Trained:
    """Fits the head; every fold chooses its own penalty, so that the accuracy is not flattered.

    Args:
        features: ``(pixels, dims)`` in the order of ``labels``.
        labels: two classes at least.
        folds: how many groups of polygons are held out in turn.
        seed: of the split.
        context: told of progress, asked for cancellation.
    """
    split = spatial_split(labels, folds, seed)
    count = len(labels.classes)
    context.progress("fit", 0, 1)
    fit = fit_linear(features, labels.index, split.block, count, seed, context.check_cancelled)
    context.progress("fit", 1, 1)
    scores = np.zeros((len(labels), count))
    for number in range(split.folds):
        context.progress("validate", number, split.folds)
        held = split.fold == number
        part = fit_linear(
            features[~held],
            labels.index[~held],
            split.block[~held],
            count,
            seed,
            context.check_cancelled,
        )
        scores[held] = part.scores(features[held])
    context.progress("validate", split.folds, split.folds)
    tested = split.fold != ALWAYS_TRAINED
    temperature = best_temperature(scores[tested], labels.index[tested]) if tested.any() else 1.0
    measured = accuracy(
        labels.classes, labels.index, predicted_classes(scores), split.fold, labels.unit
    )
    apart = distances_px(labels, split)
    metrics = {
        **measured,
        "folds": split.folds,
        "polygons": int(labels.unit.max()) + 1,
        "pixels": len(labels),
        "regularisation": fit.strength,
        "temperature": temperature,
        "held_out_distance_px": None
        if apart is None
        else {"minimum": round(apart[0], 2), "median": round(apart[1], 2)},
        "classes": [entry.to_json() for entry in labels.classes],
    }
    notes = [*split.notes, near_note(apart)]
    return Trained(fit.head(temperature), metrics, tuple(note for note in notes if note))
