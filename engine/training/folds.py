"""Deals blocks of labelled pixels out to folds, so that every class is held out and trained."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
ALWAYS_TRAINED = -1

LOOSE = 4.0
"""In repeated splits, groups whose shares differ by less than this factor come in any order."""


def assign_folds(
    block: Integers,
    classes: Integers,
    folds: int,
    seed: int | list[int],
    *,
    loose: bool = False,
) -> Integers:
    """Gives whole blocks to folds, the ones that matter most for a class first.

    Args:
        block: ``(pixels,)``.
        classes: ``(pixels,)``, from 0.
        folds: how many are wanted; there are never more than blocks.
        seed: breaks ties.
        loose: whether blocks that matter about as much come in an order drawn by chance, so that
            every seed gives another split.

    Returns:
        ``(pixels,)``, from 0 without gaps; see ``with_all_trained``. A class of several blocks
        lies in several folds, unless that would take another class out of them.
    """
    names, place = np.unique(block, return_inverse=True)
    share = np.zeros((len(names), int(classes.max()) + 1))
    np.add.at(share, (place.reshape(-1), classes), 1.0)
    in_blocks = (share > 0).sum(axis=0)
    share /= np.maximum(share.sum(axis=0), 1.0)
    share[:, in_blocks < 2] = 0.0
    folds = min(folds, len(names))
    rng = np.random.default_rng(seed)
    shuffled = rng.permutation(len(names))
    matters = share[shuffled].max(axis=1)
    if loose:
        matters = matters * LOOSE ** rng.random(len(names))
    order = shuffled[np.argsort(-matters, kind="stable")]
    held = np.zeros((folds, share.shape[1]))
    of_block = np.zeros(len(names), np.int64)
    for number in order:
        cost = ((held + share[number]) ** 2).sum(axis=1) - (held**2).sum(axis=1)
        chosen = int(np.lexsort((held.sum(axis=1), np.round(cost, 12)))[0])
        held[chosen] += share[number]
        of_block[number] = chosen
    _take_apart(of_block, share > 0, folds)
    return with_all_trained(of_block[place.reshape(-1)], classes)


def with_all_trained(fold: Integers, classes: Integers) -> Integers:
    """Holds out only what is trained as well: a classifier cannot find a class it never saw.

    Args:
        fold: ``(pixels,)``, or ``ALWAYS_TRAINED``.
        classes: ``(pixels,)``, from 0.

    Returns:
        Folds from 0 without gaps, in the same order. Pixels of a class that lay in a single fold,
        and nowhere else, are ``ALWAYS_TRAINED``.
    """
    fold = fold.copy()
    for place in np.unique(classes):
        mine = classes == place
        if len(np.unique(fold[mine])) == 1:
            fold[mine] = ALWAYS_TRAINED
    held = fold != ALWAYS_TRAINED
    fold[held] = np.searchsorted(np.unique(fold[held]), fold[held])
    return fold


def _take_apart(of_block: Integers, present: npt.NDArray[np.bool_], folds: int) -> None:
    """Moves blocks to other folds, in place, while that leaves fewer classes in a single one.

    Args:
        of_block: ``(blocks,)``, their folds.
        present: ``(blocks, classes)``, whether a class lies in a block and in others too.
        folds: how many there are.
    """
    count = np.zeros((folds, present.shape[1]), np.int64)
    np.add.at(count, of_block, present)
    for place in range(present.shape[1]):
        for number in np.flatnonzero(present[:, place]):
            alone = (count > 0).sum(axis=0) == 1
            if not alone[place]:
                break
            old = of_block[number]
            for new in range(folds):
                moved = count.copy()
                moved[old] -= present[number]
                moved[new] += present[number]
                if ((moved > 0).sum(axis=0) == 1).sum() < alone.sum():
                    of_block[number], count = new, moved
                    break
