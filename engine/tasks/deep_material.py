"""What fine-tuning learns from: a scene's labels, their features, and the windows around them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..bands.plan import BandPlan, BandRequest
from ..context import Context
from ..devices import pick_device
from ..models.backbone import Backbone
from ..models.registry import backbone
from ..parameters import TRAIN
from ..scene.scene import Scene
from ..training.deep_checkpoint import run_key
from ..training.deep_network import require_depth
from ..training.deep_progress import Course
from ..training.deep_split import LEAST_FOLDS, Groups, deep_groups
from ..training.deep_windows import LabelledWindow, WindowShape, read_windows
from ..training.fit_deep import VERSION
from ..training.fit_linear import Fit, fit_linear
from ..training.labels import Labels
from ..vectors import VectorLayer
from .area import area_of
from .labelled import read_labels, require_classes, with_features
from .opening import open_for_task, warn_without_wavelengths

WINDOWS_SHARE = 4
"""The windows in memory may take so many times the memory that reading takes."""


@dataclass(frozen=True)
class Material:
    """What is learnt from, and with what."""

    scene: Scene
    plan: BandPlan
    request: BandRequest
    backbone: Backbone
    layer: VectorLayer
    labels: Labels
    features: npt.NDArray[np.float32]
    windows: list[LabelledWindow]
    shape: WindowShape
    groups: Groups
    device: torch.device


def read_material(values: Mapping[str, Any], context: Context) -> Material:
    """Opens the scene and reads labels, their features and the windows around them."""
    device = pick_device(values["device"])
    context.progress("open", 0, 1)
    scene = open_for_task(values["scene"], context)
    made_by = backbone(values["backbone"], {key: values[key] for key in ("blocks", "dilated")})
    plan, request = made_by.plan(scene, values["bands"] or "")
    require_depth(made_by, request, values["depth"])
    warn_without_wavelengths(scene, context)
    for note in plan.notes:
        context.warn(note)
    area = area_of(scene, values, context)
    context.progress("open", 1, 1)
    layer, labels = read_labels(values, scene, area, context)
    memory = values["memory"]
    labels, features = with_features(
        labels, layer, scene, plan, request, made_by, device, context, memory
    )
    shape = WindowShape.of(made_by)
    windows, held = read_windows(
        scene,
        plan,
        labels,
        shape,
        context=context,
        memory_mib=memory,
        limit_bytes=WINDOWS_SHARE * (memory << 20),
    )
    if not held.all():
        labels, features = require_classes(labels.take(held), layer), features[held]
    context.check_cancelled()
    _warn_measured_once(values, context)
    groups = deep_groups(labels, values["folds"], values["seed"], values["split"])
    return Material(
        scene, plan, request, made_by, layer, labels, features, windows, shape, groups, device
    )


def _warn_measured_once(values: Mapping[str, Any], context: Context) -> None:
    """Where the user asked for folds or repeats, which other training has."""
    if all(values[name] == TRAIN.parameter(name).default for name in ("folds", "repeats")):
        return
    context.warn(
        "Held-out folds and repeats do not apply to fine-tuning: it is trained once, and one part "
        f"in {max(values['folds'], LEAST_FOLDS)} of the polygons measures it."
    )


def fit_start(
    found: Material, learnt: tuple[int, ...], seed: int, check: Callable[[], None]
) -> Fit:
    """A linear head on the plain features of some groups of ``deep_split``."""
    train = np.isin(found.groups.group, learnt)
    return fit_linear(
        found.features[train],
        found.labels.index[train],
        found.groups.split.block[train],
        len(found.labels.classes),
        seed,
        check,
    )


def key_of_run(found: Material, depth: str, course: Course) -> str:
    """Names everything that decides what comes out, so that nothing else is gone on with.

    It is empty where the scene has no fingerprint: its pixels may be others next time.
    """
    if not found.scene.fingerprint:
        return ""
    labels, plan, made_by = found.labels, found.plan, found.backbone
    digest = hashlib.sha256()
    for array in (labels.rows, labels.cols, labels.index, found.groups.group):
        digest.update(np.ascontiguousarray(array, np.int64).tobytes())
    digest.update(b"" if plan.weights is None else plan.weights.tobytes())
    return run_key(
        VERSION,
        torch.__version__,
        found.device.type,
        depth,
        asdict(course),
        found.scene.fingerprint,
        list(plan.read),
        found.request.to_json(),
        [made_by.id, made_by.hash, dict(made_by.options)],
        len(found.windows),
        digest.hexdigest(),
    )
