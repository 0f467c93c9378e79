"""How a file was made: enough to make it again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any, Protocol

from .. import __version__

if TYPE_CHECKING:
    from ..scene.scene import Scene

TAG = "HSFM_PROVENANCE"
FORMAT = 1


class PlannedBands(Protocol):
    """What is recorded of a ``bands.plan.BandPlan``."""

    @property
    def read(self) -> tuple[int, ...]: ...

    @property
    def kind(self) -> str: ...

    @property
    def notes(self) -> tuple[str, ...]: ...


def build_provenance(
    task: str,
    *,
    scene: Scene | None = None,
    plan: PlannedBands | None = None,
    parameters: Mapping[str, Any] | None = None,
    model: Mapping[str, Any] | None = None,
    device: Mapping[str, Any] | None = None,
    warnings: Sequence[str] = (),
    extra: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Describes how an output is made, in values that JSON can hold.

    Args:
        task: such as ``classify``.
        scene: what was read.
        plan: which bands were read and what became of them.
        parameters: the checked values of the request.
        model: backbone and head with their hashes.
        device: ``devices.describe_device``.
        warnings: what the user was told.
        extra: more entries at the top level.
    """
    made: dict[str, Any] = {
        "format": FORMAT,
        "software": {"name": "HSFM", "version": __version__},
        "task": task,
        "made": made_at(),
    }
    if scene is not None:
        made["scene"] = {
            "path": str(scene.path),
            "product": scene.product,
            "sensor": scene.sensor,
            "level": scene.level,
            "acquired": scene.acquired,
            "fingerprint": scene.fingerprint,
            "scale": scene.scale_origin,
            "wavelengths": scene.bands.origin,
        }
    if plan is not None:
        made["bands"] = {"kind": plan.kind, "read": list(plan.read), "notes": list(plan.notes)}
    if model is not None:
        made["model"] = dict(model)
    if parameters is not None:
        made["parameters"] = {key: value for key, value in parameters.items() if value is not None}
    if device is not None:
        made["device"] = {key: device[key] for key in ("id", "name") if key in device}
    if warnings:
        made["warnings"] = list(warnings)
    return {**made, **(extra or {})}


def made_at() -> str:
    """Now, as ISO 8601 in UTC; ``SOURCE_DATE_EPOCH`` (seconds since 1970) overrides the clock.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    when = (
        datetime.fromtimestamp(int(fixed), timezone.utc)
        if fixed.isdigit()
        else datetime.now(timezone.utc)
    )
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def provenance_tag(provenance: Mapping[str, Any]) -> dict[str, str]:
    """The provenance as metadata of a TIFF."""
    return {TAG: json.dumps(provenance, ensure_ascii=True, sort_keys=True, default=str)}


def provenance_text(provenance: Mapping[str, Any]) -> str:
    """The provenance as the text of a ``.json`` beside the file."""
    return json.dumps(provenance, ensure_ascii=False, indent=2, default=str) + "\n"
