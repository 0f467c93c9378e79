"""Sets what is measured once the encoder is trained: normalisations, spreads, and what is odd."""

from __future__ import annotations

import torch

from ..models.hsfm.network import Spectral
from .learning import fraction_errors, trait_errors
from .mixing import Mixer
from .views import Disturbances, observe

PIXELS = 8192
FAMILIAR_SHARE = 0.995
"""Of simulated pixels seen by the first sensor; what is further from what can be rebuilt than these
is unfamiliar."""

MARGIN = 1.5
"""On that limit, for what no simulation holds."""


def normalise(net: Spectral, mixer: Mixer, how: Disturbances, random: torch.Generator) -> None:
    """Sets mean and spread of cells and traits before training, as the first sensor sees.

    Args:
        net: whose buffers are set.
        mixer: of the training pool.
        how: the disturbances of the views.
        random: everything is drawn from it.
    """
    pixels = mixer.draw(PIXELS, random)
    view = observe(mixer.surface(pixels, 0), mixer.sensors[0], how, random)
    seen = mixer.seen(pixels, 0)
    with torch.no_grad():
        shape, _ = net.shaped(view, seen)
        mean, std = _moments(shape, seen > 0)
        net.cell_mean.copy_(mean)
        net.cell_std.copy_(std.clamp_min(0.05))
        mean, std = _moments(pixels.traits.nan_to_num(), pixels.traits.isfinite())
        net.trait_mean.copy_(mean)
        net.trait_std.copy_(std.clamp_min(1e-4))


def calibrate(net: Spectral, mixer: Mixer, how: Disturbances, random: torch.Generator) -> None:
    """Scales the spreads so that they hold on pixels that were not trained on.

    Args:
        net: trained.
        mixer: of the held-out pool.
        how: the disturbances of the views.
        random: everything is drawn from it.
    """
    pixels = mixer.draw(PIXELS, random)
    sensor = mixer.sensors[0]
    view = observe(mixer.surface(pixels, 0), sensor, how, random)
    seen = mixer.seen(pixels, 0)
    with torch.no_grad():
        encoded = net(view, seen)
        _, error, std = fraction_errors(net, encoded, pixels)
        net.fraction_spread_scale.copy_((error / std).square().mean(0).sqrt())
        error, std, known = trait_errors(net, encoded, pixels)
        found = (error / std).square().sum(0) / known.sum(0).clamp_min(1)
        net.trait_spread_scale.copy_(found.sqrt().clamp_min(0.1))
        net.embedding_mean.copy_(encoded.embedding.mean(0))
        net.embedding_std.copy_(encoded.embedding.std(0).clamp_min(1e-4))
        misfit = net.misfit(encoded, seen)
        net.misfit_limit.copy_(MARGIN * misfit.quantile(FAMILIAR_SHARE).reshape(1))


def _moments(values: torch.Tensor, known: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean and standard deviation of each column over its known values; 0 and 1 without any."""
    count = known.sum(0)
    mean = (values * known).sum(0) / count.clamp_min(1)
    variance = ((values - mean).square() * known).sum(0) / count.clamp_min(1)
    return mean, torch.where(count > 1, variance.sqrt(), 1.0)
