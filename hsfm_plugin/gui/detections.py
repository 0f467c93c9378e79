"""The list of detections: its window, its layer, its marks, and the way to map and spectra."""

from __future__ import annotations

from functools import partial
from typing import Any, Dict, Iterable, List, Optional, Tuple

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.detection_layer import TITLE_KEY, is_detection_layer, reload_detections
from ..layers.detection_rows import read_rows
from ..settings import Settings
from .detection_dock import DetectionDock
from .detection_follow import DetectionFollow, Wish
from .detection_marking import DetectionMarking
from .detection_menu import DetectionMenu
from .detection_uses import DetectionUses
from .detection_view import DetectionView
from .label_work import LabelWork
from .list_layers import add_list, layer_of_list, other_scene
from .list_selection import ListSelection
from .parameter_form import ParameterForm
from .pixel_choice import Place
from .score_reopening import ScoreReopening
from .spectra import Spectra
from .state import PanelState, ScoreMap


class Detections(QObject):
    """Composes the parts.

    ``failed`` carries an error for the user, ``hinted`` and ``done`` a sentence; ``targets_asked``
    the pixels ``[(row, col), ...]`` of the scene that a target search shall start from; ``listed``
    a wish and the engine's metrics when a list has followed the threshold, ``not_listed`` the wish
    when that failed, and ``follow_failed`` the error and what tries it again.
    """

    failed = pyqtSignal(object)
    hinted = pyqtSignal(str)
    done = pyqtSignal(str)
    targets_asked = pyqtSignal(list)
    listed = pyqtSignal(object, dict)
    not_listed = pyqtSignal(object)
    follow_failed = pyqtSignal(object, object)

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
        self._is_added = False
        self._waiting: Optional[Tuple[ScoreMap, float, float]] = None
        self.dock = DetectionDock(parent)
        self.dock.hide()
        self.selection = ListSelection(self.dock)
        self.view = DetectionView(iface, state, spectra, self.dock.table, lambda: self.layer)
        self.marking = DetectionMarking(self.dock, lambda: self.layer)
        self.uses = DetectionUses(self.dock, lambda: self.layer, state, link, settings, label_work)
        self.menu = DetectionMenu(iface)
        self.follow = DetectionFollow(state, link, form)
        self.reopening = ScoreReopening(iface, state, link)
        self._connect()

    def _connect(self) -> None:
        self.view.hinted.connect(self.hinted)
        self.marking.failed.connect(self.failed)
        self.uses.failed.connect(self.failed)
        self.uses.hinted.connect(self.hinted)
        self.uses.done.connect(self.done)
        self.uses.targets_asked.connect(self._on_targets_asked)
        self.dock.offer.accepted.connect(self.show_detections)
        self.menu.asked.connect(self._on_asked)
        self.follow.began.connect(self._on_following)
        self.follow.listed.connect(self._on_listed)
        self.follow.replacing.connect(self.marking.hold)
        self.follow.edited.connect(lambda of: self.list_above(of.of, of.rate, of.threshold))
        self.follow.failed.connect(self._on_follow_failed)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_layers_leave)
        self._iface.currentLayerChanged.connect(self._on_layer)
        self._state.scene_changed.connect(self.dock.offer.hide)

    def show_detections(self, path: str, title: str) -> None:
        """Shows a list of the scene: as a layer, and as rows in the window.

        Args:
            path: of the GeoPackage.
            title: what the list and its layer are called.
        """
        scene = self._state.scene
        layer = self._add(ScoreMap("", "", path, title, scene.path)) if scene is not None else None
        if layer is not None:
            self._use(layer)
            self.show()

    def take(self, made: ScoreMap) -> None:
        """Takes the list of a new map: as a layer, and as rows unless another one is worked on."""
        layer, is_seen = self._add(made), self.dock.isUserVisible() and self.dock.table.rows.rows
        if layer is not None and is_seen and layer is not self.layer:
            self.dock.offer.offer(made.detections, made.title)
        elif layer is not None:
            self._use(layer)

    def _add(self, made: ScoreMap) -> Optional[QgsVectorLayer]:
        """Adds the layer of the list of a map, unless it is there; None where it cannot be had."""
        try:
            return add_list(made, self._state.scene)
        except EngineError as exc:
            self.failed.emit(exc)
            return None

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
        self.selection.follow(layer)
        self.dock.offer.hide()
        lack = other_scene(layer, self._state.scene)
        if lack:
            self.hinted.emit(lack)
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
        self.layer = None
        self.selection.follow(None)
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

    def _on_targets_asked(self, pixels: List[Place]) -> None:
        lack = other_scene(self.layer, self._state.scene) if self.layer is not None else ""
        if lack:
            self.hinted.emit(lack)
        else:
            self.targets_asked.emit(pixels)

    # The list follows the threshold

    def list_above(self, of: ScoreMap, rate: float, threshold: float) -> None:
        """Has the list of a map made again for another threshold."""
        layer = self._layer_of(of)
        if layer is not None and layer.isEditable():
            self._waiting = (of, rate, threshold)
            layer.editingStopped.connect(self._on_edits_end)
            said = tr("The list follows once the edits of its layer are saved or discarded.")
            self.hinted.emit(said)
        elif layer is not None:
            self.follow.ask(of, rate, threshold)

    def _on_edits_end(self) -> None:
        waiting, self._waiting = self._waiting, None
        self.sender().editingStopped.disconnect(self._on_edits_end)
        if waiting is not None:
            self.list_above(*waiting)

    def _layer_of(self, of: ScoreMap) -> Optional[QgsVectorLayer]:
        """The layer of the list of a map; it is added again where the user has removed it."""
        layer = layer_of_list(of.detections)
        if layer is None:
            self.take(of)
            layer = layer_of_list(of.detections)
        return layer

    def _on_following(self, wish: Wish) -> None:
        self._tell(wish.of, tr("Listing…"))

    def _on_listed(self, wish: Wish, metrics: Dict[str, Any]) -> None:
        layer = layer_of_list(wish.of.detections)
        if layer is not None:
            reload_detections(layer)
        if layer is not None and layer is self.layer:
            current = self.dock.table.current
            self.dock.tell("")
            self.view.clear()
            self._take_rows()
            if current is not None:
                self.view.choose_again(current)
                self.dock.refresh()
        self.listed.emit(wish, metrics)

    def _on_follow_failed(self, wish: Wish, error: EngineError) -> None:
        """The map shows the new threshold already, the list still the one before."""
        self._tell(wish.of, tr("This list is still that of another threshold."))
        self.not_listed.emit(wish)
        again = partial(self.list_above, wish.of, wish.rate, wish.threshold)
        self.follow_failed.emit(error, again)

    def _tell(self, of: ScoreMap, note: str) -> None:
        """Says something of the list of a map, if it is the one that is shown."""
        if self.layer is not None and self.layer is layer_of_list(of.detections):
            self.dock.tell(note)
