"""Runs what the Map section offers: makes the requests, takes the answers, publishes the maps."""

from __future__ import annotations

from typing import Callable, Tuple

from ...engine.parameters import ANOMALY, CLASSIFY, CLOUDS, QUICKMAP, TRAIN, TRAITS, Task
from ..i18n import tr
from ..labels.export import label_export
from .advanced import Advanced
from .anomaly_detectors import OF_FEATURES
from .models import Models
from .result_taking import Answer, Layers, Made, ResultTaking
from .run_starter import RunStarter
from .scene_opening import scene_name
from .state import PanelState
from .training_controls import TrainingControls


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
        self.taking = ResultTaking(state, advanced)

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

        def take(answer: Answer) -> None:
            self.taking.take(TRAIN.name, Made(values, answer, []))
            self._starter.done.emit(tr("Trained in {}.").format(self._starter.took()))

        self._starter.run(TRAIN, tr("HSFM: train"), values, prepare, take)

    def classify(self) -> None:
        """Maps the classes of the head over the area."""
        scene, head = self._state.scene, self._state.head
        if scene is None or head is None:
            return

        # The slider that hides uncertain pixels needs it, whether it is to be seen or not.
        said = (tr("HSFM: classify"), tr("Class map made in {}."))
        self._map(CLASSIFY, {"head": head.path}, said, self.classify, ("confidence",))

    def quick_map(self) -> None:
        """Maps the cover of the area without labels."""
        said = (tr("HSFM: quick map"), tr("Quick map made in {}."))
        self._map(QUICKMAP, {}, said, self.quick_map)

    def traits(self) -> None:
        """Maps traits of vegetation and soil over the area."""
        said = (tr("HSFM: map traits"), tr("Trait map made in {}."))
        self._map(TRAITS, {}, said, self.traits)

    def anomalies(self) -> None:
        """Scores how unlike its surroundings each pixel of the area is, and lists what is."""
        is_of_features = self._form.values_for(ANOMALY).get("detector") == OF_FEATURES
        given = {"backbone": self._training.backbone.backbone} if is_of_features else {}
        said = (tr("HSFM: map anomalies"), tr("Anomaly map made in {}."))
        self._map(ANOMALY, given, said, self.anomalies, ("detections",))

    def clouds(self) -> None:
        """Maps the clouds of a radiance product over the area."""
        said = (tr("HSFM: map clouds"), tr("Cloud mask made in {}."))
        self._map(CLOUDS, {"model": self._models.cloud_model}, said, self.clouds)

    def _map(
        self,
        task: Task,
        given: Answer,
        said: Tuple[str, str],
        again: Callable[[], None],
        always: Tuple[str, ...] = (),
    ) -> None:
        """Maps the area of the scene; the arguments are those of ``RunStarter.map``."""
        scene = self._state.scene
        if scene is None:
            return
        values = {**given, "scene": scene.path}

        def take(answer: Answer, layers: Layers) -> None:
            self.taking.take(task.name, Made(values, answer, layers))

        def dress(answer: Answer, layers: Layers) -> None:
            self.taking.dress(task.name, Made(values, answer, layers))

        self._starter.map(task, given, said, take, again, always, dress=dress)
