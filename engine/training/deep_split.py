"""Three groups of labelled pixels for fine-tuning: to learn from, stop by and measure with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .labels import Labels
from .split import ALWAYS_TRAINED, Integers, Split, repeated_splits

TRAIN, STOP, TEST = 0, 1, 2
LEAST_FOLDS = 3


@dataclass(frozen=True)
class Groups:
    """Which group every labelled pixel belongs to.

    Attributes:
        group: ``(pixels,)``: ``TRAIN``, ``STOP`` or ``TEST``. ``STOP`` decides when training ends
            and how sure the head may be; nothing is decided by ``TEST``.
        split: with ``TEST`` as its only fold, if there is any.
        notes: sentences for the user.
    """

    group: Integers
    split: Split
    notes: tuple[str, ...]

    def has(self, group: int) -> bool:
        return bool((self.group == group).any())


def deep_groups(labels: Labels, folds: int, seed: int, by: str) -> Groups:
    """Splits labels; one fold measures, one stops, all others are learnt from.

    With two separate places there is nothing to measure with, with one nothing to stop by either.
    Every class is learnt: one that would lie in held-out groups only is taken out of them.

    Args:
        labels: two classes at least.
        folds: at least ``LEAST_FOLDS`` are made.
        seed, by: see ``split.repeated_splits``.
    """
    split = repeated_splits(labels, max(folds, LEAST_FOLDS), 1, seed, by)[0]
    group = np.full(len(labels), TRAIN, np.int64)
    notes = list(split.notes)
    if split.folds >= LEAST_FOLDS:
        group[split.fold == 0] = TEST
        group[split.fold == 1] = STOP
    elif split.folds == 2:
        group[split.fold == 0] = STOP
        notes.append(
            "The accuracy is unknown: the polygons lie in two separate places, of which one is "
            "learnt from and one decides when training ends. Draw some in a third place."
        )
    for place in np.unique(labels.index):
        for moved in (STOP, TEST):
            mine = labels.index == place
            if not (group[mine] == TRAIN).any():
                group[mine & (group == moved)] = TRAIN
    fold = np.where(group == TEST, 0, ALWAYS_TRAINED)
    tested = bool((group == TEST).any())
    if tested:
        measured = set(np.unique(labels.index[group == TEST]))
        left = [c.name for n, c in enumerate(labels.classes) if n not in measured]
        if left:
            notes.append(
                f"No polygon of {', '.join(left)} is among those that accuracy is measured on. "
                "Draw more of them, some way off."
            )
    return Groups(group, Split(fold, split.block, int(tested)), tuple(notes))
