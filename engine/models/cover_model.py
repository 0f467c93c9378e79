"""What a model offers that names covers and traits before the first label, and how one is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from ..bands.plan import BandPlan, BandRequest
from ..errors import ModelUnknown
from ..scene.scene import Scene
from .family import Family
from .installed import Installed
from .registry import families, model_named

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Cover:
    """A kind of surface; ``value`` is its value in cover maps."""

    value: int
    name: str
    color: str


COVERS: tuple[Cover, ...] = (
    Cover(1, "water", "#2b6cb0"),
    Cover(2, "snow and ice", "#c6e6f7"),
    Cover(3, "trees", "#1b6e3c"),
    Cover(4, "low vegetation", "#8cc152"),
    Cover(5, "dry vegetation", "#e0c068"),
    Cover(6, "bare soil", "#a5652a"),
    Cover(7, "built-up", "#c53030"),
    Cover(8, "burned", "#2d2d2d"),
    Cover(9, "rock", "#9b8aa5"),
)
"""In the order of fractions."""

UNKNOWN = Cover(10, "don't know", "#bdbdbd")
"""The value of valid pixels for which ``cover_class`` gives no cover."""


@dataclass(frozen=True)
class Trait:
    """A quantity that can be read from a spectrum.

    Attributes:
        name: the identifier.
        title: for people.
        unit: of its values.
        low, high: the simulated range; nothing is known outside it.
    """

    name: str
    title: str
    unit: str
    low: float
    high: float


TRAITS: tuple[Trait, ...] = (
    Trait("chlorophyll", "Leaf chlorophyll", "µg/cm²", 6.0, 80.0),
    Trait("water", "Leaf water", "cm", 0.002, 0.035),
    Trait("dry_matter", "Leaf dry matter", "g/cm²", 0.002, 0.03),
    Trait("lai", "Leaf area index", "m²/m²", 0.1, 7.0),
    Trait("soil_moisture", "Soil moisture", "%", 0.0, 50.0),
)
"""In the order of trait readings."""


class Readings(NamedTuple):
    """What a model says of covers; ``covers`` are those of ``COVERS``, float32.

    Attributes:
        fractions: ``(batch, covers, rows, cols)``, 0..1, sum to 1.
        fraction_std: the same shape, standard deviation of each fraction.
        unfamiliar: ``(batch, rows, cols)``, from 0; above 1 the spectrum is unlike nearly all that
            the model was trained on, or holds no signal.
    """

    fractions: torch.Tensor
    fraction_std: torch.Tensor
    unfamiliar: torch.Tensor


class TraitReadings(NamedTuple):
    """What a model says of traits; ``traits`` are those of ``TRAITS``.

    Attributes:
        values: ``(batch, traits, rows, cols)``, float32, in the unit of each trait.
        std: the same shape, standard deviation.
        inside: the same shape, bool: the pixel holds enough of what has the trait, is familiar,
            and the value lies in the simulated range.
    """

    values: torch.Tensor
    std: torch.Tensor
    inside: torch.Tensor


class CoverModel(Protocol):
    """Names covers, their fractions and traits without any label.

    Attributes:
        id: of the installed model.
        hash: changes when the same pixels would give other readings.
    """

    id: str
    hash: str

    def plan(self, scene: Scene, bands_text: str = "") -> tuple[BandPlan, BandRequest]:
        """Plans the bands.

        Raises:
            AllNodata, BadParameter, NoWavelengths: as ``any_bands.plan_by_wavelength``.
            BandsUncovered: the bands see too little of the spectrum.
            WrongLevel: the scene holds radiance.
        """

    def covers(self, request: BandRequest) -> torch.nn.Module:
        """Makes the network with its weights, in eval mode, on the CPU.

        Its ``forward(values, valid)`` takes reflectance ``(batch, bands, rows, cols)``, float32,
        and validity ``(batch, rows, cols)``, bool, and returns ``Readings``.

        Raises:
            ModelCorrupt: the weights cannot be read.
        """

    def traits(self, request: BandRequest) -> torch.nn.Module:
        """As ``covers``; its ``forward`` returns ``TraitReadings``."""


class CoverFamily(Family, Protocol):
    """A family whose models also name covers."""

    def cover_model(self, model: Installed) -> CoverModel:
        """Makes the cover model of an installed model."""


def cover_model(name: str) -> CoverModel:
    """Finds a model that names covers.

    Raises:
        ModelUnknown: there is none of this name, or it names no covers.
        ModelNotInstalled: it is known but not here.
        ModelCorrupt: its record is damaged.
    """
    found = model_named(name)
    family = families()[found.family]
    if not hasattr(family, "cover_model"):
        raise ModelUnknown(
            f"{name} cannot name covers before the first label.",
            hint="Choose hsfm-spectral, which is part of HSFM.",
        )
    return cast(CoverFamily, family).cover_model(found)


KINDS: tuple[tuple[str, ...], ...] = (
    ("water",),
    ("snow and ice",),
    ("trees", "low vegetation", "dry vegetation"),
    ("bare soil", "built-up", "burned", "rock"),
)
"""Covers of one kind are told apart after the kind: a pixel of three sorts of plants and one roof
is plants, even if none of the three covers more of it than the roof."""

CERTAINTY = 0.51
"""The least probability that the leading kind is really the largest."""


def cover_class(
    readings: Readings, certainty: float = CERTAINTY
) -> tuple[torch.Tensor, torch.Tensor]:
    """Names the cover of each pixel, or says that nobody knows: the one rule for that.

    The kind with the largest share leads, and in it the cover with the largest fraction.

    Args:
        readings: of a batch.
        certainty: the least confidence of a cover, 0.5..1.

    Returns:
        Value ``(batch, rows, cols)``, uint8, of ``COVERS`` or ``UNKNOWN``; and confidence, float32,
        0.5..1, the probability that the leading kind's share is larger than the runner-up's, with
        normal, independent errors. Within the kind the largest fraction decides, however close.
    """
    import torch

    fractions = readings.fractions
    member = fractions.new_tensor([[cover.name in kind for cover in COVERS] for kind in KINDS])
    shares = torch.einsum("kc,bcij->bkij", member, fractions)
    variances = torch.einsum("kc,bcij->bkij", member, readings.fraction_std.square())
    leading, kinds = shares.topk(2, dim=1)
    spread = variances.gather(1, kinds).sum(1).sqrt().clamp_min(1e-6)
    confidence = 0.5 * (1 + torch.erf((leading[:, 0] - leading[:, 1]) / spread / 2**0.5))
    of_kind = member[kinds[:, 0]].movedim(-1, 1)
    places = (fractions * of_kind).argmax(1)
    values = torch.tensor([c.value for c in COVERS], dtype=torch.uint8, device=places.device)
    unknown = (confidence < certainty) | (readings.unfamiliar > 1)
    return values[places].masked_fill(unknown, UNKNOWN.value), confidence
