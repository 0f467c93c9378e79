"""Accuracy of a classifier on pixels that it has not seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from .class_fields import ClassName
from .split import ALWAYS_TRAINED, Integers

DIGITS = 6


def accuracy(
    classes: tuple[ClassName, ...],
    truth: Integers,
    predicted: Integers,
    fold: Integers,
    unit: Integers,
) -> dict[str, Any]:
    """Summarises held-out predictions.

    Args:
        classes: in the order of the indices.
        truth, predicted: ``(pixels,)``, places in ``classes``.
        fold: ``(pixels,)``; pixels that are always trained do not count.
        unit: ``(pixels,)``, the polygon of each pixel.

    Returns:
        ``overall_accuracy``, ``balanced_accuracy`` (mean recall of the classes held out) and
        ``kappa`` as mean and standard deviation over the folds, None where nothing was held out;
        ``per_class`` and ``confusion`` (rows: reference) over all folds together.
    """
    from sklearn.metrics import (
        cohen_kappa_score,
        confusion_matrix,
        jaccard_score,
        precision_recall_fscore_support,
    )

    places = np.arange(len(classes))
    tested = fold != ALWAYS_TRAINED
    folds: dict[str, list[float]] = {"overall_accuracy": [], "balanced_accuracy": [], "kappa": []}
    for number in np.unique(fold[tested]):
        right, made = truth[fold == number], predicted[fold == number]
        folds["overall_accuracy"].append(float((right == made).mean()))
        recalls = [float((made[right == c] == c).mean()) for c in np.unique(right)]
        folds["balanced_accuracy"].append(float(np.mean(recalls)))
        if len(recalls) > 1:  # kappa of a single class is 0/0
            folds["kappa"].append(float(cohen_kappa_score(right, made, labels=places)))
    matrix = np.zeros((len(classes), len(classes)), np.int64)
    scores = [np.zeros(len(classes))] * 4
    if tested.any():
        right, made = truth[tested], predicted[tested]
        matrix = confusion_matrix(right, made, labels=places)
        scores = [
            *precision_recall_fscore_support(right, made, labels=places, zero_division=0)[:3],
            jaccard_score(right, made, labels=places, average=None, zero_division=0),
        ]
    support = matrix.sum(axis=1)
    per_class = []
    for place, entry in enumerate(classes):
        known = support[place] > 0
        precision, recall, f1, iou = (
            _round(float(score[place])) if known else None for score in scores
        )
        per_class.append(
            {
                **entry.to_json(),
                "precision": precision,
                "recall": recall,
                "f1": f1,
                "iou": iou,
                "support_px": int(support[place]),
                "polygons": len(np.unique(unit[truth == place])),
                "pixels": int((truth == place).sum()),
            }
        )
    return {
        **{name: _spread(values) for name, values in folds.items()},
        "per_class": per_class,
        "confusion": {
            "labels": [entry.value for entry in classes],
            "matrix": [[int(cell) for cell in row] for row in matrix],
        },
    }


def _spread(values: list[float]) -> dict[str, float | None]:
    if not values:
        return {"mean": None, "std": None}
    return {"mean": _round(float(np.mean(values))), "std": _round(float(np.std(values)))}


def _round(value: float) -> float:
    return round(value, DIGITS)


def predicted_classes(scores: npt.NDArray[np.float64]) -> Integers:
    """The best class of each pixel."""
    best: Integers = scores.argmax(axis=1)
    return best
