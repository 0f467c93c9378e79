"""What can map classes: a head with its backbone, or an ONNX model; opened the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from ..backends.choice import LEAST_WINDOWS
from ..backends.offered import Chosen
from ..backends.torch_backend import TorchBackend
from ..bands.plan import BandPlan, BandRequest, plan_request
from ..context import Context
from ..errors import EngineError, ModelCorrupt, ModelHashMismatch
from ..folders import backends_file, onnx_folder
from ..heads.dense import DenseClassifier
from ..heads.head_file import Head, read_head
from ..heads.linear import ClassifyOperator
from ..models.backbone import Backbone
from ..models.registry import backbone
from ..scene.scene import Scene
from ..stream.area import Area
from ..stream.operator import Batch

AUTO, TORCH = "auto", "torch"


@dataclass(frozen=True)
class Run:
    """One run of ``classify``: what a mapper may look at to choose its backend."""

    scene: Scene
    plan: BandPlan
    area: Area
    device: torch.device
    memory_mib: int
    backend: str
    context: Context


class Mapper:
    """Something that maps classes over scenes.

    Attributes:
        path: of the file.
        classes: value, name and color of each class.
        request: the bands that it was made for.
        level: processing level that it was made for; empty if unknown.
        window_px, overlap_px, halo_px: see ``stream.operator.Operator``.
        metrics: held-out accuracy, if it is known.
        origin: for provenance: what it is made of.
    """

    path: Path
    classes: tuple[dict[str, Any], ...]
    request: BandRequest
    level: str
    window_px: int | None
    overlap_px: int
    halo_px: int
    metrics: Mapping[str, Any]
    origin: Mapping[str, Any]

    def plan(self, scene: Scene) -> BandPlan:
        """Finds its bands in a scene.

        Raises:
            AllNodata, BandsUncovered, NoWavelengths: as ``bands.plan.plan_request``.
        """
        return plan_request(scene, self.request)

    def operator(self, run: Run) -> tuple[ClassifyOperator, dict[str, Any]]:
        """Makes the operator with its backend, and what provenance keeps of both.

        Raises:
            Cancelled: the run was cancelled while backends were compared.
            EngineError: the wanted backend cannot be used.
        """
        found = self._backend(run)
        values: npt.NDArray[np.uint8] = np.array([c["value"] for c in self.classes], np.uint8)
        operator = ClassifyOperator(
            found.probabilities,
            values,
            halo_px=self.halo_px,
            overlap_px=self.overlap_px,
            window_px=self.window_px,
        )
        return operator, {**self.origin, "backend": {"name": found.name, **found.facts}}

    def _backend(self, run: Run) -> Chosen:
        raise NotImplementedError


def open_mapper(path: Path) -> Mapper:
    """Opens a ``.hsfm`` head or an ``.onnx`` model.

    Raises:
        EngineError: what ``heads.head_file.read_head``, ``models.registry.backbone`` or
            ``backends.foreign.describe`` refuse.
    """
    if path.suffix.lower() == ".onnx":
        from .onnx_mapper import open_onnx

        return open_onnx(path)
    return HeadMapper(path)


class HeadMapper(Mapper):
    """A trained head and the backbone whose features it takes."""

    def __init__(self, path: Path) -> None:
        """Reads the head; the backbone's weights are read by ``operator``.

        Raises:
            EngineError: as ``open_mapper``.
        """
        self.head: Head = read_head(path)
        self.backbone: Backbone = _backbone_of(self.head, path)
        self.sha256 = file_sha256(path)
        self.path = path
        self.classes = self.head.classes
        self.request = self.head.request
        self.level = self.head.level
        self.window_px = self.backbone.window_px
        self.overlap_px = self.backbone.overlap_px
        self.halo_px = self.backbone.halo_px
        self.metrics = self.head.metrics
        self.origin = {
            "backbone": self.head.backbone,
            "backbone_hash": self.head.backbone_hash,
            "options": dict(self.head.options),
            "head": str(path),
            "head_sha256": self.sha256,
        }

    def classifier(self) -> DenseClassifier:
        """Reads the weights of the backbone and joins it with the head, on the CPU.

        Raises:
            ModelCorrupt: the weights cannot be read.
        """
        channels = self.backbone.channels(self.request)
        return DenseClassifier(self.backbone.network(self.request), channels, self.head.scores)

    def _backend(self, run: Run) -> Chosen:
        classifier = self.classifier()
        windows = self._windows(run)
        if run.backend == TORCH or (run.backend == AUTO and windows < LEAST_WINDOWS):
            return Chosen(TORCH, TorchBackend(classifier, run.device))
        from ..backends.candidates import candidate, candidates
        from ..backends.choice import chosen
        from ..backends.memory import Memory, key_of, machine
        from ..backends.network import Network
        from ..backends.onnx_cache import OnnxCache
        from ..backends.recalled import compared

        network = Network(classifier, self.head, self.backbone, OnnxCache(onnx_folder()))
        about = machine(run.device)
        if run.backend == AUTO:
            found = chosen(
                candidates(network, run.device),
                lambda: self._sample(run),
                windows,
                Memory(backends_file()),
                key_of(about, *network.identity),
                run.context,
            )
        else:
            reference = candidate(network, TORCH, run.device)
            wanted = candidate(network, run.backend, run.device)
            found = compared(reference, wanted, self._sample(run), run.context)
        facts = {**found.facts, **{k: about[k] for k in ("torch", "onnxruntime")}}
        return replace(found, facts=facts)

    def _windows(self, run: Run) -> int:
        """About how many windows of a network the map takes; 0 for what sees single pixels."""
        from ..backends.sample import count_windows

        if self.window_px is None:
            return 0
        return count_windows(run.scene, run.area, self.window_px, self.overlap_px, self.halo_px)

    def _sample(self, run: Run) -> Batch | None:
        from ..backends.sample import sample_windows

        return sample_windows(
            run.scene,
            run.plan,
            run.area,
            window_px=self.window_px,
            halo_px=self.halo_px,
            device=run.device,
            context=run.context,
            memory_mib=run.memory_mib,
        )


def _backbone_of(head: Head, path: Path) -> Backbone:
    try:
        made = backbone(head.backbone, head.options)
    except (TypeError, ValueError) as exc:
        if isinstance(exc, EngineError):
            raise
        raise ModelCorrupt(
            f"{path} has options for its backbone that make no sense: {head.options}.",
            hint="Choose a .hsfm file made by Train Classifier, or train it again.",
            detail=repr(exc),
        ) from exc
    if made.hash != head.backbone_hash:
        raise ModelHashMismatch(
            f"{path} was trained with another version of the backbone {head.backbone!r}.",
            hint="Train the head again with this version.",
        )
    channels = made.channels(head.request)
    wanted = getattr(head.scores, "channels", channels)
    if sum(channels) != head.scores.dims or tuple(channels) != wanted:
        raise ModelCorrupt(
            f"{path} wants {head.scores.dims} features, and its bands give {sum(channels)}.",
            hint="Choose a .hsfm file made by Train Classifier, or train it again.",
        )
    return made


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()
