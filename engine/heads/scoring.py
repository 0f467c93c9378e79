"""Computes the scores of an ensemble head."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from .ensemble import EXP, EXP_UNIT, LOG, UNIT, EnsembleHead, Floats

DARKEST = 0.005
"""Reflectance below is taken for this much: about the noise of a dark pixel."""

LARGEST_LOG = 2.0
"""Of a logarithm of reflectance; e^2 is brighter than anything, and keeps squares finite."""


class EnsembleScores(nn.Module):
    """Scores pixels with an ``EnsembleHead``, its temperature folded in."""

    def __init__(self, head: EnsembleHead) -> None:
        super().__init__()
        scale = 1.0 / head.temperature
        self._linear = [(term.part, term.transform) for term in head.linear]
        self._views = [(view.part, view.transform) for view in head.views]
        self._shares = [term.shares for term in head.kernels]
        self.bias = _fixed(head.bias * scale)
        self.linear = nn.ParameterList([_fixed(term.weight * scale) for term in head.linear])
        self.projection = nn.ParameterList([_fixed(view.projection) for view in head.views])
        self.offset = nn.ParameterList([_fixed(view.offset) for view in head.views])
        self.landmarks = nn.ParameterList([_fixed(view.landmarks) for view in head.views])
        self.kernels = nn.ParameterList([_fixed(term.weight * scale) for term in head.kernels])

    def forward(self, parts: Sequence[torch.Tensor]) -> torch.Tensor:
        """Parts of the features, each ``(pixels, channels)``, to scores ``(pixels, classes)``."""
        ready: dict[tuple[int, str], torch.Tensor] = {
            key: transformed(parts[key[0]], key[1]) for key in {*self._linear, *self._views}
        }
        scores = self.bias.expand(parts[0].shape[0], -1)
        for key, weight in zip(self._linear, self.linear):
            # This way round: a product with few columns takes twice as long as one with few rows.
            scores = scores + (weight @ ready[key].T).T
        squares = [
            squared_distances(functional.linear(ready[key], projection, offset), landmarks)
            for key, projection, offset, landmarks in zip(
                self._views, self.projection, self.offset, self.landmarks
            )
        ]
        for shares, weight in zip(self._shares, self.kernels):
            seen = [(square, share) for square, share in zip(squares, shares) if share > 0]
            total = seen[0][0] * seen[0][1]
            for square, share in seen[1:]:
                total = torch.add(total, square, alpha=share)
            scores = torch.addmm(scores, similarity(total), weight.T)
        return scores


def transformed(features: torch.Tensor, name: str) -> torch.Tensor:
    """Transforms ``(pixels, channels)``.

    Args:
        features: reflectance for ``log`` and ``unit``, its natural logarithm for the others.
        name: one of ``TRANSFORMS``. ``unit`` divides by the root mean square over the channels,
            so that illumination cancels.
    """
    if name in (EXP, EXP_UNIT):
        features = features.clamp_max(LARGEST_LOG).exp()
    if name == LOG:
        return features.clamp_min(DARKEST).log()
    if name in (UNIT, EXP_UNIT):
        size = features.square().mean(dim=1, keepdim=True).sqrt()
        return features / size.clamp_min(DARKEST)
    return features


def squared_distances(places: torch.Tensor, landmarks: torch.Tensor) -> torch.Tensor:
    """``(pixels, landmarks)`` from ``(pixels, dims)`` and ``(landmarks, dims)``."""
    ours = places.square().sum(dim=1, keepdim=True)
    theirs = landmarks.square().sum(dim=1)
    return torch.addmm(theirs, places, landmarks.T, alpha=-2.0).add_(ours).clamp_min_(0.0)


def similarity(squares: torch.Tensor) -> torch.Tensor:
    """The Laplacian kernel of squared distances.

    Less smooth than a Gaussian, so that a pixel far from all landmarks is still near some.

    Source: Rasmussen & Williams (2006), "Gaussian processes for machine learning", eq. 4.18.
    """
    return squares.sqrt().neg_().exp_()


def _fixed(values: Floats) -> nn.Parameter:
    made = torch.from_numpy(np.ascontiguousarray(values, np.float32))
    return nn.Parameter(made, requires_grad=False)
