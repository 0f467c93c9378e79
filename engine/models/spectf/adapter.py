"""SpecTf as a family of cloud models."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...errors import ModelUnknown
from ..backbone import Backbone
from ..cloud_mask import CloudMask
from ..family import CLOUD_MASK, Architecture, Options, Shapes
from ..installed import Installed

if TYPE_CHECKING:
    import torch

DIM, HEADS, HIDDEN, CLASSES = 64, 8, 64, 2
"""The published network; no tensor tells the heads."""

DROPPED_NM = ((0.0, 405.0), (1275.0, 1321.0), (2455.0, 9999.0))
"""The network never saw bands in these ranges, both ends included."""

_SHAPES: Shapes = {
    "spectral_embed.linear.weight": (DIM, 2),
    "layers.0.attention.attention.in_proj_weight": (3 * DIM, DIM),
    "layers.0.ff.linear1.weight": (HIDDEN, DIM),
    "layers.0.ff.linear2.weight": (DIM, HIDDEN),
    "head.weight": (CLASSES, DIM),
}
_DEFINITION = "spectf, 1"
"""Changes when the same weights and pixels would give another mask."""


class SpecTfCloudMask:
    """An installed SpecTf; see ``models.cloud_mask.CloudMask``."""

    def __init__(self, model: Installed) -> None:
        """Takes an installed model; its weights are read later."""
        self._model = model
        self.id = model.id
        self.hash = hashlib.sha256(f"{_DEFINITION} {model.hash}".encode()).hexdigest()

    def takes(self, centre_nm: float) -> bool:
        return not any(low <= centre_nm <= high for low, high in DROPPED_NM)

    def network(self) -> torch.nn.Module:
        from .network import CloudProbability, build

        made = build(self._model.config)
        self._model.load_into(made)
        return CloudProbability(made).eval()


class SpecTfFamily:
    """The family; see ``models.family.Family`` and ``models.cloud_mask.CloudFamily``."""

    name = "spectf"
    title = "SpecTf"
    kind = CLOUD_MASK

    def rename(self, key: str) -> str:
        return key

    def detect(self, shapes: Shapes) -> Architecture | None:
        if any(shapes.get(key) != shape for key, shape in _SHAPES.items()):
            return None
        if any(key.startswith("layers.1.") for key in shapes):
            return None
        config = {"dim": DIM, "heads": HEADS, "hidden": HIDDEN, "classes": CLASSES}
        return Architecture("spectf", config)

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        from .network import build

        return build(config)

    def backbone(self, model: Installed, options: Options) -> Backbone:
        raise ModelUnknown(
            f"{model.id} is no backbone: it only tells clouds.",
            hint="Use it with Map Clouds.",
        )

    def cloud_mask(self, model: Installed) -> CloudMask:
        return SpecTfCloudMask(model)


FAMILY = SpecTfFamily()
