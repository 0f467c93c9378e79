"""Splits labelled polygons into groups that lie apart, so that accuracy is measured honestly.

Pixels of one polygon are nearly copies of each other, and so are those of neighbours: a split that
separates them flatters every classifier. Here whole polygons go together with all that lie in the
same block of the scene.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .labels import Labels

Integers = npt.NDArray[np.int64]
ALWAYS_TRAINED = -1

BLOCKS_PER_FOLD = 4
MAX_BLOCKS_PER_SIDE = 64
FEW_POLYGONS = 5
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


def spatial_split(labels: Labels, folds: int, seed: int) -> Split:
    """Splits labels into folds by blocks of the scene, each class as evenly as possible.

    The blocks are as large as they can be with every class of two polygons in two blocks, and four
    blocks for every fold.
    """
    units = int(labels.unit.max()) + 1
    pixels = np.bincount(labels.unit, minlength=units)
    rows = np.bincount(labels.unit, labels.rows, units) / pixels
    cols = np.bincount(labels.unit, labels.cols, units) / pixels
    classes = np.zeros(units, np.int64)
    classes[labels.unit] = labels.index
    blocks = _blocks(rows, cols, classes, folds)
    fold = assign_folds(blocks[labels.unit], labels.index, folds, seed)
    notes = _notes(labels, classes, fold, folds)
    return Split(fold, blocks[labels.unit], int(fold.max()) + 1, tuple(notes))


def assign_folds(block: Integers, classes: Integers, folds: int, seed: int) -> Integers:
    """Gives whole blocks to folds, the ones that matter most for a class first.

    Args:
        block: ``(pixels,)``.
        classes: ``(pixels,)``, from 0.
        folds: how many are wanted; there are never more than blocks.
        seed: breaks ties.

    Returns:
        ``(pixels,)``, from 0 without gaps. Pixels of a class that lies in one block only are
        ``ALWAYS_TRAINED``.
    """
    names, place = np.unique(block, return_inverse=True)
    share = np.zeros((len(names), int(classes.max()) + 1))
    np.add.at(share, (place.reshape(-1), classes), 1.0)
    in_blocks = (share > 0).sum(axis=0)
    share /= np.maximum(share.sum(axis=0), 1.0)
    share[:, in_blocks < 2] = 0.0
    folds = min(folds, len(names))
    shuffled = np.random.default_rng(seed).permutation(len(names))
    order = shuffled[np.argsort(-share[shuffled].max(axis=1), kind="stable")]
    held = np.zeros((folds, share.shape[1]))
    of_block = np.zeros(len(names), np.int64)
    for number in order:
        cost = ((held + share[number]) ** 2).sum(axis=1) - (held**2).sum(axis=1)
        chosen = int(np.lexsort((held.sum(axis=1), np.round(cost, 12)))[0])
        held[chosen] += share[number]
        of_block[number] = chosen
    fold = of_block[place.reshape(-1)]
    fold[in_blocks[classes] < 2] = ALWAYS_TRAINED
    tested = np.unique(fold[fold != ALWAYS_TRAINED])
    if len(tested) < 2:
        return np.full(len(fold), ALWAYS_TRAINED)
    known = fold != ALWAYS_TRAINED
    fold[known] = np.searchsorted(tested, fold[known])
    return fold


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
) -> Integers:
    several = np.flatnonzero(np.bincount(classes) >= 2)
    top, left = rows.min(), cols.min()
    extent = max(float(np.ptp(rows)), float(np.ptp(cols)), 1.0)
    best, best_score = np.zeros(len(rows), np.int64), (-1, -1)
    for per_side in range(2, MAX_BLOCKS_PER_SIDE + 1):
        side = extent / per_side * (1 + 1e-9)
        cell = np.floor((rows - top) / side) * (per_side + 1) + np.floor((cols - left) / side)
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
    if single:
        notes.append(
            f"{_names(single)} {_has(single)} one polygon only, so accuracy cannot be measured "
            "there. Draw a second one some way off."
        )
    if together:
        notes.append(
            f"All polygons of {_names(together)} lie in one place, so accuracy cannot be measured "
            "there. Draw some elsewhere."
        )
    if few:
        notes.append(
            f"{_names(few)} {_has(few)} fewer than {FEW_POLYGONS} polygons; the accuracy there is "
            "uncertain."
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
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _has(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
