"""Runs what the Map section offers: makes the requests, takes the answers, publishes the maps."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError, from_os_error
from ...engine.parameters import ANOMALY, CLASSIFY, CLOUDS, QUICKMAP, TRAIN, TRAITS, Task
from ..engine_link import EngineLink
from ..labels.export import label_export
from ..layers.publish import RASTER_KINDS, publish, show_layer
from ..layers.shown_band import show_trait
from ..messages import duration_words
from ..paths import next_file, results_folder
from ..settings import Settings
from ..tasks import EngineTask
from .advanced import Advanced
from .area_choice import AreaChoice, Prepare
from .models import Models
from .scene_opening import scene_name
from .state import Head, PanelState
from .training_controls import TrainingControls

Answer = Dict[str, Any]
Layers = List[QgsRasterLayer]
TakeMap = Callable[[Answer, Layers], None]


def _metrics_to(keep: Callable[[Answer], None]) -> TakeMap:
    """Keeps the metrics of an answer."""
    return lambda answer, _: keep(answer["metrics"])


class Runs(QObject):
    """Starts one run at a time and tells how it ended."""

    failed = pyqtSignal(object, object)
    done = pyqtSignal(str)
    published = pyqtSignal(list)
    progressed = pyqtSignal(dict)
    partial = pyqtSignal(dict)

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        models: Models,
        advanced: Advanced,
        area: AreaChoice,
        training: TrainingControls,
    ) -> None:
        super().__init__()
        self._state, self._link, self._settings, self._models = state, link, settings, models
        self._advanced, self._form = advanced, advanced.form
        self._area, self._training = area, training
        self._task: Optional[EngineTask] = None
        self._began = 0.0

    def train(self) -> None:
        """Fits a head to the labels as they stand, edits not saved yet included."""
        scene, labels = self._state.scene, self._state.labels
        if scene is None or labels is None:
            return
        folder = Path(tempfile.mkdtemp(dir=self._link.work_folder))
        path = folder / "labels.gpkg"
        write = label_export(labels, path)
        head = folder / f"{scene_name(scene)}.hsfm"

        def prepare() -> Answer:
            write()
            return {"labels": str(path)}

        chosen = self._training.backbone.backbone
        values = {"scene": scene.path, "field": "class", "backbone": chosen, "out": str(head)}
        values.update(self._form.values_for(TRAIN), depth=self._training.depth.depth)
        if self._training.init:
            values["init"] = self._training.init
        name = self.tr("trained {}").format(time.strftime("%H:%M"))

        def take(answer: Answer) -> None:
            made = next(o["path"] for o in answer["outputs"] if o["role"] == "head")
            self._state.set_head(Head(made, name, chosen, answer["metrics"]))
            self.done.emit(self.tr("Trained in {}.").format(self._took()))

        self._run(TRAIN, self.tr("HSFM: train"), values, prepare, take, self.train)

    def classify(self) -> None:
        """Maps the classes of the head over the area."""
        scene, head = self._state.scene, self._state.head
        if scene is None or head is None:
            return

        def take(answer: Answer, layers: Layers) -> None:
            rasters = [o for o in answer["outputs"] if o["kind"] in RASTER_KINDS]
            ids = {output["role"]: layer.id() for output, layer in zip(rasters, layers)}
            path = next(o["path"] for o in rasters if o["role"] == "class_map")
            if not is_wanted and "confidence" in ids:
                show_layer(ids["confidence"], False)
            now = self._state.head
            if now is None or now.path != head.path:  # another one was loaded meanwhile
                return
            if not now.metrics:  # a loaded head: its file tells how good it was
                metrics = answer["metrics"].get("head") or {}
                known = (answer["provenance"].get("model") or {}).get("backbone") or ""
                self._state.set_head(replace(now, metrics=metrics, backbone=str(known)))
            self._state.set_class_map(answer["metrics"], path, ids)

        # The slider that hides uncertain pixels needs it, whether it is to be seen or not.
        is_wanted = "confidence" in self._advanced.extras(CLASSIFY)
        said = (self.tr("HSFM: classify"), self.tr("Class map made in {}."))
        self._map(CLASSIFY, {"head": head.path}, said, take, self.classify, ("confidence",))

    def quick_map(self) -> None:
        """Maps the cover of the area without labels."""
        said = (self.tr("HSFM: quick map"), self.tr("Quick map made in {}."))
        self._map(QUICKMAP, {}, said, _metrics_to(self._state.set_cover), self.quick_map)

    def traits(self) -> None:
        """Maps traits of vegetation and soil over the area."""

        def take(answer: Answer, layers: Layers) -> None:
            if layers:
                show_trait(layers[0], answer["metrics"]["traits"])
            self._state.set_traits(answer["metrics"], layers[0].id() if layers else "")

        said = (self.tr("HSFM: map traits"), self.tr("Trait map made in {}."))
        self._map(TRAITS, {}, said, take, self.traits)

    def anomalies(self) -> None:
        """Scores how unlike its surroundings each pixel of the area is."""
        said = (self.tr("HSFM: map anomalies"), self.tr("Anomaly map made in {}."))
        self._map(ANOMALY, {}, said, _metrics_to(self._state.set_anomalies), self.anomalies)

    def clouds(self) -> None:
        """Maps the clouds of a radiance product over the area."""
        said = (self.tr("HSFM: map clouds"), self.tr("Cloud mask made in {}."))
        values = {"model": self._models.cloud_model}
        self._map(CLOUDS, values, said, _metrics_to(self._state.set_class_map), self.clouds)

    def cancel(self) -> None:
        """Stops the run; nothing is left of it."""
        if self._task is not None:
            self._link.cancel(self._task)

    def _next(self, task: str) -> Path:
        folder = results_folder(self._settings, QgsProject.instance())
        name = scene_name(self._state.scene) if self._state.scene else task
        return next_file(folder, f"{name}_{task}", "tif")

    def _map(
        self,
        task: Task,
        given: Answer,
        said: Tuple[str, str],
        take: TakeMap,
        again: Callable[[], None],
        always: Tuple[str, ...] = (),
    ) -> None:
        """Maps the area with a task whose raster is called ``out``.

        Args:
            task: what runs.
            given: its parameters besides the scene, the area, the options and the outputs.
            said: what QGIS calls the run, and the news of its end with a place for the duration.
            take: keeps what is known of the result, once its layers are there.
            again: starts the same run once more.
            always: optional rasters that are made also where nobody asks for them.
        """
        scene = self._state.scene
        if scene is None:
            return
        try:
            folder = Path(tempfile.mkdtemp(dir=self._link.work_folder))
            limits, prepare = self._area.request(scene, folder)
        except EngineError as exc:
            self.failed.emit(exc, again)
            return
        path = self._next(task.name)
        values = {"scene": scene.path, "out": str(path), **given, **self._form.values_for(task)}
        for name in dict.fromkeys((*always, *self._advanced.extras(task))):
            values[name] = str(path.with_name(f"{path.stem}_{name}.tif"))

        def publish_and_take(answer: Answer) -> None:
            take(answer, self._publish(answer))
            self.done.emit(said[1].format(self._took()))

        self._run(task, said[0], {**values, **limits}, prepare, publish_and_take, again)

    def _run(
        self,
        task: Task,
        title: str,
        values: Answer,
        prepare: Prepare,
        take: Callable[[Answer], None],
        again: Callable[[], None],
    ) -> None:
        if self._state.running or not self._link.is_startable:
            return
        out = values.get("out")
        if out:
            try:
                Path(out).parent.mkdir(parents=True, exist_ok=True)
            except OSError as exc:
                self.failed.emit(from_os_error(exc, out), again)
                return
        made = self._link.run(title, task.name, values, prepare)
        self._task, self._began = made, time.monotonic()
        self._state.set_running(task.name)
        made.progressed.connect(self.progressed)
        made.partial.connect(self.partial)

        def end(how: str) -> None:
            self._task = None
            self._state.set_running("", (task.name, how))

        def on_success(answer: Answer) -> None:
            end("done")
            take(answer)

        def on_failure(error: EngineError) -> None:
            end("failed")
            self.failed.emit(error, again)

        made.succeeded.connect(on_success)
        made.failed.connect(on_failure)
        made.cancelled.connect(lambda: end("cancelled"))

    def _took(self) -> str:
        return duration_words(time.monotonic() - self._began)

    def _publish(self, answer: Answer) -> Layers:
        scene = self._state.scene
        group = scene.group if scene is not None else "HSFM"
        try:
            layers = publish(answer["outputs"], answer["provenance"], group, QgsProject.instance())
        except EngineError as exc:
            self.failed.emit(exc, None)
            return []
        self.published.emit(layers)
        return layers
