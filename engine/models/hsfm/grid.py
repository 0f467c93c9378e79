"""The wavelengths that the network sees, and how the bands of any sensor are brought to them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

WINDOWS_NM = ((420.0, 1330.0), (1460.0, 1770.0), (1970.0, 2440.0))
"""Outside the strong absorption of water vapour, where no sensor measures the surface."""

STEP_NM = 10.0
KERNEL_FWHM_NM = 14.0
"""Bands are averaged to about this width, so that sensors of 6 to 13 nm look alike."""

REACH_NM = 12.0
"""How far the nearest band may lie from a cell that counts as seen."""

WIDE_REACH = 0.6
"""Cells within this share of a wide band's width of its centre count as seen."""

FAINT = 1e-9
"""Weight of a side that counts as nothing."""

GRID_NM: FloatArray = np.concatenate([np.arange(a, b + 1e-6, STEP_NM) for a, b in WINDOWS_NM])
"""The cells, ``(cells,)``."""


def bring_to_grid(
    centres_nm: Sequence[float] | FloatArray, fwhm_nm: Sequence[float] | FloatArray
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]:
    """Makes the matrix that turns bands into cells of the grid.

    A cell between bands that are too far apart for averaging is interpolated between its two
    neighbours. Either way a straight line stays one, except beyond the outermost bands.

    Args:
        centres_nm, fwhm_nm: ``(bands,)``, in any order; overlapping detectors are averaged.

    Returns:
        Weights ``(cells, bands)``, float32, rows of unseen cells 0, others sum to 1; and which
        cells are seen, ``(cells,)``.
    """
    centres, widths = np.asarray(centres_nm, np.float64), np.asarray(fwhm_nm, np.float64)
    weights = np.zeros((len(GRID_NM), len(centres)))
    seen = np.zeros(len(GRID_NM), bool)
    order = np.argsort(centres, kind="stable")
    for cell, at in enumerate(GRID_NM):
        apart = np.abs(centres - at)
        reach = np.maximum(REACH_NM, WIDE_REACH * widths)
        near = apart <= reach
        if not near.any():
            continue
        seen[cell] = True
        weights[cell] = _average(centres, widths, at, near) if near.sum() > 1 else 0.0
        if not weights[cell].any():
            weights[cell] = _between(centres, order, at)
    return weights.astype(np.float32), seen


def _average(
    centres: FloatArray, widths: FloatArray, at: float, near: npt.NDArray[np.bool_]
) -> FloatArray:
    """Averages fine bands to the kernel's width, without shifting the middle."""
    made = np.zeros(len(centres))
    away = centres[near] - at
    if away.min() > 0 or away.max() < 0:
        return made
    variance = np.maximum(KERNEL_FWHM_NM**2 - widths[near] ** 2, (KERNEL_FWHM_NM / 3) ** 2)
    kernel = np.exp(-4 * np.log(2) * away**2 / variance)
    low, high = away <= 0, away > 0
    left, right = -(kernel * away)[low].sum(), (kernel * away)[high].sum()
    if left < FAINT or right < FAINT:  # one side alone would move the cell: interpolate
        return made
    # Both sides pull equally, so that a slope is kept; a band in the very middle is neutral.
    kernel[away < 0] *= right / (left + right) * 2
    kernel[high] *= left / (left + right) * 2
    made[near] = kernel / kernel.sum()
    return made


def _between(centres: FloatArray, order: npt.NDArray[np.int64], at: float) -> FloatArray:
    """Interpolates between the two neighbours; the outermost band serves beyond the ends."""
    made = np.zeros(len(centres))
    sorted_nm = centres[order]
    right = int(np.searchsorted(sorted_nm, at))
    if right == 0 or right == len(centres):
        made[order[min(right, len(centres) - 1)]] = 1.0
        return made
    low, high = sorted_nm[right - 1], sorted_nm[right]
    share = 0.5 if high == low else (at - low) / (high - low)
    made[order[right - 1]], made[order[right]] = 1 - share, share
    return made
