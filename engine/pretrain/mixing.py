"""Draws mixed pixels of 30 m from a pool of pure spectra."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch

from ..models.cover_model import COVERS, TRAITS
from ..models.hsfm.network import PLANTS, SOIL, TRAIT_OF_SOIL
from .pool import Pool
from .sensors import Sensor

SHARE = {
    "water": 0.09,
    "snow and ice": 0.05,
    "trees": 0.15,
    "low vegetation": 0.20,
    "dry vegetation": 0.10,
    "bare soil": 0.13,
    "built-up": 0.20,
    "burned": 0.03,
    "rock": 0.03,
}
"""How often a cover leads a pixel."""

_RARELY = (("snow and ice", "burned"), ("snow and ice", "built-up"), ("burned", "built-up"),
           ("burned", "water"), ("rock", "built-up"))  # fmt: skip
"""Pairs that hardly share a pixel."""

MEMBERS = 4
PURE_SHARE = 0.25
MOST_BOUNCED = 0.3
"""Of light that met two surfaces, in Fan et al.'s model."""
TRAITS_FROM = 0.3


FAINT_PART = 0.02
"""A member with less than this does not decide where a pixel is known."""

KNOWN_SHARE = 0.9
"""Of a band's response, or a cell's bands, that must lie where a spectrum is known."""


class Pixels(NamedTuple):
    """Mixed pixels, still unseen.

    Attributes:
        members: ``(pixels, MEMBERS)``, places in the pool.
        parts: ``(pixels, MEMBERS)``, their fractions.
        bounced: ``(pixels, 1)``, how much light met the first two members.
        fractions: ``(pixels, covers)``.
        traits: ``(pixels, traits)``, NaN where there is nothing that has them.
    """

    members: torch.Tensor
    parts: torch.Tensor
    bounced: torch.Tensor
    fractions: torch.Tensor
    traits: torch.Tensor


class Mixer:
    """Draws pixels from a pool.

    Mixing and a sensor's response are linear, so the pool is seen by every sensor once and pixels
    are mixed from its bands.
    """

    def __init__(self, pool: Pool, sensors: Sequence[Sensor]) -> None:
        """Prepares the draws; covers without spectra are never drawn."""
        self.sensors = tuple(sensors)
        seen = [_seen_by(sensor, pool) for sensor in sensors]
        self._bands = [bands for bands, _ in seen]
        self._known = [known for _, known in seen]
        self._traits = torch.from_numpy(pool.traits.astype(np.float32))
        weights = np.zeros((len(COVERS), len(pool.cover)))
        for cover in range(len(COVERS)):
            of = pool.cover == cover
            if of.any():
                weights[cover, of] = pool.weight[of] / pool.weight[of].sum()
        present = torch.from_numpy(weights.sum(1) > 0)
        self._weights = torch.from_numpy(weights)
        self._share = torch.tensor([SHARE[c.name] for c in COVERS]) * present
        index = {c.name: i for i, c in enumerate(COVERS)}
        self._beside = self._share.repeat(len(COVERS), 1)
        for one, other in _RARELY:
            self._beside[index[one], index[other]] *= 0.1
            self._beside[index[other], index[one]] *= 0.1
        # More of the same cover: a town has several roofs, a forest several crowns.
        self._beside += torch.diag(self._share.sum() * 0.4 * present)

    def draw(self, count: int, random: torch.Generator) -> Pixels:
        """Draws pixels."""
        first = torch.multinomial(self._share, count, replacement=True, generator=random)
        others = torch.multinomial(
            self._beside[first], MEMBERS - 1, replacement=True, generator=random
        )
        covers = torch.cat([first[:, None], others], dim=1)
        members = torch.empty_like(covers)
        for cover in range(len(COVERS)):
            wanted = covers == cover
            if wanted.any():
                members[wanted] = torch.multinomial(
                    self._weights[cover], int(wanted.sum()), replacement=True, generator=random
                )
        parts = self._parts(count, random)
        bounced = MOST_BOUNCED * torch.rand(count, 1, generator=random)
        fractions = torch.zeros(count, len(COVERS)).scatter_add_(1, covers, parts)
        traits = self._mixed_traits(members, parts, covers)
        return Pixels(members, parts, bounced, fractions, traits)

    def seen(self, pixels: Pixels, number: int) -> torch.Tensor:
        """Cells that a sensor sees and in which every member is known: ``(pixels, cells)``, float.

        Members of less than 2 % do not count.
        """
        known = self._known[number][pixels.members]
        return (known | (pixels.parts[:, :, None] < FAINT_PART)).all(1).float()

    def surface(self, pixels: Pixels, number: int) -> torch.Tensor:
        """Reflectance of the pixels in the bands of a sensor, ``(pixels, bands)``.

        Linear mixtures, with light that bounced between two members.

        Source: Fan et al. (2009), Remote Sensing Letters 30, 2951; Heylen et al. (2014), IEEE
        JSTARS 7, 1844.
        """
        found = self._bands[number][pixels.members]
        made = torch.einsum("nm,nmb->nb", pixels.parts, found)
        often = pixels.bounced * 4 * pixels.parts[:, :1] * pixels.parts[:, 1:2]
        return made + often * (found[:, 0] * found[:, 1] - 0.5 * made).clamp(-0.1, 0.2)

    def _parts(self, count: int, random: torch.Generator) -> torch.Tensor:
        """Fractions of the members, ``(pixels, MEMBERS)``."""
        how_many = 1 + torch.multinomial(
            torch.tensor([PURE_SHARE, 0.35, 0.25, 0.15]), count, True, generator=random
        )
        drawn = torch.rand(count, MEMBERS, generator=random).clamp_min(1e-6)
        parts = -drawn.log() * (torch.arange(MEMBERS) < how_many[:, None])
        return parts / parts.sum(1, keepdim=True)

    def _mixed_traits(
        self, members: torch.Tensor, parts: torch.Tensor, covers: torch.Tensor
    ) -> torch.Tensor:
        """Means over the members that have a trait, by their fractions."""
        traits = self._traits[members]
        has = traits.isfinite()
        soil = torch.isin(covers, torch.tensor(SOIL))
        plants = torch.isin(covers, torch.tensor(PLANTS))
        carries = torch.where(torch.tensor(TRAIT_OF_SOIL), soil[..., None], plants[..., None])
        weight = parts[..., None] * (has & carries)
        total = weight.sum(1)
        mean = (weight * traits.nan_to_num()).sum(1) / total.clamp_min(1e-6)
        return torch.where(total >= TRAITS_FROM, mean, float("nan")).reshape(-1, len(TRAITS))


def _seen_by(sensor: Sensor, pool: Pool) -> tuple[torch.Tensor, torch.Tensor]:
    """What a sensor sees of every spectrum of a pool.

    Where a part of a band's response lies outside the known range, the rest of it stands for all.

    Returns:
        Reflectance ``(spectra, bands)``, 0 where nothing is known, and which cells of the grid are
        seen and known ``(spectra, cells)``, bool.
    """
    finite = torch.from_numpy(np.isfinite(pool.spectra)).float()
    share = finite @ sensor.response.T
    light = torch.from_numpy(np.nan_to_num(pool.spectra).astype(np.float32)) @ sensor.response.T
    known = (share >= KNOWN_SHARE).float() @ sensor.to_grid.T >= KNOWN_SHARE
    return light / share.clamp_min(1e-6), known & sensor.seen
