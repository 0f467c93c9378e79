"""One class of a label layer, and the number and colour that a new one gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, NamedTuple, Sequence, Tuple

from qgis.PyQt.QtGui import QColor

from .palette import next_colour

MOST_CLASSES = 254
"""A class map has 8 bits a pixel; 0 and 255 are no classes."""


@dataclass(frozen=True)
class LabelClass:
    """One class: its number in maps, its name, its colour as #rrggbb.

    Attributes:
        keys: what the class field holds for this class; empty where that is the name.
    """

    value: int
    name: str
    color: str
    keys: Tuple[str, ...] = ()

    @property
    def stored_as(self) -> Tuple[str, ...]:
        """What the class field may hold for this class; new features get the first."""
        return self.keys or (self.name,)

    def clashes_with(self, other: LabelClass) -> bool:
        """Whether both have the same name, or the same feature would belong to both."""
        return self.name == other.name or bool(set(self.stored_as) & set(other.stored_as))


class Found(NamedTuple):
    """What the first feature with a value of the class field says of its class, if anything."""

    number: Any
    color: Any


def needed_keys(keys: Iterable[str], name: str) -> Tuple[str, ...]:
    """The keys that a class has to remember; none where the name is the only one."""
    kept = tuple(keys)
    return () if kept == (name,) else kept


def numbered(others: Sequence[LabelClass], name: str, number: Any, colour: Any) -> LabelClass:
    """A class with the number and colour that were found for it, as far as they are free."""
    used = {entry.value for entry in others}
    wanted = next((int(n) for n in (number, name) if str(n).isdigit() and int(n) > 0), 0)
    value = wanted if wanted and wanted not in used else max(used, default=0) + 1
    valid = colour if isinstance(colour, str) and QColor(colour).isValid() else ""
    made = QColor(valid).name() if valid else next_colour(e.color for e in others)
    return LabelClass(value, name, made)
