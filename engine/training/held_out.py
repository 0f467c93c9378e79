"""What held-out scores say: accuracy, calibration and class sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..heads.conformal import EVERYTHING, ConformalSets
from .calibration import (
    Matrix,
    Reliability,
    probabilities,
    reliability,
    temperature_of,
    temperatures_without,
    was_trained,
)
from .conformal import conformal_sets, quality_of
from .labels import Labels
from .metrics import accuracy, predicted_classes, rounded
from .split import ALWAYS_TRAINED, Split, distances_px, near_note

TOLD_RATE = 0.1
"""The error rate that class sets are reported for; the default of ``classify``."""


@dataclass(frozen=True)
class HeldOut:
    """Scores of pixels by classifiers that were trained without their polygons.

    Attributes:
        labels: all labelled pixels.
        splits: one at least.
        scores: of every split, ``(pixels, classes)``; rows of pixels that are always trained
            mean nothing.
    """

    labels: Labels
    splits: tuple[Split, ...]
    scores: tuple[Matrix, ...]

    def tested(self) -> Iterator[tuple[Split, Matrix, npt.NDArray[np.bool_]]]:
        """Every split that holds something out, its scores, and which pixels it holds out.

        Pixels of classes that were not trained without them are left out.
        """
        for split, scores in zip(self.splits, self.scores):
            tested = (split.fold != ALWAYS_TRAINED) & was_trained(scores, self.labels.index)
            if tested.any():
                yield split, scores, tested

    def temperatures(self) -> list[list[float]]:
        """Of every split that holds something out: for each fold, what its other folds choose."""
        return [
            temperatures_without(scores, self.labels.index, split.fold, self.labels.unit)
            for split, scores, _ in self.tested()
        ]


@dataclass(frozen=True)
class Judgement:
    """What held-out scores say of a classifier.

    Attributes:
        temperature: for the head.
        conformal: for the head; None where nothing was held out.
        metrics: as ``train`` reports them.
        reliability: before and after the temperature, for a diagram; empty likewise.
        notes: sentences for the user.
    """

    temperature: float
    conformal: ConformalSets | None
    metrics: dict[str, Any]
    reliability: dict[str, Any]
    notes: tuple[str, ...]


def judged(held: HeldOut) -> Judgement:
    """Summarises held-out scores.

    Whatever is chosen on held-out pixels, a temperature or a threshold, is measured on folds that
    it was not chosen on.
    """
    labels, first = held.labels, held.splits[0]
    measured = accuracy(
        labels.classes,
        labels.index,
        [predicted_classes(scores) for scores in held.scores],
        [split.fold for split in held.splits],
        labels.unit,
    )
    temperature, sets = _chosen(held)
    temperatures = held.temperatures()
    calibration, diagrams = _calibration(held, temperatures)
    apart = distances_px(labels, first)
    metrics = {
        **measured,
        "folds": first.folds,
        "repeats": len(held.splits),
        "polygons": int(labels.unit.max()) + 1,
        "pixels": len(labels),
        "temperature": temperature,
        "calibration": calibration,
        "conformal": _set_quality(held, temperatures),
        "held_out_distance_px": None
        if apart is None
        else {"minimum": round(apart[0], 2), "median": round(apart[1], 2)},
        "classes": [entry.to_json() for entry in labels.classes],
    }
    notes = [*first.notes, near_note(apart), _few_note(held, sets)]
    return Judgement(temperature, sets, metrics, diagrams, tuple(note for note in notes if note))


def _chosen(held: HeldOut) -> tuple[float, ConformalSets | None]:
    """Temperature and thresholds from all held-out pixels, for the head."""
    parts = [(scores[tested], tested) for _, scores, tested in held.tested()]
    if not parts:
        return 1.0, None
    scores = np.concatenate([part for part, _ in parts])
    classes = np.concatenate([held.labels.index[tested] for _, tested in parts])
    unit = np.concatenate([held.labels.unit[tested] for _, tested in parts])
    temperature = temperature_of(scores, classes, unit)
    return temperature, conformal_sets(probabilities(scores, temperature), classes, unit)


def _calibration(
    held: HeldOut, temperatures: list[list[float]]
) -> tuple[dict[str, float | None], dict[str, Any]]:
    """Expected calibration errors, as means over the splits, and the diagrams of the first."""
    index = held.labels.index
    before: list[Reliability] = []
    after: list[Reliability] = []
    for (split, scores, tested), chosen in zip(held.tested(), temperatures):
        cooled = np.zeros_like(scores)
        for number, temperature in enumerate(chosen):
            part = split.fold == number
            cooled[part] = probabilities(scores[part], temperature)
        before.append(reliability(probabilities(scores[tested]), index[tested]))
        after.append(reliability(cooled[tested], index[tested]))
    if not before:
        return {"ece_before": None, "ece_after": None}, {}
    return (
        {
            "ece_before": rounded(np.mean([each.error for each in before])),
            "ece_after": rounded(np.mean([each.error for each in after])),
        },
        {"before": before[0].to_json(), "after": after[0].to_json()},
    )


def _set_quality(
    held: HeldOut, temperatures: list[list[float]], error_rate: float = TOLD_RATE
) -> dict[str, Any]:
    """Coverage and size of sets in every fold, with what the other folds choose."""
    index, unit = held.labels.index, held.labels.unit
    found = []
    for (split, scores, tested), chosen in zip(held.tested(), temperatures):
        for number, temperature in enumerate(chosen):
            part = tested & (split.fold == number)
            others = tested & ~part
            if not (part.any() and others.any()):
                continue
            sets = conformal_sets(
                probabilities(scores[others], temperature),
                index[others],
                unit[others],
                (error_rate,),
            )
            made = probabilities(scores[part], temperature)
            found.append(quality_of(made, index[part], unit[part], sets.threshold(error_rate)))
    if not found:
        return {"error_rate": error_rate, "coverage": None, "mean_size": None}
    polygons = [each.polygons for each in found]
    return {
        "error_rate": error_rate,
        "coverage": rounded(np.average([each.coverage for each in found], weights=polygons)),
        "mean_size": rounded(np.average([each.mean_size for each in found], weights=polygons)),
    }


def _few_note(held: HeldOut, sets: ConformalSets | None) -> str:
    if sets is None or sets.threshold(TOLD_RATE) < EVERYTHING:
        return ""
    held_out = [held.labels.unit[tested] for _, _, tested in held.tested()]
    polygons = len(np.unique(np.concatenate(held_out)))
    if polygons + 1 >= 1 / TOLD_RATE:
        return ""
    return (
        f"Only {polygons} polygons could be held out, so class sets at an error rate of "
        f"{TOLD_RATE:.0%} hold every class. Draw more polygons."
    )
