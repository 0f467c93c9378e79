"""``anomaly``: a scene in, a map of how unusual each pixel is out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..bands.plan import plan_all_usable
from ..context import Context
from ..detect.detector import ROLE, SceneRun, detector_named
from ..devices import describe_device, pick_device
from ..output.provenance import build_provenance, provenance_tag, provenance_text
from ..output.raster_writer import RasterOutput
from ..output.styles import score_style
from ..stream.sink import RasterSink
from .area import area_of
from .opening import open_for_task, warn_without_wavelengths
from .result import Output, Result


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps anomaly scores and finds the threshold for a false-alarm rate.

    The threshold is the score that the given share of all pixels of the area exceeds, so it holds
    as long as real anomalies are rare.

    Args:
        values: as ``parameters.ANOMALY`` declares them.
        context: told of progress, asked for cancellation.

    Raises:
        AllNodata, TooSmall: the area has too few valid pixels.
        EngineError: whatever the scene or the place of the map refuse.
    """
    out = Path(values["out"]).absolute()
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    warn_without_wavelengths(scene, context)
    plan, _ = plan_all_usable(scene, values["bands"] or "")
    for note in plan.notes:
        context.log(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    run_ = SceneRun(scene, plan, area, device, context, values["memory"], values)
    detector = detector_named(values["detector"])
    grid = scene.grid.crop(area.window)
    with RasterOutput(
        out, grid, "float32", float("nan"), description=f"anomaly score ({detector.title})"
    ) as raster:
        sink = RasterSink({ROLE: raster}, score_roles=(ROLE,))
        facts = detector.detect(run_, sink)
        scores = sink.scores[ROLE]
        rate = values["false_alarm_rate"]
        threshold = scores.quantile(1.0 - rate)
        context.progress("write", 0, 1)
        context.check_cancelled()
        metrics = {
            "threshold": threshold,
            "false_alarm_rate": rate,
            "above": scores.count_above(threshold),
            "pixels": scores.count,
            "minimum": scores.minimum,
            "maximum": scores.maximum,
            "mean": scores.mean,
            "std": scores.std,
            "warnings": list(context.warnings),
        }
        provenance = build_provenance(
            "anomaly",
            scene=scene,
            plan=plan,
            parameters=dict(values),
            device=describe_device(device),
            warnings=context.warnings,
            extra={
                "detector": {
                    "name": values["detector"],
                    "title": detector.title,
                    "source": detector.source,
                    **facts,
                    "threshold": threshold,
                }
            },
        )
        raster.commit(
            sidecars={
                ".qml": score_style(scores, threshold),
                ".json": provenance_text(provenance),
            },
            tags={
                **provenance_tag(provenance),
                "HSFM_THRESHOLD": repr(threshold),
                "HSFM_FALSE_ALARM_RATE": repr(rate),
            },
            statistics=[scores.to_tags(grid.height * grid.width)],
        )
        context.progress("write", 1, 1)
    return Result([Output(ROLE, out, "scores")], metrics, provenance)
