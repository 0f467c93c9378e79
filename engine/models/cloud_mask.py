"""What every cloud model offers, and how one is found by its id."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from ..errors import ModelUnknown
from .family import CLOUD_MASK, Family
from .installed import Installed
from .registry import families, model_named

if TYPE_CHECKING:
    import torch

    Scores = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
    """Top-of-atmosphere reflectance ``(pixels, bands)`` and centres in nm ``(bands,)`` to the
    probability of cloud ``(pixels,)``, float32, on the same device."""


class CloudMask(Protocol):
    """Tells clouds pixel by pixel.

    Attributes:
        id: of the installed model.
        hash: changes when the same pixels would give another mask.
    """

    id: str
    hash: str

    def takes(self, centre_nm: float) -> bool:
        """Whether a band at this wavelength may be shown to the network."""

    def network(self) -> torch.nn.Module:
        """Makes the network with its weights, in eval mode, on the CPU; its forward is ``Scores``.

        Raises:
            ModelCorrupt: the weights cannot be read.
        """


class CloudFamily(Family, Protocol):
    """A family of the kind ``CLOUD_MASK``."""

    def cloud_mask(self, model: Installed) -> CloudMask:
        """Makes the cloud mask of an installed model."""


def cloud_mask(name: str) -> CloudMask:
    """Finds an installed cloud model.

    Raises:
        ModelUnknown: there is none of this name, or it is for something else.
        ModelNotInstalled: it is known but not here.
        ModelCorrupt: its record is damaged.
    """
    found = model_named(name)
    family = families()[found.family]
    if family.kind != CLOUD_MASK:
        raise ModelUnknown(
            f"{name} is no cloud model: it is a {family.kind.replace('_', ' ')}.",
            hint="Choose an installed cloud mask model, such as spectf-cloud.",
        )
    return cast(CloudFamily, family).cloud_mask(found)
