"""SciPy's BLAS and LAPACK on the memory of tensors, in place and without Python's lock.

For matrices of some hundred rows, torch spends as much time on copies and on clearing triangles as
on the factorisation, and SciPy's own wrappers hold Python's lock, so that threads wait for each
other. SciPy offers the bare routines to compiled code (``scipy.linalg.cython_lapack``).
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from functools import cache
from typing import Any

import torch
from scipy.linalg import cython_blas, cython_lapack

Paths = list[tuple[int, list[tuple[int, int]]]]


class Matrices:
    """Routines for batches of ``side x side`` matrices, float64 and contiguous; for any thread.

    A symmetric tensor counts as the same matrix whichever way it is laid out; what is "lower" here
    is the lower triangle for LAPACK, which is the upper one for torch. What Python does between two
    routines is done under its lock, for which threads wait long. So the calls are put down as a
    list first, which is used again as long as tensors stay in the same memory.
    """

    def __init__(self, side: int) -> None:
        """Prepares for matrices of some side."""
        self._side = side
        self._known = threading.local()

    def products(
        self,
        paths: Paths,
        start: torch.Tensor,
        levels: list[torch.Tensor],
        more: torch.Tensor,
        points: torch.Tensor,
        rooms: torch.Tensor,
        made: torch.Tensor,
    ) -> torch.Tensor:
        """Products ``p' S^-1 q`` of points with each other, ``S`` the sums at leaves of trees.

        Args:
            paths: leaves of a tree, with the levels and nodes that are new on the way to each.
            start: ``(side, side)``, the sums at the roots.
            levels: points whose products are added at each node of a level,
                ``(trees, nodes, n, side)``.
            more: ``(trees * leaves,)``: what is added to the diagonal at each leaf.
            points: ``(trees, leaves, n, side)``; become whitened points.
            rooms: ``(levels, side, side)``, for the sums on the way.
            made: ``(trees * leaves, n, n)``, of which the lower triangles become right.

        Returns:
            Whether the sums are positive definite, one for each leaf. If not, its products mean
            nothing.
        """
        told = self._told(len(made))
        tensors = (start, *levels, more, points, rooms, made, told)
        key = (points.shape, id(paths), *(each.data_ptr() for each in tensors))
        if getattr(self._known, "key", None) != key:
            self._known.key, self._known.paths = key, paths  # kept, so that its id stays taken
            calls = self._calls(paths, start, levels, more, points, rooms, made, told)
            self._known.calls = list(calls)
        for routine, arguments in self._known.calls:
            routine(*arguments)
        return told == 0

    def _told(self, leaves: int) -> torch.Tensor:
        """Where the routines tell whether they succeeded, ``(leaves,)``, int32."""
        told: torch.Tensor | None = getattr(self._known, "told", None)
        if told is None or len(told) != leaves:
            told = self._known.told = torch.zeros(leaves, dtype=torch.int32)
        return told

    def _calls(
        self,
        paths: Paths,
        start: torch.Tensor,
        levels: list[torch.Tensor],
        more: torch.Tensor,
        points: torch.Tensor,
        rooms: torch.Tensor,
        made: torch.Tensor,
        told: torch.Tensor,
    ) -> Iterator[tuple[Any, tuple[Any, ...]]]:
        """Routines and arguments of ``products``."""
        size, leaves = points.shape[2], len(paths)
        copy, syrk = _routine(cython_blas, "dcopy"), _routine(cython_blas, "dsyrk")
        axpy, trsm = _routine(cython_blas, "daxpy"), _routine(cython_blas, "dtrsm")
        potrf = _routine(cython_lapack, "dpotrf")
        left, lower, upper, plain, turned = map(_letter, (b"L", b"L", b"U", b"N", b"T"))
        none, single, side, after = map(_number, (0, 1, self._side, self._side + 1))
        numbers, count, one, zero = _number(self._side**2), _number(size), _real(1.0), _real(0.0)
        counts = [_number(level.shape[2]) for level in levels]
        sums = [_at(start), *map(_at, rooms)]
        factor = sums[-1]
        for tree in range(len(points)):
            for leaf, path in paths:
                for level, node in path:
                    before, total = sums[level], sums[level + 1]
                    new = _at(levels[level][tree, node])
                    yield copy, (numbers, before, single, total, single)
                    yield syrk, (lower, plain, side, counts[level], one, new, side,
                                 one, total, side)  # fmt: skip
                place = tree * leaves + leaf
                white, product = _at(points[tree, leaf]), _at(made[place])
                yield axpy, (side, _at(more[place]), one, none, factor, after)
                yield potrf, (lower, side, factor, side, _at(told[place]))
                yield trsm, (left, lower, plain, plain, side, count, one, factor, side,
                             white, side)  # fmt: skip
                yield syrk, (upper, turned, count, side, one, white, side, zero,
                             product, count)  # fmt: skip


def _at(tensor: torch.Tensor) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr())


def _letter(letter: bytes) -> Any:
    return ctypes.pointer(ctypes.c_char(letter))


def _number(number: int) -> Any:
    return ctypes.pointer(ctypes.c_int(number))


def _real(number: float) -> Any:
    return ctypes.pointer(ctypes.c_double(number))


BRIEF = ("dcopy", "daxpy")
"""They are over before another thread could take Python's lock, so they keep it."""


@cache
def _routine(module: Any, name: str) -> Any:
    """A routine that SciPy exports, as a function of pointers."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    kind = ctypes.PYFUNCTYPE if name in BRIEF else ctypes.CFUNCTYPE
    return kind(None)(pointer(module.__pyx_capi__[name], _signature(module, name)))


def _signature(module: Any, name: str) -> bytes:
    """What a routine takes and gives, in the words of C."""
    title = ctypes.pythonapi.PyCapsule_GetName
    title.restype, title.argtypes = ctypes.c_char_p, [ctypes.py_object]
    words: bytes = title(module.__pyx_capi__[name])
    return words


@cache
def can_compute() -> bool:
    """Whether SciPy's routines take 32-bit integers, as they are called here."""
    return b"(char *, int *," in _signature(cython_lapack, "dpotrf")
