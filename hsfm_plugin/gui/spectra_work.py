"""Keeps the spectra of the classes up to date while labels change, behind the user's own runs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.core import Qgis, QgsMessageLog, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ...engine.errors import EngineError
from ...engine.parameters import SPECTRA
from ..engine_link import EngineLink
from ..i18n import tr
from ..labels.export import label_export
from ..tasks import EngineTask
from .state import PanelState

SETTLE_MS = 600
_EDITS = ("featureAdded", "featureDeleted", "geometryChanged", "attributeValueChanged")

Key = Tuple[Any, ...]
"""Tells one state of scene and labels from another."""


class SpectraWork(QObject):
    """Asks the engine for the class spectra when scene or labels have changed and settled.

    Half-drawn labels may be refused by the engine; that is only logged.
    """

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self._watched: Optional[QgsVectorLayer] = None
        self._edits = 0
        self._source = ("", "")
        self._shown: Optional[Key] = None
        self._asked: Optional[Key] = None
        self._task: Optional[EngineTask] = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLE_MS)
        self._later.timeout.connect(self._update)
        state.scene_changed.connect(self._on_change)
        state.labels_changed.connect(self._on_change)
        for signal in (state.run_changed, link.status_changed):
            signal.connect(self._later.start)

    def close(self) -> None:
        """Lets go of the labels and forgets what was asked."""
        self._later.stop()
        self._watch(None)
        self._forget()

    def _on_change(self) -> None:
        """Drops at once what was read of another scene or layer; the rest can wait."""
        scene, labels = self._state.scene, self._state.labels
        self._watch(labels.layer if labels is not None else None)
        now = (
            scene.path if scene is not None else "",
            labels.layer.id() if labels is not None else "",
        )
        if now != self._source:
            self._source = now
            self._drop()
        self._later.start()

    def _on_edit(self, *_: Any) -> None:
        self._edits += 1
        self._later.start()

    def _watch(self, layer: Optional[QgsVectorLayer]) -> None:
        if layer is self._watched:
            return
        before, self._watched = self._watched, layer
        try:
            for name in _EDITS if before is not None else ():
                getattr(before, name).disconnect(self._on_edit)
        except (RuntimeError, TypeError):  # the layer was removed from the project
            pass
        for name in _EDITS if layer is not None else ():
            getattr(layer, name).connect(self._on_edit)

    def _key(self) -> Optional[Key]:
        """What the spectra would be of; None where there are none to be had."""
        scene, labels = self._state.scene, self._state.labels
        if scene is None or labels is None or not self._state.labelled:
            return None
        return (scene.path, labels.layer.id(), labels.field, tuple(labels.classes), self._edits)

    def _update(self) -> None:
        key = self._key()
        if key is None:
            self._drop()
        elif key != self._asked and key != self._shown:
            self._forget()
            if self._link.can_answer and not self._state.running:
                self._ask(key)

    def _drop(self) -> None:
        self._forget()
        self._shown = None
        self._state.set_class_spectra({})

    def _forget(self) -> None:
        task, self._task, self._asked = self._task, None, None
        if task is not None:
            self._link.cancel(task)

    def _ask(self, key: Key) -> None:
        scene, labels = self._state.scene, self._state.labels
        if scene is None or labels is None:
            return
        folder = Path(tempfile.mkdtemp(prefix="spectra-", dir=self._link.work_folder))
        prepare = label_export(labels, folder / "labels.gpkg")
        values = {"scene": scene.path, "field": "class"}
        title = tr("HSFM: class spectra")
        task = self._link.run(title, SPECTRA.name, values, prepare, hidden=True, gives_way=True)
        self._task, self._asked = task, key

        def end(take: Callable[[], None]) -> None:
            if self._task is task:
                self._task = self._asked = None
                take()

        def on_answer(answer: Dict[str, Any]) -> None:
            self._shown = key
            self._state.set_class_spectra(answer["metrics"])

        def on_error(error: EngineError) -> None:
            self._shown = key
            self._state.set_class_spectra({})
            level = Qgis.MessageLevel.Info
            QgsMessageLog.logMessage(f"{title}: {error.message}", "HSFM", level, False)

        task.succeeded.connect(lambda answer: end(lambda: on_answer(answer)))
        task.failed.connect(lambda error: end(lambda: on_error(error)))
        task.cancelled.connect(lambda: end(self._later.start))
        for signal in (task.succeeded, task.failed, task.cancelled):
            signal.connect(lambda *_: shutil.rmtree(folder, ignore_errors=True))
