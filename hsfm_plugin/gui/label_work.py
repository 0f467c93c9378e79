"""Keeps the panel's labels up to date: which layer, its classes, counts, style and drawing."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..labels.counts import Count, count_later
from ..labels.create import create_label_layer
from ..labels.drawing import Drawing
from ..labels.label_layer import LabelClass, LabelLayer
from ..labels.style import apply_style
from ..paths import next_file, results_folder
from ..settings import Settings
from ..tasks import FunctionTask
from .scene_opening import scene_name
from .state import PanelState

_SETTLE_MS = 250
_SIGNALS = ("featureAdded", "featureDeleted", "geometryChanged", "attributeValueChanged")


class LabelWork(QObject):
    """What the label section asks for."""

    layer_made = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, iface: Any, state: PanelState, link: EngineLink, settings: Settings) -> None:
        super().__init__()
        self._state, self._link, self._settings = state, link, settings
        self.drawing = Drawing(iface)
        self._count_task: Optional[FunctionTask] = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._recount)
        state.scene_changed.connect(self._later.start)

    def use_layer(self, layer: Optional[QgsVectorLayer]) -> None:
        """Takes a layer of the project as labels."""
        self._let_go()
        if layer is None:
            self._state.set_labels(None)
            return
        labels = LabelLayer(layer)
        for name in _SIGNALS:
            getattr(layer, name).connect(self._later.start)
        self._state.set_labels(labels)
        if labels.is_understood:
            apply_style(labels)
        self._recount()

    def use_field(self, name: str) -> None:
        """Takes the classes from another field of the layer."""
        labels = self._state.labels
        if labels is not None and name and name != labels.field:
            self.drawing.disarm()
            labels.set_field(name)
            apply_style(labels)
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
            layer = create_label_layer(path, scene.crs, self.tr("Labels"))
        except EngineError as exc:
            self.failed.emit(exc)
            return
        QgsProject.instance().addMapLayer(layer)
        self.layer_made.emit(layer)

    def add_class(self) -> Optional[LabelClass]:
        """Adds a class with a name of its own."""
        labels = self._state.labels
        if labels is None or not labels.is_understood:
            return None
        number = len(labels.classes) + 1
        while labels.named(self.tr("Class {}").format(number)) is not None:
            number += 1
        made = labels.add(self.tr("Class {}").format(number))
        self._after_change(labels)
        return made

    def change_class(self, entry: LabelClass, name: str, color: str) -> bool:
        """Renames or recolours a class everywhere."""
        labels = self._state.labels
        if labels is None:
            return False
        armed = self.drawing.armed
        done = labels.change(entry, name, color)
        if done and armed == entry:
            renamed = labels.named(name.strip())
            if renamed is not None:
                self.drawing.arm(labels, renamed)
        self._after_change(labels)
        return done

    def remove_class(self, entry: LabelClass) -> bool:
        """Removes a class with its polygons."""
        labels = self._state.labels
        if labels is None:
            return False
        if self.drawing.armed == entry:
            self.drawing.disarm()
        done = labels.remove(entry)
        self._after_change(labels)
        return done

    def arm(self, entry: LabelClass) -> bool:
        """Starts drawing polygons of a class."""
        labels = self._state.labels
        return labels is not None and self.drawing.arm(labels, entry)

    def close(self) -> None:
        """Lets go of the layer and the canvas."""
        self._later.stop()
        self._let_go()
        self.drawing.close()

    def _after_change(self, labels: LabelLayer) -> None:
        apply_style(labels)
        self._state.labels_changed.emit()
        self._later.start()

    def _let_go(self) -> None:
        self.drawing.disarm()
        labels = self._state.labels
        if labels is None:
            return
        try:
            for name in _SIGNALS:
                getattr(labels.layer, name).disconnect(self._later.start)
        except (RuntimeError, TypeError):  # the layer was removed from the project
            return

    def _recount(self) -> None:
        labels, scene = self._state.labels, self._state.scene
        if labels is None or not labels.is_understood:
            return
        known = list(labels.classes)
        labels.refresh()
        if known and labels.classes != known:
            apply_style(labels)
        if self._count_task is not None:
            self._count_task.cancel()
        crs = scene.crs if scene is not None else labels.layer.crs()
        area = scene.pixel_area if scene is not None else 0.0
        work = count_later(labels, crs, area, QgsProject.instance().transformContext())
        task = FunctionTask(self.tr("Count labels"), work)
        self._count_task = task

        def on_counted(counts: Dict[str, Count]) -> None:
            if self._count_task is task:
                self._count_task = None
                if self._state.labels is labels:
                    self._state.set_counts(counts)

        def on_failed(error: EngineError) -> None:
            if self._count_task is task:
                self._count_task = None
            self.failed.emit(error)

        task.done.connect(on_counted)
        task.failed.connect(on_failed)
        self._link.in_background(task)
