"""Trains on all labels, and measures the same training on polygons that were held out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..heads.ensemble import EnsembleHead
from ..heads.linear import LinearHead
from .choose import LINEAR, Fitted, fit_classifier
from .fit_linear import best_temperature
from .labels import Labels
from .metrics import accuracy, predicted_classes
from .split import ALWAYS_TRAINED, distances_px, near_note, spatial_split
from .views import Layout


@dataclass(frozen=True)
class Trained:
    """A head and how good it is.

    Attributes:
        head: trained on all labels, with a temperature from the held-out scores.
        metrics: as ``train`` reports them, without its warnings.
        notes: sentences for the user.
    """

    head: LinearHead | EnsembleHead
    metrics: dict[str, Any]
    notes: tuple[str, ...]


def train_and_measure(
    features: npt.NDArray[np.float32],
    labels: Labels,
    folds: int,
    seed: int,
    context: Context,
    *,
    layout: Layout | None = None,
    classifier: str = LINEAR,
) -> Trained:
    """Fits a head; every fold makes all choices again, so that the accuracy is not flattered.

    Args:
        features: ``(pixels, dims)`` in the order of ``labels``.
        labels: two classes at least.
        folds: how many groups of polygons are held out in turn.
        seed: of the split.
        context: told of progress, asked for cancellation.
        layout: what the features are; nothing is known of them if it is None.
        classifier: one of ``choose.CLASSIFIERS``.
    """
    split = spatial_split(labels, folds, seed)
    count = len(labels.classes)
    known = layout or Layout.plain(features.shape[1])

    def fitted(train: npt.NDArray[np.bool_] | slice) -> Fitted:
        return fit_classifier(
            classifier,
            features[train],
            known,
            labels.index[train],
            split.block[train],
            count,
            seed,
            context.check_cancelled,
        )

    context.progress("fit", 0, 1)
    fit = fitted(slice(None))
    context.progress("fit", 1, 1)
    scores = np.zeros((len(labels), count))
    for number in range(split.folds):
        context.progress("validate", number, split.folds)
        held = split.fold == number
        scores[held] = fitted(~held).scores(features[held])
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
        "classifier": list(fit.members),
        "temperature": temperature,
        "held_out_distance_px": None
        if apart is None
        else {"minimum": round(apart[0], 2), "median": round(apart[1], 2)},
        "classes": [entry.to_json() for entry in labels.classes],
    }
    notes = [*split.notes, near_note(apart)]
    return Trained(
        fit.with_temperature(temperature), metrics, tuple(note for note in notes if note)
    )
