"""What a task gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Output:
    """One file that a task made.

    Attributes:
        role: ``class_map``, ``preview``, ``confidence``, ``sets``, ``unlike``, ``anomaly``,
            ``target``, ``similarity``, ``detections``, ``cloud_mask``, ``probability``,
            ``cover_map``, ``fractions``, ``uncertainty``, ``traits``, ``head``, ``model``,
            ``product``, ``labels``, ``report``.
        path: absolute.
        kind: ``classes``, ``scores``, ``head``, ``model``, ``scene``, ``vector`` or ``report``.
        classes: for class maps: value, name, color, pixels, area_ha, mean_confidence of each.
    """

    role: str
    path: Path
    kind: str
    classes: list[dict[str, Any]] | None = None

    def to_json(self) -> dict[str, Any]:
        made: dict[str, Any] = {"role": self.role, "path": str(self.path), "kind": self.kind}
        if self.classes is not None:
            made["classes"] = self.classes
        return made


@dataclass(frozen=True)
class Result:
    """The answer of a task; everything in it can be written as JSON."""

    outputs: list[Output] = field(default_factory=list)
    metrics: dict[str, Any] = field(default_factory=dict)
    provenance: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return {
            "outputs": [output.to_json() for output in self.outputs],
            "metrics": self.metrics,
            "provenance": self.provenance,
        }
