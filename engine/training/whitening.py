"""Measures how pixels of the same class vary, and makes that variation round.

Source: Hastie, Buja, Tibshirani (1995), "Penalized discriminant analysis", Annals of Statistics 23.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..threads import in_chunks
from .split import Integers

Matrix = npt.NDArray[np.float64]

LEAST_VARIANCE = 1e-10
"""Of a direction, as a share of the largest; less is rounding."""


def whitening(features: npt.NDArray[np.floating], classes: Integers) -> tuple[Matrix, Matrix]:
    """Makes the shrunk covariance within the classes the identity.

    Args:
        features: ``(pixels, dims)``.
        classes: ``(pixels,)``, from 0.

    Returns:
        Mean ``(dims,)`` and whitener ``(dims, dims)``: ``(x - mean) @ whitener``.
    """
    from scipy.linalg import eigh

    pixels = np.bincount(classes)
    means = np.zeros((len(pixels), features.shape[1]))
    for c in np.flatnonzero(pixels):
        means[c] = features[classes == c].mean(axis=0, dtype=np.float64)
    mean: Matrix = pixels @ means / len(classes)

    def of_chunk(place: slice) -> Matrix:
        inner = features[place] - means[classes[place]]
        made: Matrix = inner.T @ inner
        return made

    scatter = sum(in_chunks(of_chunk, len(classes)), np.zeros((len(mean), len(mean))))
    variances, vectors = eigh(shrunk(scatter / len(classes), len(classes)))
    largest = float(variances.max())
    if largest <= 0:  # every class is one spectrum: nothing to whiten
        return mean, np.eye(len(mean)) / max(float(features.std()), 1e-12)
    return mean, vectors / np.sqrt(np.maximum(variances, LEAST_VARIANCE * largest))


def shrunk(covariance: Matrix, pixels: int) -> Matrix:
    """Moves a covariance towards a round one, the further the fewer pixels it was measured on.

    Source: Chen, Wiesel, Eldar, Hero (2010), "Shrinkage algorithms for MMSE covariance estimation",
    IEEE TSP 58(10), eq. 23 for many dims.
    """
    dims = len(covariance)
    level = float(np.trace(covariance)) / dims
    spread = float((covariance**2).mean())
    uneven = (pixels + 1.0) * (spread - level**2 / dims)
    share = min((spread + level**2) / uneven, 1.0) if uneven > 0 else 1.0
    made: Matrix = (1.0 - share) * covariance + share * level * np.eye(dims)
    return made


def whitened(
    features: npt.NDArray[np.floating], mean: Matrix, whitener: Matrix
) -> npt.NDArray[np.float32]:
    """``(features - mean) @ whitener``."""
    made = np.empty(features.shape, np.float32)
    middle, basis = mean.astype(np.float32), whitener.astype(np.float32)

    def of_chunk(place: slice) -> None:
        made[place] = (features[place] - middle) @ basis

    for _ in in_chunks(of_chunk, len(features)):
        pass
    return made
