"""The window around each pixel that local detectors compare it with: a ring around a guard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import BadParameter
from ..scene.grid import Grid

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class DualWindow:
    """An outer square without an inner one; its pixels are the background of the middle one.

    At the edges of the scene both squares are moved until they lie inside, so the background always
    has the same number of pixels, and the pixel is not in the middle there. So does Spectral
    Python.

    Source: Kwon, Der, Nasrabadi (2003), "Adaptive anomaly detection using subspace separation for
    hyperspectral imagery", Optical Engineering 42(11).

    Attributes:
        inner: side of the guard, odd; as large as the largest object.
        outer: side of the window, odd.
    """

    inner: int
    outer: int

    @property
    def pixels(self) -> int:
        """How many pixels the background has."""
        return self.outer**2 - self.inner**2

    @property
    def halo_px(self) -> int:
        """How far the background of a pixel at the edge of the scene reaches from it."""
        return self.outer - 1

    def check(self, grid: Grid) -> None:
        """Refuses windows that have no middle, no background, or are larger than the scene.

        Raises:
            BadParameter: the message names the window.
        """
        for name, side in (("inner", self.inner), ("outer", self.outer)):
            if side < 1 or side % 2 == 0:
                raise BadParameter(
                    f"The {name} window of {side} px has no pixel in its middle.",
                    hint=f"Choose an odd number, such as {max(1, side + 1)}.",
                )
        if self.inner >= self.outer:
            raise BadParameter(
                f"An inner window of {self.inner} px leaves no background in an outer window of "
                f"{self.outer} px.",
                hint=f"Choose an outer window of {self.inner + 2} px or more; 21 px suit most "
                "scenes.",
            )
        shortest = min(grid.height, grid.width)
        if self.outer > shortest:
            fitting = shortest - (shortest + 1) % 2
            smaller = f"Choose an outer window of {fitting} px or less, or the detector rx."
            raise BadParameter(
                f"The outer window of {self.outer} px is larger than the scene, which has "
                f"{grid.height} rows and {grid.width} columns.",
                hint=smaller if fitting > 1 else "Choose the detector rx.",
            )

    def starts(self, first: int, count: int, size: int) -> tuple[IntArray, IntArray]:
        """Where the windows of neighbouring pixels begin along an axis.

        Args:
            first: place of the first pixel along the axis.
            count: how many pixels.
            size: of the scene along the axis.

        Returns:
            First place of the outer and of the inner window, each ``(count,)``.
        """
        places = np.arange(first, first + count, dtype=np.int64)
        outer = np.clip(places - self.outer // 2, 0, size - self.outer)
        inner = np.clip(places - self.inner // 2, 0, size - self.inner)
        return outer, inner
