"""The backends that can compute a head with its backbone on a device."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from ..errors import BadParameter, EngineError, ModelCorrupt, ModelUnsupportedLayout, from_os_error
from ..heads.dense import DenseClassifier
from ..heads.head_file import Head
from ..models.backbone import Backbone
from .choice import Candidate
from .memory import key_of
from .onnx_cache import CACHE_BYTES, OnnxCache
from .torch_backend import TorchBackend

if TYPE_CHECKING:
    from ..heads.linear import Probabilities

TORCH, BF16, FP16, ONNX, INT8 = "torch", "torch-bf16", "torch-fp16", "onnx", "onnx-int8"
BACKENDS = (TORCH, BF16, FP16, ONNX, INT8)
"""Values of the parameter ``backend`` besides ``auto``."""

_EXPORT_FORMAT = 1
"""Part of the names in the cache; changes when the same head would give another file."""


@dataclass(frozen=True)
class Network:
    """A head and its backbone, ready to be computed in several ways.

    Attributes:
        classifier: both as one torch module, on the CPU.
        head: the trained classifier.
        head_sha256: of its file.
        backbone: whose features it takes.
        cache: where its ONNX files are kept.
    """

    classifier: DenseClassifier
    head: Head
    head_sha256: str
    backbone: Backbone
    cache: OnnxCache

    @property
    def identity(self) -> tuple[Any, ...]:
        """What distinguishes it from all others."""
        return self.head_sha256, self.backbone.hash, dict(self.backbone.options)


def candidates(network: Network, device: torch.device) -> list[Candidate]:
    """The backends worth comparing on a device; torch in float32 first."""
    if device.type == "cuda":
        names = [TORCH, BF16, FP16] if _cuda_has_bf16(device) else [TORCH, FP16]
    elif device.type == "cpu":
        names = [TORCH, *([BF16] if cpu_has_bf16() else [])]
        held = sum(t.numel() * t.element_size() for t in network.classifier.state_dict().values())
        if held < CACHE_BYTES // 2:
            names += [ONNX, INT8]
    else:
        names = [TORCH]
    return [candidate(network, name, device) for name in names]


def candidate(network: Network, name: str, device: torch.device) -> Candidate:
    """One backend by its name.

    Raises:
        BadParameter: the device cannot compute in this way.
    """
    if name not in BACKENDS:
        raise BadParameter(
            f"There is no backend {name!r}.", hint=f"There are auto, {', '.join(BACKENDS)}."
        )
    if name in (ONNX, INT8):
        if name == INT8 and device.type != "cpu":
            raise BadParameter(
                f"The backend {name} computes on the CPU, not on {device}.",
                hint="Choose the device cpu, or another backend.",
            )
        return Candidate(name, functools.partial(_onnx, network, name == INT8, device))
    precision = {TORCH: "fp32", BF16: "bf16", FP16: "fp16"}[name]
    return Candidate(name, lambda: TorchBackend(network.classifier, device, precision))


def cpu_has_bf16() -> bool:
    """Whether the CPU multiplies bfloat16 by itself; emulated, it is slower than float32."""
    try:
        if torch.cpu._is_avx512_bf16_supported():
            return True
        flags = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
        return " amx_bf16" in flags or " bf16" in flags  # x86, Arm
    except (AttributeError, OSError):
        return False


def _cuda_has_bf16(device: torch.device) -> bool:
    return torch.cuda.get_device_capability(device)[0] >= 8  # since Ampere


def _onnx(network: Network, quantised: bool, device: torch.device) -> Probabilities:
    """The ONNX model of a head, from the cache or made now.

    Raises:
        EngineError: why it cannot be made or run.
    """
    from .export_onnx import exported_model
    from .onnx_backend import OnnxBackend
    from .onnx_session import require

    require()
    last: EngineError | None = None
    for _ in range(2):  # a file of the cache may be damaged: then it is made again, once
        path = _cached(network, quantised)
        try:
            model = exported_model(path, network.head, network.backbone)
            # In int8 all activations of a run share their scales: a pixel's label must not depend
            # on the windows that happen to be in its batch.
            return OnnxBackend(model, device, singly=quantised)
        except (ModelCorrupt, ModelUnsupportedLayout) as exc:
            network.cache.drop(path)
            last = exc
    raise last if last is not None else ModelCorrupt("The ONNX model cannot be made.")


def _cached(network: Network, quantised: bool) -> Path:
    from .quantise import options, quantise

    make: Callable[[Path], object]
    identity = (*network.identity, torch.__version__, _EXPORT_FORMAT)
    key = key_of(*identity, options()) if quantised else key_of(*identity)
    if quantised:

        def make(path: Path) -> None:
            quantise(_cached(network, False), path)
    else:
        make = functools.partial(_export, network)
    try:
        return network.cache.get(key, make)
    except OSError as exc:
        if isinstance(exc, EngineError):
            raise
        raise from_os_error(exc, network.cache.folder / key) from exc


def _export(network: Network, path: Path) -> None:
    from .export_onnx import check_side, description, exported_model, verify, write_onnx

    made_by, head = network.backbone, network.head
    network.classifier.cpu()  # a reference may have computed elsewhere; it has finished
    side = made_by.window_px or check_side(made_by.multiple_px)
    write_onnx(
        network.classifier,
        path,
        bands=len(head.request.numbers),
        side_px=side,
        multiple_px=made_by.multiple_px,
        about=description(head, network.head_sha256, made_by),
    )
    model = exported_model(path, head, made_by)
    verify(network.classifier, model, multiple_px=made_by.multiple_px)
