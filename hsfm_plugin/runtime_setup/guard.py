"""Runs Python that ends when whoever started it is gone: ``python guard.py MODULE ARGUMENT…``.

In the place of a module there may be the path of a script. Pip, venv and the proof must not go on
after QGIS was killed or has crashed: the lock of the folder is free then, and another QGIS may
begin. Whoever starts this holds the other end of its stdin; the system closes that on any death, on
every system. This file is run by its path and imports nothing of HSFM.
"""

from __future__ import annotations

import contextlib
import os
import runpy
import signal
import subprocess  # nosec B404 - for Windows' own taskkill
import sys
import threading

GONE = 9
"""The exit code where no signal says it."""


def watch() -> None:
    """Ends this process and all it started when stdin ends; returns at once.

    What is started here gets an empty stdin: on Windows a program that is given a pipe that
    another one is reading from hangs when it starts.
    """
    private = os.dup(0)
    empty = os.open(os.devnull, os.O_RDONLY)
    os.dup2(empty, 0)
    os.close(empty)
    threading.Thread(target=_wait, args=(private,), name="HSFM guard", daemon=True).start()


def _wait(pipe: int) -> None:
    try:
        while os.read(pipe, 1024):
            continue
    except OSError:
        return  # there never was a pipe, so it says nothing about a death
    _end_all()


def _end_all() -> None:
    if sys.platform == "win32":
        taskkill = os.path.join(
            os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe"
        )
        with contextlib.suppress(OSError, SystemError):
            subprocess.run(  # nosec B603 - a program of Windows itself, our own number
                [taskkill, "/F", "/T", "/PID", str(os.getpid())],
                capture_output=True,
                creationflags=0x08000000,  # no console window
                check=False,
            )
    elif os.getpgrp() == os.getpid():  # commands.run starts it in a group of its own
        os.killpg(0, signal.SIGKILL)
    os._exit(GONE)


if __name__ == "__main__":
    watch()
    del sys.argv[0]
    if sys.argv[0].endswith(".py"):
        runpy.run_path(sys.argv[0], run_name="__main__")
    else:
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
