"""Shows a row of the list where it lies: on the map, and in the plot of the spectra."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..i18n import tr
from ..layers.detection_rows import Detection, read_spectra
from .detection_table import DetectionTable
from .list_layers import other_scene
from .spectra import Spectra
from .spectrum_dock import NamedSpectrum
from .state import PanelState
from .zoom import zoom_to_shape

_SETTLE_MS = 60
"""A row is shown when the keys have rested for so long."""
_AROUND_PX = 20
"""How much of the scene is shown around a find, to each side at least."""
_TARGET_COLOUR, _BACKGROUND_COLOUR = "#EE6677", "#7A7A7A"


class DetectionView(QObject):
    """Follows the current row; ``hinted`` carries a sentence for the user."""

    hinted = pyqtSignal(str)

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        spectra: Spectra,
        table: DetectionTable,
        layer: Callable[[], Optional[QgsVectorLayer]],
    ) -> None:
        super().__init__()
        self._canvas, self._state = iface.mapCanvas(), state
        self._spectra, self._table, self._layer = spectra, table, layer
        self._has_shown_spectra = False
        self._going = -1
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._go)
        table.went.connect(self._on_went)
        table.opened.connect(self._on_opened)

    def begin(self) -> None:
        """Another list is shown: its first row opens the window of the spectra again."""
        self._has_shown_spectra = False
        self.clear()

    def clear(self) -> None:
        """Takes the spectra out of the plot."""
        self._later.stop()
        self._spectra.plot_named(())

    def plot(self, row: Detection) -> None:
        """Plots the spectra of a row and its surroundings; not among those of another scene."""
        layer = self._layer()
        is_here = layer is not None and not other_scene(layer, self._state.scene)
        spectra = read_spectra(layer.getFeature(row.fid)) if is_here else None
        if spectra is None or not spectra.numbers:
            self._spectra.plot_named(())
            return
        title = tr("Object {}").format(row.rank)
        around = tr("Surroundings of {}").format(row.rank)
        self._spectra.plot_named(
            (
                NamedSpectrum(title, _TARGET_COLOUR, spectra.numbers, spectra.target),
                NamedSpectrum(around, _BACKGROUND_COLOUR, spectra.numbers, spectra.background),
            )
        )

    def choose_again(self, before: Detection) -> None:
        """Chooses the row of before once the list was made again, if it is still there."""
        for row in self._table.rows.rows:
            if (row.row, row.col) == (before.row, before.col):
                self._table.choose([row.fid])
                self.plot(row)

    def _on_went(self, fid: int) -> None:
        self._going = fid
        self._later.start()

    def _on_opened(self, fid: int, is_click: bool) -> None:
        """Opens the window of the spectra; who has closed it walks on with the keys without it."""
        if is_click or not self._has_shown_spectra:
            self._has_shown_spectra = True
            self._spectra.show()
        self._on_went(fid)

    def _go(self) -> None:
        """Shows the row on the map and plots its spectra."""
        layer, row = self._layer(), self._table.rows.of_fid(self._going)
        feature = layer.getFeature(row.fid) if layer is not None and row is not None else None
        if layer is None or row is None or feature is None or not feature.hasGeometry():
            return
        scene = self._state.scene
        least = 2 * _AROUND_PX * scene.pixel_area**0.5 if scene is not None else 0.0
        if not zoom_to_shape(self._canvas, feature.geometry(), layer.crs(), least):
            self.hinted.emit(tr("This place cannot be shown. Choose another CRS for the project."))
        self.plot(row)
