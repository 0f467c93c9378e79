"""What backends compute: a backbone's network and a head."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..heads.dense import DenseClassifier
from ..heads.head_file import Head
from ..models.backbone import Backbone
from .onnx_cache import OnnxCache


@dataclass(frozen=True)
class Network:
    """A head and its backbone, ready to be computed in several ways.

    Attributes:
        classifier: both as one torch module, on the CPU.
        head: the trained classifier.
        backbone: whose features it takes.
        cache: where its ONNX files are kept.
    """

    classifier: DenseClassifier
    head: Head
    backbone: Backbone
    cache: OnnxCache

    @property
    def identity(self) -> tuple[Any, ...]:
        """What the features depend on. Heads of one backbone share it: its speed and its ONNX
        files are theirs too."""
        request = self.head.request.to_json()
        return self.backbone.hash, dict(self.backbone.options), request

    @property
    def channels(self) -> tuple[int, ...]:
        """Of the parts of the features."""
        return self.backbone.channels(self.head.request)

    @property
    def weights_bytes(self) -> int:
        """Of the network."""
        held = self.classifier.network.state_dict().values()
        return sum(tensor.numel() * tensor.element_size() for tensor in held)
