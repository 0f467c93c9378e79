"""Squares of a scene whose pixels arrive in windows of the loop."""

from __future__ import annotations

from typing import Any

import torch

from ..scene.grid import Grid, Window

INWARD_PX = 0.25
"""Less than half a pixel: the middles of all pixels stay inside, and no neighbour is touched."""


class Square:
    """A square whose pixels arrive in several windows.

    Attributes:
        window: in the scene.
        values, measured: of a batch of one.
        pixels_left: how many have not arrived.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.values = torch.empty(0)
        self.measured = torch.empty(0)
        self.pixels_left = window.height * window.width

    def take(self, window: Window, values: torch.Tensor, measured: torch.Tensor) -> None:
        """Takes what it needs of a window: values ``(bands, rows, cols)`` and where measured."""
        both = window.intersect(self.window)
        if both is None:
            return
        if not self.values.numel():
            shape = (1, self.window.height, self.window.width)
            self.values = values.new_empty((1, values.shape[0], *shape[1:]))
            self.measured = measured.new_empty(shape)
        rows, cols = both.relative_to(self.window).slices()
        from_rows, from_cols = both.relative_to(window).slices()
        self.values[0, :, rows, cols] = values[:, from_rows, from_cols]
        self.measured[0, rows, cols] = measured[from_rows, from_cols]
        self.pixels_left -= both.height * both.width


def box(grid: Grid, window: Window) -> dict[str, Any]:
    """A GeoJSON polygon, in the grid's coordinate system, that only this window's pixels touch."""
    a, b, c, d, e, f = grid.transform
    top, left = window.row_off + INWARD_PX, window.col_off + INWARD_PX
    bottom, right = window.row_end - INWARD_PX, window.col_end - INWARD_PX
    corners = [(top, left), (top, right), (bottom, right), (bottom, left), (top, left)]
    ring = [[float(a * x + b * y + c), float(d * x + e * y + f)] for y, x in corners]
    return {"type": "Polygon", "coordinates": [ring]}
