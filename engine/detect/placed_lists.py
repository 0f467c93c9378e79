"""Lists of pixels of rings (``ring_lists``) as numbers of points, on the device."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import torch

from .ring_lists import NONE, RingLists


class PlacedLists(NamedTuple):
    """``RingLists`` of a block, of which points are then taken all at once.

    Attributes:
        ahead: all pixels of the lists, counted from where a frame begins, ``(n,)``.
        none: where there is none, ``(n,)``; or None.
        levels: parents of the blocks of each level, and which pixels of ``ahead`` they add.
        paths: leaves, with levels and blocks that are new on the way to each.
        leaves: which pixels of ``ahead`` they have.
        picks: leaves, and what the rings of their pixels take from these.
        order: numbers of the leaves' own pixels in the block.
    """

    ahead: torch.Tensor
    none: torch.Tensor | None
    levels: list[tuple[torch.Tensor, slice]]
    paths: list[tuple[int, list[tuple[int, int]]]]
    leaves: slice
    picks: list[tuple[torch.Tensor, torch.Tensor]]
    order: torch.Tensor

    @classmethod
    def of(cls, lists: RingLists, stride: int, device: torch.device) -> PlacedLists:
        """The same lists where rows are ``stride`` points long."""
        parts = [*(level.pixels for level in lists.levels), lists.leaves]
        ends = np.cumsum([part.size for part in parts]).tolist()
        where = [slice(first, last) for first, last in zip([0, *ends], ends)]
        pixels = np.concatenate([part.ravel() for part in parts])
        ahead = pixels // lists.side * stride + pixels % lists.side
        none = pixels == NONE
        parents = [torch.from_numpy(level.parents).to(device) for level in lists.levels]
        return cls(
            torch.from_numpy(ahead).to(device),
            torch.from_numpy(none).to(device) if none.any() else None,
            list(zip(parents, where)),
            lists.paths(),
            where[-1],
            [
                (torch.from_numpy(leaves).to(device), torch.from_numpy(places).to(device))
                for leaves, places in lists.picks
            ],
            torch.from_numpy(lists.order).to(device),
        )
