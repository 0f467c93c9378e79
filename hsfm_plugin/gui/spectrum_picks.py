"""The pixels whose spectra the user wants to see, read in the background one after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.pixel_reader import PixelReader
from ..layers.scene_layer import raster_path
from ..tasks import FunctionTask
from .state import PanelState, SceneFacts

COLOURS = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#7A7A7A")
"""Paul Tol's bright scheme, which colour-blind people can tell apart; its grey is darker here."""

Place = Tuple[int, int]


@dataclass(frozen=True)
class Pick:
    """One pixel.

    Attributes:
        number: counted from 1 in the order of picking.
        row, col: in the scene, from 0.
        values: reflectance ``(bands,)``, NaN where there is none; None until it was read.
    """

    number: int
    colour: str
    row: int
    col: int
    values: Any = None

    @property
    def has_data(self) -> bool:
        """Whether it was read and something was measured there."""
        return self.values is not None and bool(np.isfinite(self.values).any())


class SpectrumPicks(QObject):
    """The picked pixels of the chosen scene; another scene starts an empty list."""

    changed = pyqtSignal()
    failed = pyqtSignal(object)

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self._scene: Optional[SceneFacts] = None
        self._wanted: Dict[int, Place] = {}
        self._task: Optional[FunctionTask] = None
        self._count = 0
        self.reader: Optional[PixelReader] = None
        self.picks: List[Pick] = []
        state.scene_changed.connect(self._on_scene)
        self._on_scene()

    def add(self, x: float, y: float) -> bool:
        """Picks the pixel at a place in the scene's CRS.

        Returns:
            False where the scene has none there.
        """
        place = self._pixel(x, y)
        if place is None:
            return False
        self._count += 1
        used = [pick.colour for pick in self.picks]
        colour = min(COLOURS, key=lambda each: (used.count(each), COLOURS.index(each)))
        self.picks.append(Pick(self._count, colour, *place))
        self._read(self._count, place)
        self.changed.emit()
        return True

    def move(self, x: float, y: float) -> None:
        """Moves the last pick, as long as the place lies in the scene."""
        place = self._pixel(x, y)
        if not self.picks or place is None:
            return
        last = self.picks[-1]
        if place != (last.row, last.col):
            self.picks[-1] = replace(last, row=place[0], col=place[1])
            self._read(last.number, place)
            self.changed.emit()

    def remove(self, number: int) -> None:
        """Forgets one pick."""
        self.picks = [pick for pick in self.picks if pick.number != number]
        self._wanted.pop(number, None)
        self.changed.emit()

    def clear(self) -> None:
        """Forgets all."""
        self.picks, self._count = [], 0
        self._wanted.clear()
        self.changed.emit()

    def _on_scene(self) -> None:
        scene, before = self._state.scene, self._scene
        known = scene is not None and before is not None
        if known and scene.path == before.path and scene.layer is before.layer:
            return
        self._scene = scene
        layer = scene.layer if scene is not None else None
        self.reader = PixelReader(raster_path(layer), scene.info) if layer is not None else None
        self.clear()

    def _pixel(self, x: float, y: float) -> Optional[Place]:
        if self.reader is None:
            return None
        place = self.reader.pixel_at(x, y)
        return place if self.reader.holds(*place) else None

    def _read(self, number: int, place: Place) -> None:
        self._wanted[number] = place
        self._next()

    def _next(self) -> None:
        """Starts the next reading; while one is under way, a moved pick is only remembered."""
        reader = self.reader
        if self._task is not None or not self._wanted or reader is None:
            return
        number, (row, col) = next(iter(self._wanted.items()))
        del self._wanted[number]
        task = FunctionTask(tr("Read a spectrum"), lambda stop: reader.spectrum(row, col))
        self._task = task

        def on_done(values: Any) -> None:
            self._task = None
            if self.reader is reader:
                self._take(number, values)
            self._next()

        def on_cancelled() -> None:
            self._task = None
            if self.reader is reader:
                self.remove(number)
            self._next()

        def on_failed(error: EngineError) -> None:
            if self.reader is reader:
                self.failed.emit(error)
            on_cancelled()

        task.done.connect(on_done)
        task.failed.connect(on_failed)
        task.cancelled.connect(on_cancelled)
        self._link.in_background(task)

    def _take(self, number: int, values: Any) -> None:
        for place, pick in enumerate(self.picks):
            if pick.number == number:
                self.picks[place] = replace(pick, values=values)
                self.changed.emit()
