"""Brings what a run has made into the panel's state: the same for a first and a repeated run."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, List

from qgis.core import QgsRasterLayer

from ...engine.parameters import (
    ANOMALY,
    CLASSIFY,
    CLOUDS,
    FINDSIMILAR,
    QUICKMAP,
    TARGETDETECTION,
    TRAIN,
    TRAITS,
)
from ..i18n import tr
from ..layers.publish import RASTER_KINDS, show_layer
from ..layers.shown_band import show_trait
from .advanced import Advanced
from .state import Head, PanelState, ScoreMap

Answer = Dict[str, Any]
Layers = List[QgsRasterLayer]


@dataclass(frozen=True)
class Made:
    """What a run was asked for and has made.

    Attributes:
        values: the parameters of the run.
        answer: the engine's result.
        layers: of its rasters, in the order of the answer's.
    """

    values: Dict[str, Any]
    answer: Answer
    layers: Layers

    @property
    def metrics(self) -> Answer:
        """What the engine has measured."""
        return dict(self.answer["metrics"])

    @property
    def ids(self) -> Dict[str, str]:
        """The ids of the layers by the role of their raster."""
        rasters = [o for o in self.answer["outputs"] if o["kind"] in RASTER_KINDS]
        return {output["role"]: layer.id() for output, layer in zip(rasters, self.layers)}

    def path(self, role: str) -> str:
        """The path of an output; empty where there is none of this role."""
        found = (str(o["path"]) for o in self.answer["outputs"] if o["role"] == role)
        return next(found, "")

    def score_map(self, title: str) -> ScoreMap:
        """Where its map and its list are."""
        path = next(str(o["path"]) for o in self.answer["outputs"] if o["kind"] == "scores")
        layer = self.layers[0].id() if self.layers else ""
        return ScoreMap(path, layer, self.path("detections"), title, str(self.values["scene"]))


class ResultTaking:
    """Knows for each task of the Map section what becomes of its result."""

    def __init__(self, state: PanelState, advanced: Advanced) -> None:
        self._state, self._advanced = state, advanced
        self._takes: Dict[str, Callable[[Made], None]] = {
            TRAIN.name: self._head,
            CLASSIFY.name: self._classes,
            QUICKMAP.name: lambda made: state.set_cover(made.metrics),
            TRAITS.name: self._traits,
            CLOUDS.name: lambda made: state.set_class_map(made.metrics),
            ANOMALY.name: self._anomalies,
            TARGETDETECTION.name: self._targets,
            FINDSIMILAR.name: self._similar,
        }

    def take(self, task: str, made: Made) -> None:
        """Keeps what is known of a result of the scene that is open, once its layers are there."""
        if task in self._takes:
            self._takes[task](made)

    def dress(self, task: str, made: Made) -> None:
        """Finishes the layers, whatever scene is open by then."""
        if task == TRAITS.name and made.layers:
            show_trait(made.layers[0], made.metrics["traits"])
        is_unasked = "confidence" not in self._advanced.extras(CLASSIFY)
        if task == CLASSIFY.name and is_unasked and "confidence" in made.ids:
            show_layer(made.ids["confidence"], False)

    def _head(self, made: Made) -> None:
        name = tr("trained {}").format(time.strftime("%H:%M"))
        backbone = str(made.values.get("backbone") or "")
        self._state.set_head(Head(made.path("head"), name, backbone, made.metrics))

    def _classes(self, made: Made) -> None:
        now = self._state.head
        if now is None or now.path != made.values["head"]:  # another one was loaded meanwhile
            return
        if not now.metrics:  # a loaded head: its file tells how good it was
            metrics = made.metrics.get("head") or {}
            known = (made.answer["provenance"].get("model") or {}).get("backbone") or ""
            self._state.set_head(replace(now, metrics=metrics, backbone=str(known)))
        self._state.set_class_map(made.metrics, made.path("class_map"), made.ids)

    def _traits(self, made: Made) -> None:
        self._state.set_traits(made.metrics, made.layers[0].id() if made.layers else "")

    def _anomalies(self, made: Made) -> None:
        self._state.set_anomalies(made.metrics, made.score_map(tr("Detections")))

    def _targets(self, made: Made) -> None:
        names = [str(target.get("name") or "") for target in made.metrics.get("targets") or ()]
        title = tr("Target: {}").format(", ".join(filter(None, names)))
        self._state.set_targets(made.metrics, made.score_map(title))

    def _similar(self, made: Made) -> None:
        self._state.set_similar(made.metrics, made.score_map(tr("Similar")))
