"""Gives every exception the words and the code of an ``EngineError``; stdlib only."""

from __future__ import annotations

import errno
import os
import sys
import traceback

from .errors import (
    DependencyMissing,
    DeviceOutOfMemory,
    DiskFull,
    EngineError,
    InternalBug,
    LibraryBlocked,
    from_os_error,
)

_MODULE_TO_DISTRIBUTION = {"sklearn": "scikit-learn"}
_BLOCKED_WINERRORS = frozenset({5, 225, 1114, 1260, 4551})
"""Access denied, antivirus, DLL initialisation failed, group policy, application control."""


def explain(exc: BaseException) -> EngineError:
    """Turns an exception into an error that people can act on.

    Args:
        exc: as caught; an ``EngineError`` is returned unchanged.

    Returns:
        The error; what nothing foresaw becomes ``InternalBug`` with the traceback as its detail.
    """
    if isinstance(exc, EngineError):
        return exc
    detail = "".join(traceback.format_exception(type(exc), exc, exc.__traceback__))
    if isinstance(exc, ModuleNotFoundError) and exc.name and exc.name.split(".")[0] != "engine":
        return _missing(exc.name.split(".")[0], detail)
    if isinstance(exc, ImportError) and not isinstance(exc, ModuleNotFoundError):
        return _blocked(exc, detail)
    if isinstance(exc, OSError):
        return _from_system(exc, detail)
    if is_out_of_memory(exc):
        return DeviceOutOfMemory(
            "There is not enough memory for this step.",
            hint="Lower the memory for windows, map a part of the scene, or close other programs.",
            detail=detail,
        )
    return _bug(exc, detail)


def _missing(module: str, detail: str) -> EngineError:
    package = _MODULE_TO_DISTRIBUTION.get(module, module)
    return DependencyMissing(
        f"The engine's Python ({sys.executable}) lacks the package {package}.",
        hint=f"Install or repair the engine, or run: {sys.executable} -m pip install {package}",
        detail=detail,
    )


def _blocked(exc: BaseException, detail: str) -> EngineError:
    return LibraryBlocked(
        f"A library of the engine cannot be loaded: {exc}.",
        hint="Repair the engine; on Windows install the Microsoft Visual C++ runtime and allow "
        "the engine's folder in the antivirus.",
        detail=detail,
    )


def _from_system(exc: OSError, detail: str) -> EngineError:
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        error = from_os_error(exc, os.fsdecode(exc.filename or os.getcwd()))
        if isinstance(error, DiskFull):
            error.detail = detail
            return error
    if exc.errno == errno.ENOMEM:
        return explain(MemoryError(str(exc)))
    if getattr(exc, "winerror", None) in _BLOCKED_WINERRORS and "dll" in str(exc).lower():
        return _blocked(exc, detail)
    return _bug(exc, detail)


_OUT_OF_MEMORY = (
    "can't allocate memory",
    "not enough memory",
    "out of memory",
    "status_alloc_failed",
)
"""What allocators say in a ``RuntimeError``: of the CPU, of Metal and CUDA, cuBLAS and cuDNN."""


def is_out_of_memory(exc: BaseException) -> bool:
    """Whether an exception means that main memory, or that of a device, ran out."""
    if isinstance(exc, MemoryError) or type(exc).__name__ == "OutOfMemoryError":
        return True
    text = str(exc).lower()
    return isinstance(exc, RuntimeError) and any(words in text for words in _OUT_OF_MEMORY)


def _bug(exc: BaseException, detail: str) -> EngineError:
    return InternalBug(
        f"The engine met an unforeseen error: {type(exc).__name__}: {exc}",
        hint="Copy the details and report them.",
        detail=detail,
    )
