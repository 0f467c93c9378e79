"""Accuracy of a classifier on pixels that it has not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from .class_fields import ClassName
from .split import ALWAYS_TRAINED, Integers

DIGITS = 6


def accuracy(
    classes: tuple[ClassName, ...],
    truth: Integers,
    predicted: Sequence[Integers],
    fold: Sequence[Integers],
    unit: Integers,
) -> dict[str, Any]:
    """Summarises held-out predictions.

    Args:
        classes: in the order of the indices.
        truth: ``(pixels,)``, places in ``classes``.
        predicted: of every split, ``(pixels,)``, places in ``classes``.
        fold: of every split, ``(pixels,)``; pixels that are always trained do not count.
        unit: ``(pixels,)``, the polygon of each pixel.

    Returns:
        ``overall_accuracy``, ``balanced_accuracy`` (mean recall of the classes held out) and
        ``kappa`` as mean and standard deviation over the folds of all splits, see ``spread``.
        ``confusion`` (rows: reference) and ``per_class`` are of the first split, all its folds
        together, so that every pixel counts once; ``f1_std`` is the spread of F1 over the folds of
        all splits that held the class out.
    """
    spreads: dict[str, list[float]] = {
        "overall_accuracy": [],
        "balanced_accuracy": [],
        "kappa": [],
    }
    f1: list[npt.NDArray[np.float64]] = []
    for made, folds in zip(predicted, fold):
        for number in range(int(folds.max()) + 1):
            matrix = confusion(truth[folds == number], made[folds == number], len(classes))
            spreads["overall_accuracy"].append(np.trace(matrix) / matrix.sum())
            spreads["balanced_accuracy"].append(balanced(matrix))
            if (matrix.sum(axis=1) > 0).sum() > 1:  # kappa of a single class is 0/0
                spreads["kappa"].append(kappa(matrix))
            f1.append(class_scores(matrix)["f1"])
    tested = fold[0] != ALWAYS_TRAINED
    matrix = confusion(truth[tested], predicted[0][tested], len(classes))
    rows = per_class(classes, matrix)
    for place, row in enumerate(rows):
        values = [each[place] for each in f1 if np.isfinite(each[place])]
        row["f1_std"] = spread(values)["std"]
        row["polygons"] = len(np.unique(unit[truth == place]))
        row["pixels"] = int((truth == place).sum())
    return {
        **{name: spread(values) for name, values in spreads.items()},
        "per_class": rows,
        "confusion": confusion_json(classes, matrix),
    }


def confusion(truth: Integers, made: Integers, count: int) -> Integers:
    """Counts ``(classes, classes)``; a row is the reference."""
    return np.bincount(truth * count + made, minlength=count * count).reshape(count, count)


def confusion_json(classes: Sequence[ClassName], matrix: Integers) -> dict[str, Any]:
    """The matrix and the class values of its rows."""
    return {"labels": [entry.value for entry in classes], "matrix": matrix.tolist()}


def balanced(matrix: Integers) -> float:
    """Mean recall of the classes in the reference."""
    recall = class_scores(matrix)["recall"]
    return float(np.mean(recall[np.isfinite(recall)]))


def kappa(matrix: Integers) -> float:
    """Agreement beyond chance; 0 where chance alone explains everything.

    Source: Cohen (1960), "A coefficient of agreement for nominal scales", eq. 1.
    """
    total = matrix.sum()
    agreed = np.trace(matrix) / total
    by_chance = float(matrix.sum(axis=0) @ matrix.sum(axis=1)) / float(total) ** 2
    return float((agreed - by_chance) / (1 - by_chance)) if by_chance < 1 else 0.0


def class_scores(matrix: Integers) -> dict[str, npt.NDArray[np.float64]]:
    """``precision``, ``recall``, ``f1`` and ``iou`` ``(classes,)``.

    NaN for classes that the reference does not hold; the precision of a class that was never
    mapped is 0.
    """
    right = np.diag(matrix).astype(np.float64)
    mapped, known = matrix.sum(axis=0), matrix.sum(axis=1)
    absent = known == 0
    found = {
        "precision": right / np.maximum(mapped, 1),
        "recall": right / np.maximum(known, 1),
        "f1": 2 * right / np.maximum(mapped + known, 1),
        "iou": right / np.maximum(mapped + known - right, 1),
    }
    return {name: np.where(absent, np.nan, values) for name, values in found.items()}


def per_class(classes: Sequence[ClassName], matrix: Integers) -> list[dict[str, Any]]:
    """A row a class: its name, its scores (None where the reference lacks it), its pixels."""
    scores = class_scores(matrix)
    return [
        {
            **entry.to_json(),
            **{
                name: rounded(values[place]) if np.isfinite(values[place]) else None
                for name, values in scores.items()
            },
            "support_px": int(matrix[place].sum()),
        }
        for place, entry in enumerate(classes)
    ]


def spread(values: Sequence[float]) -> dict[str, float | None]:
    """Mean, None without values, and standard deviation, None without two of them."""
    return {
        "mean": rounded(np.mean(values)) if values else None,
        "std": rounded(np.std(values)) if len(values) > 1 else None,
    }


def rounded(value: float | np.floating[Any]) -> float:
    """As metrics are written."""
    return round(float(value), DIGITS)


def predicted_classes(scores: npt.NDArray[np.float64]) -> Integers:
    """The best class of each pixel."""
    best: Integers = scores.argmax(axis=1)
    return best
