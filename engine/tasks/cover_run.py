"""What the tasks that need no labels have in common: a scene, a cover model and an area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..devices import describe_device, pick_device
from ..models.cover_model import CoverModel, cover_model
from ..output.provenance import build_provenance
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.loop import map_scene
from ..stream.operator import Operator
from ..stream.sink import Sink
from .area import area_of
from .opening import open_for_task


@dataclass(frozen=True)
class CoverRun:
    """A checked request, ready to run over its scene.

    Attributes:
        values: of the request.
        scene, model, area, device: what they name.
        plan: which bands are read.
        request: their wavelengths, which the model's networks are made for.
        context: of the run.
    """

    values: Mapping[str, Any]
    scene: Scene
    model: CoverModel
    plan: BandPlan
    request: BandRequest
    area: Area
    device: torch.device
    context: Context

    @property
    def total(self) -> int:
        """Pixels of the outputs."""
        return self.area.window.height * self.area.window.width

    def map(self, operator: Operator, sink: Sink) -> None:
        """Runs an operator over the area; raises as ``stream.loop.map_scene``."""
        map_scene(
            self.scene,
            self.plan,
            operator,
            sink,
            device=self.device,
            context=self.context,
            area=self.area,
            memory_mib=self.values["memory"],
        )

    def pixels(self, mapped: int) -> dict[str, Any]:
        """The metrics' account of pixels, as every map has it."""
        return {
            "mapped": mapped,
            "not_mapped": self.total - mapped,
            "within_polygons": self.area.polygons is not None,
        }

    def provenance(self, task: str, **extra: Any) -> dict[str, Any]:
        """How the outputs of ``task`` are made; ``extra`` are more entries at the top level."""
        return build_provenance(
            task,
            scene=self.scene,
            plan=self.plan,
            parameters=dict(self.values),
            model={"id": self.model.id, "hash": self.model.hash},
            device=describe_device(self.device),
            warnings=self.context.warnings,
            extra=extra,
        )


def open_covers(values: Mapping[str, Any], context: Context) -> CoverRun:
    """Opens the scene, finds the model and plans the bands.

    Args:
        values: as ``parameters.QUICKMAP`` or ``parameters.TRAITS`` declare them.
        context: told of progress and of what the user should know.

    Raises:
        ModelNotInstalled, ModelUnknown, ModelCorrupt: the model cannot be used.
        BandsUncovered, NoWavelengths, WrongLevel: the scene does not fit the model.
        EngineError: whatever the scene, its area or the device refuse.
    """
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    model = cover_model(values["model"])
    plan, request = model.plan(scene, values["bands"] or "")
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)
    return CoverRun(values, scene, model, plan, request, area, device, context)
