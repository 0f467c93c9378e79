"""Joins overlapping windows into one picture with only a few rows of it in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import torch

from ..scene.grid import Window


class Strip(NamedTuple):
    """Finished rows of the area.

    Attributes:
        window: counted from the corner of the area.
        values: ``(channels, rows, cols)``.
        valid: ``(rows, cols)``.
    """

    window: Window
    values: torch.Tensor
    valid: torch.Tensor


def ramp(side_px: int, overlap_px: int, device: torch.device) -> torch.Tensor:
    """Weights ``(side_px, side_px)``: 1 in the middle, falling to the edges over ``overlap_px``."""
    place = torch.arange(side_px, dtype=torch.float32, device=device)
    edge = torch.minimum(place + 1, side_px - place)
    line = torch.clamp(edge / (overlap_px + 1), max=1.0)
    return torch.outer(line, line)


class RollingBlend:
    """Adds windows that arrive from top to bottom and releases rows once none can touch them.

    The weighted sum runs in the order of arrival, so the same windows give the same bits.
    """

    def __init__(self, area: Window, overlap_px: int, device: torch.device) -> None:
        self._area = area
        self._overlap_px = overlap_px
        self._device = device
        self._top = 0
        self._ramp: torch.Tensor | None = None
        self._sum: torch.Tensor | None = None
        self._weight: torch.Tensor | None = None
        self._valid: torch.Tensor | None = None

    def add(self, window: Window, values: torch.Tensor, valid: torch.Tensor) -> Iterator[Strip]:
        """Adds a window and gives the rows that it completes.

        Args:
            window: in the scene, without halo; starts no higher than the ones before.
            values: ``(channels, rows, cols)`` of the window.
            valid: ``(rows, cols)`` of the window.
        """
        cut = window.intersect(self._area)
        if cut is None:
            return
        place = cut.relative_to(self._area)
        yield from self._release(place.row_off)
        if self._ramp is None:
            self._ramp = ramp(window.height, self._overlap_px, self._device)
        rows, cols = cut.relative_to(window).slices()
        total, weight, ok = self._grown(values.shape[0], place.row_end - self._top)
        target = (
            slice(place.row_off - self._top, place.row_end - self._top),
            slice(place.col_off, place.col_end),
        )
        weights = self._ramp[rows, cols]
        total[:, target[0], target[1]] += values[:, rows, cols] * weights
        weight[target] += weights
        ok[target] |= valid[rows, cols]

    def finish(self) -> Iterator[Strip]:
        """Gives the rows that are left."""
        if self._sum is not None:
            yield from self._release(self._top + self._sum.shape[1])

    def _grown(self, channels: int, height: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        held = 0 if self._sum is None else self._sum.shape[1]
        if self._sum is None or self._weight is None or self._valid is None or held < height:
            more, width = height - held, self._area.width
            total = torch.zeros((channels, more, width), device=self._device)
            weight = torch.zeros((more, width), device=self._device)
            ok = torch.zeros((more, width), dtype=torch.bool, device=self._device)
            if self._sum is not None and self._weight is not None and self._valid is not None:
                total = torch.cat((self._sum, total), dim=1)
                weight = torch.cat((self._weight, weight))
                ok = torch.cat((self._valid, ok))
            self._sum, self._weight, self._valid = total, weight, ok
        return self._sum, self._weight, self._valid

    def _release(self, row: int) -> Iterator[Strip]:
        """Gives the rows above ``row``, counted from the top of the area."""
        if self._sum is None or self._weight is None or self._valid is None:
            self._top = max(self._top, row)
            return
        count = min(row - self._top, self._sum.shape[1])
        if count > 0:
            weight = self._weight[:count]
            covered = weight > 0
            values = self._sum[:, :count] / torch.where(covered, weight, 1.0)
            valid = self._valid[:count] & covered
            window = Window(self._top, 0, count, self._area.width)
            self._sum = self._sum[:, count:]
            self._weight, self._valid = self._weight[count:], self._valid[count:]
            self._top += count
            yield Strip(window, values, valid)
        if self._sum.shape[1] == 0:
            self._sum = self._weight = self._valid = None
            self._top = max(self._top, row)
