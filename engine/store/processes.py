"""Tells whether a process is alive; stdlib only."""

from __future__ import annotations

import os
import sys

_QUERY_LIMITED_INFORMATION = 0x1000
"""Windows' right to ask whether a process is there."""


def is_running(number: int) -> bool:
    """Whether a process of this number exists, whoever owns it."""
    if sys.platform == "win32":  # os.kill would end it there
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(_QUERY_LIMITED_INFORMATION, False, number)
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):  # it belongs to somebody else
        return True
    return True
