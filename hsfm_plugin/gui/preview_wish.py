"""What a preview is asked for: which part of the scene, and how the panel speaks of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Tuple

from qgis.gui import QgsMapCanvas

from ..i18n import tr
from ..messages import phase_words
from .area_choice import canvas_window, extent_in
from .preview_mosaic import Window
from .state import SceneFacts

MOST_PX = 1000
"""Rows and columns that are mapped at most; a larger canvas is mapped in its middle."""

Key = Tuple[Any, ...]
"""Tells one state of the labels from another."""


@dataclass(frozen=True)
class Wish:
    """What a preview shows: labels as they stand, a window of the scene, the options."""

    labels: Key
    window: Window
    options: Tuple[Tuple[str, Any], ...]

    def holds(self, other: Wish) -> bool:
        """Whether it shows all that another one asks for."""
        row, column, height, width = self.window
        top, left, high, wide = other.window
        is_inside = row <= top and column <= left
        is_inside &= top + high <= row + height and left + wide <= column + width
        return is_inside and (self.labels, self.options) == (other.labels, other.options)


def canvas_part(scene: SceneFacts, canvas: QgsMapCanvas) -> Tuple[Window, bool]:
    """The part of the scene that the canvas shows, and whether only its middle is taken.

    Raises:
        TooSmall: the canvas shows nothing of the scene.
        BadParameter: its extent cannot be expressed in the scene's CRS.
    """
    text = canvas_window(scene, extent_in(scene, canvas))
    row, column, height, width = (int(part) for part in text.split(","))
    high, wide = min(height, MOST_PX), min(width, MOST_PX)
    row, column = row + (height - high) // 2, column + (width - wide) // 2
    return (row, column, high, wide), (high, wide) != (height, width)


def progress_words(message: Mapping[str, Any]) -> str:
    """How far the first preview is."""
    done, total = float(message.get("done") or 0), float(message.get("total") or 0)
    phase = phase_words(str(message.get("phase", "")))
    if total > 1:
        return tr("Preview: {} · {} %").format(phase, round(min(100.0, 100 * done / total)))
    return tr("Preview: {}").format(phase)


def done_words(is_cut: bool) -> Tuple[str, str]:
    """That the preview is complete, in a sentence and a shorter one."""
    if not is_cut:
        return tr("Preview is up to date."), ""
    return (
        tr("Preview of the middle of the map canvas. Zoom in to see all of it."),
        tr("Middle of the canvas. Zoom in for all."),
    )
