"""How good a fine-tuned head is, beside the linear head that the same polygons give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..heads.conformal import ConformalSets
from .calibration import Matrix, probabilities, reliability, temperature_of
from .conformal import conformal_sets, quality_of
from .deep_split import STOP, Groups
from .held_out import TOLD_RATE
from .labels import Labels
from .metrics import accuracy, predicted_classes, rounded, spread
from .split import ALWAYS_TRAINED, Integers, Split, distances_px, near_note

LINEAR_MEASURES = ("overall_accuracy", "balanced_accuracy")


@dataclass(frozen=True)
class DeepJudgement:
    """What held-out polygons say.

    Attributes:
        temperature: that the polygons which ended training ask for.
        conformal: thresholds of theirs; None without any.
        metrics: of the polygons that decided nothing.
        reliability: of those, for a diagram; empty without any.
        notes: sentences for the user.
    """

    temperature: float
    conformal: ConformalSets | None
    metrics: dict[str, Any]
    reliability: dict[str, Any]
    notes: tuple[str, ...]


def judged_deep(
    scores: Matrix, linear: Matrix | None, labels: Labels, groups: Groups
) -> DeepJudgement:
    """Summarises scores of pixels that were not learnt from.

    Args:
        scores: ``(pixels, classes)``; rows of NaN are of pixels that were not looked at.
        linear: likewise, of a linear head trained without the pixels of ``TEST``; None where it
            was not measured.
        labels: the pixels.
        groups: theirs.
    """
    known = np.isfinite(scores).all(axis=1)
    stop = known & (groups.group == STOP)
    fold = np.where(known, groups.split.fold, ALWAYS_TRAINED)
    split = Split(fold, groups.split.block, int((fold != ALWAYS_TRAINED).any()))
    temperature = temperature_of(scores[stop], labels.index[stop], labels.unit[stop])
    sets = None
    if stop.any():
        made = probabilities(scores[stop], temperature)
        sets = conformal_sets(made, labels.index[stop], labels.unit[stop])
    measured = _accuracy(scores, labels, split)
    beside = {} if linear is None else _accuracy(linear, labels, split)
    apart = distances_px(labels, split)
    metrics = {
        **measured,
        **_confidence(scores, temperature, sets, labels, split),
        "folds": split.folds,
        "repeats": 1,
        "polygons": int(labels.unit.max()) + 1,
        "pixels": len(labels),
        "temperature": temperature,
        "held_out_distance_px": None
        if apart is None
        else {"minimum": round(apart[0], 2), "median": round(apart[1], 2)},
        "classes": [entry.to_json() for entry in labels.classes],
        "linear": {name: beside.get(name, spread([])) for name in LINEAR_MEASURES},
    }
    diagram: dict[str, Any] = {}
    if split.folds:
        tested = fold != ALWAYS_TRAINED
        before, after = (probabilities(scores[tested], t) for t in (1.0, temperature))
        truth = labels.index[tested]
        diagram = {
            "before": reliability(before, truth).to_json(),
            "after": reliability(after, truth).to_json(),
        }
    notes = (near_note(apart), _worth_note(metrics))
    return DeepJudgement(temperature, sets, metrics, diagram, tuple(note for note in notes if note))


def _accuracy(scores: Matrix, labels: Labels, split: Split) -> dict[str, Any]:
    predicted: Integers = predicted_classes(np.nan_to_num(scores))
    return accuracy(labels.classes, labels.index, [predicted], [split.fold], labels.unit)


def _confidence(
    scores: Matrix, temperature: float, sets: ConformalSets | None, labels: Labels, split: Split
) -> dict[str, Any]:
    """Calibration errors and what class sets hold, as ``train`` reports them."""
    tested = split.fold != ALWAYS_TRAINED
    if not tested.any():
        return {
            "calibration": {"ece_before": None, "ece_after": None},
            "conformal": {"error_rate": TOLD_RATE, "coverage": None, "mean_size": None},
        }
    truth, unit = labels.index[tested], labels.unit[tested]
    before, after = (probabilities(scores[tested], t) for t in (1.0, temperature))
    coverage = size = None
    if sets is not None:
        found = quality_of(after, truth, unit, sets.threshold(TOLD_RATE))
        coverage, size = rounded(found.coverage), rounded(found.mean_size)
    return {
        "calibration": {
            "ece_before": rounded(reliability(before, truth).error),
            "ece_after": rounded(reliability(after, truth).error),
        },
        "conformal": {"error_rate": TOLD_RATE, "coverage": coverage, "mean_size": size},
    }


def _worth_note(metrics: dict[str, Any]) -> str:
    """A warning where fine-tuning gained nothing."""
    deep, linear = metrics["balanced_accuracy"]["mean"], metrics["linear"]["balanced_accuracy"]
    if deep is None or linear["mean"] is None or deep > linear["mean"]:
        return ""
    return (
        f"Fine-tuning did not pay: on the polygons that were held out it reaches {deep:.1%} "
        f"balanced accuracy, and a linear head {linear['mean']:.1%}. Choose head, or draw more "
        "polygons."
    )
