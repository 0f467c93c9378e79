"""The backbone without weights: the features of a pixel are its reflectance in every band.

They are normalised by the head, whose fit measures the scatter within the classes and folds it into
its own weights, so that a map costs one matrix product a window.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ...bands.plan import BandPlan, BandRequest, plan_all_usable
from ...scene.scene import Scene
from ..backbone import REFLECTANCE, Backbone

if TYPE_CHECKING:
    import torch

_DEFINITION = "reflectance, 1"
"""Changes when the same pixels would give other features."""


class Spectra:
    """Reflectance as it is; see ``models.backbone.Backbone``."""

    id = "spectra"
    title = "Spectra"
    good_for = "Any scene, fast: land cover by the reflectance of single pixels, without a network"
    sensor = "any"
    hash = hashlib.sha256(_DEFINITION.encode()).hexdigest()
    options: Mapping[str, Any] = {}
    halo_px = 0
    overlap_px = 0
    window_px: int | None = None
    multiple_px = 1
    feature_kinds = (REFLECTANCE,)

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_all_usable(scene, bands_text)

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        return (len(request.numbers),)

    def network(self, request: BandRequest) -> torch.nn.Module:
        from .network import Reflectance

        return Reflectance().eval()


BACKBONES: Mapping[str, Callable[[], Backbone]] = {Spectra.id: Spectra}
"""The backbone that is no network: the normalised reflectance itself."""
