"""HyperSIGMA as a family of models, and its frozen encoders as backbones.

Published files are those of the pretraining: masked autoencoders with full attention. Decoders are
dropped, and so is an ``fpn1`` that was never trained; position embeddings are kept, for fine-tuning
adds them, though frozen features do not. The sparse attention of the fine-tuned networks starts
from random numbers, so frozen features with it would mean nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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

SIZES = {(768, 12): ("b", 12), (1024, 24): ("l", 16), (1280, 32): ("h", 16)}
"""Name and heads of the published sizes, by width and depth."""

BANDS, PATCH_PX, SIDE_PX = 100, 8, 64
"""What the published encoders take."""

OVERLAP_PX = 16

DROPPED = (r"decoder_.*", r"mask_token", r"fpn1\..*")

_DEFINITION = "hypersigma frozen, 1"
"""Changes when the same weights and pixels would give other features."""


class HyperSigma:
    """The family; see ``models.family.Family``."""

    name = "hypersigma"
    title = "HyperSIGMA"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        return key

    def detect(self, shapes: Shapes) -> Architecture | None:
        positions = shapes.get("pos_embed", ())
        dim = positions[-1] if positions else 0
        depth = sum(1 for key in shapes if _is_block(key))
        size, heads = SIZES.get((dim, depth), ("", 0))
        config: dict[str, Any] = {"dim": dim, "depth": depth, "heads": heads, "bands": BANDS}
        if not size or "cls_token" in shapes:
            return None
        tokens = (SIDE_PX // PATCH_PX) ** 2
        patch = shapes.get("patch_embed.proj.weight")
        if patch == (dim, BANDS, PATCH_PX, PATCH_PX) and positions == (1, tokens, dim):
            config |= {"branch": "spat", "patch": PATCH_PX, "side": SIDE_PX}
        elif shapes.get("spat_map.weight") == (dim, SIDE_PX**2) and positions == (1, BANDS, dim):
            config |= {"branch": "spec", "side": SIDE_PX}
        else:
            return None
        return Architecture(f"{config['branch']}-{size}", config, DROPPED)

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import build

        return build(config)

    def backbone(self, model: Installed, options: Options) -> Backbone:
        return FrozenEncoder(model, options)


class FrozenEncoder:
    """An installed encoder as it was pretrained; see ``models.backbone.Backbone``."""

    halo_px = 0
    overlap_px = OVERLAP_PX
    adapter_tensors = ("encoder.patch_embed", "encoder.spat_map")

    def __init__(self, model: Installed, options: Options) -> None:
        """Takes an installed model; its weights are read later."""
        self._model = model
        self._blocks = options.blocks
        self._spatial = model.config["branch"] == "spat"
        self.id = model.id
        self.hash = hashlib.sha256(f"{_DEFINITION}, {model.hash}".encode()).hexdigest()
        self.options: Mapping[str, Any] = options.to_json()
        self.window_px: int | None = int(model.config["side"])
        self.multiple_px = int(model.config["patch"]) if self._spatial else 1

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_fixed(scene, statistics().request, bands_text, self.id)

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        windows = len(self._starts(request))
        each = windows * int(self._model.config["dim"])
        return (len(request.numbers), *(each for _ in self._picked()))

    def network(self, request: BandRequest) -> torch.nn.Module:
        from .features import SpatialFeatures, SpectralFeatures
        from .network import build
        from .spatial import SpatialEncoder

        encoder = build(self._model.config)
        self._model.load_into(encoder)
        starts, picked = self._starts(request), self._picked()
        if isinstance(encoder, SpatialEncoder):
            return SpatialFeatures(encoder, statistics(), starts, picked).eval()
        side = int(self._model.config["side"])
        return SpectralFeatures(encoder, statistics(), starts, picked, side).eval()

    def _picked(self) -> tuple[int, ...]:
        from ..transformer import chosen_blocks

        return chosen_blocks(int(self._model.config["depth"]), self._blocks)

    def _starts(self, request: BandRequest) -> tuple[int, ...]:
        return band_windows(len(request.numbers), int(self._model.config["bands"]))


def band_windows(bands: int, width: int) -> tuple[int, ...]:
    """First band of as few windows of ``width`` bands as cover ``bands``, evenly spread."""
    count = -(-bands // width)
    if count == 1:
        return (0,)
    return tuple(round(place * (bands - width) / (count - 1)) for place in range(count))


def _is_block(key: str) -> bool:
    first, _, rest = key.partition(".")
    return first == "blocks" and rest.endswith(".attn.qkv.weight")


FAMILY = HyperSigma()
