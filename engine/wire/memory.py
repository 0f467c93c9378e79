"""How much memory this process and its devices hold; stdlib only, never loads a library for it."""

from __future__ import annotations

import os
import sys
from typing import Any


def rss_bytes() -> int:
    """Resident memory of this process; on macOS without psutil its highest so far."""
    psutil = sys.modules.get("psutil")
    if psutil is not None and hasattr(psutil, "Process"):
        return int(psutil.Process().memory_info().rss)
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    if sys.platform == "win32":
        return _windows_rss_bytes()
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak) if sys.platform == "darwin" else int(peak) * 1024


def _windows_rss_bytes() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 6),
        )

    counters = Counters()
    counters.cb = ctypes.sizeof(Counters)
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    query = kernel.K32GetProcessMemoryInfo
    query.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    query(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    return int(counters.WorkingSetSize)


def device_bytes() -> int:
    """Memory that torch holds on an accelerator; 0 while torch is not loaded or uses none."""
    torch: Any = sys.modules.get("torch")
    cuda: Any = getattr(torch, "cuda", None)
    if _answers(cuda, "is_initialized"):
        return sum(int(cuda.memory_reserved(index)) for index in range(cuda.device_count()))
    mps: Any = getattr(torch, "mps", None)
    backend = getattr(getattr(torch, "backends", None), "mps", None)
    if _answers(backend, "is_available") and hasattr(mps, "driver_allocated_memory"):
        return int(mps.driver_allocated_memory())
    return 0


def _answers(owner: Any, question: str) -> bool:
    """Asks a module that may still be loading in another thread."""
    ask = getattr(owner, question, None)
    return bool(ask()) if callable(ask) else False


def total_bytes() -> int:
    """Memory of the machine; 0 where the system does not say."""
    if sys.platform == "win32":
        return _windows_total_bytes()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0


def _windows_total_bytes() -> int:
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("dwLength", ctypes.c_uint32),
            ("dwMemoryLoad", ctypes.c_uint32),
            ("ullTotalPhys", ctypes.c_uint64),
            ("rest", ctypes.c_uint64 * 6),
        )

    status = Status()
    status.dwLength = ctypes.sizeof(Status)
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.GlobalMemoryStatusEx(ctypes.byref(status))
    return int(status.ullTotalPhys)
