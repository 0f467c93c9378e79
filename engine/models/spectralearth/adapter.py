"""SpectralEarth as a family of models, and its networks as backbones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from math import isqrt
from typing import TYPE_CHECKING, Any

from ...bands.plan import BandPlan, BandRequest
from ...scene.scene import Scene
from ..backbone import Backbone
from ..enmap_statistics import statistics
from ..family import BACKBONE, Architecture, Options, Shapes
from ..fixed_bands import plan_fixed
from ..installed import Installed

if TYPE_CHECKING:
    import torch

RESNET = "rn50"
SIZES = {
    (192, 12): ("vit-tiny", 3),
    (384, 12): ("vit-s", 6),
    (768, 12): ("vit-b", 12),
    (1024, 24): ("vit-l", 16),
    (1280, 32): ("vit-h", 16),
    (1536, 40): ("vit-g", 24),
}
"""Name and heads of the published sizes, by width and depth; no tensor tells the heads."""
HEAD_DIM = 64
"""Width of a head in sizes that are not in the table."""

WINDOW_PX, OVERLAP_PX = 128, 32
STAGES = (2048, 1024, 512, 256)
"""Channels of the residual network's stages, the last one first."""
RESNET_STRIDE = 16
ADAPTER_CHANNELS = 128

DROPPED = (
    r"(vit_core\.|resnet\.)?(head|fc|classifier)\..*",
    r"(vit_core\.)?(decoder\w*|mask_token)(\..*)?",
    r"(projection|projector|predictor|prototypes|queue)\w*(\..*)?",
)

_WRAPPED = re.compile(r"(?:vit_core\.)?patch_embed\.(spectral_adapter|original_patch_embed)\.")
_BARE = re.compile(r"(cls_token|pos_embed|mask_token)$|(patch_embed|blocks|norm)\.")
_BLOCK = re.compile(r"vit_core\.blocks\.(\d+)\.")
_DEFINITION = "spectralearth, 1"
"""Changes when the same weights and pixels would give other features."""


class SpectralEarth:
    """The family; see ``models.family.Family``."""

    name = "spectralearth"
    title = "SpectralEarth"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        """Masked autoencoders keep the adapter in the patch embedding, or lack ``vit_core``."""
        wrapped = _WRAPPED.match(key)
        if wrapped:
            rest = key[wrapped.end() :]
            is_adapter = wrapped[1] == "spectral_adapter"
            return f"spectral_adapter.{rest}" if is_adapter else f"vit_core.patch_embed.{rest}"
        return f"vit_core.{key}" if _BARE.match(key) else key

    def detect(self, shapes: Shapes) -> Architecture | None:
        if "spectral_adapter.0.weight" not in shapes:
            return None
        if "resnet.layer4.2.conv3.weight" in shapes:
            return Architecture(RESNET, {}, DROPPED)
        positions = shapes.get("vit_core.pos_embed")
        patch = shapes.get("vit_core.patch_embed.proj.weight")
        hidden = shapes.get("vit_core.blocks.0.mlp.fc1.weight")
        if positions is None or patch is None or hidden is None:
            return None
        dim = positions[-1]
        depth = 1 + max(int(found[1]) for key in shapes if (found := _BLOCK.match(key)))
        size, heads = SIZES.get((dim, depth), (f"vit-{dim}x{depth}", dim // HEAD_DIM))
        config = {
            "dim": dim,
            "depth": depth,
            "heads": heads,
            "hidden": hidden[0],
            "patch": patch[-1],
            "side": isqrt(positions[1] - 1),
        }
        return Architecture(size, config, DROPPED)

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import build

        return build(config)

    def backbone(self, model: Installed, options: Options) -> Backbone:
        return SpectralEarthBackbone(model, options)


class SpectralEarthBackbone:
    """An installed network; see ``models.backbone.Backbone``.

    A transformer gives the adapter's 128 channels at every pixel, then the tokens of as many blocks
    as the options say. A residual network gives the adapter's channels, then the cells of as many
    stages, the last one (2048 channels, 16 pixels a cell) first.
    """

    halo_px = 0
    overlap_px = OVERLAP_PX
    adapter_tensors = ("encoder.spectral_adapter",)

    def __init__(self, model: Installed, options: Options) -> None:
        """Takes an installed model; its weights are read later.

        Args:
            model: the model.
            options: ``blocks`` counts blocks of a transformer, stages of a residual network;
                ``dilated`` gives the features of a residual network at every pixel (see
                ``resnet.SpecResNet`` for the price) and is nothing to a transformer.
        """
        self._model = model
        self._blocks = options.blocks
        self._vit = "dim" in model.config
        self._dilated = options.dilated and not self._vit
        made = f"{_DEFINITION}{', dilated' if self._dilated else ''} {model.hash}"
        self.id = model.id
        self.hash = hashlib.sha256(made.encode()).hexdigest()
        self.options: Mapping[str, Any] = options.to_json()
        patch = int(model.config.get("patch", 1 if self._dilated else RESNET_STRIDE))
        self.window_px: int | None = patch * int(model.config["side"]) if self._vit else WINDOW_PX
        self.multiple_px = patch

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_fixed(scene, statistics().request, bands_text, self.id)

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        if self._vit:
            config = self._model.config
            count = max(1, min(self._blocks, int(config["depth"])))
            return (ADAPTER_CHANNELS, *[int(config["dim"])] * count)
        return (ADAPTER_CHANNELS, *STAGES[: max(1, self._blocks)])

    def network(self, request: BandRequest) -> torch.nn.Module:
        from ..transformer import chosen_blocks
        from .network import ResNetFeatures, VitFeatures, build
        from .vit import SpecVit

        made = build(self._model.config, dilated=self._dilated)
        self._model.load_into(made)
        if isinstance(made, SpecVit):
            picked = chosen_blocks(len(made.vit_core.blocks), self._blocks)
            return VitFeatures(made, picked).eval()
        return ResNetFeatures(made, max(1, self._blocks), dilated=self._dilated).eval()


FAMILY = SpectralEarth()
