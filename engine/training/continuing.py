"""Goes on from an earlier head: its samples are trained on together with new labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

import numpy as np
import numpy.typing as npt

from ..errors import BadParameter
from ..heads.head_file import Head
from ..parameters import CLASS_COLOURS
from .class_fields import MAX_VALUE, ClassName, further_color
from .labels import Labels

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Carried:
    """Labelled pixels from elsewhere: always trained on, never held out.

    Attributes:
        features: float32 ``(pixels, dims)``.
        index: ``(pixels,)``, place in the classes of the labels that they join.
        block: ``(pixels,)``, the blocks that they lay in, from 0.
    """

    features: npt.NDArray[np.float32]
    index: Integers
    block: Integers

    def __len__(self) -> int:
        return len(self.features)

    def joined(
        self, features: npt.NDArray[np.float32], index: Integers, block: Integers
    ) -> tuple[npt.NDArray[np.float32], Integers, Integers]:
        """Appends them to labelled pixels of the scene, in blocks of their own.

        Args:
            features: ``(pixels, dims)``.
            index: ``(pixels,)``, place in the classes.
            block: ``(pixels,)``, from 0.

        Returns:
            All features, classes and blocks; those of the scene first.
        """
        first = int(block.max()) + 1 if len(block) else 0
        return (
            np.concatenate([features, self.features]),
            np.concatenate([index, self.index]),
            np.concatenate([block, self.block + first]),
        )


def continued(head: Head, labels: Labels) -> tuple[Labels, Carried]:
    """Joins the classes of an earlier head and of new labels.

    A class of the labels is one of the head's if it has its name, or, where one of the two has no
    other name than its number and no class of the labels has the name, its number; a note tells
    the latter. It then keeps the head's value, name and colour. Other classes are added: with
    their own value where it is free, with their own colour likewise.

    Args:
        head: with samples, of the same backbone and bands as the features of the labels will be.
        labels: new ones, of one class or more; classes without pixels are left out.

    Returns:
        The labels with the classes of both and a note for each that was joined by its number, and
        the samples, which belong to the same classes.

    Raises:
        BadParameter: the head has no samples, or there are too many classes.
    """
    if head.samples is None:
        raise BadParameter(
            "This classifier holds no labelled pixels to continue from.",
            hint="Train it again with this version of HSFM, then continue from it.",
        )
    old = [ClassName(c["value"], c["name"], c["color"]) for c in head.classes]
    carried = [int(place) for place in np.unique(head.samples.classes)]
    present = [int(place) for place in np.unique(labels.index)]
    classes = [old[place] for place in carried]
    taken: dict[int, ClassName] = {}
    for place in present:
        same = _of_name(labels.classes[place].name, old)
        if same is not None:
            taken[place] = same
    unnamed = [entry for entry in old if entry not in taken.values()]
    notes = []
    for place in present:
        new = labels.classes[place]
        if place not in taken:
            match = _of_number(new, unnamed)
            if match is None:
                match = _added(new, [*old, *classes])
            else:
                notes.append(
                    f"The class {new.name} of the labels joins {match.name} of the earlier "
                    f"classifier: both have the number {new.value}."
                )
            taken[place] = match
        if taken[place] not in classes:
            classes.append(taken[place])
    classes.sort(key=lambda entry: entry.value)
    theirs = np.zeros(len(old), np.int64)
    theirs[carried] = [classes.index(old[place]) for place in carried]
    ours = np.zeros(len(labels.classes), np.int64)
    ours[present] = [classes.index(taken[place]) for place in present]
    samples = head.samples
    _, block = np.unique(samples.blocks, return_inverse=True)
    return (
        replace(
            labels,
            classes=tuple(classes),
            index=ours[labels.index],
            notes=(*labels.notes, *notes),
        ),
        Carried(
            samples.features.astype(np.float32),
            theirs[samples.classes],
            block.reshape(-1).astype(np.int64),
        ),
    )


def _of_name(name: str, old: Sequence[ClassName]) -> ClassName | None:
    wanted = name.strip().casefold()
    return next((entry for entry in old if entry.name.strip().casefold() == wanted), None)


def _of_number(new: ClassName, old: Sequence[ClassName]) -> ClassName | None:
    for entry in old:
        if entry.value == new.value and str(entry.value) in (entry.name, new.name):
            return entry
    return None


def _added(new: ClassName, known: Sequence[ClassName]) -> ClassName:
    values = {entry.value for entry in known}
    free = [value for value in range(1, MAX_VALUE + 1) if value not in values]
    if not free:
        raise BadParameter(
            f"The classifier and the labels have more than {MAX_VALUE} classes together.",
            hint="Leave out classes, or train a new classifier.",
        )
    value = new.value if new.value not in values else free[0]
    colors = {entry.color.lower() for entry in known}
    if new.color.lower() not in colors:
        return replace(new, value=value)
    further = (further_color(number) for number in count())
    color = next(each for each in chain(CLASS_COLOURS, further) if each.lower() not in colors)
    return replace(new, value=value, color=color)
