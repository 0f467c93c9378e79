"""What the user makes of a list: files, labels of a class, the start of a target search."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..labels.label_layer import LabelLayer
from ..settings import Settings
from ..tasks import FunctionTask
from .detection_dock import DetectionDock
from .detection_use import export_of, label_with
from .label_work import LabelWork
from .state import PanelState


class DetectionUses(QObject):
    """Does what the buttons below the list ask for.

    ``failed`` carries an error, ``done`` a sentence, ``targets_asked`` pixels ``[(row, col), ...]``
    of the scene.
    """

    failed = pyqtSignal(object)
    done = pyqtSignal(str)
    targets_asked = pyqtSignal(list)

    def __init__(
        self,
        dock: DetectionDock,
        layer: Callable[[], Optional[QgsVectorLayer]],
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        label_work: LabelWork,
    ) -> None:
        super().__init__()
        self._dock, self._layer, self._state = dock, layer, state
        self._link, self._settings, self._label_work = link, settings, label_work
        dock.class_names = self._class_names
        dock.export_asked.connect(self._choose_export)
        dock.targets_asked.connect(self._search)
        dock.labels_asked.connect(self.label)

    def _search(self) -> None:
        self.targets_asked.emit([(row.row, row.col) for row in self._dock.real()])

    def _class_names(self) -> List[str]:
        labels = self._state.labels
        return [entry.name for entry in labels.classes] if labels is not None else []

    def label(self, name: str) -> None:
        """Adds the real ones to a class, or to a new one where the name is empty.

        A label layer is made first where there is none.
        """
        if self._state.labels is None:
            self._label_work.make_layer()
        labels, layer, rows = self._state.labels, self._layer(), self._dock.real()
        if labels is None or layer is None or not rows:
            return
        try:
            count = label_with(layer, rows, labels, name or self._new_class(labels))
        except EngineError as exc:
            self.failed.emit(exc)
            return
        said = self.tr("{} finds are labels now. Undo takes them back, saving keeps them.")
        self.done.emit(said.format(count))

    def _new_class(self, labels: LabelLayer) -> str:
        """A name that no class has."""
        wanted = name = self.tr("Detections")
        number = 2
        while labels.named(name) is not None:
            name, number = f"{wanted} {number}", number + 1
        return name

    def _choose_export(self, kind: str, is_real: bool) -> None:
        filters = {"gpkg": "GeoPackage (*.gpkg)", "csv": "CSV (*.csv)"}
        title = self.tr("Export Detections")
        folder = self._settings.last_folder
        path, _ = QFileDialog.getSaveFileName(self._dock, title, folder, filters[kind])
        if path:
            self._settings.last_folder = str(Path(path).parent)
            self.export(path if Path(path).suffix else f"{path}.{kind}", is_real)

    def export(self, path: str, is_real: bool) -> None:
        """Writes the list, or the real ones, in the background."""
        layer = self._layer()
        if layer is None:
            return
        task = FunctionTask(self.tr("Export detections"), export_of(layer, path, is_real))
        task.done.connect(lambda _: self.done.emit(self.tr("Saved in {}").format(path)))
        task.failed.connect(self.failed)
        self._link.in_background(task)
