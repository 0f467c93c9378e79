"""What can map classes: a head with its backbone, or an ONNX model; opened the same way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from ..backends.choice import LEAST_WINDOWS
from ..backends.offered import Chosen
from ..backends.torch_backend import TorchBackend
from ..errors import EngineError, ModelCorrupt, ModelHashMismatch
from ..folders import backends_file, onnx_folder
from ..heads.deep import DeepHead
from ..heads.dense import DenseClassifier
from ..heads.head_file import Head, read_head
from ..heads.tuned import TunedBackbone
from ..heads.unlike_scores import UnlikeScores
from ..models.backbone import Backbone
from ..models.registry import backbone
from ..scene.scene import Scene
from ..stream.operator import Batch
from .head_library import head_path
from .mapper import AUTO, Mapper, Run, file_sha256

if TYPE_CHECKING:
    from ..heads.linear import Distances

TORCH = "torch"


def open_mapper(named: str) -> Mapper:
    """Opens a ``.hsfm`` head or an ``.onnx`` model.

    Args:
        named: its path, or the name of a saved head.

    Raises:
        EngineError: what ``head_library.head_path``, ``heads.head_file.read_head``,
            ``models.registry.backbone`` or ``backends.foreign.describe`` refuse.
    """
    path = head_path(named)
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
        self.backbone: Backbone = backbone_of(self.head, path)
        self.sha256 = file_sha256(path)
        self.path = path
        self.classes = self.head.classes
        self.request = self.head.request
        self.level = self.head.level
        self.window_px = self.backbone.window_px
        self.overlap_px = self.backbone.overlap_px
        self.halo_px = self.backbone.halo_px
        self.metrics = self.head.metrics
        self.conformal = self.head.conformal
        self.unlike = self.head.unlike
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
        try:
            network = self.backbone.network(self.request)
        except ValueError as exc:
            if isinstance(exc, EngineError):
                raise
            raise ModelCorrupt(
                f"What {self.path} holds of the backbone {self.head.backbone!r} does not fit it.",
                hint="Choose a .hsfm file made by Train Classifier, or train it again.",
                detail=str(exc),
            ) from exc
        return DenseClassifier(network, channels, self.head.scores)

    def labelled_pixels(self, scene: Scene) -> tuple[list[int], list[int]] | None:
        places = self.head.evidence.get("places")
        trained_on = self.head.training.get("fingerprint")
        if not places or not trained_on or trained_on != scene.fingerprint:
            return None
        return places["rows"], places["cols"]

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

    def _distances(self, device: torch.device, step: int) -> Distances | None:
        if self.unlike is None:
            return None
        return UnlikeScores(self.unlike, self.backbone.channels(self.request), step).to(device)

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


def backbone_of(head: Head, path: Path) -> Backbone:
    """The backbone that a head was trained with, tuned as it is for a deep head.

    Raises:
        ModelCorrupt: the head's options or its number of features make no sense.
        ModelHashMismatch: this is another version of the backbone.
        ModelNotInstalled, ModelUnknown: there is no such backbone here.
    """
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
    return TunedBackbone(made, head.scores) if isinstance(head.scores, DeepHead) else made
