"""What all tasks that map scores share: the raster, its threshold, its style and its list."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from ..bands.plan import plan_all_usable
from ..detect.detector import SceneRun
from ..detect.flags import HIGH_SHARE
from ..devices import describe_device
from ..output.detections import DetectionOutput
from ..output.provenance import build_provenance, provenance_tag, provenance_text
from ..output.raster_writer import RasterOutput, publish_all
from ..output.styles import score_style
from ..output.tail import BackgroundTail
from ..scene.quality import refuse_if_empty
from ..stream.sink import RasterSink, Sink
from .detection_list import ScoreMap, count_above, prepare_list
from .result import Output, Result

TAIL_TAG = "HSFM_TAIL"
THRESHOLD_TAG = "HSFM_THRESHOLD"
RATE_TAG = "HSFM_FALSE_ALARM_RATE"
DEFAULT_RATE = 0.001
"""Where a task has no parameter ``false_alarm_rate``."""


@dataclass(frozen=True)
class Scored:
    """What is told of scores besides the scores.

    Attributes:
        provenance: more entries at the top level of the provenance, such as ``detector``.
        metrics: more entries of the metrics.
    """

    provenance: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)


def write_score_map(
    run: SceneRun,
    *,
    task: str,
    role: str,
    description: str,
    score: Callable[[Sink], Scored],
    ceiling: float | None = None,
) -> Result:
    """Writes a map of scores with its threshold for a false-alarm rate, and its list if wanted.

    The raster gets the tags ``HSFM_TAIL`` (the table of ``BackgroundTail.to_json``),
    ``HSFM_THRESHOLD`` and ``HSFM_FALSE_ALARM_RATE``, a style that marks what is above the
    threshold, and its provenance. All files come into place together, or none does.

    Args:
        run: the scene and the request. Read from its values: ``out``; ``false_alarm_rate``
            (0.001 where the task has none); ``detections`` and ``least`` where a list is wanted.
        task: its name, for the provenance.
        role: of the scores in the sink and of the output, such as ``anomaly``.
        description: of the raster's band.
        score: fills the sink with the role's windows (float32, higher = more wanted, NaN = nodata),
            for instance by ``run.map(operator, sink)``.
        ceiling: the highest score there can be, such as 1 of a cosine; None if there is none.

    Returns:
        Outputs ``role`` (kind ``scores``) and, where a list is wanted, ``detections`` (kind
        ``vector``). Metrics: ``threshold``, ``false_alarm_rate``, ``above``, ``pixels``,
        ``minimum``, ``maximum``, ``mean``, ``std``, ``tail``, ``warnings``, those of ``Scored``,
        and with a list ``detections`` (``count``, ``listed``, ``flagged``).

    Raises:
        AllNodata: not a single pixel has a score.
        EngineError: whatever ``score`` or the place of the map refuse.
    """
    values, context = run.values, run.context
    grid = run.scene.grid.crop(run.area.window)
    wanted, beside = values.get("detections"), (values["out"], values["scene"])
    with ExitStack() as stack:
        raster = stack.enter_context(
            RasterOutput(values["out"], grid, "float32", float("nan"), description=description)
        )
        listed = stack.enter_context(DetectionOutput(wanted, beside)) if wanted else None
        sink = RasterSink({role: raster}, score_roles=(role,))
        told = score(sink)
        scores = sink.scores[role]
        refuse_if_empty(run.scene, scores.count)
        context.progress("write", 0, 1)
        context.check_cancelled()
        rate = float(values.get("false_alarm_rate", DEFAULT_RATE))
        tail = BackgroundTail(scores, math.inf if ceiling is None else ceiling)
        threshold = tail.threshold(rate)
        provenance = build_provenance(
            task,
            scene=run.scene,
            plan=run.plan,
            parameters=dict(values),
            device=describe_device(run.device),
            warnings=context.warnings,
            extra={**told.provenance, "threshold": threshold},
        )
        raster.prepare(
            sidecars={
                ".qml": score_style(scores, threshold),
                ".json": provenance_text(provenance),
            },
            tags={
                **provenance_tag(provenance),
                THRESHOLD_TAG: repr(threshold),
                RATE_TAG: repr(rate),
                TAIL_TAG: json.dumps(tail.to_json()),
            },
            statistics=[scores.to_tags(grid.height * grid.width)],
        )
        outputs, detections = [Output(role, raster.path, "scores")], {}
        if listed is not None:
            plan, request = plan_all_usable(run.scene, values.get("bands") or "")
            made = ScoreMap(
                raster.made[-1][0],
                run.scene,
                run.area.window,
                plan,
                request,
                scores.quantile(1.0 - HIGH_SHARE),
            )
            found = prepare_list(
                listed,
                made,
                threshold,
                context,
                least_px=int(values.get("least", 1)),
                provenance=provenance,
            )
            outputs.append(Output("detections", listed.path, "vector"))
            detections = {"detections": found}
        above = count_above(raster.made[-1][0], (grid.height, grid.width), threshold, context)
        publish_all([raster] if listed is None else [listed, raster])
        context.progress("write", 1, 1)
    metrics = {
        "threshold": threshold,
        "false_alarm_rate": rate,
        "above": above,
        "pixels": scores.count,
        "minimum": scores.minimum,
        "maximum": scores.maximum,
        "mean": scores.mean,
        "std": scores.std,
        "tail": tail.to_json(),
        **told.metrics,
        **detections,
        "warnings": list(context.warnings),
    }
    return Result(outputs, metrics, provenance)
