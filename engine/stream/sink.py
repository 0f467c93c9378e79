"""Where finished windows go: rasters by role, with the summaries that their legends need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from ..output.class_table import ClassCounter
from ..output.raster_writer import RasterOutput
from ..output.statistics import ScoreStatistics
from ..scene.grid import Window

Outputs = Mapping[str, npt.NDArray[np.generic]]


class Sink(Protocol):
    """Takes finished windows."""

    def write(self, window: Window, outputs: Outputs) -> None:
        """Takes the outputs of a window, by role; each is ``(rows, cols)`` or
        ``(bands, rows, cols)``.

        Args:
            window: counted from the corner of the area.
            outputs: nodata where nothing is known.
        """


class RasterSink:
    """Writes roles to rasters and counts on the way.

    Attributes:
        rasters: where each role goes; roles without a raster are only counted.
        classes: counts pixels per class of ``class_role``; None without one.
        scores: statistics of the roles in ``score_roles``.
        bands: statistics of each band of the roles in ``band_roles``.
    """

    def __init__(
        self,
        rasters: Mapping[str, RasterOutput],
        *,
        class_role: str | None = None,
        confidence_role: str | None = None,
        score_roles: tuple[str, ...] = (),
        band_roles: Mapping[str, int] | None = None,
        watchers: Sequence[Sink] = (),
    ) -> None:
        """Prepares the sink.

        Args:
            rasters: open outputs by role, all on one grid.
            class_role: the role whose uint8 values are classes (0: nothing).
            confidence_role: the role with the confidence of each pixel's class.
            score_roles: roles to summarise; NaN is nodata there.
            band_roles: roles of several bands to summarise, with how many they have; likewise.
            watchers: shown every window too.
        """
        self.rasters = dict(rasters)
        self.classes: ClassCounter | None = None
        self.scores = {role: ScoreStatistics() for role in score_roles}
        self.bands = {
            role: tuple(ScoreStatistics() for _ in range(count))
            for role, count in (band_roles or {}).items()
        }
        self._watchers = tuple(watchers)
        self._class_role = class_role
        self._confidence_role = confidence_role
        if class_role is not None:
            grid = next(iter(self.rasters.values())).grid
            self.classes = ClassCounter(grid)

    def write(self, window: Window, outputs: Outputs) -> None:
        for role, raster in self.rasters.items():
            raster.write(window, outputs[role])
        if self.classes is not None and self._class_role is not None:
            confidence = (
                outputs[self._confidence_role] if self._confidence_role is not None else None
            )
            self.classes.add(window, outputs[self._class_role], confidence)
        for role, statistics in self.scores.items():
            statistics.add(outputs[role])
        for role, each in self.bands.items():
            for statistics, values in zip(each, outputs[role], strict=True):
                statistics.add(values)
        for watcher in self._watchers:
            watcher.write(window, outputs)
