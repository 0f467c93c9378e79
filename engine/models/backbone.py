"""What every backbone offers, learned or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ..bands.plan import BandPlan, BandRequest
from ..scene.scene import Scene
from ..stream.operator import Batch

if TYPE_CHECKING:
    import torch


class Backbone(Protocol):
    """Turns windows of a scene into features.

    Attributes:
        id: the name that requests and heads carry.
        hash: changes when the same pixels would give other features.
        halo_px, overlap_px, window_px: see ``stream.operator.Operator``.
    """

    id: str
    hash: str
    halo_px: int
    overlap_px: int
    window_px: int | None

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        """Plans the bands for training on a scene, and what a head must ask other scenes for.

        Raises:
            AllNodata, BadParameter, BandsUncovered, NoWavelengths: as ``bands.plan``.
        """

    def dims(self, plan: BandPlan) -> int:
        """How many channels the features have."""

    def prepare(self, device: torch.device) -> None:
        """Moves weights to the device; called once before ``features``."""

    def features(self, batch: Batch) -> torch.Tensor:
        """Returns ``(batch, channels, rows, cols)`` float32 on the batch's device."""
