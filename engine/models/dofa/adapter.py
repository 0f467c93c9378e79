"""DOFA for any bands whose wavelengths are known.

The published statistics are per sensor and hold none for EnMAP, so bands are normalised with those
of SpectralEarth at their wavelengths. Two layouts of files exist: the original one, with the final
norm of the encoder, and that of torchgeo, without it; there the features are normed with neither
scale nor shift. Files of version 2 (patches of 14 pixels) are another network and not recognised.
Files from before September 2024 have the same tensors, but were trained with another order of the
generated weights; only their checksum tells them apart.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from math import isqrt
from typing import TYPE_CHECKING, Any

from ...bands.plan import BandPlan, BandRequest
from ...scene.scene import Scene
from ..any_bands import CELL_PX, plan_by_wavelength
from ..backbone import Backbone
from ..family import BACKBONE, Architecture, Options, Shapes
from ..installed import Installed

if TYPE_CHECKING:
    import torch

_DEFINITION = "dofa, 1"
"""Changes when the same weights and pixels would give other features."""
_SIZES = {(768, 12): ("base", 12), (1024, 24): ("large", 16)}
"""Width and depth to name and heads, which no tensor tells."""
_PATCH = 16
_DROPPED = (r"mask_token", r"projector\..*", r"fc_norm\..*", r"head\..*", r"decoder_.*")
_ABSENT = (r"norm\.(weight|bias)",)
_BLOCK = re.compile(r"blocks\.(\d+)\.")


class DofaBackbone:
    """See ``models.backbone.Backbone``."""

    halo_px = 0
    overlap_px = 16
    window_px: int | None = 14 * CELL_PX
    multiple_px = CELL_PX
    adapter_tensors = ("kernel", "bias")

    def __init__(self, model: Installed, options: Options) -> None:
        self._model = model
        self._blocks = options.blocks
        self.id = model.id
        self.hash = hashlib.sha256(f"{_DEFINITION} {model.hash}".encode()).hexdigest()
        self.options: Mapping[str, Any] = options.to_json()

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        return plan_by_wavelength(scene, bands_text, f"the backbone {self.id}")

    def channels(self, request: BandRequest) -> tuple[int, ...]:
        config = self._model.config
        blocks = max(1, min(self._blocks, int(config["depth"])))
        return (len(request.numbers), *[int(config["dim"])] * blocks)

    def network(self, request: BandRequest) -> torch.nn.Module:
        from .network import Dofa, DofaFeatures

        made = Dofa(**self._model.config)
        self._model.load_into(made)
        return DofaFeatures(made, request.centres_nm or (), self._blocks).eval()


class DofaFamily:
    """See ``models.family.Family``."""

    name = "dofa"
    title = "DOFA"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        return key

    def detect(self, shapes: Shapes) -> Architecture | None:
        outputs = shapes.get("patch_embed.weight_generator.fc_weight.weight")
        positions = shapes.get("pos_embed")
        blocks = {int(found[1]) for key in shapes if (found := _BLOCK.match(key))}
        if outputs is None or positions is None or not blocks:
            return None
        dim, depth = positions[-1], 1 + max(blocks)
        if (dim, depth) not in _SIZES or outputs[0] != _PATCH * _PATCH * dim:
            return None
        size, heads = _SIZES[dim, depth]
        side = isqrt(positions[1] - 1)
        config = {"dim": dim, "depth": depth, "heads": heads, "patch": _PATCH, "side": side}
        return Architecture(size, config, _DROPPED, _ABSENT)

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import Dofa

        return Dofa(**config).eval()

    def backbone(self, model: Installed, options: Options) -> Backbone:
        return DofaBackbone(model, options)


FAMILY = DofaFamily()
