"""The leading components of an area, found in one pass, and what brings pixels to them quickly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch

from ..errors import TooSmall
from ..scene.quality import refuse_if_empty
from .chunks import Scratch
from .components import Components
from .detector import SceneRun
from .rx import MomentsReducer

FloatArray = npt.NDArray[np.float64]


def leading_components(run: SceneRun, most: int) -> Components:
    """Finds the components of largest variance in one pass over the area.

    Args:
        run: of a detector.
        most: components; fewer where there are fewer bands.

    Raises:
        AllNodata, TooSmall: the area has too few valid pixels, or all are equal.
        EngineError: as ``SceneRun.reduce``.
    """
    moments = MomentsReducer(run.plan.out_bands, run.device)
    run.reduce(moments)
    refuse_if_empty(run.scene, moments.count)
    return components_of(*moments.moments(), most)


def components_of(mean: FloatArray, covariance: FloatArray, most: int) -> Components:
    """The components of largest variance, in the directions that make the largest share positive.

    Which of both directions a solver gives is chance; seeded detectors need the same each time.

    Raises:
        TooSmall: all pixels are equal.
    """
    if np.trace(covariance) <= 0:
        raise TooSmall(
            "All valid pixels of the area are the same, so none of them is unusual.",
            hint="Choose a larger area.",
        )
    found = Components.leading(mean, covariance, most)
    places = np.abs(found.matrix).argmax(axis=1)[:, None]
    signs = np.sign(np.take_along_axis(found.matrix, places, axis=1))
    return Components(mean, found.matrix * signs)


class Projection:
    """Brings pixels to components in float32, which suffices for those of large variance."""

    def __init__(self, components: Components, device: torch.device) -> None:
        """Moves the components to the device."""
        self._mean = torch.from_numpy(components.mean.astype(np.float32)).to(device)[:, None]
        matrix = np.ascontiguousarray(components.matrix, dtype=np.float32)
        self._matrix = torch.from_numpy(matrix).to(device)
        self._centred = Scratch()

    def __call__(self, pixels: torch.Tensor) -> torch.Tensor:
        """``(bands, pixels)`` to ``(components, pixels)``; safe in several threads at once."""
        centred = self._centred.like(len(pixels), pixels.shape[1], pixels)
        torch.sub(pixels, self._mean, out=centred)
        return self._matrix @ centred
