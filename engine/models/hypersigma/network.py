"""Makes the published encoders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import torch
from torch import nn

from .spatial import SpatialEncoder
from .spectral import SpectralEncoder

SPATIAL, SPECTRAL = "spat", "spec"
"""The two kinds of encoders, as the authors' files call them."""

AnyModule = TypeVar("AnyModule", bound=nn.Module)


def build(config: Mapping[str, Any]) -> SpatialEncoder | SpectralEncoder:
    """Makes an encoder, with 0 in every tensor: published files hold all of them."""
    sizes = {name: int(value) for name, value in config.items() if name != "branch"}
    if config["branch"] == SPATIAL:
        return blank(lambda: SpatialEncoder(**sizes))
    return blank(lambda: SpectralEncoder(**sizes))


def blank(make: Callable[[], AnyModule]) -> AnyModule:
    """Makes a network with 0 in every tensor, on the default device.

    Initial values of hundreds of millions of parameters would be drawn for seconds and then
    overwritten.
    """
    device = torch.empty(0).device
    with torch.device("meta"):
        network = make()
    network = network.to_empty(device=device)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
    return network
