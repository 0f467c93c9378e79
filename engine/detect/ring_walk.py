"""Sums of products over the ring around each pixel, moved along the rows instead of made anew.

The rings of neighbours share all but the columns that enter and leave. A walker stands on a row,
keeps the sums of its ring, and with each step adds what enters and takes away what leaves: 52
pixels instead of 416 for windows of 5 and 21. The sums are float64, in which taking away leaves
nothing behind that could be seen. Many walkers go side by side, so that every step is a product and
a factorisation of a batch of matrices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import torch

from .dual_window import DualWindow
from .lapack import Matrices

PIXELS_PER_BAND = 2
"""A covariance from fewer pixels per band loses half of what detection could gain. Source: Reed,
Mallett, Brennan (1974), "Rapid convergence rate in adaptive arrays", IEEE TAES 10(6)."""

SMALLEST_SHARE = 1e-11
"""Local variance counts as at least this share of the area's, in every direction: rings of equal
pixels can be inverted, and all others do not notice."""

START_PIXELS = 512
"""Most pixels of the first ring that are added together."""


class Axis(NamedTuple):
    """Where pixels and their windows are along an axis of the points; each ``(count,)``, int64."""

    place: torch.Tensor
    outer: torch.Tensor
    inner: torch.Tensor


@dataclass(frozen=True)
class RingWalk:
    """Squared Mahalanobis distances of pixels to the rings around them.

    With the sums ``A`` of the products of ``[1, x]`` over a ring of n pixels, the distance is
    ``(n - 1) * (v' A^-1 v - 1 / n)``, ``v = [1, x]`` of the pixel: the first column of the factor
    of ``A`` takes the mean away.

    Rings with fewer than ``PIXELS_PER_BAND`` pixels per component are filled up with average pixels
    of the area, which have mean 0 and covariance 1 in its components. So are rings whose sums
    cannot be factorised, as if they were empty; where that does not help the distance is NaN.

    Attributes:
        points: ``(rows * stride + 1, 1 + components)``, float32: ``[1, x]`` of each measured pixel,
            zeros for others; the last one is zeros.
        stride: points of a row.
        window: guard and background.
        rows, cols: of the pixels that are wanted.
    """

    points: torch.Tensor
    stride: int
    window: DualWindow
    rows: Axis
    cols: Axis

    def distances(self, rows: torch.Tensor, cols: torch.Tensor, steps: int) -> torch.Tensor:
        """Sends a walker to the right from each of some pixels.

        Args:
            rows, cols: numbers of the first pixels in the axes, ``(walkers,)``.
            steps: pixels of each walk; a walker that comes to the last column stays there.

        Returns:
            ``(walkers, steps)``, float64.
        """
        last = len(self.cols.place) - 1
        places = (cols[:, None] + torch.arange(steps, device=cols.device)).clamp_(max=last)
        moved = self._moves(rows, places)
        here = self.rows.place[rows, None] * self.stride + self.cols.place[places]
        sums = self._first_rings(rows, places[:, 0])
        found = []
        for step in range(steps):
            if step:
                self._move(sums, self._take(moved[:, step - 1]))
            found.append(self._distances(sums, self._take(here[:, step, None])))
        return torch.stack(found, dim=1)

    def _take(self, numbers: torch.Tensor) -> torch.Tensor:
        """Points ``(walkers, n, 1 + components)`` by their numbers ``(walkers, n)``, float64."""
        return self.points.index_select(0, numbers.flatten()).double().view(*numbers.shape, -1)

    def _moves(self, rows: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
        """What enters the rings with each step, and then as many points that leave them.

        Returns:
            Numbers of points ``(walkers, steps - 1, n)``, that of the zeros where a window stays.
        """
        outer, inner = self.window.outer, self.window.inner
        before, after = places[:, :-1, None], places[:, 1:, None]
        none = len(self.points) - 1

        def side(axis: torch.Tensor, begin: torch.Tensor, height: int, ahead: int) -> torch.Tensor:
            down = torch.arange(height, device=begin.device)
            points = (begin[rows, None, None] + down) * self.stride + axis[before] + ahead
            return torch.where(axis[after] != axis[before], points, none)

        moved = [
            side(self.cols.outer, self.rows.outer, outer, outer),
            side(self.cols.inner, self.rows.inner, inner, 0),
            side(self.cols.outer, self.rows.outer, outer, 0),
            side(self.cols.inner, self.rows.inner, inner, inner),
        ]
        return torch.cat(moved, dim=2)

    def _move(self, sums: torch.Tensor, points: torch.Tensor) -> None:
        """Adds the first half of the points to the sums of each walker, takes the others away."""
        come, gone = points.chunk(2, dim=1)
        sums.baddbmm_(points.mT, torch.cat([come, -gone], dim=1))

    def _first_rings(self, rows: torch.Tensor, cols: torch.Tensor) -> torch.Tensor:
        """Sums of the products over whole rings, ``(walkers, 1 + components, 1 + components)``."""
        side = self.points.shape[1]
        sums = self.points.new_zeros((len(rows), side, side), dtype=torch.float64)
        floor = SMALLEST_SHARE * self.window.pixels
        sums.diagonal(dim1=1, dim2=2)[:, 1:] = floor
        for top, left, length, sign in (
            (self.rows.outer, self.cols.outer, self.window.outer, 1.0),
            (self.rows.inner, self.cols.inner, self.window.inner, -1.0),
        ):
            along = torch.arange(length, device=rows.device)
            down = (top[rows, None, None] + along[:, None]) * self.stride
            square = (down + left[cols, None, None] + along).flatten(1)
            for part in torch.split(square, START_PIXELS, dim=1):
                pixels = self._take(part)
                sums.baddbmm_(pixels.mT, pixels, alpha=sign)
        return sums

    def _lack(self, count: torch.Tensor) -> torch.Tensor:
        """How many average pixels fill up a ring of ``count`` pixels."""
        wanted = float(PIXELS_PER_BAND * (self.points.shape[1] - 1))
        lack: torch.Tensor = torch.clamp(wanted - count, min=0.0)
        return lack

    def _distances(self, sums: torch.Tensor, pixel: torch.Tensor) -> torch.Tensor:
        """Distances ``(walkers,)`` of pixels ``(walkers, 1, 1 + components)`` to their rings."""
        count = sums[:, 0, 0]
        lack = self._lack(count)
        found, failed = self._filled_up(sums, pixel, lack)
        if bool(failed.any()):
            lack[failed] += self._lack(torch.zeros_like(count[failed]))
            again, failed_again = self._filled_up(sums[failed], pixel[failed], lack[failed])
            found[failed] = again.masked_fill(failed_again, torch.nan)
        return found

    def _filled_up(
        self, sums: torch.Tensor, pixel: torch.Tensor, lack: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Distances to rings and ``lack`` average pixels, and where they could not be made."""
        if bool(lack.any()):
            sums = sums.clone()
            sums.diagonal(dim1=1, dim2=2).add_(lack[:, None])
        factor, told = torch.linalg.cholesky_ex(sums)
        white = torch.linalg.solve_triangular(factor, pixel.mT, upper=False)[:, :, 0]
        return white[:, 1:].square().sum(dim=1) * (sums[:, 0, 0] - 1.0), told != 0


class LapackRingWalk(RingWalk):
    """The same on the CPU, one matrix after the other: large ones then stay in a core's cache."""

    def _move(self, sums: torch.Tensor, points: torch.Tensor) -> None:
        self._matrices.move(sums, points)

    def _filled_up(
        self, sums: torch.Tensor, pixel: torch.Tensor, lack: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        filled, vectors = sums.clone(), pixel[:, 0]
        filled.diagonal(dim1=1, dim2=2).add_(lack[:, None])
        count, solutions = filled[:, 0, 0].clone(), vectors.clone()
        told = self._matrices.solve(filled, solutions)
        lengths = (vectors * solutions).sum(dim=1) - 1.0 / count
        return lengths * (count - 1.0), told != 0

    @cached_property
    def _matrices(self) -> Matrices:
        return Matrices(self.points.shape[1])
