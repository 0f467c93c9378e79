"""A backbone whose network was trained further: another backbone to everything that uses it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..bands.plan import BandPlan, BandRequest
from ..models.backbone import Backbone
from ..scene.scene import Scene
from .deep import BACKBONE, LOW_RANK, REACH_PX, DeepHead

if TYPE_CHECKING:
    import torch


class TunedBackbone:
    """See ``models.backbone.Backbone``.

    Its halo holds what the head's convolutions see, and its hash tells its network from the plain
    one wherever results are kept by it.
    """

    def __init__(self, plain: Backbone, head: DeepHead) -> None:
        """Takes the backbone that the head was trained from."""
        self._plain = plain
        self._head = head
        self.id = plain.id
        self.hash = _hash(plain, head)
        self.options: Mapping[str, Any] = plain.options
        self.halo_px = plain.halo_px + REACH_PX
        self.overlap_px = plain.overlap_px
        self.window_px = plain.window_px
        self.multiple_px = plain.multiple_px

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return self._plain.plan(scene, bands_text)

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        return self._plain.channels(request)

    def network(self, request: BandRequest) -> torch.nn.Module:
        """As the plain backbone's, with what was trained.

        Raises:
            ModelCorrupt: the plain weights cannot be read.
            ValueError: what was trained does not fit them.
        """
        import torch

        from ..models.tuning import merge_low_rank, put_tensors

        network = self._plain.network(request)
        put_tensors(network, _as_torch(torch, self._head.below(BACKBONE)))
        merge_low_rank(network, _as_torch(torch, self._head.below(LOW_RANK)))
        return network.eval()


def _as_torch(torch: Any, tensors: Mapping[str, Any]) -> dict[str, torch.Tensor]:
    return {name: torch.from_numpy(each) for name, each in tensors.items()}


def _hash(plain: Backbone, head: DeepHead) -> str:
    """That of the plain backbone where its network did not change."""
    changed = {**head.below(BACKBONE), **head.below(LOW_RANK)}
    if not changed:
        return plain.hash
    digest = hashlib.sha256(plain.hash.encode())
    for name in sorted(changed):
        digest.update(f"{name} {changed[name].shape}".encode())
        digest.update(changed[name].tobytes())
    return digest.hexdigest()
