"""What every detector of anomalies is: one class in one file, found by its name.

A newcomer writes ``<name>.py`` beside this file with a class ``AnomalyDetector``, and adds the name
to ``parameters.detecting.DETECTORS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from ..bands.plan import BandPlan
from ..context import Context
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import map_scene, reduce_scene
from ..stream.operator import Operator, Reducer
from ..stream.sink import Sink

if TYPE_CHECKING:
    import torch

ROLE = "anomaly"
"""The role of the scores: float32, the higher the more unusual, NaN is nodata."""


@dataclass(frozen=True)
class SceneRun:
    """A scene and what a detector may do with it; every pass goes through the one loop.

    Attributes:
        scene, area: what is looked at.
        plan: the bands that are compared.
        device: where to compute.
        context: of the run.
        memory_mib: what the windows in flight may take.
        values: of the request, as ``parameters.ANOMALY`` declares them.
    """

    scene: Scene
    plan: BandPlan
    area: Area
    device: torch.device
    context: Context
    memory_mib: int
    values: Mapping[str, Any]

    def reduce(self, *reducers: Reducer) -> None:
        """Shows every pixel of the area once to each reducer; raises as ``reduce_scene``."""
        reduce_scene(
            self.scene,
            self.plan,
            reducers,
            device=self.device,
            context=self.context,
            area=self.area,
            memory_mib=self.memory_mib,
        )

    def map(self, operator: Operator, sink: Sink) -> None:
        """Runs an operator over the area; raises as ``map_scene``."""
        map_scene(
            self.scene,
            self.plan,
            operator,
            sink,
            device=self.device,
            context=self.context,
            area=self.area,
            memory_mib=self.memory_mib,
        )


class Detector(Protocol):
    """What every detector tells of itself, also those of targets.

    Attributes:
        title: its name in the provenance.
        source: the paper it comes from.
        ceiling: the highest score there can be; None if there is none.
    """

    title: str
    source: str
    ceiling: float | None


class AnomalyDetector(Detector, Protocol):
    """Scores how unusual each pixel is."""

    def detect(self, run: SceneRun, sink: Sink) -> dict[str, Any]:
        """Fits itself to a scene and writes the role ``anomaly`` of every window of its area.

        Returns:
            What the provenance tells of the fit; can be written as JSON.

        Raises:
            AllNodata, TooSmall: the area has too few valid pixels.
            EngineError: whatever the scene or the device refuse.
        """


def described(name: str, detector: Detector, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A detector's entry in the provenance, with the facts of its fit."""
    return {"name": name, "title": detector.title, "source": detector.source, **facts}


def detector_named(name: str) -> AnomalyDetector:
    """Loads a detector by its name, one of ``parameters.detecting.DETECTORS``."""
    module = import_module(f".{name}", __package__)
    return cast(AnomalyDetector, module.AnomalyDetector())
