"""The space in which pixels are compared: features of a scene, centred, without noise, and short.

Features of all pixels of a scene are nearly parallel, so that their plain cosines are near 1
everywhere. What they share is taken off, by the scene's mean; and what changes from a pixel to its
neighbour anyway tells less than what does not, so every direction counts by how much more it varies
over the scene than between neighbours. The few directions that are left with most of the variance
are kept, which makes a scene small enough to be kept in memory.

Source: Green, Berman, Switzer, Craig (1988), "A transformation for ordering multispectral data in
terms of image quality with implications for noise removal", IEEE TGRS 26(1), whose noise is the
difference of neighbours; here with a floor, as it is estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional

from ..errors import TooSmall
from ..features.tile import Tile

FloatArray = npt.NDArray[np.float64]

DIRECTIONS = 16
"""Of each part of the features. On EnMAP Potsdam and a simulated scene 8, 16, 24 and all rank
pixels of the same class alike: mean AUC within 0.005."""

NOISE_FLOOR = 1.0
"""Added to the noise of every direction, in mean noises: the noise of the quietest directions is
known worst, and full whitening ranks classes worse (Potsdam: 0.70 with it, 0.63 without)."""

LEAST_PIXELS = 50
"""Fewer valid pixels describe no scene."""


@dataclass(frozen=True)
class Space:
    """What turns the parts of features into directions.

    Attributes:
        means: of each part, ``(channels, 1)`` float32.
        projections: of each part, ``(directions, channels)`` float32; the projected pixels of each
            part have a mean square of 1, so that the parts count the same.
    """

    means: tuple[torch.Tensor, ...]
    projections: tuple[torch.Tensor, ...]

    def of(self, part: torch.Tensor, number: int) -> torch.Tensor:
        """Projects a part ``(channels, r, c)`` of a tile to ``(directions, r, c)``, float32."""
        flat = part.flatten(1).float() - self.means[number]
        made: torch.Tensor = self.projections[number] @ flat
        return made.reshape(-1, *part.shape[1:])


def space_of(tiles: Iterable[Tile], channels: Sequence[int]) -> Space:
    """Measures the features of a scene.

    Args:
        tiles: some of its tiles, spread over it.
        channels: of the parts.

    Raises:
        TooSmall: there are too few valid pixels, or all of them are the same.
    """
    moments = [_Moments(count) for count in channels]
    pixels = 0
    for tile in tiles:
        pixels += int(tile.valid.sum())
        for part, one in zip(tile.parts, moments):
            one.add(part.float(), cells_valid(tile, part))
    if pixels < LEAST_PIXELS:
        raise TooSmall(
            f"Only {pixels} pixels of the scene are valid; to tell what is similar from what all "
            f"pixels share, {LEAST_PIXELS} are needed.",
            hint="Choose a larger scene, or check its quality layers.",
        )
    projections = [one.projection() for one in moments]
    if not any(bool(one.any()) for one in projections):
        raise TooSmall(
            "All valid pixels of the scene are the same, so all are equally similar.",
            hint="Choose another scene or another backbone.",
        )
    return Space(
        tuple(torch.from_numpy(one.mean().astype(np.float32))[:, None] for one in moments),
        tuple(projections),
    )


def cells_valid(tile: Tile, part: torch.Tensor) -> torch.Tensor:
    """Which cells ``(r, c)`` of a part have a valid pixel in their middle; none in the halo."""
    halo = tile.halo_px
    known = functional.pad(tile.valid, (halo, halo, halo, halo)) if halo else tile.valid
    if known.shape == part.shape[1:]:
        return known
    rows = ((torch.arange(part.shape[1]) + 0.5) * (known.shape[0] / part.shape[1])).long()
    cols = ((torch.arange(part.shape[2]) + 0.5) * (known.shape[1] / part.shape[2])).long()
    return known[rows][:, cols]


class _Moments:
    """Mean and covariance of a part, and the covariance of half the differences of neighbours."""

    def __init__(self, channels: int) -> None:
        self._shift: torch.Tensor | None = None
        self._count = self._pairs = 0
        self._sum = np.zeros(channels)
        self._squares = np.zeros((channels, channels))
        self._noise = np.zeros((channels, channels))

    def add(self, part: torch.Tensor, known: torch.Tensor) -> None:
        """Adds a part ``(channels, r, c)`` where ``known`` ``(r, c)``."""
        pixels = part[:, known]
        if not pixels.shape[1]:
            return
        if self._shift is None:
            # Sums of squares stay small enough for float32 products.
            self._shift = pixels.mean(dim=1, keepdim=True)
        pixels = pixels - self._shift
        self._count += pixels.shape[1]
        self._sum += pixels.sum(dim=1).numpy()
        self._squares += (pixels @ pixels.T).numpy()
        for one, other, both in (
            (part[:, 1:], part[:, :-1], known[1:] & known[:-1]),
            (part[:, :, 1:], part[:, :, :-1], known[:, 1:] & known[:, :-1]),
        ):
            difference = one[:, both] - other[:, both]
            self._pairs += difference.shape[1]
            self._noise += (difference @ difference.T).numpy() / 2

    def mean(self) -> FloatArray:
        """``(channels,)``."""
        if self._shift is None:
            return self._sum
        made: FloatArray = self._shift.double().numpy()[:, 0] + self._sum / self._count
        return made

    def projection(self) -> torch.Tensor:
        """See ``Space``; all 0 where the part is the same everywhere."""
        channels = len(self._sum)
        kept = min(DIRECTIONS, channels)
        nothing = torch.zeros((kept, channels))
        if self._count < 2:
            return nothing
        offset = self._sum / self._count
        covariance = self._squares / self._count - np.outer(offset, offset)
        if np.trace(covariance) <= 0:
            return nothing
        noise = self._noise / max(self._pairs, 1)
        level = np.trace(noise) / channels
        if level <= 0:
            # No neighbours, or no noise: every direction counts as it is.
            noise, level = np.zeros_like(noise), 1.0
        variances, vectors = np.linalg.eigh(noise)
        whitener = vectors / np.sqrt(np.maximum(variances, 0) + NOISE_FLOOR * level)
        spread, axes = np.linalg.eigh(whitener.T @ covariance @ whitener)
        spread, axes = spread[::-1], axes[:, ::-1]
        made = (whitener @ axes[:, :kept]).T / np.sqrt(spread[:kept].sum())
        return torch.from_numpy(np.ascontiguousarray(made, dtype=np.float32))
