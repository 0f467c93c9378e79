"""How far a pixel is from everything that was labelled, in the space of the features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

MOST_DIMS = 64
MOST_LANDMARKS = 4096
"""What a file may ask a map to compute for every pixel; training makes less."""


@dataclass(frozen=True, eq=False)
class Unlike:
    """Distances to labelled pixels, of which 1 is as far as held-out ones hardly ever are.

    A pixel's place is ``projection @ features + offset``. It is as far as the least of its
    distances to the landmarks, each times the landmark's scale.
    ``training.unlike.fit_unlike`` makes it, ``heads.unlike_scores.UnlikeScores`` computes it.

    Attributes:
        projection: float32 ``(dims, features)``; standardisation and whitening are folded in.
        offset: float32 ``(dims,)``.
        landmarks: float32 ``(landmarks, dims)``, places of labelled pixels.
        scales: float32 ``(landmarks,)``, above 0.
        held_out_percent: how many percent of the held-out labelled pixels were farther than 1.
    """

    projection: Floats
    offset: Floats
    landmarks: Floats
    scales: Floats
    held_out_percent: float

    def tensors(self) -> dict[str, npt.NDArray[Any]]:
        """The arrays by name, as a file holds them."""
        return {
            "projection": self.projection,
            "offset": self.offset,
            "landmarks": self.landmarks,
            "scales": self.scales,
        }

    @staticmethod
    def from_file(tensors: dict[str, npt.NDArray[Any]], made: Any, features: int) -> Unlike:
        """Puts together what a file holds.

        Args:
            tensors: as ``tensors`` gives them.
            made: what JSON holds of it, see ``to_json``.
            features: how many the head takes.

        Raises:
            KeyError, OverflowError, TypeError, ValueError: an array is missing, left over, of
                another type or shape, too large or not finite; or a number is impossible.
        """
        arrays = projection, offset, landmarks, scales = (
            tensors["projection"],
            tensors["offset"],
            tensors["landmarks"],
            tensors["scales"],
        )
        dims, count = offset.size, scales.size
        shapes = [(dims, features), (dims,), (count, dims), (count,)]
        if len(tensors) != len(arrays) or [array.shape for array in arrays] != shapes:
            raise ValueError(f"tensors of distances have the shapes {[a.shape for a in arrays]}")
        if not (1 <= dims <= MOST_DIMS and 1 <= count <= MOST_LANDMARKS):
            raise ValueError(f"{count} landmarks in {dims} dimensions are too many or none")
        if not all(array.dtype == np.float32 and np.isfinite(array).all() for array in arrays):
            raise ValueError("tensors of distances are not float32 or not finite")
        percent = float(made["held_out_percent"])
        if not (scales > 0).all() or not 0 <= percent <= 100:
            raise ValueError(f"distances have impossible scales, or {percent} % are farther")
        return Unlike(projection, offset, landmarks, scales, percent)

    def to_json(self) -> dict[str, Any]:
        """What is no array."""
        return {"held_out_percent": self.held_out_percent}
