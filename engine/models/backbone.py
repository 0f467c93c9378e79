"""What every backbone offers, learned or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ..bands.plan import BandPlan, BandRequest
from ..scene.scene import Scene

if TYPE_CHECKING:
    import torch


REFLECTANCE, LOG_REFLECTANCE, EMBEDDING = "reflectance", "log-reflectance", "embedding"
"""What a part of the features may hold. A backbone with other parts than embeddings names the kind
of each in ``feature_kinds``, so that training can compare spectra as spectra."""


class Backbone(Protocol):
    """Turns windows of a scene into features.

    Making one is cheap: weights are read by ``network``.

    Attributes:
        id: the name that requests and heads carry.
        hash: changes when the same pixels would give other features.
        options: what else the features depend on (``{"blocks": 2}``), as JSON; a head keeps it.
        halo_px, overlap_px, window_px: see ``stream.operator.Operator``. ``window_px`` is the side
            that the network was made for.
        multiple_px: sides of other windows that the network takes must be multiples of this.

    Backbones whose network has a part that takes the spectra apart name it in ``adapter_tensors``,
    a tuple of names of tensors or modules of ``network``, so that it can be trained alone.
    """

    id: str
    hash: str
    options: Mapping[str, Any]
    halo_px: int
    overlap_px: int
    window_px: int | None
    multiple_px: int

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        """Plans the bands for training on a scene, and what a head must ask other scenes for.

        Raises:
            AllNodata, BadParameter, BandsUncovered, NoWavelengths: as ``bands.plan``.
            WrongLevel: the scene holds radiance and the network was trained on reflectance.
        """

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        """How many channels each part of the features has."""

    def network(self, request: BandRequest) -> torch.nn.Module:
        """Makes the network for these bands, with its weights, in eval mode, on the CPU.

        Its ``forward(values, valid)`` takes reflectance ``(batch, bands, rows, cols)``, float32, 0
        where invalid, and validity ``(batch, rows, cols)``, bool. It returns a tuple of parts: part
        i is ``(batch, channels[i], r, c)`` and covers the same area on its own grid of ``r x c``
        cells; whoever needs pixels interpolates (``models.dense.at_pixels``). Nothing in it depends
        on other members of the batch, and it can be exported to ONNX with any batch and size.

        Raises:
            ModelCorrupt: the weights cannot be read.
        """
