"""SciPy's BLAS and LAPACK on the memory of tensors, in place and without Python's lock.

For matrices of some hundred rows, torch spends as much time on copies and on clearing triangles as
on the factorisation, and SciPy's own wrappers hold Python's lock, so that threads wait for each
other. SciPy offers the bare routines to compiled code (``scipy.linalg.cython_lapack``).
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import scipy.linalg.cython_blas
import scipy.linalg.cython_lapack
import torch
from threadpoolctl import (  # type: ignore[import-untyped]
    OpenBLASController,
    ThreadpoolController,
)

_LOWER, _PLAIN = ctypes.c_char(b"L"), ctypes.c_char(b"N")
_ONE, _STEP = ctypes.c_double(1.0), ctypes.c_int(1)
_SIGNS = {1: ctypes.c_double(1.0), -1: ctypes.c_double(-1.0)}
_limits = threading.Lock()


class Matrices:
    """Routines for ``side x side`` matrices, float64; for any thread.

    A symmetric tensor counts as the same matrix whichever way it is laid out; what is "lower" here
    is the lower triangle for LAPACK, which is the upper one for torch.
    """

    def __init__(self, side: int) -> None:
        """Finds the routines."""
        self._side = ctypes.c_int(side)
        self._syrk = _routine(scipy.linalg.cython_blas, "dsyrk", 10)
        self._trsv = _routine(scipy.linalg.cython_blas, "dtrsv", 8)
        self._potrf = _routine(scipy.linalg.cython_lapack, "dpotrf", 5)

    def add_products(self, sums: torch.Tensor, pixels: torch.Tensor, sign: int) -> None:
        """Adds ``sign * pixels.T @ pixels`` to the triangle of ``sums``; ``(n, side)`` pixels."""
        at = ctypes.byref
        self._syrk(
            at(_LOWER), at(_PLAIN), at(self._side), at(ctypes.c_int(len(pixels))), at(_SIGNS[sign]),
            pixels.data_ptr(), at(self._side), at(_ONE), sums.data_ptr(), at(self._side),
        )  # fmt: skip

    def factorise(self, matrix: torch.Tensor) -> None:
        """Replaces the triangle of a positive definite matrix by its Cholesky factor."""
        at = ctypes.byref
        self._potrf(
            at(_LOWER), at(self._side), matrix.data_ptr(), at(self._side), at(ctypes.c_int(0))
        )  # fmt: skip

    def solve(self, factor: torch.Tensor, vector: torch.Tensor) -> None:
        """Replaces a vector by the solution of ``factor @ solution = vector``."""
        at = ctypes.byref
        self._trsv(
            at(_LOWER), at(_PLAIN), at(_PLAIN), at(self._side), factor.data_ptr(), at(self._side),
            vector.data_ptr(), at(_STEP),
        )  # fmt: skip


def _routine(module: Any, name: str, arguments: int) -> Any:
    """A routine that SciPy exports, as a function of pointers."""
    capsule = module.__pyx_capi__[name]
    title = ctypes.pythonapi.PyCapsule_GetName
    title.restype, title.argtypes = ctypes.c_char_p, [ctypes.py_object]
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    types = [ctypes.c_void_p] * arguments
    return ctypes.CFUNCTYPE(None, *types)(pointer(capsule, title(capsule)))


@cache
def can_compute() -> bool:
    """Whether SciPy's routines take 32-bit integers, as they are called here."""
    title = ctypes.pythonapi.PyCapsule_GetName
    title.restype, title.argtypes = ctypes.c_char_p, [ctypes.py_object]
    capsule = scipy.linalg.cython_lapack.__pyx_capi__["dpotrf"]
    return b"(char *, int *," in title(capsule)


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController().select(internal_api="openblas")


@contextmanager
def single_threaded() -> Iterator[None]:
    """Each routine computes in the thread that calls it meanwhile."""
    release = getattr(OpenBLASController, "clear_controlling_thread", lambda force: None)
    with _limits:
        release(force=True)  # newer threadpoolctl listens to the first thread only
        try:
            with _libraries().limit(limits=1):
                yield
        finally:
            release(force=True)
