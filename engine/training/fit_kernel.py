"""Fits kernel terms: regularised least squares on the classes, in closed form.

Source: Rifkin, Yeo, Poggio (2003), "Regularized least-squares classification"; with fewer landmarks
than pixels: Williams & Seeger (2001), "Using the Nystroem method to speed up kernel machines".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from .split import Integers

Matrix = npt.NDArray[np.float64]

GAIN = 0.5
"""Of distances in standard deviations of a channel, before the exponential."""

PENALTY = 1.0
"""Where nothing speaks for another one."""

PENALTIES = (3.0, PENALTY, 0.3, 0.1, 0.03, 0.01)

KERNEL_TEMPERATURE = 0.33
"""By which scores are usually divided to make log-probabilities that are neither too sure nor too
unsure of held-out labels."""

LIFT = 1e-9
"""Added to the diagonal of a system, as a share of its mean."""

EVENNESS = 0.25
"""Power of the class weights: between every pixel (0) and every class (1) counting the same."""


@dataclass(frozen=True)
class KernelFit:
    """``prior + similarity @ weight.T``.

    Attributes:
        weight: ``(classes, landmarks)``.
        prior: ``(classes,)``.
    """

    weight: Matrix
    prior: Matrix

    def scores(self, similarity: Matrix) -> Matrix:
        made: Matrix = similarity @ self.weight.T + self.prior
        return made


def squares_to(places: Matrix, landmarks: Matrix) -> Matrix:
    """Squared distances ``(pixels, landmarks)``."""
    ours, theirs = (places**2).sum(axis=1), (landmarks**2).sum(axis=1)
    made: Matrix = np.maximum(ours[:, None] + theirs - 2.0 * places @ landmarks.T, 0.0)
    return made


def similarity_of(squares: Sequence[Matrix], shares: Sequence[float]) -> Matrix:
    """The Laplacian kernel of the views' shares; see ``heads.ensemble.KernelTerm``."""
    total = sum(share * square for square, share in zip(squares, shares) if share > 0)
    made: Matrix = np.exp(-np.sqrt(total))
    return made


def class_weights(classes: Integers, count: int) -> Matrix:
    """A weight for every pixel, 1 on average, that evens out the classes by ``EVENNESS``."""
    pixels = np.bincount(classes, minlength=count).astype(np.float64)
    weights = np.maximum(pixels, 1.0)[classes] ** -EVENNESS
    made: Matrix = weights / weights.mean()
    return made


def fit_kernel(
    similarity: Matrix,
    landmarks: Integers,
    train: Integers,
    classes: Integers,
    count: int,
    penalties: Sequence[float],
) -> list[KernelFit]:
    """Fits one kernel with several penalties.

    Args:
        similarity: ``(pixels, landmarks)``.
        landmarks: which of the pixels they are.
        train: which of the pixels are trained on.
        classes: ``(pixels,)``, from 0.
        count: how many classes there are.
        penalties: from ``PENALTIES``.
    """
    weights = class_weights(classes[train], count)
    wanted = np.eye(count)[classes[train]]
    prior = weights @ wanted / len(train)
    seen = similarity[train]
    weighted = seen * weights[:, None]
    inner, between = weighted.T @ seen, similarity[landmarks]
    right = weighted.T @ (wanted - prior)
    return [KernelFit(_solved(inner + penalty * between, right).T, prior) for penalty in penalties]


def _solved(left: Matrix, right: Matrix) -> Matrix:
    """Solves a system that is positive but for rounding; landmarks may be copies of each other."""
    lifted = left + LIFT * float(np.trace(left)) / len(left) * np.eye(len(left))
    try:
        factor = cho_factor(lifted, check_finite=False)
    except LinAlgError:
        found: Matrix = np.asarray(np.linalg.lstsq(lifted, right, rcond=None)[0], np.float64)
        return found
    made: Matrix = cho_solve(factor, right, check_finite=False)
    return made
