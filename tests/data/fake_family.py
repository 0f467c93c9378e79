"""A family of tiny networks, in the layouts in which published ones come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from engine.models.backbone import Backbone
from engine.models.family import BACKBONE, Architecture, Options, Shapes
from engine.models.installed import Installed


class Tiny(nn.Module):
    """A patch embedding, blocks, and a buffer that only some files have."""

    def __init__(self, dim: int, depth: int) -> None:
        super().__init__()
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.patch_embed = nn.Conv2d(4, dim, 2)
        self.blocks = nn.ModuleList(nn.Linear(dim, dim) for _ in range(depth))
        self.norm = nn.BatchNorm1d(dim)
        self.scale = nn.Parameter(torch.full((dim,), 0.5))


class TinyFamily:
    name = "tiny"
    title = "Tiny"
    kind = BACKBONE

    def rename(self, key: str) -> str:
        return key.replace("patch_embed.original.", "patch_embed.")

    def detect(self, shapes: Shapes) -> Architecture | None:
        if "patch_embed.weight" not in shapes or "blocks.0.weight" not in shapes:
            return None
        dim = shapes["patch_embed.weight"][0]
        depth = sum(1 for key in shapes if key.startswith("blocks.") and key.endswith("weight"))
        return Architecture(
            f"d{dim}",
            {"dim": dim, "depth": depth},
            dropped=(r"decoder.*", r"mask_token"),
            absent=(r"scale",),
        )

    def build(self, config: Mapping[str, Any]) -> nn.Module:
        return Tiny(config["dim"], config["depth"])

    def backbone(self, model: Installed, options: Options) -> Backbone:
        raise NotImplementedError


def tiny(dim: int = 6, depth: int = 2) -> dict[str, torch.Tensor]:
    """The tensors of one of its networks, not filled."""
    return dict(Tiny(dim, depth).state_dict())
