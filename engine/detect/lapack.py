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
_ONE, _HALF, _SINGLE = ctypes.c_double(1.0), ctypes.c_double(0.5), ctypes.c_int(1)
_limits = threading.Lock()


class Matrices:
    """Routines for batches of ``side x side`` matrices, float64 and contiguous; for any thread.

    A symmetric tensor counts as the same matrix whichever way it is laid out; what is "lower" here
    is the lower triangle for LAPACK, which is the upper one for torch. Arguments are prepared once
    and tensors taken by address: what Python does between two routines is done under its lock, for
    which threads would wait.
    """

    def __init__(self, side: int) -> None:
        """Finds the routines."""
        self._bytes = 8 * side
        self._square = side * self._bytes
        self._lower, self._plain = ctypes.byref(_LOWER), ctypes.byref(_PLAIN)
        self._half, self._one = ctypes.byref(_HALF), ctypes.byref(_ONE)
        self._single = ctypes.byref(_SINGLE)
        self._side = ctypes.byref(ctypes.c_int(side))
        self._syr2k = _routine(scipy.linalg.cython_blas, "dsyr2k", 12)
        self._posv = _routine(scipy.linalg.cython_lapack, "dposv", 8)

    def move(self, sums: torch.Tensor, points: torch.Tensor) -> None:
        """Adds the products of the first half of some points, takes those of the others away.

        ``c'c - g'g`` is the half of ``(c+g)'(c-g)`` and its transpose, one routine instead of two.

        Args:
            sums: ``(batch, side, side)``; their triangles change.
            points: ``(batch, n, side)``, n even.
        """
        come, gone = points.chunk(2, dim=1)
        both, apart = come + gone, come - gone
        count = ctypes.byref(ctypes.c_int(both.shape[1]))
        total, first, second = sums.data_ptr(), both.data_ptr(), apart.data_ptr()
        step = both.shape[1] * self._bytes
        syr2k, lower, plain, side, half, one = (
            self._syr2k, self._lower, self._plain, self._side, self._half, self._one
        )  # fmt: skip
        for _ in range(len(sums)):
            syr2k(lower, plain, side, count, half, first, side, second, side, one, total, side)
            total += self._square
            first += step
            second += step

    def solve(self, sums: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        """Replaces vectors by the solutions of ``sums @ solution = vector``.

        Args:
            sums: positive definite, ``(batch, side, side)``; become their Cholesky factors.
            vectors: ``(batch, side)``.

        Returns:
            ``(batch,)``, int32: 0 where it worked; other matrices were not positive definite, and
            their vectors are left as they were.
        """
        told = torch.zeros(len(sums), dtype=torch.int32)
        matrix, vector, done = sums.data_ptr(), vectors.data_ptr(), told.data_ptr()
        posv, lower, side, single = self._posv, self._lower, self._side, self._single
        for _ in range(len(sums)):
            posv(lower, side, single, matrix, side, vector, side, done)
            matrix += self._square
            vector += self._bytes
            done += 4
        return told


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
