"""Opens ONNX Runtime sessions, on the CPU or with whatever serves a CUDA device."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch

from ..devices import describe_device, usable_cores
from ..errors import DeviceOutOfMemory, EngineError, ModelCorrupt, ModelUnsupportedLayout
from .onnx_file import missing_library

CPU, CUDA, TENSORRT = "CPUExecutionProvider", "CUDAExecutionProvider", "TensorrtExecutionProvider"
_ERRORS_ONLY = 3
"""Severity from which ONNX Runtime writes to stderr."""

_MEMORY_WORDS = ("failed to allocate", "bad_alloc", "bad allocation", "out of memory", "bfc_arena")


def open_session(path: Path, device: torch.device) -> Any:
    """Opens a model whose file was checked by ``onnx_file.read_graph``.

    Args:
        path: of the model.
        device: CUDA devices are used where this ONNX Runtime can, TensorRT where it is installed;
            anything else computes on the CPU.

    Returns:
        The ``onnxruntime.InferenceSession``.

    Raises:
        DependencyMissing: ONNX Runtime is not installed.
        DeviceOutOfMemory: there is no room for the model.
        ModelCorrupt: ONNX Runtime cannot parse it.
        ModelUnsupportedLayout: it has operators that ONNX Runtime does not know.
    """
    onnxruntime = require()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = _ERRORS_ONLY
    options.intra_op_num_threads = usable_cores()
    # Threads that wait by spinning take the cores from torch, which computes the head, and from
    # the reading of the scene: maps of a tiny network took several times as long.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    with named_errors(path, device):
        return onnxruntime.InferenceSession(
            str(path), sess_options=options, providers=_providers(onnxruntime, device)
        )


def require() -> Any:
    """Loads ONNX Runtime.

    Raises:
        DependencyMissing: it is not installed, or does not load.
    """
    try:
        import onnxruntime
    except ImportError as exc:
        raise missing_library("onnxruntime", exc) from exc
    return onnxruntime


def version() -> str:
    """Of the installed ONNX Runtime, without loading it; empty where there is none."""
    from importlib.metadata import distributions

    for found in distributions():
        if found.metadata["Name"] in ("onnxruntime-gpu", "onnxruntime"):
            return found.version
    return ""


@contextmanager
def named_errors(path: Path, device: torch.device) -> Iterator[None]:
    """Raises what ONNX Runtime says of a model as errors of the engine.

    Raises:
        DeviceOutOfMemory, ModelCorrupt, ModelUnsupportedLayout: as ``open_session``.
    """
    try:
        yield
    except EngineError:
        raise
    except Exception as exc:  # ONNX Runtime's own errors have no base class but this
        text = str(exc)
        if isinstance(exc, MemoryError) or any(word in text.lower() for word in _MEMORY_WORDS):
            raise DeviceOutOfMemory(
                f"The memory of {describe_device(device)['name']} is full.",
                hint="Give the windows less memory, close other programs, or choose another "
                "device.",
                detail=text,
            ) from exc
        if type(exc).__name__ in ("InvalidProtobuf", "NoSuchFile"):
            raise ModelCorrupt(
                f"{path} is no ONNX model, or it is damaged.",
                hint="Export or download the model again.",
                detail=text,
            ) from exc
        raise ModelUnsupportedLayout(
            f"ONNX Runtime {version()} cannot run {path}.",
            hint="See the details; another version of the model may work.",
            detail=text,
        ) from exc


def _providers(onnxruntime: Any, device: torch.device) -> list[Any]:
    if device.type != "cuda":
        return [CPU]
    if hasattr(onnxruntime, "preload_dlls"):  # takes CUDA's libraries from torch's wheels
        onnxruntime.preload_dlls()
    there = onnxruntime.get_available_providers()
    number = {"device_id": str(device.index or 0)}
    found: list[Any] = []
    if TENSORRT in there and _has_tensorrt():
        found.append((TENSORRT, number))
    if CUDA in there:
        found.append((CUDA, {**number, "use_tf32": "0"}))
    return [*found, CPU]


def _has_tensorrt() -> bool:
    """Whether TensorRT itself is installed; ONNX Runtime lists its provider in any case."""
    from ctypes.util import find_library
    from importlib.util import find_spec

    return find_spec("tensorrt") is not None or find_library("nvinfer") is not None
