"""Keeps the panel's labels up to date: which layer, its classes, counts, style and drawing."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Tuple

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...engine.errors import EngineError
from ..compat import point_type
from ..engine_link import EngineLink
from ..i18n import tr
from ..labels.class_store import CLASSES_KEY
from ..labels.counts import Counted, by_class
from ..labels.create import create_label_layer
from ..labels.drawing import POINT, POLYGON, Drawing
from ..labels.label_class import MOST_CLASSES, LabelClass
from ..labels.label_layer import LabelLayer
from ..labels.pixel_grid import PixelGrid
from ..labels.style import apply_style
from ..layers.pixel_reader import PixelReader
from ..layers.scene_layer import raster_path
from ..paths import next_file, results_folder
from ..settings import Settings
from .far_labels import far_polygons, show_polygon
from .label_counting import LabelCounting
from .scene_opening import scene_name
from .state import PanelState, SceneFacts

_SETTLE_MS = 250
_SIGNALS = ("featureAdded", "featureDeleted", "geometryChanged", "attributeValueChanged")
_STYLE_SIGNALS = ("rendererChanged", "styleChanged")


class LabelWork(QObject):
    """What the label section asks for."""

    layer_made = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, iface: Any, state: PanelState, link: EngineLink, settings: Settings) -> None:
        super().__init__()
        self._state, self._link, self._settings = state, link, settings
        self.drawing = Drawing(iface, link.in_background)
        self.drawing.failed.connect(self.failed)
        self._canvas = iface.mapCanvas()
        self._turns: Dict[int, int] = {}
        self._scene: Optional[SceneFacts] = None
        self._grid: Optional[PixelGrid] = None
        self._reader: Optional[PixelReader] = None
        self._counting = LabelCounting(state, link)
        self._counting.counted.connect(self._on_counted)
        self._counting.failed.connect(self.failed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._recount)
        state.spectra_changed.connect(self._turns.clear)
        state.scene_changed.connect(self._on_scene_changed)

    def use_layer(self, layer: Optional[QgsVectorLayer]) -> None:
        """Takes a layer of the project as labels."""
        self._let_go()
        if layer is None:
            self._state.set_labels(None)
            return
        labels = LabelLayer(layer)
        for signal, slot in self._heard(layer):
            signal.connect(slot)
        self._state.set_labels(labels)
        self._recount()

    def use_field(self, name: str) -> None:
        """Takes the classes from another field of the layer."""
        labels = self._state.labels
        if labels is not None and name and name != labels.field:
            self.drawing.disarm()
            labels.set_field(name)
            self._state.set_counts({})
            self._recount()

    def make_layer(self) -> None:
        """Makes an empty label layer on disk for the scene and adds it to the project."""
        scene = self._state.scene
        if scene is None:
            return
        folder = results_folder(self._settings, QgsProject.instance())
        name = f"{scene_name(scene)}_labels"
        path = next_file(folder, name, "gpkg")
        try:
            layer = create_label_layer(path, scene.crs, tr("Labels"))
        except EngineError as exc:
            self.failed.emit(exc)
            return
        QgsProject.instance().addMapLayer(layer)
        self.layer_made.emit(layer)

    def add_class(self) -> Optional[LabelClass]:
        """Adds a class with a name of its own; None where there can be no more."""
        labels = self._state.labels
        if labels is None or not labels.is_understood or len(labels.classes) >= MOST_CLASSES:
            return None
        number = len(labels.classes) + 1
        while labels.named(tr("Class {}").format(number)) is not None:
            number += 1
        made = labels.add(tr("Class {}").format(number))
        self._after_change(labels)
        return made

    def change_class(self, entry: LabelClass, name: str, color: str) -> bool:
        """Renames or recolours a class everywhere; ``_on_property_changed`` does the rest."""
        labels = self._state.labels
        return labels is not None and labels.change(entry, name, color)

    def remove_class(self, entry: LabelClass) -> bool:
        """Removes a class with its polygons."""
        labels = self._state.labels
        if self.drawing.armed == entry:
            self.drawing.disarm()
        return labels is not None and labels.remove(entry)

    def why_not(self, tool: str) -> str:
        """Why a tool cannot be armed now, in a sentence; empty where it can."""
        labels = self._state.labels
        if labels is None or not labels.is_understood:
            return tr("Choose or make a label layer first.")
        if not labels.classes:
            return tr("Add a class first.")
        if tool != POINT and self._holds_points:
            return tr(
                "This layer holds points. Make a new label layer to draw areas, or use Point."
            )
        if tool != POLYGON and self._grid is None:
            return tr("Choose a scene first: this tool labels its pixels.")
        return ""

    @property
    def tool(self) -> str:
        """The tool that a click on a class arms: the last one, if the layer can take it."""
        if self._holds_points:
            return POINT
        return self.drawing.tool if not self.why_not(self.drawing.tool) else POLYGON

    def arm(self, entry: LabelClass, tool: str = "") -> bool:
        """Starts labelling with a class, with the tool that was used last or another one.

        Returns:
            False where the tool or the layer cannot be used; ``why_not`` may say why.
        """
        labels, tool = self._state.labels, tool or self.tool
        if labels is None or self.why_not(tool):
            return False
        return self.drawing.arm(labels, entry, tool, self._grid, self._reader)

    def show_far(self, entry: LabelClass) -> bool:
        """Shows one polygon after the other that is far from its class; False where it cannot."""
        labels, scene = self._state.labels, self._state.scene
        found = far_polygons(self._state.class_spectra).get(entry.value, [])
        if labels is None or scene is None or not found:
            return False
        turn = self._turns.get(entry.value, 0) % len(found)
        self._turns[entry.value] = turn + 1
        size = scene.pixel_area**0.5
        return show_polygon(self._canvas, labels, entry, found[turn], scene.crs, size)

    def close(self) -> None:
        """Lets go of the layer and the canvas."""
        self._later.stop()
        self._let_go()
        self.drawing.close()

    def _after_change(self, labels: LabelLayer) -> None:
        self._follow(labels)
        apply_style(labels)
        self._state.labels_changed.emit()
        self._later.start()

    @property
    def _holds_points(self) -> bool:
        labels = self._state.labels
        return labels is not None and bool(labels.layer.geometryType() == point_type())

    def _on_scene_changed(self) -> None:
        self._later.start()
        scene = self._state.scene
        if scene is self._scene:
            return
        self._scene, self._grid, self._reader = scene, None, None
        if self.drawing.armed is not None and self.drawing.tool != POLYGON:
            self.drawing.disarm()
        if scene is not None and scene.layer is not None:
            transforms = QgsProject.instance().transformContext()
            self._grid = PixelGrid(scene.info, scene.crs, transforms)
            self._reader = PixelReader(raster_path(scene.layer), scene.info)

    def _on_style_changed(self) -> None:
        """Takes over what was changed in QGIS's own styling; our own changes are none."""
        labels = self._state.labels
        if labels is None or not labels.is_understood or not labels.take_categories():
            return
        self._after_change(labels)

    def _on_property_changed(self, key: str) -> None:
        """Takes over that a class was changed or removed, or that an undo brought it back."""
        labels = self._state.labels
        if key == CLASSES_KEY and labels is not None and labels.reload():
            self._after_change(labels)

    def _follow(self, labels: LabelLayer) -> None:
        """Keeps the armed class when its name or colour has changed; lays it down when gone."""
        armed = self.drawing.armed
        now = next((c for c in labels.classes if armed and c.value == armed.value), None)
        if now is None:
            self.drawing.disarm()
        elif now != armed:
            self.drawing.follow(now)

    def _heard(self, layer: QgsVectorLayer) -> List[Tuple[Any, Any]]:
        """The signals of a layer that count here, and what they do."""
        return [
            *((getattr(layer, name), self._later.start) for name in _SIGNALS),
            *((getattr(layer, name), self._on_style_changed) for name in _STYLE_SIGNALS),
            (layer.customPropertyChanged, self._on_property_changed),
        ]

    def _let_go(self) -> None:
        self.drawing.disarm()
        labels = self._state.labels
        if labels is None:
            return
        try:
            for signal, slot in self._heard(labels.layer):
                signal.disconnect(slot)
        except (RuntimeError, TypeError):  # the layer was removed from the project
            return

    def _recount(self) -> None:
        labels = self._state.labels
        if labels is not None and labels.field:
            self._counting.count(labels)

    def _on_counted(self, labels: LabelLayer, answer: Counted) -> None:
        if labels is not self._state.labels or self._later.isActive():  # changed meanwhile
            return
        found, counts = answer
        was_read = labels.is_read
        if labels.take_found(found) or not was_read:
            self._follow(labels)
            apply_style(labels)
        self._state.set_counts(by_class(labels, counts) if labels.is_understood else {})
