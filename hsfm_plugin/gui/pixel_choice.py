"""Pixels of a scene that the user chose by clicks: those to look for, and those to exclude."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt

Place = Tuple[int, int]
"""Row and column in the scene, from 0."""

NEW, ADD, EXCLUDE = "new", "add", "exclude"
"""What a click does: look for this pixel alone, for this one as well, or for nothing like it."""


def meaning_of(keys: Qt.KeyboardModifiers, mode: str) -> str:
    """What a click means: the keys that are held, or the mode where none is."""
    if keys & Qt.KeyboardModifier.AltModifier:
        return EXCLUDE
    return ADD if keys & Qt.KeyboardModifier.ShiftModifier else mode


def as_text(places: Sequence[Place]) -> str:
    """Pixels as the engine takes them: ``12,40;13,41``."""
    return ";".join(f"{row},{col}" for row, col in places)


@dataclass(frozen=True)
class PixelChoice:
    """Pixels to look for and pixels to exclude; none is in both."""

    like: Tuple[Place, ...] = ()
    unlike: Tuple[Place, ...] = ()

    def clicked(self, place: Place, meaning: str) -> PixelChoice:
        """The choice after a click; a second click of the same meaning takes a pixel out again."""
        if meaning == NEW:
            return PixelChoice((place,))
        part, other = ("like", "unlike") if meaning == ADD else ("unlike", "like")
        known = getattr(self, part)
        if place in known:
            return replace(self, **{part: tuple(each for each in known if each != place)})
        left = tuple(each for each in getattr(self, other) if each != place)
        return replace(self, **{part: (*known, place), other: left})
