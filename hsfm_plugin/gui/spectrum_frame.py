"""What a plot of spectra shows, where each value lies on the widget, which value is nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Optional, Sequence, Tuple

import numpy as np
from qgis.PyQt.QtCore import QPoint, QPointF, QRect
from qgis.PyQt.QtGui import QColor

from .spectrum_axes import Range, SpectralAxis

_REACH_PX = 4
"""The mouse may be so far outside the axes and still read a value."""


@dataclass(frozen=True)
class Curve:
    """One spectrum: its name, its colour, its values ``(bands,)`` in the order of the file."""

    name: str
    colour: QColor
    values: Any
    is_selected: bool = False


@dataclass(frozen=True)
class Ribbon:
    """A class: its mean as a broken line, its 10 to 90 % as a ribbon; ``(bands,)`` each."""

    name: str
    colour: QColor
    mean: Any
    low: Any
    high: Any


@dataclass(frozen=True)
class Reading:
    """A value of a curve or of a class mean, and where it is drawn."""

    name: str
    colour: QColor
    x: float
    y: float
    point: QPointF


@dataclass(frozen=True)
class Frame:
    """Turns values into places on the widget.

    Attributes:
        room: between the axes.
        x_range, y_range: what it shows.
        marks: values and words of the ticks of y.
    """

    room: QRect
    x_range: Range
    y_range: Range
    marks: Tuple[Tuple[float, str], ...]

    def x(self, value: float) -> float:
        low, high = self.x_range
        return self.room.left() + (value - low) / (high - low) * self.room.width()

    def y(self, value: float) -> float:
        low, high = self.y_range
        return self.room.bottom() - (value - low) / (high - low) * self.room.height()

    def point(self, x: float, y: float) -> QPointF:
        return QPointF(self.x(x), self.y(y))


def known_runs(axis: SpectralAxis, values: Any) -> List[List[int]]:
    """The lines of an axis, cut where a spectrum has no value."""
    made: List[List[int]] = []
    for line in axis.lines:
        made.append([])
        for place in line:
            if np.isfinite(values[place]):
                made[-1].append(place)
            elif made[-1]:
                made.append([])
    return [run for run in made if run]


def nearest(
    frame: Frame,
    axis: SpectralAxis,
    curves: Sequence[Curve],
    ribbons: Sequence[Ribbon],
    mouse: QPoint,
) -> Optional[Reading]:
    """The value nearest to the mouse among those of each line's nearest band."""
    reach = frame.room.adjusted(-_REACH_PX, -_REACH_PX, _REACH_PX, _REACH_PX)
    if not reach.contains(mouse):
        return None
    x = np.array([frame.x(value) for value in axis.x])
    found: List[Tuple[float, Reading]] = []
    shown = [(c.name, c.colour, c.values) for c in curves]
    for name, colour, values in [*shown, *((r.name, r.colour, r.mean) for r in ribbons)]:
        away = np.where(np.isfinite(values), np.abs(x - mouse.x()), np.inf)
        place = int(away.argmin())
        if np.isfinite(away[place]):
            y = float(values[place])
            point = frame.point(axis.x[place], y)
            distance = float(np.hypot(point.x() - mouse.x(), point.y() - mouse.y()))
            found.append((distance, Reading(name, colour, axis.x[place], y, point)))
    return min(found, key=lambda each: each[0])[1] if found else None
