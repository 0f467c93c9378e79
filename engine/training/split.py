"""Splits labelled polygons into groups that lie apart, so that accuracy is measured honestly.

Pixels of one polygon are nearly copies of each other, and so are those of neighbours: a split that
separates them flatters every classifier. Here polygons, or all of a block of the scene, stay whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .folds import ALWAYS_TRAINED, Integers, assign_folds
from .labels import Labels

__all__ = [
    "ALWAYS_TRAINED",
    "BLOCKS",
    "POLYGONS",
    "Integers",
    "Split",
    "distances_px",
    "near_note",
    "repeated_splits",
    "spatial_split",
]

BLOCKS, POLYGONS = "blocks", "polygons"
"""What is held out together."""

BLOCKS_PER_FOLD = 4
MAX_BLOCKS_PER_SIDE = 64
FEW_POLYGONS = 5
FEW_PIXELS = 20
"""Of a class in all folds together: one pixel then moves its recall by 5 % or more."""

NEAR_PX = 3.0


@dataclass(frozen=True)
class Split:
    """Which fold every labelled pixel is held out in.

    Attributes:
        fold: ``(pixels,)``; ``ALWAYS_TRAINED`` for pixels that cannot be held out.
        block: ``(pixels,)``, the block of the scene they lie in.
        folds: how many folds there are; 0 if nothing can be held out.
        notes: sentences for the user.
    """

    fold: Integers
    block: Integers
    folds: int
    notes: tuple[str, ...] = ()


def repeated_splits(
    labels: Labels, folds: int, repeats: int, seed: int, by: str = BLOCKS
) -> tuple[Split, ...]:
    """Several different splits; the first of them depends on no chance but ties.

    Args:
        labels: to split.
        folds: how many groups of polygons are held out in turn.
        repeats: how many splits; with few places there are fewer different ones.
        seed: the blocks of later splits are shifted, and groups dealt out, by it.
        by: ``BLOCKS`` or ``POLYGONS``.
    """
    found: dict[bytes, Split] = {}
    for number in range(repeats):
        split = _split(labels, folds, [seed, number] if number else seed, by, bool(number))
        if number and not split.folds:
            continue
        first, place = np.unique(split.fold, return_index=True, return_inverse=True)[1:]
        found.setdefault(np.argsort(np.argsort(first))[place].tobytes(), split)
        if not split.folds:
            break
    return tuple(found.values())


def spatial_split(labels: Labels, folds: int, seed: int) -> Split:
    """Splits labels into folds by blocks of the scene, each class as evenly as possible.

    The blocks are as large as they can be with every class of two polygons in two blocks, and four
    blocks for every fold.
    """
    return _split(labels, folds, seed, BLOCKS, False)


def _split(labels: Labels, folds: int, seed: int | list[int], by: str, loose: bool) -> Split:
    units = int(labels.unit.max()) + 1
    pixels = np.bincount(labels.unit, minlength=units)
    rows = np.bincount(labels.unit, labels.rows, units) / pixels
    cols = np.bincount(labels.unit, labels.cols, units) / pixels
    classes = np.zeros(units, np.int64)
    classes[labels.unit] = labels.index
    shift = np.random.default_rng(seed).random(2) if loose else np.zeros(2)
    block = _blocks(rows, cols, classes, folds, shift)[labels.unit]
    together = labels.unit if by == POLYGONS else block
    fold = assign_folds(together, labels.index, folds, seed, loose=loose)
    notes = _notes(labels, classes, fold, folds)
    return Split(fold, block, int(fold.max()) + 1, tuple(notes))


def distances_px(labels: Labels, split: Split) -> tuple[float, float] | None:
    """How far held-out pixels lie from the nearest training pixel of the same fold.

    Returns:
        Smallest and median distance in pixels; None if nothing is held out.
    """
    from scipy.spatial import cKDTree

    places = np.column_stack([labels.rows, labels.cols]).astype(float)
    found = []
    for fold in range(split.folds):
        held = split.fold == fold
        found.append(cKDTree(places[~held]).query(places[held])[0])
    if not found:
        return None
    distances = np.concatenate(found)
    return float(distances.min()), float(np.median(distances))


def _blocks(
    rows: npt.NDArray[np.float64],
    cols: npt.NDArray[np.float64],
    classes: Integers,
    folds: int,
    shift: npt.NDArray[np.float64],
) -> Integers:
    """The block of every polygon, from 0; ``shift`` moves all blocks by a part of their side."""
    several = np.flatnonzero(np.bincount(classes) >= 2)
    top, left = rows.min(), cols.min()
    extent = max(float(np.ptp(rows)), float(np.ptp(cols)), 1.0)
    best, best_score = np.zeros(len(rows), np.int64), (-1, -1)
    for per_side in range(2, MAX_BLOCKS_PER_SIDE + 1):
        side = extent / per_side * (1 + 1e-9)
        down = np.floor((rows - top) / side + shift[0])
        right = np.floor((cols - left) / side + shift[1])
        cell = down * (per_side + 2) + right
        _, block = np.unique(cell, return_inverse=True)
        block = block.reshape(-1).astype(np.int64)
        spread = sum(len(np.unique(block[classes == c])) >= 2 for c in several)
        score = (spread, min(int(block.max()) + 1, BLOCKS_PER_FOLD * folds))
        if score > best_score:
            best, best_score = block, score
        if score == (len(several), BLOCKS_PER_FOLD * folds):
            break
    return best


def _notes(labels: Labels, classes: Integers, fold: Integers, folds: int) -> list[str]:
    notes = []
    counts = np.bincount(classes, minlength=len(labels.classes))
    held = {int(c) for c in np.unique(labels.index[fold != ALWAYS_TRAINED])}
    single = [c.name for n, c in enumerate(labels.classes) if counts[n] == 1]
    together = [c.name for n, c in enumerate(labels.classes) if counts[n] > 1 and n not in held]
    few = [c.name for n, c in enumerate(labels.classes) if 1 < counts[n] < FEW_POLYGONS]
    tested = np.bincount(labels.index[fold != ALWAYS_TRAINED], minlength=len(labels.classes))
    sparse = [
        c.name
        for n, c in enumerate(labels.classes)
        if counts[n] >= FEW_POLYGONS and 0 < tested[n] < FEW_PIXELS
    ]
    uncertain = "the accuracy there is uncertain."
    alone = "so accuracy cannot be measured there. Draw a second one some way off."
    told = (
        (single, f"one polygon only, {alone}"),
        (few, f"fewer than {FEW_POLYGONS} polygons; {uncertain}"),
        (sparse, f"fewer than {FEW_PIXELS} pixels; {uncertain}"),
    )
    notes += [f"{_names(names)} {_has(names)} {text}" for names, text in told if names]
    if together:
        notes.append(
            f"All polygons of {_names(together)} lie in one place, so accuracy cannot be measured "
            "there. Draw some elsewhere."
        )
    found = int(fold.max()) + 1
    if 0 < found < folds:
        notes.append(f"The polygons lie in {found} separate places, so there are {found} folds.")
    if found == 0:
        notes.append(
            "The accuracy is unknown: no class has polygons in separate places of which some "
            "could be held out."
        )
    return notes


def near_note(distance_px: tuple[float, float] | None) -> str:
    """A warning where held-out polygons touch training polygons; empty if they lie apart."""
    if distance_px is None or distance_px[1] >= NEAR_PX:
        return ""
    return (
        f"The polygons are clustered: held-out pixels lie {distance_px[1]:.1f} pixels from the "
        "nearest training pixel (median), so the accuracy elsewhere will be lower."
    )


def _names(names: Sequence[str]) -> str:
    return ", ".join(names)


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
