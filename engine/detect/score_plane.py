"""Scores of a whole area, for detectors that look at them again."""

from __future__ import annotations

import numpy as np

from ..output.statistics import ScoreStatistics
from ..scene.grid import Window
from ..stream.sink import Outputs
from .detector import ROLE
from .planes import Plane


class ScorePlane:
    """A sink that keeps the scores of an area.

    Attributes:
        statistics: of the scores.
    """

    def __init__(self, area: Window, plane: Plane) -> None:
        """Takes a window of the scene and room for its scores ``(rows, cols)``, filled with NaN."""
        self.statistics = ScoreStatistics()
        self._area, self._plane = area, plane

    def write(self, window: Window, outputs: Outputs) -> None:
        """Takes the scores of a window, counted from the corner of the area."""
        self._plane[window.slices()] = outputs[ROLE]
        self.statistics.add(outputs[ROLE])

    def of(self, window: Window) -> Plane:
        """Scores ``(rows, cols)`` of a window of the scene; NaN where there are none."""
        found = np.full((window.height, window.width), np.nan, np.float32)
        both = window.intersect(self._area)
        if both is not None:
            here, there = both.relative_to(window), both.relative_to(self._area)
            found[here.slices()] = self._plane[there.slices()]
        return found
