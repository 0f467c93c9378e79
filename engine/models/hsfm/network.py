"""The encoder, what it reads from a spectrum, and the modules that hang it onto a scene's bands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional

from ..cover_model import COVERS, TRAITS, Readings, TraitReadings
from .grid import GRID_NM

FLOOR = 0.004
"""Added to reflectance before the logarithm: about the noise of a dark pixel."""

LEAST_STD = 0.01
"""Of a fraction or a normalised trait: no pixel is known better."""

LEAST_LEVEL, MOST_LEVEL = -5.3, 0.6
"""Mean logarithm of reflectance, the floor added: 0.001 is no signal, 1.8 no reflectance."""

MIXED_FROM = 0.3
"""Least fraction of plants, or of soil, in which their traits can be read."""

CELLS = len(GRID_NM)
PLANTS = tuple(i for i, cover in enumerate(COVERS) if cover.name in ("trees", "low vegetation"))
SOIL = tuple(i for i, cover in enumerate(COVERS) if cover.name == "bare soil")
TRAIT_OF_SOIL = tuple(trait.name == "soil_moisture" for trait in TRAITS)


class Encoded(NamedTuple):
    """What the encoder makes of spectra.

    Attributes:
        shape: ``(pixels, cells)``, logarithm of reflectance less its mean over the seen cells; 0
            where unseen.
        level: ``(pixels, 1)``, that mean.
        hidden: ``(pixels, width)``.
        embedding: ``(pixels, dims)``.
    """

    shape: torch.Tensor
    level: torch.Tensor
    hidden: torch.Tensor
    embedding: torch.Tensor


class Spectral(nn.Module):
    """Everything that is trained: the encoder and its linear readers.

    It sees the shape of the logarithm of a spectrum and not its level, so that neither light nor
    slope nor the scale of a product changes what it says.
    """

    cell_mean: torch.Tensor
    cell_std: torch.Tensor
    embedding_mean: torch.Tensor
    embedding_std: torch.Tensor
    trait_mean: torch.Tensor
    trait_std: torch.Tensor
    fraction_spread_scale: torch.Tensor
    trait_spread_scale: torch.Tensor
    misfit_limit: torch.Tensor

    def __init__(self, width: int, dims: int, blocks: int) -> None:
        """Makes it untrained.

        Args:
            width: of the hidden layers.
            dims: of the embedding.
            blocks: hidden layers, each added to what it takes.
        """
        super().__init__()
        self.enter = nn.Linear(CELLS, width)
        self.enter_seen = nn.Linear(CELLS, width, bias=False)
        self.blocks = nn.ModuleList(
            nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width), nn.ReLU())
            for _ in range(blocks)
        )
        self.norm = nn.LayerNorm(width)
        self.embed = nn.Linear(width, dims)
        self.rebuild = nn.Linear(dims, CELLS)
        self.fractions = nn.Linear(width, len(COVERS))
        self.fraction_spread = nn.Linear(width, len(COVERS))
        self.traits = nn.Linear(width, len(TRAITS))
        self.trait_spread = nn.Linear(width, len(TRAITS))
        self.register_buffer("cell_mean", torch.zeros(CELLS))
        self.register_buffer("cell_std", torch.ones(CELLS))
        self.register_buffer("embedding_mean", torch.zeros(dims))
        self.register_buffer("embedding_std", torch.ones(dims))
        self.register_buffer("trait_mean", torch.zeros(len(TRAITS)))
        self.register_buffer("trait_std", torch.ones(len(TRAITS)))
        self.register_buffer("fraction_spread_scale", torch.ones(len(COVERS)))
        self.register_buffer("trait_spread_scale", torch.ones(len(TRAITS)))
        self.register_buffer("misfit_limit", torch.ones(1))

    def shaped(
        self, reflectance: torch.Tensor, seen: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Splits spectra ``(pixels, cells)`` into shape and level; see ``Encoded``."""
        logs = (reflectance.clamp_min(0) + FLOOR).log() * seen
        level = logs.sum(1, keepdim=True) / seen.sum(-1, keepdim=True).clamp_min(1)
        return (logs - level) * seen, level

    def encode(self, shape: torch.Tensor, seen: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Hidden state and embedding of what ``shaped`` gives; ``seen`` may be ``(cells,)``."""
        normal = (shape - self.cell_mean) / self.cell_std * seen
        hidden = self.enter(normal) + self.enter_seen(seen)
        for block in self.blocks:
            hidden = hidden + block(hidden)
        hidden = functional.relu(self.norm(hidden))
        return hidden, self.embed(hidden)

    def forward(self, reflectance: torch.Tensor, seen: torch.Tensor) -> Encoded:
        """Encodes spectra ``(pixels, cells)``; ``seen`` is 1.0 or 0.0, maybe ``(cells,)``."""
        shape, level = self.shaped(reflectance, seen)
        hidden, embedding = self.encode(shape, seen)
        return Encoded(shape, level, hidden, embedding)

    def fraction_std(self, hidden: torch.Tensor) -> torch.Tensor:
        """Standard deviation of each fraction before its scale, ``(pixels, covers)``."""
        return functional.softplus(self.fraction_spread(hidden)) + LEAST_STD

    def normal_trait_std(self, hidden: torch.Tensor) -> torch.Tensor:
        """Standard deviation of each normalised trait before its scale, ``(pixels, traits)``."""
        return functional.softplus(self.trait_spread(hidden)) + LEAST_STD

    def misfit(self, encoded: Encoded, seen: torch.Tensor) -> torch.Tensor:
        """Root mean square of what the embedding cannot rebuild, ``(pixels,)``."""
        rebuilt = self.rebuild(encoded.embedding)
        wrong = ((encoded.shape - self.cell_mean) / self.cell_std - rebuilt) * seen
        found: torch.Tensor = (wrong.square().sum(1) / seen.sum(-1).clamp_min(1)).sqrt()
        return found


class OnBands(nn.Module):
    """Brings the bands of a scene to the grid; the base of what runs over scenes."""

    weights: torch.Tensor
    seen: torch.Tensor

    def __init__(
        self, net: Spectral, weights: npt.NDArray[np.float32], seen: npt.NDArray[np.bool_]
    ) -> None:
        """Joins a trained network with what ``grid.bring_to_grid`` gives for the bands."""
        super().__init__()
        self.net = net
        self.register_buffer("weights", torch.from_numpy(weights))
        self.register_buffer("seen", torch.from_numpy(seen).float())

    def encoded(self, values: torch.Tensor) -> Encoded:
        """Encodes every pixel of ``(batch, bands, rows, cols)``, in the order of the pixels."""
        pixels = values.movedim(1, -1).reshape(-1, values.shape[1])
        made: Encoded = self.net(functional.linear(pixels, self.weights), self.seen)
        return made

    @staticmethod
    def as_image(found: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
        """``(pixels, channels)`` to ``(batch, channels, rows, cols)``."""
        rows, cols = values.shape[-2:]
        return found.reshape(values.shape[0], rows, cols, found.shape[1]).movedim(-1, 1)


class Features(OnBands):
    """The parts of the backbone: log-reflectance of the seen cells, and the embedding."""

    cells: torch.Tensor

    def __init__(
        self, net: Spectral, weights: npt.NDArray[np.float32], seen: npt.NDArray[np.bool_]
    ) -> None:
        """See ``OnBands``."""
        super().__init__(net, weights, seen)
        # Places, not a mask: an ONNX graph must know how many there are.
        self.register_buffer("cells", torch.from_numpy(np.flatnonzero(seen)), persistent=False)

    def forward(
        self, values: torch.Tensor, valid: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """See ``models.backbone.Backbone.network``."""
        encoded = self.encoded(values)
        logs = (encoded.shape + encoded.level).index_select(1, self.cells)
        normal = (encoded.embedding - self.net.embedding_mean) / self.net.embedding_std
        return self.as_image(logs, values), self.as_image(normal, values)


class CoverReader(OnBands):
    """Cover fractions of every pixel."""

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> Readings:
        """See ``cover_model.CoverModel.covers``."""
        encoded = self.encoded(values)
        fractions, std = self.read(encoded)
        unfamiliar = self.unfamiliar(encoded)
        return Readings(
            self.as_image(fractions, values),
            self.as_image(std, values),
            self.as_image(unfamiliar[:, None], values)[:, 0],
        )

    def unfamiliar(self, encoded: Encoded) -> torch.Tensor:
        """Misfit over its limit, ``(pixels,)``; at least 2 where light is absent or impossible."""
        found = self.net.misfit(encoded, self.seen) / self.net.misfit_limit
        level = encoded.level[:, 0]
        odd = (level < LEAST_LEVEL) | (level > MOST_LEVEL)
        return torch.where(odd, found.clamp_min(2.0), found)

    def read(self, encoded: Encoded) -> tuple[torch.Tensor, torch.Tensor]:
        """Fractions and their standard deviations, ``(pixels, covers)``."""
        net = self.net
        std = net.fraction_std(encoded.hidden) * net.fraction_spread_scale
        return net.fractions(encoded.hidden).softmax(1), std


class TraitReader(CoverReader):
    """Traits of the plants and the soil in every pixel."""

    def forward(self, values: torch.Tensor, valid: torch.Tensor) -> TraitReadings:  # type: ignore[override]
        """See ``cover_model.CoverModel.traits``."""
        net, encoded = self.net, self.encoded(values)
        made = net.traits(encoded.hidden) * net.trait_std + net.trait_mean
        std = net.normal_trait_std(encoded.hidden) * net.trait_spread_scale
        fractions, _ = self.read(encoded)
        familiar = self.unfamiliar(encoded) <= 1
        low = made.new_tensor([trait.low for trait in TRAITS])
        high = made.new_tensor([trait.high for trait in TRAITS])
        plants = fractions[:, list(PLANTS)].sum(1, keepdim=True)
        soil = fractions[:, list(SOIL)].sum(1, keepdim=True)
        carrier = torch.where(made.new_tensor(TRAIT_OF_SOIL).bool(), soil, plants)
        inside = (made >= low) & (made <= high) & (carrier >= MIXED_FROM) & familiar[:, None]
        return TraitReadings(
            self.as_image(made, values),
            self.as_image(std * net.trait_std, values),
            self.as_image(inside, values),
        )


def build(config: Mapping[str, Any]) -> Spectral:
    """Makes the untrained network of a record's ``config``."""
    return Spectral(
        int(config["width"]),
        int(config["dims"]),
        int(config["blocks"]),
    )
