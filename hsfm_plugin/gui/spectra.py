"""What the panel knows of spectra: the map tool, its marks, the window, the classes' spectra."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..engine_link import EngineLink
from ..i18n import tr
from ..settings import Settings
from .spectra_work import SpectraWork
from .spectrum_dock import NamedSpectrum, SpectrumDock
from .spectrum_picks import Pick, SpectrumPicks
from .spectrum_tool import SpectrumMarks, SpectrumTool
from .state import PanelState


class Spectra(QObject):
    """Composes the parts and connects them to the map.

    ``picking_changed`` says whether a click on the map picks a pixel, ``failed`` carries an error
    for the user.
    """

    picking_changed = pyqtSignal(bool)
    failed = pyqtSignal(object)

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__()
        self._iface, self._state = iface, state
        self._canvas = iface.mapCanvas()
        self.work = SpectraWork(state, link)
        self.picks = SpectrumPicks(state, link)
        self.tool = SpectrumTool(self._canvas, self._pick)
        self.marks = SpectrumMarks(self._canvas)
        self.dock = SpectrumDock(state, self.picks, settings, parent)
        self.dock.hide()
        self._is_added = self._is_closed = False
        self.tool.moved.connect(self._on_moved)
        self.tool.ended.connect(lambda: self.set_picking(False))
        self._canvas.mapToolSet.connect(self._on_tool)
        self.picks.changed.connect(self._on_picks)
        self.picks.failed.connect(self.failed)
        self.dock.failed.connect(self.failed)
        self.dock.closedStateChanged.connect(self._on_closed)
        self.dock.side.pick.clicked.connect(self.set_picking)
        self.dock.flash_asked.connect(self._flash)
        state.scene_changed.connect(self._on_scene)

    @property
    def is_picking(self) -> bool:
        """Whether a click on the map picks a pixel."""
        return self._canvas.mapTool() is self.tool

    def show(self) -> None:
        """Shows the window, at the bottom of QGIS when it is seen for the first time."""
        if not self._is_added:
            self._iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
            self._is_added = True
        self.dock.setUserVisible(True)

    def plot_named(self, spectra: Sequence[NamedSpectrum]) -> None:
        """Plots these spectra besides picks and classes; none takes the former ones away."""
        self.dock.show_named(spectra)

    def set_picking(self, is_on: bool) -> None:
        """Takes the map tool and shows the window, or gives the map back to QGIS's pan tool."""
        if is_on and self._state.scene is not None:
            self.show()
            self._canvas.setMapTool(self.tool)
            self._canvas.setFocus()
        elif not is_on and self.is_picking:
            self._iface.actionPan().trigger()
        self._on_tool()  # a button that was clicked in vain is up again

    def close(self) -> None:
        """Takes tool, marks and window out of QGIS; for ``unload``."""
        self.work.close()
        if self.is_picking:
            self._iface.actionPan().trigger()
        self._canvas.mapToolSet.disconnect(self._on_tool)
        self.tool.deleteLater()
        self.marks.close()
        if self._is_added:
            self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()

    def _on_tool(self, *_: Any) -> None:
        self.dock.side.pick.setChecked(self.is_picking)
        self.picking_changed.emit(self.is_picking)

    def _on_scene(self) -> None:
        if self._state.scene is None and self.is_picking:
            self.set_picking(False)

    def _in_scene(self, point: QgsPointXY) -> Optional[QgsPointXY]:
        scene = self._state.scene
        return self.marks.to_scene(point, scene.crs) if scene is not None else None

    def _pick(self, point: QgsPointXY) -> bool:
        place = self._in_scene(point)
        if place is not None and self.picks.add(place.x(), place.y()):
            return True
        text = tr("The scene has no pixel there. Click inside the scene.")
        self._iface.mainWindow().statusBar().showMessage(text, 4000)
        return False

    def _on_moved(self, point: QgsPointXY) -> None:
        place = self._in_scene(point)
        if place is not None:
            self.picks.move(place.x(), place.y())

    def _on_closed(self, is_closed: bool) -> None:
        """Without the window the map has neither the tool nor the marks."""
        self._is_closed = is_closed
        if is_closed:
            self.set_picking(False)
        self._on_picks()

    def _on_picks(self) -> None:
        scene, reader = self._state.scene, self.picks.reader
        if scene is None or reader is None or self._is_closed:
            self.marks.show((), self._canvas.mapSettings().destinationCrs())
            return
        marks = [(p.number, *reader.place_of(p.row, p.col), p.colour) for p in self.picks.picks]
        self.marks.show(marks, scene.crs)

    def _flash(self, pick: Pick) -> None:
        scene, reader = self._state.scene, self.picks.reader
        if scene is None or reader is None:
            return
        corners = ((0, 0), (0, 1), (1, 1), (1, 0))
        ring = [
            QgsPointXY(*reader.place_of(pick.row + down - 0.5, pick.col + right - 0.5))
            for down, right in corners
        ]
        self.marks.flash(QgsGeometry.fromPolygonXY([ring]), scene.crs)
