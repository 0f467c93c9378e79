"""Keeps the computer from falling asleep during a run; stdlib only.

The screen may go dark and be locked; what is kept off is the sleep that nobody asked for. The
desktops' own D-Bus calls are left to their programs: ``qgis.PyQt`` has no QtDBus.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess  # nosec B404 - the systems' own programs for this
import sys
from typing import Any, Callable, List, Optional, Sequence

from .engine_client.environment import clean_environment

APP = "HSFM"
ES_CONTINUOUS, ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001
"""Of Windows' SetThreadExecutionState."""
_END_WAIT_S = 2.0

Release = Callable[[], None]
Keeper = Callable[[str], Optional[Release]]
"""Keeps the computer awake for a reason; returns what ends that, or None where it cannot."""


class Awake:
    """Counts who wants the computer awake; each thread has one of its own, as Windows does.

    Args:
        reason: shown by the system where it lists who keeps it awake.
        note: told once where nothing here can keep it awake.
        keepers: ways to do it, tried in this order; those of this platform if None.
    """

    def __init__(
        self,
        reason: str,
        note: Callable[[str], None],
        keepers: Optional[Sequence[Keeper]] = None,
    ) -> None:
        self._reason, self._note = reason, note
        self._keepers = platform_keepers() if keepers is None else keepers
        self._count = 0
        self._release: Optional[Release] = None
        self._was_noted = False

    @property
    def is_held(self) -> bool:
        """Whether the system was asked to stay awake."""
        return self._release is not None

    def hold(self) -> None:
        """Keeps the computer awake until ``let_go`` was called as often."""
        self._count += 1
        if self._count > 1:
            return
        for keeper in self._keepers:
            self._release = keeper(self._reason)
            if self._release is not None:
                return
        if not self._was_noted:
            self._was_noted = True
            self._note("Nothing here can keep the computer awake during long runs.")

    def let_go(self) -> None:
        """Ends one ``hold``; more than there were do nothing."""
        self._count = max(0, self._count - 1)
        if not self._count:
            self.release()

    def release(self) -> None:
        """Ends all of them."""
        self._count = 0
        release, self._release = self._release, None
        if release is not None:
            release()


def platform_keepers(platform: str = sys.platform) -> List[Keeper]:
    """What can keep a computer of this platform awake, the best first."""
    if platform == "win32":
        return [by_windows]
    if platform == "darwin":
        return [by_caffeinate]
    return [by_gnome, by_systemd]


def by_windows(reason: str, kernel: Any = None) -> Optional[Release]:
    """Asks Windows, for the thread that calls; it is to be released in the same thread."""
    if kernel is None:
        kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - mypy knows it on Windows only
    if not kernel.SetThreadExecutionState(ES_CONTINUOUS | ES_SYSTEM_REQUIRED):
        return None

    def release() -> None:
        kernel.SetThreadExecutionState(ES_CONTINUOUS)

    return release


def by_caffeinate(reason: str) -> Optional[Release]:
    """Starts macOS's own program; it ends with QGIS, however that ends."""
    return _child("caffeinate", ["-i", "-w", str(os.getpid())])


def by_gnome(reason: str) -> Optional[Release]:
    """Asks GNOME's session, which does not heed systemd; ends as ``by_systemd`` does."""
    if "GNOME" not in os.environ.get("XDG_CURRENT_DESKTOP", "").upper().split(":"):
        return None
    words = ["--inhibit", "suspend:idle", "--app-id", APP, "--reason", reason]
    return _child("gnome-session-inhibit", [*words, "cat"])


def by_systemd(reason: str) -> Optional[Release]:
    """Starts systemd's own program around a ``cat``, which ends with QGIS, however that ends."""
    words = ["--what=idle", f"--who={APP}", f"--why={reason}", "--mode=block"]
    return _child("systemd-inhibit", [*words, "cat"])


def _child(name: str, words: Sequence[str]) -> Optional[Release]:
    """Starts a program that keeps the computer awake while it runs."""
    program = shutil.which(name)
    if program is None:
        return None
    try:
        child = subprocess.Popen(  # nosec B603 - a list, no shell; a program of the system
            [program, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            start_new_session=True,
        )
    except OSError:
        return None

    def release() -> None:
        if child.stdin is not None:
            child.stdin.close()  # what ends the cat of by_systemd
        if name == "caffeinate":
            child.terminate()
        try:
            child.wait(_END_WAIT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    return release
