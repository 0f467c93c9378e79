"""Makes int8 models of ONNX models: weights of matrix products as int8, scaled by channel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from ..errors import ModelUnsupportedLayout
from .export_onnx import INSIDE_BYTES, quiet
from .onnx_file import missing_library


def options() -> dict[str, Any]:
    """What the weights depend on besides the model.

    Without VNNI, ONNX Runtime adds products of an unsigned and a signed 8-bit number in 16 bits,
    which overflow; two unsigned ones do not. On a ViT-S, unsigned weights had a third of the error
    of signed ones there, at 0.8 times their speed.
    Source: https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html
    """
    has_vnni = bool(getattr(torch.cpu, "_is_vnni_supported", lambda: False)())
    return {"per_channel": True, "weight_type": "QInt8" if has_vnni else "QUInt8"}


def quantise(model: Path, path: Path) -> None:
    """Writes ``model`` with int8 weights to ``path``; activations are scaled while it runs.

    Raises:
        DependencyMissing: ONNX Runtime is not installed.
        ModelUnsupportedLayout: it cannot be quantised.
        OSError: the file cannot be written.
    """
    try:
        with quiet():
            from onnxruntime.quantization import QuantType, quantize_dynamic
    except ImportError as exc:
        raise missing_library("onnxruntime", exc) from exc
    wanted = options()
    beside = model.with_name(model.name + ".data")
    held = model.stat().st_size + (beside.stat().st_size if beside.exists() else 0)
    try:
        with quiet():
            quantize_dynamic(
                model,
                path,
                op_types_to_quantize=["MatMul", "Gemm"],
                use_external_data_format=held > INSIDE_BYTES,
                per_channel=wanted["per_channel"],
                weight_type=QuantType[wanted["weight_type"]],
            )
    except OSError:
        raise
    except Exception as exc:  # the quantiser raises whatever its parts raise
        raise ModelUnsupportedLayout(
            "This network cannot be computed in int8.",
            hint="Use another backend.",
            detail=f"{type(exc).__name__}: {exc}",
        ) from exc
