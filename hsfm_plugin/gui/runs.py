"""Runs what the Map section offers: makes the requests, takes the answers, publishes the maps."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Callable, Dict

from qgis.PyQt.QtCore import QCoreApplication

from ...engine.parameters import ANOMALY, CLASSIFY, CLOUDS, QUICKMAP, TRAIN, TRAITS
from ..labels.export import label_export
from ..layers.publish import RASTER_KINDS, show_layer
from ..layers.shown_band import show_trait
from .advanced import Advanced
from .anomaly_detectors import OF_FEATURES
from .models import Models
from .run_starter import Answer, Layers, RunStarter, TakeMap
from .scene_opening import scene_name
from .state import Head, PanelState
from .target_search import score_map
from .training_controls import TrainingControls


def _metrics_to(keep: Callable[[Answer], None]) -> TakeMap:
    """Keeps the metrics of an answer."""
    return lambda answer, _: keep(answer["metrics"])


def _ids_of(answer: Answer, layers: Layers) -> Dict[str, str]:
    """The ids of the layers of an answer, by the role of their raster."""
    rasters = [output for output in answer["outputs"] if output["kind"] in RASTER_KINDS]
    return {output["role"]: layer.id() for output, layer in zip(rasters, layers)}


class Runs:
    """The runs behind the buttons of the Map section."""

    def __init__(
        self,
        starter: RunStarter,
        state: PanelState,
        models: Models,
        advanced: Advanced,
        training: TrainingControls,
    ) -> None:
        self._starter, self._state, self._models = starter, state, models
        self._advanced, self._form, self._training = advanced, advanced.form, training

    def tr(self, text: str) -> str:
        return QCoreApplication.translate("Runs", text)

    def train(self) -> None:
        """Fits a head to the labels as they stand, edits not saved yet included."""
        scene, labels = self._state.scene, self._state.labels
        if scene is None or labels is None:
            return
        folder = self._starter.new_folder()
        prepare = label_export(labels, folder / "labels.gpkg")
        head = folder / f"{scene_name(scene)}.hsfm"
        chosen = self._training.backbone.backbone
        values = {"scene": scene.path, "field": "class", "backbone": chosen, "out": str(head)}
        values.update(self._form.values_for(TRAIN), depth=self._training.depth.depth)
        if self._training.init:
            values["init"] = self._training.init
        name = self.tr("trained {}").format(time.strftime("%H:%M"))

        def take(answer: Answer) -> None:
            made = next(o["path"] for o in answer["outputs"] if o["role"] == "head")
            self._state.set_head(Head(made, name, chosen, answer["metrics"]))
            self._starter.done.emit(self.tr("Trained in {}.").format(self._starter.took()))

        self._starter.run(TRAIN, self.tr("HSFM: train"), values, prepare, take, self.train)

    def classify(self) -> None:
        """Maps the classes of the head over the area."""
        scene, head = self._state.scene, self._state.head
        if scene is None or head is None:
            return

        def dress(answer: Answer, layers: Layers) -> None:
            ids = _ids_of(answer, layers)
            if not is_wanted and "confidence" in ids:
                show_layer(ids["confidence"], False)

        def take(answer: Answer, layers: Layers) -> None:
            path = next(o["path"] for o in answer["outputs"] if o["role"] == "class_map")
            now = self._state.head
            if now is None or now.path != head.path:  # another one was loaded meanwhile
                return
            if not now.metrics:  # a loaded head: its file tells how good it was
                metrics = answer["metrics"].get("head") or {}
                known = (answer["provenance"].get("model") or {}).get("backbone") or ""
                self._state.set_head(replace(now, metrics=metrics, backbone=str(known)))
            self._state.set_class_map(answer["metrics"], path, _ids_of(answer, layers))

        # The slider that hides uncertain pixels needs it, whether it is to be seen or not.
        is_wanted = "confidence" in self._advanced.extras(CLASSIFY)
        said = (self.tr("HSFM: classify"), self.tr("Class map made in {}."))
        values, always = {"head": head.path}, ("confidence",)
        self._starter.map(CLASSIFY, values, said, take, self.classify, always, dress=dress)

    def quick_map(self) -> None:
        """Maps the cover of the area without labels."""
        said = (self.tr("HSFM: quick map"), self.tr("Quick map made in {}."))
        self._starter.map(QUICKMAP, {}, said, _metrics_to(self._state.set_cover), self.quick_map)

    def traits(self) -> None:
        """Maps traits of vegetation and soil over the area."""

        def dress(answer: Answer, layers: Layers) -> None:
            if layers:
                show_trait(layers[0], answer["metrics"]["traits"])

        def take(answer: Answer, layers: Layers) -> None:
            self._state.set_traits(answer["metrics"], layers[0].id() if layers else "")

        said = (self.tr("HSFM: map traits"), self.tr("Trait map made in {}."))
        self._starter.map(TRAITS, {}, said, take, self.traits, dress=dress)

    def anomalies(self) -> None:
        """Scores how unlike its surroundings each pixel of the area is, and lists what is."""

        scene = self._state.scene
        if scene is None:
            return

        def take(answer: Answer, layers: Layers) -> None:
            made = score_map(scene, answer, layers, self.tr("Detections"))
            self._state.set_anomalies(answer["metrics"], made)

        is_of_features = self._form.values_for(ANOMALY).get("detector") == OF_FEATURES
        given = {"backbone": self._training.backbone.backbone} if is_of_features else {}
        said = (self.tr("HSFM: map anomalies"), self.tr("Anomaly map made in {}."))
        self._starter.map(ANOMALY, given, said, take, self.anomalies, ("detections",))

    def clouds(self) -> None:
        """Maps the clouds of a radiance product over the area."""
        said = (self.tr("HSFM: map clouds"), self.tr("Cloud mask made in {}."))
        values = {"model": self._models.cloud_model}
        self._starter.map(CLOUDS, values, said, _metrics_to(self._state.set_class_map), self.clouds)
