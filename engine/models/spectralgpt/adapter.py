"""SpectralGPT as a family of models, and its encoder as a backbone on simulated Sentinel-2 bands.

What the published code does, as read there (the weights themselves were not run by us): pretraining
stretches every band of every image from its own minimum and maximum to 0..1. That depends on what
else lies in the image, so that neighbouring windows would not agree. The authors' fine-tuning on
BigEarthNet instead maps mean +- 2 standard deviations of each band to 0..1 and clips, pixel by
pixel, and that is what is done here, without its rounding to 256 steps. Pixels without values get
the mean. The network was trained on top-of-atmosphere reflectance, mostly; it gets surface
reflectance, averaged over Gaussians of the width of Sentinel-2A's bands.

Windows are enlarged twofold, so that a token covers 4 px and a window fills the grid of positions
that the network was trained on.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from math import isqrt
from typing import TYPE_CHECKING, Any

from ...bands.plan import BandPlan, BandRequest
from ...scene.scene import Scene
from ..backbone import Backbone
from ..family import BACKBONE, Architecture, Options, Shapes
from ..fixed_bands import plan_fixed
from ..installed import Installed
from .sentinel2 import sentinel2

if TYPE_CHECKING:
    import torch

DIM, DEPTH, HEADS = 768, 12, 12
"""Only this size has been published; no tensor tells the heads."""

GROUPS, GROUP_BANDS, PATCH_PX = 4, 3, 8
SIZES = {12: "vit-b-96", 16: "vit-b-128"}
"""By the side of the grid of positions."""

CELL_PX = 4
"""Pixels of a scene along the side of a token."""

DROPPED = (r"decoder_.*", r"mask_token", r"head\..*")

_BLOCK = re.compile(r"blocks\.(\d+)\.attn\.q\.weight")
_DEFINITION = "spectralgpt, 1"
"""Changes when the same weights and pixels would give other features."""


class SpectralGptBackbone:
    """An installed encoder; see ``models.backbone.Backbone``."""

    halo_px = 0
    multiple_px = CELL_PX
    adapter_tensors = ("encoder.patch_embed",)

    def __init__(self, model: Installed, options: Options) -> None:
        """Takes an installed model; its weights are read later."""
        self._model = model
        self._blocks = max(1, min(options.blocks, int(model.config["depth"])))
        self.id = model.id
        self.hash = hashlib.sha256(f"{_DEFINITION} {model.hash}".encode()).hexdigest()
        self.options: Mapping[str, Any] = options.to_json()
        side_px = CELL_PX * int(model.config["side"])
        self.window_px: int | None = side_px
        self.overlap_px = side_px // 4

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_fixed(scene, sentinel2().request, bands_text, self.id)

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        return (len(request.numbers), *[int(self._model.config["dim"])] * self._blocks)

    def network(self, request: BandRequest) -> torch.nn.Module:
        from .network import Features, build

        encoder = build(self._model.config)
        self._model.load_into(encoder)
        return Features(encoder, sentinel2(), self._blocks).eval()


class SpectralGpt:
    """The family; see ``models.family.Family``."""

    name = "spectralgpt"
    title = "SpectralGPT"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        return key

    def detect(self, shapes: Shapes) -> Architecture | None:
        places = shapes.get("pos_embed_spatial", ())
        depth = len({found[1] for key in shapes if (found := _BLOCK.fullmatch(key))})
        if len(places) != 3 or depth != DEPTH:
            return None
        side = isqrt(places[1])
        patch = (DIM, 1, GROUP_BANDS, PATCH_PX, PATCH_PX)
        if (
            side not in SIZES
            or places != (1, side * side, DIM)
            or shapes.get("pos_embed_temporal") != (1, GROUPS, DIM)
            or shapes.get("patch_embed.proj.weight") != patch
        ):
            return None
        config = {
            "dim": DIM,
            "depth": DEPTH,
            "heads": HEADS,
            "side": side,
            "groups": GROUPS,
            "bands": GROUP_BANDS,
            "patch": PATCH_PX,
        }
        return Architecture(SIZES[side], config, DROPPED)

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import build

        return build(config)

    def backbone(self, model: Installed, options: Options) -> Backbone:
        return SpectralGptBackbone(model, options)


FAMILY = SpectralGpt()
