"""Which pixels of the north-up raster the sensor saw, and with which of its columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .sensor import DETECTOR_COLUMNS

PIXEL_M = 30.0
EPSG = 32633
WEST_M, NORTH_M = 480000.0, 5720010.0
TRACK_TILT_DEG = 12.5
"""Angle between a descending EnMAP track and north at 51 degrees."""


@dataclass(frozen=True)
class Footprint:
    """The rotated square that was seen.

    Attributes:
        inside: shape (size, size).
        column: detector column of each pixel, 0..999, shape (size, size).
        corners: name to (row, col) of upper_left, upper_right, lower_right, lower_left, center.
    """

    inside: npt.NDArray[np.bool_]
    column: npt.NDArray[np.intp]
    corners: dict[str, tuple[float, float]]

    @property
    def size(self) -> int:
        return int(self.inside.shape[0])

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """Affine coefficients (a, b, c, d, e, f) of the raster."""
        return (PIXEL_M, 0.0, WEST_M, 0.0, -PIXEL_M, NORTH_M)

    def x_y(self, row: float, col: float) -> tuple[float, float]:
        """Easting and northing of a place in pixels from the upper left corner."""
        return WEST_M + PIXEL_M * col, NORTH_M - PIXEL_M * row


def make_footprint(size: int) -> Footprint:
    """The largest tilted square in a raster of ``size`` rows and columns."""
    tilt = np.deg2rad(TRACK_TILT_DEG)
    cos, sin = float(np.cos(tilt)), float(np.sin(tilt))
    side, middle = size / (cos + sin) - 0.5, size / 2
    away = np.arange(size) + 0.5 - middle
    across = away[None, :] * cos + away[:, None] * sin
    along = away[:, None] * cos - away[None, :] * sin
    inside = (np.abs(across) < side / 2) & (np.abs(along) < side / 2)
    column = ((across / side + 0.5) * DETECTOR_COLUMNS).astype(np.intp)
    corners = {"center": (middle, middle)}
    for name, u, v in (
        ("upper_left", -0.5, -0.5),
        ("upper_right", 0.5, -0.5),
        ("lower_right", 0.5, 0.5),
        ("lower_left", -0.5, 0.5),
    ):
        corners[name] = (
            middle + side * (u * sin + v * cos),
            middle + side * (u * cos - v * sin),
        )
    return Footprint(inside, column.clip(0, DETECTOR_COLUMNS - 1), corners)
