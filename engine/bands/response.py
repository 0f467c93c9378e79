"""How a sensor of another band grid would have seen a spectrum."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

FWHM_PER_SIGMA = 2.0 * float(np.sqrt(2.0 * np.log(2.0)))
"""Full width at half maximum of a Gaussian, in standard deviations."""

REACH_SIGMA = 3.0
"""A Gaussian response is cut off here; 0.3 % of its area lies outside."""

FINER = 0.7
"""Bands up to this share of the wanted width are averaged, wider ones are interpolated."""


def widths_from_spacing(centres_nm: FloatArray) -> FloatArray:
    """Guesses band widths where they are unknown: the distance to the nearer neighbour.

    Args:
        centres_nm: ``(bands,)``, in any order, without NaN.
    """
    if len(centres_nm) < 2:
        return np.full(len(centres_nm), 10.0)
    order = np.argsort(centres_nm, kind="stable")
    steps = np.diff(centres_nm[order])
    spacing = np.minimum(np.append(steps, np.inf), np.insert(steps, 0, np.inf))
    typical = float(np.median(steps[steps > 0])) if np.any(steps > 0) else 10.0
    widths = np.empty(len(centres_nm))
    widths[order] = np.where(spacing > 0, np.minimum(spacing, 3 * typical), typical)
    return widths


def gaussian_weights(
    centres_nm: FloatArray, fwhm_nm: FloatArray, centre_nm: float, width_nm: float
) -> FloatArray | None:
    """Weights that average finer bands to one wider band of Gaussian response.

    What a source band of width f adds to the blur is taken off: the kernel's variance is that of
    the wanted response less that of the source's.

    Args:
        centres_nm, fwhm_nm: ``(bands,)``, ascending, of the bands that can be used.
        centre_nm, width_nm: centre and full width at half maximum of the wanted band.

    Returns:
        ``(bands,)``, sums to 1; None where the bands are not finer, or leave a hole of more than
        half a width.
    """
    if not len(centres_nm):
        return None
    sigma = width_nm / FWHM_PER_SIGMA
    near = np.abs(centres_nm - centre_nm) <= REACH_SIGMA * sigma
    inside = centres_nm[near]
    if len(inside) < 3 or np.median(fwhm_nm[near]) > FINER * width_nm:
        return None
    edges = np.concatenate(([centre_nm - width_nm / 2], inside, [centre_nm + width_nm / 2]))
    within = np.clip(edges, centre_nm - width_nm / 2, centre_nm + width_nm / 2)
    if np.max(np.diff(np.sort(within))) > width_nm / 2:
        return None
    variance = sigma**2 - (fwhm_nm[near] / FWHM_PER_SIGMA) ** 2
    kernel = np.exp(-((inside - centre_nm) ** 2) / (2 * np.maximum(variance, (sigma / 4) ** 2)))
    weights = np.zeros(len(centres_nm))
    weights[near] = kernel * np.gradient(inside)
    total = weights.sum()
    return weights / total if total > 0 else None


def linear_weights(
    centres_nm: FloatArray, centre_nm: float, reach_nm: float, edge_nm: float
) -> FloatArray | None:
    """Weights that interpolate between the neighbours of a wavelength.

    Args:
        centres_nm: ``(bands,)``, ascending, of the bands that can be used.
        centre_nm: where a value is wanted.
        reach_nm: how far the nearer neighbour may be.
        edge_nm: how far the wavelength may lie outside all bands; the outermost one then serves.

    Returns:
        ``(bands,)``, sums to 1; None where the bands do not reach.
    """
    if not len(centres_nm):
        return None
    weights = np.zeros(len(centres_nm))
    right = int(np.searchsorted(centres_nm, centre_nm, side="left"))
    if right == 0 or right == len(centres_nm):
        end = min(right, len(centres_nm) - 1)
        if abs(centres_nm[end] - centre_nm) > edge_nm:
            return None
        weights[end] = 1.0
        return weights
    low, high = float(centres_nm[right - 1]), float(centres_nm[right])
    if min(centre_nm - low, high - centre_nm) > reach_nm:
        return None
    share = (centre_nm - low) / (high - low)
    weights[right - 1], weights[right] = 1.0 - share, share
    return weights
