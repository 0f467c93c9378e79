"""Marks rows of the list as real or false, in the file at once, and recalls marks of before."""

from __future__ import annotations

from typing import Callable, Dict, List, NamedTuple, Optional, Tuple

from qgis.core import QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ..layers.detection_file import Place, keep_marks, kept_marks
from ..layers.detection_layer import list_of
from ..layers.detection_marks import MarkMemory, write_marks
from ..layers.detection_rows import Detection, read_rows
from .detection_dock import DetectionDock


class _Before(NamedTuple):
    """What was before the last marking: in the rows of a layer, and in the memory."""

    layer: QgsVectorLayer
    marks: Dict[int, str]
    memory: Dict[Place, str]


class DetectionMarking(QObject):
    """Does what the keys and buttons of the list ask for; ``failed`` carries an error."""

    failed = pyqtSignal(object)

    def __init__(self, dock: DetectionDock, layer: Callable[[], Optional[QgsVectorLayer]]) -> None:
        super().__init__()
        self._dock, self._layer = dock, layer
        self._memories: Dict[Tuple[str, ...], MarkMemory] = {}
        self._heard: Optional[QgsVectorLayer] = None
        self._before: Optional[_Before] = None
        self._held = 0
        self._waiting: List[Tuple[QgsVectorLayer, List[Detection], str]] = []
        dock.table.marked.connect(self.mark)
        dock.table.undone.connect(self.undo)
        dock.mark_asked.connect(self.mark)

    def mark(self, mark: str) -> None:
        """Marks the chosen rows; later, where the file's rows are just being replaced."""
        layer, rows = self._layer(), self._dock.chosen()
        if layer is not None and self._held:
            self._waiting.append((layer, rows, mark))
        elif layer is not None:
            self._mark(layer, rows, mark)

    def hold(self, is_held: bool) -> None:
        """Writes nothing while the rows in a file are being replaced, and then what has waited."""
        self._held += 1 if is_held else -1
        if self._held:
            return
        waiting, self._waiting = self._waiting, []
        for layer, before, mark in waiting:
            if layer is self._layer():
                now = {(row.row, row.col): row for row in self._dock.table.rows.rows}
                places = [(row.row, row.col) for row in before]
                self._mark(layer, [now[place] for place in places if place in now], mark)

    def undo(self) -> None:
        """Takes the last marking back."""
        before, self._before = self._before, None
        if before is None or before.layer is not self._layer() or self._held:
            return
        if self._write(before.layer, before.marks):
            self._memory(before.layer).marks = before.memory
            self._keep(before.layer)

    def recall(self, layer: QgsVectorLayer, rows: List[Detection]) -> None:
        """Gives the rows of a list the marks of what they hold, from this list or one before."""
        self._before = None
        self._hear(layer)
        memory = self._memory(layer)
        kept = kept_marks(_path(layer))
        memory.learn(rows, kept)
        known = {row.fid: row.mark for row in rows}
        marks = memory.marks_for(layer)
        self._write(layer, {fid: mark for fid, mark in marks.items() if known.get(fid) != mark})
        if memory.marks != kept:
            self._keep(layer)

    def _mark(self, layer: QgsVectorLayer, rows: List[Detection], mark: str) -> None:
        memory = self._memory(layer)
        before = _Before(layer, {row.fid: row.mark for row in rows}, dict(memory.marks))
        if self._write(layer, {row.fid: mark for row in rows}):
            memory.set(layer, rows, mark)
            self._before = before
            self._keep(layer)
            self._dock.table.choose_current()

    def _write(self, layer: QgsVectorLayer, marks: Dict[int, str]) -> bool:
        if not marks:
            return False
        try:
            write_marks(layer, marks)
        except EngineError as exc:
            self.failed.emit(exc)
            return False
        self._dock.table.take_marks(marks)
        self._dock.refresh()
        return True

    def _keep(self, layer: QgsVectorLayer) -> None:
        """Has the file remember, also what the list does not hold at this threshold."""
        try:
            keep_marks(_path(layer), self._memory(layer).marks)
        except EngineError as exc:
            self.failed.emit(exc)

    def _hear(self, layer: QgsVectorLayer) -> None:
        """Listens to what is saved in the attribute table of the layer."""
        if layer is self._heard:
            return
        if self._heard is not None and not sip.isdeleted(self._heard):
            self._heard.afterCommitChanges.disconnect(self._on_saved)
        self._heard = layer
        layer.afterCommitChanges.connect(self._on_saved)

    def _on_saved(self) -> None:
        layer = self._layer()
        if layer is None or layer is not self._heard:
            return
        rows, memory = read_rows(layer), self._memory(layer)
        known = {row.fid: row.mark for row in self._dock.table.rows.rows}
        changed = [row for row in rows if row.mark != known.get(row.fid, row.mark)]
        for mark in {row.mark for row in changed}:
            memory.set(layer, [row for row in changed if row.mark == mark], mark)
        if {row.fid for row in rows} != set(known):
            self._dock.show_rows(list_of(layer)[0], rows)
        elif changed:
            self._dock.table.take_marks({row.fid: row.mark for row in changed})
            self._dock.refresh()
        if changed:
            self._before = None
            self._keep(layer)

    def _memory(self, layer: QgsVectorLayer) -> MarkMemory:
        """The marks of lists like this one: what is real depends on what is sought."""
        return self._memories.setdefault(list_of(layer), MarkMemory())


def _path(layer: QgsVectorLayer) -> str:
    return str(layer.source().split("|")[0])
