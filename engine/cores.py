"""How many processor cores the engine may use, and the libraries that must be told; stdlib only."""

from __future__ import annotations

import os

from .errors import BadParameter

THREADS_VARIABLE = "HSFM_THREADS"

_LIBRARIES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")
"""What torch, MKL and the BLAS of NumPy read once, when they are loaded."""


def usable_cores() -> int:
    """The cores this process may use, which containers and affinity can make fewer than all.

    ``HSFM_THREADS`` makes them fewer still; 0, or none, leaves all of them.

    Raises:
        BadParameter: the variable is no number of threads.
    """
    if hasattr(os, "sched_getaffinity"):
        there = max(1, len(os.sched_getaffinity(0)))
    else:
        there = max(1, os.cpu_count() or 1)
    text = os.environ.get(THREADS_VARIABLE, "").strip()
    if not text:
        return there
    if not text.isascii() or not text.isdigit():
        raise BadParameter(
            f"{THREADS_VARIABLE} is {text!r}, which is no number of threads.",
            hint="Set it to a whole number, to 0 to use all cores, or not at all.",
        )
    return min(there, int(text) or there)


def tell_libraries() -> None:
    """Has libraries that are loaded from now on start no more threads than ``HSFM_THREADS`` allows.

    What the environment says to a library itself stays. A bad ``HSFM_THREADS`` is passed over here;
    ``usable_cores`` refuses it.
    """
    text = os.environ.get(THREADS_VARIABLE, "").strip()
    if text.isascii() and text.isdigit() and int(text):
        for variable in _LIBRARIES:
            os.environ.setdefault(variable, str(usable_cores()))
