"""Labelled pixels that a head carries along: what it was trained on, in a few thousand rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

MOST_PER_CLASS = 300
"""Pixels of a class that a head keeps."""

MOST_CLASSES = 255


@dataclass(frozen=True, eq=False)
class Samples:
    """Features of labelled pixels, at most ``MOST_PER_CLASS`` of each class.

    ``training.samples.kept_samples`` chooses them.

    Attributes:
        features: float16 ``(pixels, dims)``, as the backbone gives them, its parts side by side.
        classes: int32 ``(pixels,)``, place in ``Head.classes``.
        blocks: int32 ``(pixels,)``, the spatial block of the split each pixel lies in; pixels of
            one block are neighbours.
    """

    features: npt.NDArray[np.float16]
    classes: npt.NDArray[np.int32]
    blocks: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.features)

    @property
    def dims(self) -> int:
        return int(self.features.shape[1])

    def tensors(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays by name, as a file holds them."""
        return {"features": self.features, "classes": self.classes, "blocks": self.blocks}

    @staticmethod
    def from_tensors(tensors: dict[str, npt.NDArray[Any]], classes: int, dims: int) -> Samples:
        """Puts together what a file holds.

        Args:
            tensors: as ``tensors`` gives them.
            classes, dims: of the head.

        Raises:
            KeyError, ValueError: an array is missing, left over, of another type or shape, not
                finite, or names a class that the head does not have.
        """
        features, index, blocks = (tensors[name] for name in ("features", "classes", "blocks"))
        count = len(features) if features.ndim else 0
        most = MOST_PER_CLASS * min(classes, MOST_CLASSES)
        shapes = (features.shape, index.shape, blocks.shape)
        types = [array.dtype.name for array in (features, index, blocks)]
        if (
            len(tensors) != len(shapes)
            or types != ["float16", "int32", "int32"]
            or shapes != ((count, dims), (count,), (count,))
            or not 1 <= count <= most
        ):
            raise ValueError(f"samples of {types} {shapes} are none of {classes} classes x {dims}")
        if not np.isfinite(features).all():
            raise ValueError("features of samples are not finite")
        if not (index.min() >= 0 and index.max() < classes and blocks.min() >= 0):
            raise ValueError("samples belong to no class or block")
        if np.bincount(index).max() > MOST_PER_CLASS:
            raise ValueError(f"more than {MOST_PER_CLASS} samples belong to one class")
        return Samples(features, index, blocks)
