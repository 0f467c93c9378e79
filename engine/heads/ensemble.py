"""The head that is more than one linear map: a sum of linear and kernel terms, then a softmax.

Adding up scores before the softmax is an average of its members' log-probabilities, so an ensemble
costs no more than its terms.

Source: Hinton (2002), "Training products of experts by minimizing contrastive divergence", Neural
Computation 14(8), eq. 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

SAME, LOG, UNIT, EXP, EXP_UNIT = "same", "log", "unit", "exp", "exp unit"
TRANSFORMS = (SAME, LOG, UNIT, EXP, EXP_UNIT)
"""What can be done to the features of a pixel first; see ``scoring.transformed``."""


@dataclass(frozen=True)
class LinearTerm:
    """Adds ``weight @ transformed part`` to the scores.

    Attributes:
        part: which part of the features.
        transform: one of ``TRANSFORMS``.
        weight: float32 ``(classes, channels)``.
    """

    part: int
    transform: str
    weight: Floats


@dataclass(frozen=True)
class View:
    """A space in which pixels are compared with landmarks, which are training pixels.

    A pixel's place is ``projection @ transformed part + offset``; standardisation and derivatives
    along the wavelength are folded in.

    Attributes:
        part, transform: as of ``LinearTerm``.
        projection: float32 ``(dims, channels)``.
        offset: float32 ``(dims,)``.
        landmarks: float32 ``(landmarks, dims)``; every view has the same pixels.
    """

    part: int
    transform: str
    projection: Floats
    offset: Floats
    landmarks: Floats


@dataclass(frozen=True)
class KernelTerm:
    """Adds ``weight @ exp(-distance)`` to the scores.

    The square of the distance to a landmark is the sum of its squares in the views, each times its
    share.

    Attributes:
        shares: one for every view, at least 0.
        weight: float32 ``(classes, landmarks)``.
    """

    shares: tuple[float, ...]
    weight: Floats


@dataclass(frozen=True)
class EnsembleHead:
    """Softmax of the sum of all terms.

    Attributes:
        channels: of the parts of the features.
        bias: float32 ``(classes,)``.
        linear, views, kernels: the terms; kernels compare in the views.
        temperature: see ``linear.LinearHead``.
    """

    channels: tuple[int, ...]
    bias: Floats
    linear: tuple[LinearTerm, ...]
    views: tuple[View, ...]
    kernels: tuple[KernelTerm, ...]
    temperature: float = 1.0

    @property
    def classes(self) -> int:
        return int(self.bias.shape[0])

    @property
    def dims(self) -> int:
        return sum(self.channels)
