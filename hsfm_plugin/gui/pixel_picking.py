"""Lets the user click pixels of the scene on the map, and marks those that were chosen."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import QgsPointXY
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..layers.pixel_reader import PixelReader
from .pixel_choice import Place
from .pixel_tool import MINUS, PLUS, PixelTool, SignedMarks
from .state import PanelState, SceneFacts


class PixelPicking(QObject):
    """A map tool for one purpose and its marks; they go when another scene is chosen.

    ``picked`` carries the pixel and the keys that were held, ``missed`` comes after a click beside
    the scene, ``turned`` says whether the tool is in hand, ``renewed`` that there is another scene.
    """

    picked = pyqtSignal(tuple, object)
    missed = pyqtSignal()
    turned = pyqtSignal(bool)
    renewed = pyqtSignal()

    def __init__(self, iface: Any, state: PanelState) -> None:
        super().__init__()
        self._iface, self._state = iface, state
        self._canvas = iface.mapCanvas()
        self.tool = PixelTool(self._canvas)
        self.marks = SignedMarks(self._canvas)
        self._scene: Optional[SceneFacts] = None
        self._grid: Optional[PixelReader] = None
        self.tool.clicked.connect(self._on_clicked)
        self.tool.ended.connect(lambda: self.turn(False))
        self._canvas.mapToolSet.connect(self._on_tool)
        state.scene_changed.connect(self._on_scene)
        self._on_scene()

    @property
    def is_on(self) -> bool:
        """Whether a click on the map picks a pixel."""
        return self._canvas.mapTool() is self.tool

    def turn(self, is_on: bool) -> None:
        """Takes the map tool, or gives the map back to QGIS's pan tool."""
        if is_on and self._state.scene is not None:
            self._canvas.setMapTool(self.tool)
            self._canvas.setFocus()
        elif not is_on and self.is_on:
            self._iface.actionPan().trigger()
        self._on_tool()  # a button that was clicked in vain is up again

    def mark(self, like: Sequence[Place], unlike: Sequence[Place] = ()) -> None:
        """Marks these pixels and no others."""
        scene, grid = self._scene, self._grid
        if scene is None or grid is None:
            self.marks.show((), self._canvas.mapSettings().destinationCrs())
            return
        signed = [*((place, PLUS) for place in like), *((place, MINUS) for place in unlike)]
        self.marks.show([(*grid.place_of(*place), sign) for place, sign in signed], scene.crs)

    def close(self) -> None:
        """Takes tool and marks off the map; for ``unload``."""
        if self.is_on:
            self._iface.actionPan().trigger()
        self._canvas.mapToolSet.disconnect(self._on_tool)
        self.tool.deleteLater()
        self.marks.close()

    def _on_scene(self) -> None:
        scene, before = self._state.scene, self._scene
        if scene is not None and before is not None and scene.path == before.path:
            return
        self._scene = scene
        self._grid = PixelReader(scene.path, scene.info) if scene is not None else None
        self.mark(())
        if scene is None:
            self.turn(False)
        self.renewed.emit()

    def _on_tool(self, *_: Any) -> None:
        self.turned.emit(self.is_on)

    def _on_clicked(self, point: QgsPointXY, keys: Any) -> None:
        scene, grid = self._scene, self._grid
        if scene is None or grid is None:
            return
        place = self.marks.to_scene(point, scene.crs)
        pixel = grid.pixel_at(place.x(), place.y()) if place is not None else (-1, -1)
        if grid.holds(*pixel):
            self.picked.emit(pixel, keys)
        else:
            self.missed.emit()
