"""Which labelled pixels a head carries along."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..heads.samples import MOST_PER_CLASS, Samples
from .fit_linear import thin_out

LARGEST = float(np.finfo(np.float16).max)


def kept_samples(
    features: npt.NDArray[np.float32],
    classes: npt.NDArray[np.int64],
    blocks: npt.NDArray[np.int64],
) -> Samples:
    """Keeps pixels of every class, evenly spread over their order.

    Args:
        features: ``(pixels, dims)``; what float16 cannot hold becomes the nearest it can.
        classes: ``(pixels,)``, place in the head's classes.
        blocks: ``(pixels,)``, of the split (``split.Split.block``).
    """
    kept = thin_out(classes, MOST_PER_CLASS)
    return Samples(
        half_precision(features[kept]),
        classes[kept].astype(np.int32),
        blocks[kept].astype(np.int32),
    )


def half_precision(features: npt.NDArray[np.float32]) -> npt.NDArray[np.float16]:
    """The features as samples hold them."""
    return np.clip(features, -LARGEST, LARGEST).astype(np.float16)
