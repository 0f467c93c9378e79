"""One step of learning: two views of mixed pixels, and what the encoder should say of them."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch.nn import functional

from ..models.hsfm.network import FLOOR, Encoded, Spectral
from .mixing import Mixer, Pixels
from .views import Disturbances, observe

HIDE_SHARE = 0.5
"""Share of pixels of which a part of the spectrum is hidden."""

HIDDEN_CELLS = (8, 60)
"""How long the hidden part is."""

REDUNDANCY = 0.1
"""How much a direction's correlations with all others count against its own."""


@dataclass(frozen=True)
class Weights:
    """How much each task counts; 0 leaves it out, for ablations.

    Attributes:
        fractions: cross-entropy of the cover fractions.
        spread: likelihood of the fractions' errors.
        traits: likelihood of the traits.
        same: two views agree in every direction of the embedding, and no two directions say the
            same; see ``redundancy``.
        agree: squared distance of the fractions that two views give.
        rebuild: squared error of the spectrum rebuilt from a partly hidden one.
    """

    fractions: float = 1.0
    spread: float = 0.1
    traits: float = 0.15
    same: float = 0.3
    rebuild: float = 0.3
    agree: float = 1.0


def hide(seen: torch.Tensor, random: torch.Generator) -> torch.Tensor:
    """Hides one run of cells in some pixels; ``(pixels, cells)`` of 1.0 and 0.0."""
    count, cells = seen.shape
    length = torch.randint(*HIDDEN_CELLS, (count, 1), generator=random)
    start = torch.randint(0, cells, (count, 1), generator=random)
    place = torch.arange(cells)
    inside = (place >= start) & (place < start + length)
    chosen = torch.rand(count, 1, generator=random) < HIDE_SHARE
    return seen * ~(inside & chosen)


def fraction_errors(
    net: Spectral, encoded: Encoded, pixels: Pixels
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Cross-entropy ``()``, and error and standard deviation of each fraction."""
    scores = net.fractions(encoded.hidden)
    entropy = functional.cross_entropy(scores, pixels.fractions)
    error = scores.softmax(1) - pixels.fractions
    return entropy, error, net.fraction_std(encoded.hidden.detach())


def trait_errors(
    net: Spectral, encoded: Encoded, pixels: Pixels
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Error and standard deviation of normalised traits, 0 and 1 where unknown; which are known."""
    known = pixels.traits.isfinite()
    wanted = ((pixels.traits - net.trait_mean) / net.trait_std).nan_to_num()
    error = (net.traits(encoded.hidden) - wanted) * known
    std = net.normal_trait_std(encoded.hidden)
    return error, torch.where(known, std, 1.0), known


def likelihood(error: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    """Negative log-likelihood of normal errors, without the constant."""
    return std.log() + 0.5 * (error / std).square()


def redundancy(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    """How far the correlation between the embeddings of two views is from the identity.

    Agreement alone is reached by saying one thing 64 times; directions that must also differ keep
    what tells spectra apart.

    Source: Zbontar et al. (2021), "Barlow Twins", ICML.
    """
    normal = [(each - each.mean(0)) / each.std(0).clamp_min(1e-4) for each in (one, other)]
    correlation = normal[0].T @ normal[1] / len(one)
    alike = torch.diagonal(correlation)
    rest = correlation - torch.diag(alike)
    return (1 - alike).square().mean() + REDUNDANCY * rest.square().sum(1).mean()


def loss_of(
    net: Spectral,
    mixer: Mixer,
    sensors: tuple[int, int],
    count: int,
    weights: Weights,
    how: Disturbances,
    random: torch.Generator,
) -> dict[str, torch.Tensor]:
    """Draws pixels, shows them to two of the mixer's sensors and gives the loss of every task."""
    pixels = mixer.draw(count, random)
    terms: dict[str, torch.Tensor] = {}
    embeddings, named = [], []
    for number in sensors:
        sensor = mixer.sensors[number]
        view = observe(mixer.surface(pixels, number), sensor, how, random)
        seen = mixer.seen(pixels, number)
        shown = hide(seen, random)
        shape, level = net.shaped(view, shown)
        hidden, embedding = net.encode(shape, shown)
        encoded = Encoded(shape, level, hidden, embedding)
        embeddings.append(embedding)
        named.append(net.fractions(hidden).softmax(1))
        entropy, error, std = fraction_errors(net, encoded, pixels)
        trait_error, trait_std, known = trait_errors(net, encoded, pixels)
        whole = ((view.clamp_min(0) + FLOOR).log() - level - net.cell_mean) / net.cell_std
        wrong = (net.rebuild(embedding) - whole) * seen
        for name, value in (
            ("fractions", entropy),
            ("spread", likelihood(error.detach(), std).mean()),
            ("traits", likelihood(trait_error, trait_std).sum() / known.sum().clamp_min(1)),
            ("rebuild", functional.smooth_l1_loss(wrong, torch.zeros_like(wrong))),
        ):
            terms[name] = terms.get(name, torch.zeros(())) + 0.5 * value
    terms["same"] = redundancy(*embeddings)
    terms["agree"] = (named[0] - named[1]).square().sum(1).mean()
    terms["all"] = torch.stack(
        [getattr(weights, name) * value for name, value in terms.items()]
    ).sum()
    return terms
