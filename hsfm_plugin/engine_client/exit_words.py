"""Says in words how a process ended."""

from __future__ import annotations

import signal
from typing import Optional

_SIGNALS = {
    "SIGKILL": "it was killed, as systems do when memory runs out",
    "SIGSEGV": "a library of it crashed",
    "SIGBUS": "a library of it crashed, or a file it read was cut off or its disk is full",
    "SIGILL": "a library of it is not made for this processor",
    "SIGFPE": "a library of it crashed",
    "SIGABRT": "a library of it gave up",
    "SIGTERM": "it was told to end",
    "SIGINT": "it was interrupted",
    "SIGHUP": "its session was closed",
}
_WINDOWS = {
    0xC0000005: "a library of it crashed with an access violation",
    0xC0000017: "memory ran out",
    0xC000001D: "a library of it is not made for this processor",
    0xC0000135: "a DLL was not found; the Microsoft Visual C++ runtime may be missing",
    0xC0000142: "a DLL could not be started",
    0xC000013A: "it was interrupted",
    0xC0000374: "a library of it damaged its memory",
    0xC0000409: "a library of it gave up",
}
_CODES = {
    0: "it ended by itself",
    1: "it was ended from outside or failed at its start",
    2: "it did not understand how it was started",
    3: "it speaks another version of the protocol",
    4: "one of its packages is missing",
    70: "it met an unforeseen error",
    130: "it was interrupted",
    137: "it was killed, as systems do when memory runs out",
}


def exit_words(code: int) -> str:
    """The reason behind an exit code, as a clause that can follow "The engine stopped: ".

    Args:
        code: as ``subprocess`` gives it: minus the signal's number on Unix, the unsigned status on
            Windows.
    """
    status = code & 0xFFFFFFFF
    if status in _WINDOWS:
        return f"{_WINDOWS[status]} (exit code 0x{status:08X})"
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"{_SIGNALS.get(name, 'it was ended by a signal')} ({name})"
    return f"{_CODES.get(code, 'it failed')} (exit code {code})"


MEMORY, LIBRARY, PROCESSOR = "memory", "library", "processor"
FILE, OUTSIDE, OTHER = "file", "outside", "other"
_KINDS = {
    "SIGKILL": MEMORY,
    "SIGSEGV": LIBRARY,
    "SIGFPE": LIBRARY,
    "SIGABRT": LIBRARY,
    "SIGBUS": FILE,
    "SIGILL": PROCESSOR,
    "SIGTERM": OUTSIDE,
    "SIGINT": OUTSIDE,
    "SIGHUP": OUTSIDE,
    0xC0000005: LIBRARY,
    0xC0000017: MEMORY,
    0xC000001D: PROCESSOR,
    0xC000013A: OUTSIDE,
    0xC0000374: LIBRARY,
    0xC0000409: LIBRARY,
    130: OUTSIDE,
    137: MEMORY,
}


def exit_kind(code: Optional[int]) -> str:
    """What kind of end an exit code tells of: MEMORY, LIBRARY, PROCESSOR, FILE, OUTSIDE or OTHER.

    Args:
        code: as for ``exit_words``; None where it is not known.
    """
    if code is None:
        return OTHER
    if code < 0 and -code in set(signal.Signals):
        return _KINDS.get(signal.Signals(-code).name, OTHER)
    return _KINDS.get(code & 0xFFFFFFFF, OTHER)


def is_out_of_memory(code: int) -> bool:
    """Whether an exit code looks like the system's answer to memory running out."""
    return code in (-9, 137) or (code & 0xFFFFFFFF) == 0xC0000017
