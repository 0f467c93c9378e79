"""Marks rows of the list as real or false, in the file at once, and recalls marks of before."""

from __future__ import annotations

from typing import Callable, Dict, List, Optional, Tuple

from qgis.core import QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ..layers.detection_layer import SCENE_KEY, TITLE_KEY
from ..layers.detection_marks import MarkMemory, write_marks
from ..layers.detection_rows import Detection
from .detection_dock import DetectionDock


class DetectionMarking(QObject):
    """Does what the keys and buttons of the list ask for; ``failed`` carries an error."""

    failed = pyqtSignal(object)

    def __init__(self, dock: DetectionDock, layer: Callable[[], Optional[QgsVectorLayer]]) -> None:
        super().__init__()
        self._dock, self._layer = dock, layer
        self._memories: Dict[Tuple[str, ...], MarkMemory] = {}
        dock.table.marked.connect(self.mark)
        dock.mark_asked.connect(self.mark)

    def forget(self) -> None:
        """Forgets all marks but those in the files."""
        self._memories.clear()

    def mark(self, mark: str) -> None:
        """Marks the chosen rows."""
        layer, rows = self._layer(), self._dock.chosen()
        if layer is None or not self._write(layer, {row.fid: mark for row in rows}):
            return
        memory = self._memory(layer)
        for row in rows:
            memory.set(QgsGeometry(layer.getFeature(row.fid).geometry()), row, mark)
        self._dock.table.choose_current()

    def recall(self, layer: QgsVectorLayer, rows: List[Detection]) -> None:
        """Gives the rows of a list the marks of what they hold, from this list or one before."""
        memory = self._memory(layer)
        memory.learn(rows)
        known = {row.fid: row.mark for row in rows}
        marks = memory.marks_for(layer)
        self._write(layer, {fid: mark for fid, mark in marks.items() if known.get(fid) != mark})

    def _write(self, layer: QgsVectorLayer, marks: Dict[int, str]) -> bool:
        if not marks:
            return False
        try:
            write_marks(layer, marks)
        except EngineError as exc:
            self.failed.emit(exc)
            return False
        self._dock.table.rows.mark(marks)
        self._dock.refresh()
        return True

    def _memory(self, layer: QgsVectorLayer) -> MarkMemory:
        """The marks of the lists of this name and scene: what is real depends on what is sought."""
        of = tuple(str(layer.customProperty(key)) for key in (SCENE_KEY, TITLE_KEY))
        return self._memories.setdefault(of, MarkMemory())
