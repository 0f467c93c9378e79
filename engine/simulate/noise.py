"""Smooth random fields, and one independent random stream for each use of a seed."""

from __future__ import annotations

import zlib

import numpy as np
import numpy.typing as npt
from scipy import sparse

FloatMap = npt.NDArray[np.float32]

# Standard deviation that uniform cubic B-splines leave of a white lattice, per axis: the root of
# the mean of the summed squared weights (151/315).
_SPLINE_STD = np.sqrt(151 / 315)


def stream(seed: int, *names: str | int) -> np.random.Generator:
    """A generator that depends on the seed and on what it is for, and on nothing else.

    Adding a use of randomness to one part of the landscape therefore leaves all others as they are.
    """
    words = [zlib.crc32(str(name).encode("utf-8")) for name in names]
    return np.random.default_rng([seed, *words])


def _spline(size: int, cell_px: float) -> tuple[sparse.csr_matrix, int]:
    """Weights ``(size, knots)`` of uniform cubic B-splines whose knots are ``cell_px`` apart."""
    at = np.arange(size, dtype=np.float64) / cell_px
    first = np.floor(at).astype(np.int64)
    t = at - first
    weights = np.stack(
        [(1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3], axis=1
    )
    knots = int(first[-1]) + 4
    columns = first[:, None] + np.arange(4)
    pointers = np.arange(size + 1) * 4
    made = sparse.csr_matrix(
        ((weights / 6).astype(np.float32).ravel(), columns.ravel(), pointers), (size, knots)
    )
    return made, knots


def smooth_noise(rng: np.random.Generator, shape: tuple[int, int], cell_px: float) -> FloatMap:
    """A smooth field with mean 0 and standard deviation about 1.

    Args:
        rng: the stream it is drawn from.
        shape: rows and columns.
        cell_px: the size of its hills and hollows.

    Returns:
        Shape ``shape``, float32.
    """
    rows, row_knots = _spline(shape[0], max(cell_px, 1.0))
    cols, col_knots = _spline(shape[1], max(cell_px, 1.0))
    lattice = rng.standard_normal((row_knots, col_knots), dtype=np.float32)
    made = cols @ np.ascontiguousarray((rows @ lattice).T)
    field: FloatMap = np.ascontiguousarray(made.T) / np.float32(_SPLINE_STD**2)
    return field


def fractal_noise(
    rng: np.random.Generator,
    shape: tuple[int, int],
    cell_px: float,
    octaves: int,
    gain: float = 0.5,
) -> FloatMap:
    """A sum of smooth fields, each half as large and ``gain`` times as strong as the last.

    Returns:
        Shape ``shape``, float32, standard deviation about 1.
    """
    total = np.zeros(shape, dtype=np.float32)
    for octave in range(octaves):
        total += np.float32(gain**octave) * smooth_noise(rng, shape, cell_px / 2**octave)
    total /= np.float32(np.sqrt(sum(gain ** (2 * k) for k in range(octaves))))
    return total


def hash_uniform(*keys: npt.NDArray[np.int64] | int) -> FloatMap:
    """A uniform number in [0, 1) for each tuple of whole numbers, the same wherever it is asked.

    Source: the finaliser of splitmix64 (Steele, Lea and Flood 2014, OOPSLA).
    """
    state = np.uint64(0)
    for key in keys:
        mixed = np.asarray(key).astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15) + state
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state = mixed ^ (mixed >> np.uint64(31))
    made: FloatMap = (np.asarray(state) >> np.uint64(40)).astype(np.float32)
    made /= np.float32(1 << 24)
    return made
