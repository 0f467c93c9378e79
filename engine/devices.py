"""Which devices this machine can compute on, and how reading and computing share its cores."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch

from .cores import usable_cores as usable_cores
from .errors import BadParameter, DeviceDriver, DeviceOutOfMemory, DeviceUnavailable
from .failures import is_out_of_memory

Description = dict[str, Any]

MAX_READING_THREADS = 8
"""More threads gain nothing: decoding then outruns any disk."""


def pick_device(text: str) -> torch.device:
    """Finds the device that a user asked for; on the CPU, torch keeps to ``usable_cores``.

    Args:
        text: ``auto`` (the first CUDA device, else MPS, else the CPU), ``cpu``, ``cuda``,
            ``cuda:1``, ``mps``.

    Raises:
        BadParameter: not a device's name; or ``HSFM_THREADS`` is no number.
        DeviceUnavailable: there is no such device; the message lists those that are there.
        DeviceDriver: it is there but cannot compute.
    """
    torch.set_num_threads(max(1, min(torch.get_num_threads(), usable_cores())))
    name = text.strip().lower() or "auto"
    found = [entry["id"] for entry in list_devices()]
    if name == "auto":
        return _precise(torch.device(found[0]))
    kind, _, number = name.partition(":")
    if kind not in ("cpu", "cuda", "mps") or (number and (kind != "cuda" or not number.isdigit())):
        raise BadParameter(
            f"There is no kind of device called {text!r}.",
            hint="It may be auto, cpu, cuda, cuda:1 or mps.",
        )
    wanted = f"cuda:{int(number or 0)}" if kind == "cuda" else kind
    if wanted in found:
        return _precise(torch.device(wanted))
    if kind == "cuda" and torch.cuda.is_available() and int(number or 0) < _cuda_count():
        fault = _fault(torch.device(wanted))
        raise DeviceDriver(
            f"The device {wanted} is there but cannot compute: {fault}.",
            hint="Update its driver, or compute on the CPU.",
            detail=fault,
        )
    raise DeviceUnavailable(
        f"This machine has no device {text!r} that PyTorch {torch.__version__} can use; "
        f"it has {', '.join(found)}.",
        hint="Choose one of these, or auto.",
    )


def _precise(device: torch.device) -> torch.device:
    """Makes float32 mean float32 on NVIDIA GPUs: TensorFloat-32 would change some labels."""
    if device.type == "cuda":
        torch.backends.cudnn.allow_tf32 = False
        torch.backends.cuda.matmul.allow_tf32 = False
    return device


def list_devices() -> list[Description]:
    """Lists the devices that pass a small computation, the preferred one first.

    Returns:
        ``{"id", "name", "memory_bytes"}`` of each; ``memory_bytes`` is None where unknown. The CPU
        is always there and last.
    """
    devices = [torch.device("cuda", number) for number in range(_cuda_count())]
    mps = getattr(torch.backends, "mps", None)
    if mps is not None and mps.is_available():
        devices.append(torch.device("mps"))
    usable = [describe_device(device) for device in devices if not _fault(device)]
    return [*usable, describe_device(torch.device("cpu"))]


def describe_device(device: torch.device) -> Description:
    """Describes a device for people and for provenance: ``id``, ``name``, ``memory_bytes``."""
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        return {
            "id": f"cuda:{device.index or 0}",
            "name": properties.name,
            "memory_bytes": int(properties.total_memory),
        }
    if device.type == "mps":
        return {"id": "mps", "name": "Apple GPU (Metal)", "memory_bytes": _main_memory_bytes()}
    count = usable_cores()
    threads = "1 thread" if count == 1 else f"{count} threads"
    return {"id": "cpu", "name": f"CPU, {threads}", "memory_bytes": _main_memory_bytes()}


def reading_threads() -> int:
    """How many threads read and decode a scene."""
    return min(MAX_READING_THREADS, usable_cores())


@contextmanager
def shared_cores(device: torch.device, readers: int) -> Iterator[None]:
    """Lets torch compute with the cores that ``readers`` reading threads can spare, meanwhile.

    On the CPU torch gets half of the cores while more than one thread reads: with all of them it
    takes turns with the readers instead of running beside them. Elsewhere nothing changes.
    """
    if device.type != "cpu" or readers < 2:
        yield
        return
    before = torch.get_num_threads()
    torch.set_num_threads(max(1, min(before, (usable_cores() + 1) // 2)))
    try:
        yield
    finally:
        torch.set_num_threads(before)


@contextmanager
def named_memory_errors(device: torch.device) -> Iterator[None]:
    """Raises what the allocators say when memory runs out as ``DeviceOutOfMemory``."""
    try:
        yield
    except DeviceOutOfMemory:
        raise
    except (MemoryError, RuntimeError) as exc:
        if not is_out_of_memory(exc):
            raise
        if device.type == "cuda":
            torch.cuda.empty_cache()
        raise DeviceOutOfMemory(
            f"The memory of {describe_device(device)['name']} is full.",
            hint="Give the windows less memory, close other programs, or choose another device.",
            detail=str(exc),
        ) from exc


def _cuda_count() -> int:
    return torch.cuda.device_count() if torch.cuda.is_available() else 0


def _fault(device: torch.device) -> str:
    """What goes wrong in a small computation on the device; empty if nothing does."""
    try:
        ones = torch.ones(8, device=device)
        total = float((ones * 2).sum().cpu())
    except (RuntimeError, AssertionError, NotImplementedError) as exc:
        return str(exc).splitlines()[0] if str(exc) else type(exc).__name__
    return "" if total == 16.0 else f"2 times 8 came out as {total}"


def _main_memory_bytes() -> int | None:
    if platform.system() == "Windows":
        return _windows_memory_bytes()
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _windows_memory_bytes() -> int | None:
    import ctypes

    class _Status(ctypes.Structure):
        _fields_ = [
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((f"field_{number}", ctypes.c_ulonglong) for number in range(7)),
        ]

    status = _Status(length=ctypes.sizeof(_Status))
    kernel = getattr(ctypes, "windll", None)
    if kernel is None or not kernel.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.field_0)
