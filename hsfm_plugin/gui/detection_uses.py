"""What the user makes of a list: files, labels of a class, the start of a target search."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..i18n import tr
from ..labels.label_layer import LabelLayer
from ..settings import Settings
from ..tasks import FunctionTask
from .detection_dock import DetectionDock
from .detection_use import export_of, is_file_of, label_with
from .label_work import LabelWork
from .scene_words import number
from .state import PanelState


class DetectionUses(QObject):
    """Does what the buttons below the list ask for.

    ``failed`` carries an error, ``hinted`` and ``done`` a sentence, ``targets_asked`` pixels
    ``[(row, col), ...]`` of the scene.
    """

    failed = pyqtSignal(object)
    hinted = pyqtSignal(str)
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
        layer, rows = self._layer(), self._dock.real()
        if layer is None or not rows:
            return
        if self._state.labels is None:
            self._label_work.make_layer()
        labels = self._state.labels
        if labels is None:
            return
        try:
            count = label_with(layer, rows, labels, name or self._new_class(labels))
        except EngineError as exc:
            self.failed.emit(exc)
            return
        if not count:
            said = tr("{} takes no polygons. Choose or make a label layer that does.")
            self.hinted.emit(said.format(labels.layer.name()))
            return
        said = tr("{} objects are labels now. Undo takes them back, saving keeps them.")
        if count == 1:
            said = tr("1 object is a label now. Undo takes it back, saving keeps it.")
        self.done.emit(said.format(number(count)))

    def _new_class(self, labels: LabelLayer) -> str:
        """A name that no class has."""
        wanted = name = tr("Detections")
        number = 2
        while labels.named(name) is not None:
            name, number = f"{wanted} {number}", number + 1
        return name

    def _choose_export(self, kind: str, is_real: bool) -> None:
        filters = {"gpkg": "GeoPackage (*.gpkg)", "csv": "CSV (*.csv)"}
        title = tr("Export Detections")
        folder = self._settings.last_folder
        path, _ = QFileDialog.getSaveFileName(self._dock, title, folder, filters[kind])
        if path:
            self._settings.last_folder = str(Path(path).parent)
            self.save(path, kind, is_real)

    def save(self, wanted: str, kind: str, is_real: bool) -> None:
        """Exports to a name that the user has chosen, with the ending of the kind.

        A file that is there is replaced only under the very name that was chosen: nobody was asked
        about another one.
        """
        path = wanted if wanted.lower().endswith(f".{kind}") else f"{wanted}.{kind}"
        if path != wanted and Path(path).exists():
            said = tr("{} is there already. Choose that file itself to replace it.")
            self.hinted.emit(said.format(path))
            return
        self.export(path, is_real)

    def export(self, path: str, is_real: bool) -> None:
        """Writes the list, or the real ones, in the background."""
        layer = self._layer()
        if layer is None:
            return
        if is_file_of(layer, path):
            self.hinted.emit(tr("{} is the list itself. Choose another name.").format(path))
            return
        task = FunctionTask(tr("Export detections"), export_of(layer, path, is_real))
        task.done.connect(lambda _: self.done.emit(tr("Saved in {}").format(path)))
        task.failed.connect(self.failed)
        self._link.in_background(task)
