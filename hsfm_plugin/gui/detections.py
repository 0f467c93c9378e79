"""The list of detections: its window, its layer, its marks, and the way to map and spectra."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..layers.detection_layer import (
    TITLE_KEY,
    is_detection_layer,
    reload_detections,
    show_detection_layer,
)
from ..layers.detection_rows import Detection, read_rows
from ..settings import Settings
from .detection_dock import DetectionDock
from .detection_follow import DetectionFollow, Wish
from .detection_marking import DetectionMarking
from .detection_menu import DetectionMenu
from .detection_uses import DetectionUses
from .detection_view import DetectionView
from .label_work import LabelWork
from .parameter_form import ParameterForm
from .score_reopening import ScoreReopening
from .spectra import Spectra
from .state import PanelState, ScoreMap


class Detections(QObject):
    """Composes the parts.

    ``failed`` carries an error for the user, ``hinted`` and ``done`` a sentence; ``targets_asked``
    the pixels ``[(row, col), ...]`` of the scene that a target search shall start from; ``listed``
    a wish and the engine's metrics when a list has followed the threshold.
    """

    failed = pyqtSignal(object)
    hinted = pyqtSignal(str)
    done = pyqtSignal(str)
    targets_asked = pyqtSignal(list)
    listed = pyqtSignal(object, dict)

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        spectra: Spectra,
        label_work: LabelWork,
        form: ParameterForm,
        parent: QWidget,
    ) -> None:
        super().__init__()
        self._iface, self._state = iface, state
        self.layer: Optional[QgsVectorLayer] = None
        self._is_added = self._is_following = False
        self.dock = DetectionDock(parent)
        self.dock.hide()
        self.view = DetectionView(iface, state, spectra, self.dock.table, lambda: self.layer)
        self.marking = DetectionMarking(self.dock, lambda: self.layer)
        self.uses = DetectionUses(self.dock, lambda: self.layer, state, link, settings, label_work)
        self.menu = DetectionMenu(iface)
        self.follow = DetectionFollow(state, link, form)
        self.reopening = ScoreReopening(iface, state, link)
        self._connect()

    def _connect(self) -> None:
        self.view.hinted.connect(self.hinted)
        self.dock.table.selected.connect(self._on_rows_selected)
        self.marking.failed.connect(self.failed)
        self.uses.failed.connect(self.failed)
        self.uses.done.connect(self.done)
        self.uses.targets_asked.connect(self.targets_asked)
        self.menu.asked.connect(self._on_asked)
        self.follow.began.connect(self._on_following)
        self.follow.listed.connect(self._on_listed)
        self.follow.failed.connect(self._on_follow_failed)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_layers_leave)
        self._iface.currentLayerChanged.connect(self._on_layer)

    def show_detections(self, path: str, title: str, is_raised: bool = True) -> None:
        """Shows a list of the engine: as a layer, and as rows in the window.

        Args:
            path: of the GeoPackage.
            title: what the list and its layer are called.
            is_raised: whether the window is opened, too.
        """
        scene = self._state.scene
        if scene is None:
            return
        try:
            layer = show_detection_layer(
                path, title, scene.path, scene.group, QgsProject.instance()
            )
            self._use(layer)
        except EngineError as exc:
            self.failed.emit(exc)
            return
        if is_raised:
            self.show()

    def show(self) -> None:
        """Opens the window, beside that of the spectra when it is seen for the first time."""
        if not self._is_added:
            self._iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
            self._is_added = True
        self.dock.setUserVisible(True)

    def close(self) -> None:
        """Takes the window out of QGIS and lets go of the project; for ``unload``."""
        self.follow.cancel()
        self._let_go()
        QgsProject.instance().layersWillBeRemoved.disconnect(self._on_layers_leave)
        self._iface.currentLayerChanged.disconnect(self._on_layer)
        self.menu.close()
        self.reopening.close()
        if self._is_added:
            self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()

    def _use(self, layer: QgsVectorLayer) -> None:
        """Takes the rows of a layer, and gives them the marks that are remembered."""
        self._forget()
        self.layer = layer
        layer.selectionChanged.connect(self._on_layer_selected)
        self.view.begin()
        self.dock.table.sort_by_rank()
        self._take_rows()

    def _take_rows(self) -> None:
        layer = self.layer
        if layer is None:
            return
        rows = read_rows(layer)
        self.dock.show_rows(str(layer.customProperty(TITLE_KEY)), rows)
        self.marking.recall(layer, rows)

    def _let_go(self) -> None:
        self._forget()
        self.dock.show_rows("", [])

    def _forget(self) -> None:
        layer, self.layer = self.layer, None
        if layer is not None and not sip.isdeleted(layer):
            layer.selectionChanged.disconnect(self._on_layer_selected)
        self.view.clear()

    def _on_layers_leave(self, ids: Iterable[str]) -> None:
        if self.layer is not None and self.layer.id() in ids:
            self.follow.cancel()
            self._let_go()

    def _on_asked(self, layer: QgsVectorLayer) -> None:
        """Opens the list of a layer, for instance of a project that was opened."""
        if layer is not self.layer:
            self._use(layer)
        self.show()

    def _on_layer(self, layer: Any) -> None:
        """Takes the rows of a list that the user activates in the layer tree."""
        if is_detection_layer(layer) and layer is not self.layer and self.dock.isUserVisible():
            self._use(layer)

    def _on_rows_selected(self, fids: List[int]) -> None:
        if self.layer is not None and not self._is_following:
            self._is_following = True
            self.layer.selectByIds(fids)
            self._is_following = False

    def _on_layer_selected(self, *_: Any) -> None:
        if self.layer is not None and not self._is_following:
            self._is_following = True
            self.dock.table.choose(self.layer.selectedFeatureIds())
            self.dock.refresh()
            self._is_following = False

    # The list follows the threshold

    def list_above(self, of: ScoreMap, rate: float, threshold: float) -> None:
        """Has the list of a map made again for another threshold."""
        layer = self._layer_of(of)
        if layer is not None and layer.isEditable():
            self.hinted.emit(
                self.tr("The list follows once the edits of its layer are saved or discarded.")
            )
        elif layer is not None:
            self.follow.ask(of, rate, threshold)

    def _layer_of(self, of: ScoreMap) -> Optional[QgsVectorLayer]:
        """The layer of the list of a map; it is added again where the user has removed it."""
        layer = self.layer
        if layer is None or layer.source().split("|")[0] != of.detections:
            self.show_detections(of.detections, of.title, is_raised=False)
            layer = self.layer
        return layer

    def _on_following(self, _: Wish) -> None:
        self.dock.tell(self.tr("Listing…"))

    def _on_listed(self, wish: Wish, metrics: Dict[str, Any]) -> None:
        layer = self.layer
        if layer is not None and layer.source().split("|")[0] == wish.of.detections:
            current = self.dock.table.current
            self.dock.tell("")
            reload_detections(layer)
            self.view.clear()
            self._take_rows()
            if current is not None:
                self._choose_again(current)
        self.listed.emit(wish, metrics)

    def _choose_again(self, before: Detection) -> None:
        """Chooses the row that was chosen before the list was made again, if it is still there."""
        for row in self.dock.table.rows.rows:
            if (row.row, row.col) == (before.row, before.col):
                self.dock.table.choose([row.fid])
                self.view.plot(row)
        self.dock.refresh()

    def _on_follow_failed(self, _: Wish, error: EngineError) -> None:
        self.dock.tell("")
        self.failed.emit(error)
