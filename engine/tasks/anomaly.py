"""``anomaly``: a scene in, a map of how unusual each pixel is out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..bands.plan import plan_all_usable
from ..context import Context
from ..detect.detector import ROLE, SceneRun, described, detector_named
from ..devices import pick_device
from ..stream.sink import Sink
from .area import area_of
from .opening import open_for_task, warn_without_wavelengths
from .result import Result
from .score_map import Scored, write_score_map


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps anomaly scores, finds the threshold for a false-alarm rate, and lists what is above it.

    Args:
        values: as ``parameters.ANOMALY`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        AllNodata, TooSmall: the area has too few valid pixels.
        EngineError: whatever the scene, the detector or the place of the map refuse.
    """
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    warn_without_wavelengths(scene, context)
    plan, _ = plan_all_usable(scene, values["bands"] or "")
    for note in plan.notes:
        context.log(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)
    scene_run = SceneRun(scene, plan, area, device, context, values["memory"], values)
    detector = detector_named(values["detector"])

    def score(sink: Sink) -> Scored:
        facts = detector.detect(scene_run, sink)
        return Scored({"detector": described(values["detector"], detector, facts)})

    return write_score_map(
        scene_run,
        task="anomaly",
        role=ROLE,
        description=f"anomaly score ({detector.title})",
        score=score,
        ceiling=detector.ceiling,
    )
