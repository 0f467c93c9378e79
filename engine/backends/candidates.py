"""The backends that can compute a head with its backbone on a device."""

from __future__ import annotations

import functools
from pathlib import Path

import torch

from ..errors import BadParameter
from .network import Network
from .offered import Candidate
from .onnx_cache import CACHE_BYTES
from .onnx_network import is_made, open_network
from .torch_backend import TorchBackend

TORCH, BF16, FP16, ONNX, INT8 = "torch", "torch-bf16", "torch-fp16", "onnx", "onnx-int8"
BACKENDS = (TORCH, BF16, FP16, ONNX, INT8)
"""Values of the parameter ``backend`` besides ``auto``."""

EXPORT_S, INT8_S = (15.0, 20.0), (2.0, 30.0)
"""About how long writing ONNX, then int8 takes: in any case, and for every GB of weights.

Measured with transformers of 0.09, 0.37 and 1.25 GB, on one core of an AMD EPYC: 15, 19 and 38 s
for ONNX, 4, 10 and 39 s for int8.
"""


def candidates(network: Network, device: torch.device) -> list[Candidate]:
    """The backends worth comparing on a device; torch in float32 first."""
    if device.type == "cuda":
        names = [TORCH, BF16, FP16] if _cuda_has_bf16(device) else [TORCH, FP16]
    elif device.type == "cpu":
        names = [TORCH, *([BF16] if cpu_has_bf16() else [])]
        if network.weights_bytes < CACHE_BYTES // 2:
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
        make = functools.partial(open_network, network, name == INT8, device)
        return Candidate(name, make, exact=name == ONNX, wait_s=_wait_s(network, name))
    precision = {TORCH: "fp32", BF16: "bf16", FP16: "fp16"}[name]
    return Candidate(
        name, lambda: TorchBackend(network.classifier, device, precision), exact=name == TORCH
    )


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


def _wait_s(network: Network, name: str) -> float:
    """Of one after the other: the file that int8 is made of is there by then."""
    if is_made(network, name == INT8):
        return 0.0
    always, per_gb = INT8_S if name == INT8 else EXPORT_S
    return always + per_gb * network.weights_bytes / 1e9
