"""What a family of published networks tells the store and the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .backbone import Backbone
from .installed import Installed

if TYPE_CHECKING:
    import torch

BACKBONE, CLOUD_MASK = "backbone", "cloud_mask"
"""What a model is for."""

Shapes = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Architecture:
    """One network of a family, as read from the shapes of its tensors.

    Attributes:
        size: the name of the variant, such as ``vit-s``.
        config: what ``Family.build`` needs, as JSON.
        dropped: regular expressions for whole keys that files may hold and the network does not
            use: decoders, heads, projectors.
        absent: regular expressions for whole keys of the network that files may lack; such tensors
            keep the values that ``build`` gave them.
    """

    size: str
    config: dict[str, Any]
    dropped: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """What a user may choose about the features of any learned backbone.

    Attributes:
        blocks: how many transformer blocks give features, evenly spread over the depth, the last
            one always among them.
        dilated: whether a residual network gives its features at every pixel.
    """

    blocks: int = 1
    dilated: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"blocks": self.blocks, "dilated": self.dilated}

    @classmethod
    def from_json(cls, made: Mapping[str, Any]) -> Options:
        return cls(int(made.get("blocks", 1)), bool(made.get("dilated", False)))


class Family(Protocol):
    """A family; its ``adapter.py`` offers one as ``FAMILY`` and loads no torch by itself.

    Attributes:
        name: of its folder.
        title: for people.
        kind: ``BACKBONE`` or ``CLOUD_MASK``.
    """

    name: str
    title: str
    kind: str

    def rename(self, key: str) -> str:
        """The published name of a tensor that some files call otherwise."""

    def detect(self, shapes: Shapes) -> Architecture | None:
        """Recognises its networks by renamed keys and shapes; None if these are not its tensors."""

    def build(self, config: Mapping[str, Any]) -> torch.nn.Module:
        """Makes the published network; keys of its state are those of the files.

        Tensors that files may lack are initialised from a fixed seed.
        """

    def backbone(self, model: Installed, options: Options) -> Backbone:
        """Makes the backbone of an installed model; only for the kind ``BACKBONE``."""
