"""Every way the engine can refuse or fail, one class per code of the wire protocol.

A message says what is wrong, with which file and value; the hint says what to do about it. Classes
that name an operating-system condition also are the builtin, so that library callers can catch
either. Stdlib only: the plugin imports this module inside QGIS.
"""

from __future__ import annotations

import errno
import os
from typing import ClassVar

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_PROTOCOL = 3
EXIT_DEPENDENCY = 4
EXIT_INTERNAL = 70
EXIT_CANCELLED = 130


class Cancelled(Exception):
    """The user asked to stop; not an error and never shown as one."""


class EngineError(Exception):
    """A failure the engine can explain.

    Attributes:
        code: the wire code, as in ``input.not_found``.
        retryable: whether the same request may succeed when tried again.
        message: what is wrong, naming file and value; English.
        hint: what the user can do next; may be empty.
        detail: text for Copy Details, such as a library's own message; may be empty.
    """

    code: ClassVar[str] = "internal.bug"
    retryable: ClassVar[bool] = False
    exit_code: ClassVar[int] = EXIT_FAILED

    def __init__(self, message: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ProtocolError(EngineError):
    """A line on the wire that cannot be understood."""

    code = "protocol.bad_json"
    exit_code = EXIT_PROTOCOL


class UnknownMessageType(ProtocolError):
    code = "protocol.unknown_type"


class ProtocolVersionMismatch(ProtocolError):
    code = "protocol.version"


class EngineBusy(ProtocolError):
    code = "protocol.busy"
    retryable = True


class BadParameter(EngineError, ValueError):
    """A task was asked for with a missing, unknown or impossible parameter."""

    code = "input.bad_parameter"
    exit_code = EXIT_USAGE


class InputNotFound(EngineError, FileNotFoundError):
    code = "input.not_found"


class InputUnreadable(EngineError, OSError):
    code = "input.unreadable"


class InputTruncated(InputUnreadable):
    """A raster that opens but whose pixels end too early: a broken download or copy."""

    code = "input.truncated"


class BandMismatch(EngineError, ValueError):
    """The metadata describe another number of bands than the cube has."""

    code = "input.band_mismatch"


class NotHyperspectral(EngineError, ValueError):
    code = "input.not_hyperspectral"


class WrongLevel(EngineError, ValueError):
    code = "input.wrong_level"


class NoWavelengths(EngineError, ValueError):
    code = "input.no_wavelengths"


class AllNodata(EngineError, ValueError):
    code = "input.all_nodata"


class TooSmall(EngineError, ValueError):
    code = "input.too_small"


class NoCrs(EngineError, ValueError):
    code = "input.no_crs"


class LabelsEmpty(EngineError, ValueError):
    code = "input.labels_empty"


class LabelsOutside(EngineError, ValueError):
    code = "input.labels_outside"


class OneClass(EngineError, ValueError):
    code = "input.one_class"


class ModelUnknown(EngineError, ValueError):
    code = "model.unknown"


class ModelNotInstalled(EngineError):
    code = "model.not_installed"


class ModelHashMismatch(EngineError):
    code = "model.hash_mismatch"


class ModelCorrupt(EngineError):
    code = "model.corrupt"


class ModelUnsafe(EngineError):
    code = "model.unsafe"


class ModelUnsupportedLayout(EngineError):
    code = "model.unsupported_layout"


class ConsentNeeded(EngineError):
    """Its licence is unclear, and the user has not said that they may use it."""

    code = "model.consent_needed"


class FetchFailed(EngineError, OSError):
    """A download did not come through; what has come is kept, and the next try goes on there."""

    code = "model.fetch_failed"
    retryable = True


class BandsUncovered(EngineError, ValueError):
    code = "model.bands_uncovered"


class DeviceUnavailable(EngineError):
    code = "device.unavailable"


class DeviceOutOfMemory(EngineError, MemoryError):
    code = "device.out_of_memory"
    retryable = True


class DeviceDriver(EngineError):
    code = "device.driver"


class DiskFull(EngineError, OSError):
    code = "io.disk_full"
    retryable = True


class PermissionRefused(EngineError, PermissionError):
    code = "io.permission"
    retryable = True


class FileLocked(EngineError, OSError):
    code = "io.locked"
    retryable = True


class WriteFailed(EngineError, OSError):
    code = "io.write_failed"
    retryable = True


class DependencyMissing(EngineError, ImportError):
    code = "runtime.dependency_missing"
    exit_code = EXIT_DEPENDENCY


class LibraryBlocked(EngineError, ImportError):
    code = "runtime.library_blocked"
    exit_code = EXIT_DEPENDENCY


class EngineCrashed(EngineError):
    """Made by the client: the engine process ended without an answer.

    Attributes:
        ended_with: its exit code as ``subprocess`` gives it; None where it is not known.
    """

    code = "runtime.crashed"
    retryable = True
    ended_with: int | None = None


class EngineTimeout(EngineError):
    """Made by the client: the engine did not come up or fell silent."""

    code = "runtime.timeout"
    retryable = True


class InternalBug(EngineError):
    code = "internal.bug"
    exit_code = EXIT_INTERNAL


def _with_subclasses(base: type[EngineError]) -> list[type[EngineError]]:
    return [base, *(found for sub in base.__subclasses__() for found in _with_subclasses(sub))]


BY_CODE: dict[str, type[EngineError]] = {
    cls.code: cls for cls in reversed(_with_subclasses(EngineError))
}
BY_CODE[EngineError.code] = InternalBug

_PERMISSION = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LOCKED = frozenset({errno.EBUSY, errno.ETXTBSY})


def from_os_error(exc: OSError, path: str | os.PathLike[str]) -> EngineError:
    """Names an operating-system error met while writing ``path``.

    Returns:
        The io.* error to raise ``from exc``.
    """
    place = os.fspath(path)
    folder = os.path.dirname(place) or "."
    if exc.errno in _FULL:
        return DiskFull(
            f"There is no space left to write {place}.",
            hint=f"Free some space on the disk that holds {folder}, or choose another folder.",
            detail=str(exc),
        )
    if exc.errno in _PERMISSION:
        return PermissionRefused(
            f"The folder {folder} cannot be written to.",
            hint="Choose a folder of your own, or ask for write permission there.",
            detail=str(exc),
        )
    if exc.errno in _LOCKED:
        return FileLocked(
            f"{place} is in use by another program.",
            hint="Close the program that has it open, or choose another name.",
            detail=str(exc),
        )
    return WriteFailed(
        f"{place} could not be written: {exc.strerror or exc}.",
        hint="Check that the folder exists and that the disk is healthy, then try again.",
        detail=str(exc),
    )
