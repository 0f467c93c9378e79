"""Distances of pixels to the rings around them, from sums that neighbours share.

What the rings of a block of pixels have in common is added up once; halves of the block add the few
pixels more that their rings share (see ``ring_lists``). A leaf of 2 x 2 pixels factorises its
common sums ``B``; the ring of each of its pixels has the sums ``B + U'U`` with few rows ``U`` of
its own, so the distance follows from the products of these rows, whitened by the factor, with each
other (the matrix inversion lemma). That is a factorisation and some matrix products for four
pixels, in place of a covariance and an inversion for each. Where the rows of a ring's own are more
than half of the components, nothing would be saved: the sums of each ring are factorised then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import torch

from .chunks import Rooms
from .dual_window import DualWindow
from .lapack import Matrices
from .placed_lists import PlacedLists
from .ring_lists import LEAF_PIXELS, LEAVES

PIXELS_PER_BAND = 2
"""A covariance from fewer pixels per band loses half of what detection could gain. Source: Reed,
Mallett, Brennan (1974), "Rapid convergence rate in adaptive arrays", IEEE TAES 10(6)."""

SMALLEST_SHARE = 1e-11
"""Local variance counts as at least this share of the area's, in every direction: rings of equal
pixels can be inverted, and all others do not notice."""

LEAST_LEFT = 1e-4
"""If less than this share of a length is left by what a ring adds to the leaf's common sums, it is
computed from the sums of the ring itself: too many digits would be lost."""

CPU_RINGS_BYTES, DEVICE_RINGS_BYTES = 1 << 24, 1 << 28
"""What the sums of single rings may take at a time."""


@dataclass(frozen=True)
class RingTree:
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
    """

    points: torch.Tensor
    stride: int
    window: DualWindow
    _rooms: Rooms = field(default_factory=Rooms, init=False, repr=False, compare=False)

    def distances(
        self, lists: PlacedLists, frames: torch.Tensor, pixels: torch.Tensor
    ) -> torch.Tensor:
        """Distances of all pixels of some blocks whose rings lie alike.

        Args:
            lists: of these blocks.
            frames: the points where their frames begin, ``(blocks,)``.
            pixels: how many the ring of each pixel has, ``(blocks, SIDE * SIDE)``, float64.

        Returns:
            ``(blocks, SIDE * SIDE)``, float64.
        """
        rings = pixels.index_select(1, lists.order).view(-1, LEAF_PIXELS)
        if 2 * lists.picks[0][1].shape[1] > self.points.shape[1]:  # too many to save work
            everything = torch.ones_like(rings[:, 0], dtype=torch.bool)
            found = self._one_by_one(lists, frames, rings, everything)
        else:
            found, fine = self._together(lists, frames, rings)
            if not bool(fine.all()):
                found[~fine] = self._one_by_one(lists, frames, rings, ~fine)
        made = torch.empty_like(pixels)
        made[:, lists.order] = found.view(len(frames), -1)
        return made

    def _take(self, lists: PlacedLists, frames: torch.Tensor) -> torch.Tensor:
        """All points of the lists ``(blocks, n, side)``, float64, in memory that is used again."""
        numbers = frames[:, None] + lists.ahead
        if lists.none is not None:
            numbers.masked_fill_(lists.none, len(self.points) - 1)
        side = self.points.shape[1]
        found = self._rooms.of("found", self.points, numbers.numel(), side)
        torch.index_select(self.points, 0, numbers.flatten(), out=found)
        taken = self._room("points", *numbers.shape, side)
        return taken.copy_(found.view(taken.shape))

    def _room(self, name: str, *shape: int) -> torch.Tensor:
        return self._rooms.of(name, self.points.new_empty(0, dtype=torch.float64), *shape)

    def _together(
        self, lists: PlacedLists, frames: torch.Tensor, rings: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Distances by one factorisation a leaf, and the leaves ``(leaves,)`` they are good for."""
        lack = self._lack(rings)
        products, told = self._products(lists, self._take(lists, frames), lack[:, 0])
        size = products.shape[1]
        flat = products.view(-1, LEAVES, size * size)
        left = products.diagonal(dim1=1, dim2=2)[:, size - LEAF_PIXELS :].clone()
        least = LEAST_LEFT * left
        for leaves, places in lists.picks:
            chosen = flat if len(leaves) == LEAVES else flat[:, leaves]
            known = self._known(chosen.flatten(0, 1), places, size)
            left.view(-1, LEAVES, LEAF_PIXELS)[:, leaves] -= known.view(len(flat), -1, LEAF_PIXELS)
        fine = told & ((left > least) & (lack == lack[:, :1])).all(dim=1)
        filled = rings + lack
        return (left - 1.0 / filled) * (filled - 1.0), fine

    def _known(self, products: torch.Tensor, places: torch.Tensor, size: int) -> torch.Tensor:
        """What rings know of their pixels beyond the leaf's common sums, ``(leaves, pixels)``.

        Args:
            products: of whitened points, ``(leaves, size * size)``.
            places: of each ring's own points among these.
            size: how many they are.
        """
        batch, count = len(products), places.shape[1]
        square = (places[:, :, None] * size + places[:, None, :]).flatten()
        own = self._room("own", batch, len(square))
        torch.index_select(products, 1, square, out=own)
        own = own.view(batch, LEAF_PIXELS, count, count)
        own.diagonal(dim1=2, dim2=3).add_(1.0)
        middle = torch.arange(size - LEAF_PIXELS, size, device=places.device)
        across = products.index_select(1, (middle[:, None] * size + places).flatten())
        factor, told = torch.linalg.cholesky_ex(own)
        across = across.view(batch, LEAF_PIXELS, count, 1)
        white = torch.linalg.solve_triangular(factor, across, upper=False)
        known: torch.Tensor = white.square().sum(dim=(2, 3)).masked_fill(told != 0, torch.nan)
        return known

    def _products(
        self, lists: PlacedLists, points: torch.Tensor, more: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Products of the points of leaves, whitened by the common sums of each.

        Args:
            lists: of the blocks.
            points: of the lists, ``(blocks, n, side)``; need not stay as they are.
            more: what is added to the diagonal of the sums of each leaf, ``(leaves,)``.

        Returns:
            ``(leaves, m, m)``, of which the lower triangles are right; and which leaves' sums
            could be factorised.
        """
        sums = self._sums(lists, points)
        sums.diagonal(dim1=1, dim2=2).add_(more[:, None])
        factor, told = torch.linalg.cholesky_ex(sums)
        own = points[:, lists.leaves].reshape(len(sums), -1, points.shape[2])
        white = torch.linalg.solve_triangular(factor, own.mT, upper=False)
        return white.mT @ white, told == 0

    def _sums(self, lists: PlacedLists, points: torch.Tensor) -> torch.Tensor:
        """Common sums ``(leaves, side, side)`` of the products of points ``(blocks, n, side)``."""
        blocks, _, side = points.shape
        sums = self._empty.expand(blocks, 1, -1, -1)
        for parents, place in lists.levels:
            grown = sums.index_select(1, parents)
            if place.start < place.stop:
                new = points[:, place].reshape(blocks * len(parents), -1, side)
                grown.flatten(0, 1).baddbmm_(new.mT, new)
            sums = grown
        return sums.flatten(0, 1)

    @cached_property
    def _empty(self) -> torch.Tensor:
        """The sums over no pixels."""
        diagonal = self.points.new_zeros(self.points.shape[1], dtype=torch.float64)
        diagonal[1:] = SMALLEST_SHARE * self.window.pixels
        return torch.diag(diagonal)

    def _one_by_one(
        self, lists: PlacedLists, frames: torch.Tensor, rings: torch.Tensor, chosen: torch.Tensor
    ) -> torch.Tensor:
        """Distances ``(n, LEAF_PIXELS)`` of n chosen leaves from the sums of each ring."""
        points = self._take(lists, frames)
        sums = self._sums(lists, points)
        own = points[:, lists.leaves].reshape(len(sums), -1, points.shape[2])
        found = torch.empty_like(rings)
        budget = CPU_RINGS_BYTES if own.device.type == "cpu" else DEVICE_RINGS_BYTES
        together = max(1, budget // (8 * own.shape[2] ** 2 * LEAF_PIXELS))
        for leaves, places in lists.picks:
            alike = torch.zeros(LEAVES, dtype=torch.bool, device=places.device)
            alike[leaves] = True
            which = torch.nonzero(chosen & alike.repeat(len(frames))).flatten()
            for part in torch.split(which, together):
                rings_of = sums[part].repeat_interleave(LEAF_PIXELS, dim=0)
                new = own[part[:, None], places.flatten()]
                new = new.view(len(rings_of), places.shape[1], own.shape[2])
                rings_of.baddbmm_(new.mT, new)
                middles = own[part, -LEAF_PIXELS:].flatten(0, 1)
                found[part] = self.of_rings(rings_of, middles).view(-1, LEAF_PIXELS)
        return found[chosen]

    def of_rings(self, sums: torch.Tensor, vectors: torch.Tensor) -> torch.Tensor:
        """Distances ``(batch,)`` of pixels ``(batch, side)`` to rings' sums of products."""
        count = sums[:, 0, 0]
        lack = self._lack(count)
        found, failed = self._filled_up(sums, vectors, lack)
        if bool(failed.any()):
            lack[failed] += self._lack(torch.zeros_like(count[failed]))
            again, failed_again = self._filled_up(sums[failed], vectors[failed], lack[failed])
            found[failed] = again.masked_fill(failed_again, torch.nan)
        return found

    def _lack(self, count: torch.Tensor) -> torch.Tensor:
        """How many average pixels fill up a ring of ``count`` pixels."""
        wanted = float(PIXELS_PER_BAND * (self.points.shape[1] - 1))
        lack: torch.Tensor = torch.clamp(wanted - count, min=0.0)
        return lack

    def _filled_up(
        self, sums: torch.Tensor, vectors: torch.Tensor, lack: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Distances to rings and ``lack`` average pixels, and where they could not be made."""
        sums = sums.clone()
        sums.diagonal(dim1=1, dim2=2).add_(lack[:, None])
        factor, told = torch.linalg.cholesky_ex(sums)
        white = torch.linalg.solve_triangular(factor, vectors[:, :, None], upper=False)[:, :, 0]
        return white[:, 1:].square().sum(dim=1) * (sums[:, 0, 0] - 1.0), told != 0


class LapackRingTree(RingTree):
    """The same on the CPU, one leaf after the other, so that its matrices stay in the cache."""

    def _products(
        self, lists: PlacedLists, points: torch.Tensor, more: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        blocks, _, side = points.shape
        levels = [
            points[:, place].view(blocks, len(parents), -1, side) for parents, place in lists.levels
        ]
        own = points[:, lists.leaves].view(blocks, LEAVES, -1, side)
        made = self._room("products", blocks * LEAVES, own.shape[2], own.shape[2])
        rooms = self._room("sums", len(levels), side, side)
        filling = self._room("filling", len(more)).copy_(more)
        told = self._matrices.products(lists.paths, self._empty, levels, filling, own, rooms, made)
        return made, told

    @cached_property
    def _matrices(self) -> Matrices:
        return Matrices(self.points.shape[1])
