"""``targetdetection``: a scene and targets in, a map of how much of them each pixel holds out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandPlan, BandRequest, plan_all_usable
from ..context import Context
from ..detect.detector import SceneRun, described
from ..detect.targets.detector import ROLE, Search, Target, target_detector_named
from ..devices import pick_device
from ..errors import BandsUncovered
from ..libraries.on_bands import LEAST_BANDS, uncovered
from ..models.registry import backbone
from ..scene.scene import Scene
from ..stream.sink import Sink
from .area import area_of
from .opening import open_for_task, warn_without_wavelengths
from .result import Result
from .score_map import Scored, write_score_map
from .target_sources import targets_of

SIMILARITY = "similarity"
"""The method that compares features of a backbone; all others compare reflectance."""

TOLD_TARGETS = 100
"""Of so many targets the spectra are told; a library can hold thousands."""


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Maps scores of targets, finds the threshold for a false-alarm rate, and lists what is above.

    Args:
        values: as ``parameters.TARGETDETECTION`` declares them.
        context: told of progress, asked for cancellation.

    Returns:
        As ``write_score_map``, with the metrics ``targets`` (as ``Target.to_json``, the first
        ``TOLD_TARGETS``) and ``bands`` (``numbers`` and ``centres_nm`` of their spectra).

    Raises:
        BadParameter: nothing is given to look for, or what is given makes no sense.
        AllNodata, TooSmall: the area has too few valid pixels.
        EngineError: whatever the scene, the library or the place of the map refuse.
    """
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    warn_without_wavelengths(scene, context)
    made_by = backbone(values["backbone"]) if values["method"] == SIMILARITY else None
    bands = values["bands"] or ""
    plan, request = made_by.plan(scene, bands) if made_by else plan_all_usable(scene, bands)
    for note in plan.notes:
        context.log(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)

    found = targets_of(values, scene, plan, device, context)
    targets = found.targets
    if made_by is None:
        plan, request, targets = _covered(plan, request, targets, scene, context)
    run_ = SceneRun(scene, plan, area, device, context, values["memory"], values)
    search = Search(run_, request, targets, found.marked, made_by)
    detector = target_detector_named(values["method"])

    def score(sink: Sink) -> Scored:
        facts = detector.detect(search, sink)
        names = [target.to_json(spectrum=False) for target in targets]
        return Scored(
            provenance={
                "detector": described(values["method"], detector, facts),
                "targets": names,
            },
            metrics={
                "targets": [target.to_json() for target in targets[:TOLD_TARGETS]],
                "bands": {
                    "numbers": list(request.numbers),
                    "centres_nm": None if request.centres_nm is None else list(request.centres_nm),
                },
            },
        )

    return write_score_map(
        run_,
        task="targetdetection",
        role=ROLE,
        description=f"target score ({detector.title})",
        score=score,
        ceiling=detector.ceiling,
    )


def _covered(
    plan: BandPlan,
    request: BandRequest,
    targets: tuple[Target, ...],
    scene: Scene,
    context: Context,
) -> tuple[BandPlan, BandRequest, tuple[Target, ...]]:
    """Leaves out the bands that a spectrum of a library lacks.

    Raises:
        BandsUncovered: too few bands are left that all of them have.
    """
    finite = np.isfinite(np.stack([target.spectrum for target in targets]))
    known = np.asarray(finite.all(axis=0))
    if known.all():
        return plan, request, targets
    gap = uncovered(np.where(known, 0.0, np.nan), scene, plan)
    if known.sum() < min(LEAST_BANDS, len(known)):
        raise BandsUncovered(
            f"The spectra of the library have too few bands of {scene.product} in common: {gap} "
            "are not covered by all of them.",
            hint="Choose fewer spectra, or spectra that cover the same wavelengths.",
        )
    context.warn(
        f"The library has no values at {gap}; the other {int(known.sum())} bands are compared."
    )
    kept = np.flatnonzero(known)
    return (
        replace(plan, read=tuple(plan.read[place] for place in kept)),
        BandRequest(
            _only(request.centres_nm, kept),
            _only(request.fwhm_nm, kept),
            _only(request.detectors, kept),
            tuple(request.numbers[place] for place in kept),
            request.scene_bands,
        ),
        tuple(replace(target, spectrum=target.spectrum[known]) for target in targets),
    )


def _only(given: tuple[Any, ...] | None, kept: npt.NDArray[np.intp]) -> Any:
    return None if given is None else tuple(given[place] for place in kept)
