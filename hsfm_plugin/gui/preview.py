"""Maps what the canvas shows again and again, while the user draws labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...engine.errors import EngineError
from ...engine.parameters import PREVIEW
from ..engine_link import READY, EngineLink
from ..i18n import tr
from ..labels.export import label_export
from ..labels.label_layer import LabelLayer
from ..messages import explain
from ..tasks import EngineTask
from .backbone_choice import BackboneChoice
from .missing import Missing
from .parameter_form import ParameterForm
from .preview_layer import PreviewLayer
from .preview_mosaic import Piece
from .preview_picture import PreviewPicture
from .preview_wish import Key, Wish, canvas_part, done_words, progress_words
from .state import PanelState, SceneFacts

SETTLE_MS = 150
"""A polygon that is cut or merged changes several features at once; one preview is enough."""
_EDITS = ("featureAdded", "featureDeleted", "geometryChanged", "attributeValueChanged")


class Preview(QObject):
    """Runs the engine's preview when labels or canvas have changed; any other run comes first.

    ``said`` carries how it stands, in a sentence and a shorter one; empty while it is off.

    Attributes:
        is_on: whether the user wants it.
        shown: the layer in the project.
    """

    said = pyqtSignal(str, str)

    def __init__(
        self,
        canvas: QgsMapCanvas,
        state: PanelState,
        link: EngineLink,
        missing: Missing,
        form: ParameterForm,
        backbone: BackboneChoice,
    ) -> None:
        super().__init__()
        self._canvas, self._state, self._link = canvas, state, link
        self._missing, self._form, self._backbone = missing, form, backbone
        self.is_on = False
        self.shown = PreviewLayer()
        self._picture = PreviewPicture(self.shown)
        self._watched: Optional[QgsVectorLayer] = None
        self._edits = 0
        self._scene_path = ""
        self._class_map: Dict[str, Any] = {}
        self._task: Optional[EngineTask] = None
        self._asked: Optional[Wish] = None
        self._retried: Optional[Wish] = None
        self._has_failed = self._is_cut = False
        self._status = link.status
        self._resting_at: Optional[Key] = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLE_MS)
        self._later.timeout.connect(self._update)
        state.scene_changed.connect(self._on_scene)
        state.labels_changed.connect(self._on_labels)
        state.results_changed.connect(self._on_results)
        link.status_changed.connect(self._on_status)
        for signal in (state.run_changed, link.status_changed, backbone.chosen):
            signal.connect(self._later.start)
        canvas.extentsChanged.connect(self._later.start)
        self.shown.removed.connect(self._rest)

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits to be looked at and no preview is on its way."""
        return self._task is None and not self._later.isActive()

    def set_on(self, is_on: bool) -> None:
        """Starts or stops previewing."""
        self.is_on, self._resting_at = is_on, None
        if is_on:
            self._later.start()
        else:
            self._forget()
            self.said.emit("", "")

    def close(self) -> None:
        """Lets go of the canvas, the labels and the project."""
        self.is_on = False
        self._later.stop()
        self._canvas.extentsChanged.disconnect(self._later.start)
        self._watch(None)
        self._forget()
        self.shown.close()

    def _on_scene(self) -> None:
        path = self._state.scene.path if self._state.scene is not None else ""
        if path != self._scene_path:
            self._scene_path = path
            self._forget()
        self._later.start()

    def _on_labels(self) -> None:
        labels = self._state.labels
        self._watch(labels.layer if labels is not None else None)
        self._later.start()

    def _on_results(self) -> None:
        made, before = self._state.class_map, self._class_map
        self._class_map = made
        if made and made is not before:
            self._rest()

    def _on_status(self) -> None:
        """Has an engine that is back try once more what failed; twice, it may be what ends it."""
        before, self._status = self._status, self._link.status
        is_back = self._status == READY and before != READY
        if is_back and self._has_failed and self._asked != self._retried:
            self._retried, self._asked = self._asked, None

    def _on_edit(self, *_: Any) -> None:
        self._edits += 1
        self._later.start()

    def _watch(self, layer: Optional[QgsVectorLayer]) -> None:
        before = self._watched
        if layer is before:
            return
        if before is not None and not sip.isdeleted(before):
            for name in _EDITS:
                getattr(before, name).disconnect(self._on_edit)
        self._watched = layer
        if layer is not None:
            for name in _EDITS:
                getattr(layer, name).connect(self._on_edit)

    def _rest(self) -> None:
        """Waits for other labels: a class map shows these, or the user removed the layer."""
        labels = self._state.labels
        self._resting_at = self._key(labels) if labels is not None else None
        self._forget()
        if self.is_on:
            text = tr("The preview comes back when the labels change.")
            self.said.emit(text, tr("Comes back when labels change."))

    def _forget(self) -> None:
        self._stop()
        self._asked = None
        self._picture.clear()

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            self._link.cancel(task)

    def _key(self, labels: LabelLayer) -> Key:
        return (labels.layer.id(), labels.field, self._edits, tuple(labels.classes))

    def _update(self) -> None:
        """Starts a preview unless what is shown, or on its way, is what the user would see."""
        scene, labels = self._state.scene, self._state.labels
        if not self.is_on or self._state.running:
            return
        lack = self._missing.for_preview()
        if lack or scene is None or labels is None:
            self._forget()
            is_few = scene is not None and labels is not None and len(self._state.labelled) < 2
            self.said.emit(lack, tr("Draw polygons of two classes.") if is_few else "")
            return
        key = self._key(labels)
        if key == self._resting_at:
            return
        self._resting_at = None
        try:
            window, is_cut = canvas_part(scene, self._canvas)
        except EngineError:
            self._stop()
            self._asked = None
            text = tr("The map canvas shows nothing of the scene. Zoom to it for a preview.")
            self.said.emit(text, tr("Zoom to the scene for a preview."))
            return
        options = {"backbone": self._backbone.backbone, **self._form.values_for(PREVIEW)}
        wish = Wish(key, window, tuple(sorted(options.items())))
        self._is_cut = is_cut
        if self._asked is None or not self._asked.holds(wish):
            self._stop()
            self._asked, self._has_failed = wish, False
            self._run(wish, scene, labels)
        elif self._task is None and not self._has_failed:
            self.said.emit(*done_words(is_cut))

    def _run(self, wish: Wish, scene: SceneFacts, labels: LabelLayer) -> None:
        folder = self._picture.begin(scene, labels.layer.id(), self._link.work_folder)
        out = str(folder / "preview.tif")
        prepare = label_export(labels, folder / "labels.gpkg")
        window = ",".join(map(str, wish.window))
        values = {"scene": scene.path, "field": "class", "window": window, "out": out}
        self._task = self._link.run(
            tr("HSFM: preview"),
            PREVIEW.name,
            {**values, **dict(wish.options)},
            prepare,
            hidden=True,
            gives_way=True,
        )
        self._follow(self._task, wish, out)

    def _follow(self, task: EngineTask, wish: Wish, out: str) -> None:
        """Shows what a run brings, as long as nothing newer was asked for."""
        self.said.emit(tr("Preview: starting"), "")

        def on_progress(message: Dict[str, Any]) -> None:
            if self._task is task:
                self.said.emit(progress_words(message), "")

        def on_partial(message: Dict[str, Any]) -> None:
            if self._task is task and message.get("role") == "preview":
                row, column, height, width = message["window"]
                piece = Piece(str(message["path"]), (row, column, height, width))
                self._picture.show_part(piece)

        def on_success(_: Dict[str, Any]) -> None:
            if self._task is task:
                self._task = None
                self._picture.show_all(Piece(out, wish.window))
                self.said.emit(*done_words(self._is_cut))

        def on_failure(error: EngineError) -> None:
            if self._task is task:
                self._task, self._has_failed = None, True
                said = explain(error)
                self.said.emit(f"{said.sentence} {said.step}".strip(), said.sentence)

        def on_cancelled() -> None:
            if self._task is task:  # another run came first
                self._task = self._asked = None
                self._later.start()

        task.progressed.connect(on_progress)
        task.partial.connect(on_partial)
        task.succeeded.connect(on_success)
        task.failed.connect(on_failure)
        task.cancelled.connect(on_cancelled)
        for signal in (task.succeeded, task.failed, task.cancelled):
            signal.connect(lambda *_: self._picture.end(Path(out).parent))
