"""``train`` with fine-tuning: a convolutional head, and as much of the backbone as was wanted."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..context import Context
from ..devices import describe_device, named_memory_errors
from ..errors import BadParameter, Cancelled
from ..folders import checkpoints_folder
from ..heads.head_container import MAX_BYTES
from ..heads.head_file import Head, head_to_bytes
from ..output.place import atomic_file
from ..output.provenance import build_provenance
from ..training.baseline import Shared, baseline_jobs, compared
from ..training.deep_augment import noise_shares
from ..training.deep_batches import Batches
from ..training.deep_checkpoint import Checkpoint
from ..training.deep_measure import judged_deep
from ..training.deep_network import DeepNetwork
from ..training.deep_progress import Course, Progress
from ..training.deep_split import STOP, TEST, TRAIN
from ..training.fit_deep import DeepFit
from ..training.metrics import predicted_classes
from ..training.side_by_side import side_by_side
from .deep_material import Material, fit_start, key_of_run, read_material
from .result import Output, Result
from .train import training_facts
from .train_evidence import places_evidence, read_reflectance, spectra_evidence

HEAD_RATE = 3e-3
BACKBONE_RATES = {
    "conv": 0.0,
    "adapter": 3e-4,
    "lora": 3e-4,
    "full": 1e-4,
}
"""Highest learning rates; a whole backbone easily forgets what it knew."""

BRIEF_S = 2.0
"""After a cancellation only what is measured in this time is measured: nobody waits long
for what was cancelled."""

Matrix = npt.NDArray[np.float64]


def run(values: Mapping[str, Any], context: Context) -> Result:
    """Fine-tunes a head; a cancellation after the first epoch keeps the best so far.

    Args:
        values: as ``parameters.TRAIN`` declares them, ``depth`` other than ``head``.
        context: told of progress and of every epoch, asked for cancellation.

    Raises:
        BadParameter: the backbone has nothing of this kind to train.
        LabelsEmpty, LabelsOutside, OneClass, NoCrs: the labels cannot be used.
        EngineError: whatever the scene, the backbone, the device or the place of the head refuse.
    """
    out = Path(values["out"]).absolute()
    start = time.perf_counter()
    found = read_material(values, context)
    course = Course(values["epochs"], HEAD_RATE, BACKBONE_RATES[values["depth"]], values["seed"])
    seconds = {"features": _since(start)}

    start = time.perf_counter()
    network = _network(found, values["depth"], course, context)
    fit = _fit(found, network, course, context)
    checkpoint = Checkpoint(
        checkpoints_folder(), key_of_run(found, values["depth"], course), context
    )
    progress = fit.run(checkpoint, context)
    network.restore(progress.best)
    seconds["fit"] = _since(start)

    start = time.perf_counter()
    scores = _held_out_scores(fit, found, progress, context)
    linear = _linear_scores(found, course, progress, context)
    judged = judged_deep(scores, linear, found.labels, found.groups)
    stopped = _stopped_note(progress, course, scores, linear)
    for note in (*found.groups.notes, *judged.notes, stopped):
        if note:
            context.warn(note)
    seconds["validate"] = _since(start)
    start = time.perf_counter()
    more, spectra = _beside(found, values, scores, progress, context)
    seconds["baseline"] = _since(start)

    head_scores = network.head(progress.best, judged.temperature)
    metrics = {
        **judged.metrics,
        **more,
        "classifier": list(head_scores.members),
        "depth": values["depth"],
        "epochs": progress.epochs,
        "best_epoch": progress.best_epoch,
        "curve": progress.curve,
        "warnings": list(context.warnings),
    }
    head = Head(
        head_scores,
        tuple(entry.to_json() for entry in found.labels.classes),
        found.backbone.id,
        found.backbone.hash,
        found.request,
        found.scene.level,
        training_facts(values, found.scene, found.layer, context),
        metrics,
        dict(found.backbone.options),
        conformal=judged.conformal,
        evidence={
            "places": places_evidence(found.labels, found.groups.split),
            "shape": [found.scene.grid.height, found.scene.grid.width],
            "reliability": judged.reliability,
            "spectra": spectra,
            "curve": progress.curve,
        },
    )
    context.progress("write", 0, 1)
    with atomic_file(out) as part:
        part.write_bytes(head_to_bytes(head))
    if not progress.cancelled:
        checkpoint.remove()
    context.progress("write", 1, 1)
    provenance = build_provenance(
        "train",
        scene=found.scene,
        plan=found.plan,
        parameters=dict(values),
        model={"backbone": found.backbone.id, "backbone_hash": found.backbone.hash},
        device=describe_device(found.device),
        warnings=context.warnings,
    )
    outputs = [Output("head", out, "head", list(head.classes))]
    return Result(outputs, {**metrics, "seconds": seconds}, provenance)


def _network(found: Material, depth: str, course: Course, context: Context) -> DeepNetwork:
    """The network as it is before the first epoch, on the device."""
    start = fit_start(found, (TRAIN,), course.seed, context.check_cancelled)
    features = found.features[found.groups.group == TRAIN]
    network = DeepNetwork(found.backbone, found.request, depth, start, features, course.seed)
    size = sum(tensor.numel() for tensor in network.learning.values()) * 4
    if size > MAX_BYTES:
        raise BadParameter(
            f"The weights of {found.backbone.id} that would be trained take {size / 1e9:.1f} GB, "
            f"and a head holds {MAX_BYTES / 1e9:.1f} GB.",
            hint="Choose conv or lora, or a smaller backbone.",
        )
    with named_memory_errors(found.device):
        return network.to(found.device)


def _fit(found: Material, network: DeepNetwork, course: Course, context: Context) -> DeepFit:
    return DeepFit(
        network,
        found.windows,
        found.labels.index,
        found.groups.group,
        course,
        Batches(found.device, found.shape.side, context),
        noise_shares(found.request.centres_nm, found.plan.out_bands),
    )


def _held_out_scores(fit: DeepFit, found: Material, progress: Progress, context: Context) -> Matrix:
    """Scores of the pixels that were not learnt from; after a cancellation only if it is quick."""
    nothing = np.full((len(found.labels), len(found.labels.classes)), np.nan)
    if progress.cancelled:
        return fit.scores((STOP, TEST)) if fit.seconds_for((STOP, TEST)) <= BRIEF_S else nothing
    context.progress("validate", 0, 1)
    try:
        scores = fit.scores((STOP, TEST), context)
    except Cancelled:  # what was trained is kept all the same
        progress.cancelled = True
        return nothing
    context.progress("validate", 1, 1)
    return scores


def _linear_scores(
    found: Material, course: Course, progress: Progress, context: Context
) -> Matrix | None:
    """Of a linear head that had all labels but those for measuring; None after a cancellation."""
    try:
        fit = fit_start(found, (TRAIN, STOP), course.seed, context.check_cancelled)
    except Cancelled:  # what was trained is kept all the same
        progress.cancelled = True
        return None
    return fit.scores(found.features)


def _beside(
    found: Material,
    values: Mapping[str, Any],
    scores: Matrix,
    progress: Progress,
    context: Context,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Accuracies of usual classifiers, and the spectra of the classes; nothing if cancelled."""
    labels, split = found.labels, found.groups.split
    check = context.check_cancelled
    try:
        check()
        reflectance = read_reflectance(found.scene, labels, values, context)
        spectra = spectra_evidence(reflectance, labels, found.scene)
        if not values["baseline"]:
            return {}, spectra
        shared = Shared.of(*reflectance.usable, labels.index, split)
        jobs = baseline_jobs(shared.spectra, shared.classes, shared.split, values["seed"], check)
        context.progress("compare", 0, max(1, len(jobs)))
        (made,) = side_by_side((jobs,), lambda done: context.progress("compare", done, len(jobs)))
    except Cancelled:
        if not progress.cancelled:
            context.warn("The baseline was not measured: training was cancelled.")
        return {}, {}
    if shared.note:
        context.warn(shared.note)
    ours = predicted_classes(np.nan_to_num(scores[shared.place]))
    theirs = [each for each, _ in made]
    rows, winner = compared(theirs, ours, shared.classes, shared.split, len(labels.classes))
    return {"baseline": rows, "winner": winner}, spectra


def _stopped_note(progress: Progress, course: Course, scores: Matrix, linear: Matrix | None) -> str:
    if not progress.cancelled:
        return ""
    measured = "" if linear is not None else " A linear head beside it was not measured."
    if not np.isfinite(scores).any():
        measured = " Its accuracy was not measured."
    return (
        f"Training was stopped after {progress.epochs} of {course.epochs} epochs; the head is the "
        f"best so far, that of epoch {progress.best_epoch}.{measured} The same training, started "
        "again, goes on from there."
    )


def _since(start: float) -> float:
    return round(time.perf_counter() - start, 3)
