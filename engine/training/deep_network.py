"""The network that fine-tuning changes: a backbone's, with a convolutional head on it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from ..bands.plan import BandRequest
from ..errors import BadParameter, ModelUnsupportedLayout
from ..heads.deep import ADAPTER, BACKBONE, CONV, FULL, HEAD, LORA, LOW_RANK, DeepHead
from ..heads.deep_scores import ConvScores
from ..models.backbone import Backbone
from ..models.tuning import (
    adapter_tensors,
    add_low_rank,
    attention_layers,
    make_trainable,
    named_below,
    tensor_of,
)
from .fit_linear import Fit

WIDTH = 64
"""Channels of the head's convolutions."""

RANK = 8
"""Of the low-rank adapters. Source: Hu et al. (2022), table 6: more gains nothing."""

Tensors = dict[str, torch.Tensor]


class DeepNetwork(nn.Module):
    """Scores of every pixel; knows which of its tensors learn.

    Norms keep their statistics: nothing in it is ever in training mode.

    Attributes:
        learning: the tensors that learn, named as in ``heads.deep.DeepHead``.
    """

    def __init__(
        self,
        backbone: Backbone,
        request: BandRequest,
        depth: str,
        start: Fit,
        features: npt.NDArray[np.float32],
        seed: int,
    ) -> None:
        """Starts from a linear head.

        Args:
            backbone: whose network it is.
            request: its bands.
            depth: one of ``heads.deep.DEPTHS``.
            start: a fit on the plain network's features; training goes on from there.
            features: the features it was fitted to, ``(pixels, dims)``.
            seed: of what is drawn.

        Raises:
            BadParameter: the backbone has nothing of the kind that could be trained.
            ModelCorrupt: its weights cannot be read.
        """
        super().__init__()
        self.depth = depth
        self._channels = backbone.channels(request)
        self.network = backbone.network(request).eval()
        draw = torch.Generator().manual_seed(seed)
        self.scores = _head(self._channels, start, features, draw)
        names = _names(backbone, self.network, depth)
        self._plain = {name: tensor_of(self.network, name).detach().clone() for name in names}
        self.learning: dict[str, nn.Parameter] = {
            f"{HEAD}{name}": tensor for name, tensor in self.scores.named_parameters()
        }
        if depth == LORA:
            added = add_low_rank(
                self.network, RANK, lambda shape: torch.randn(shape, generator=draw)
            )
            self.learning |= {f"{LOW_RANK}{name}": tensor for name, tensor in added.items()}
        else:
            tuned = make_trainable(self.network, names)
            self.learning |= {f"{BACKBONE}{name}": tensor for name, tensor in tuned.items()}

    def forward(self, values: torch.Tensor, measured: torch.Tensor) -> torch.Tensor:
        """Reflectance ``(batch, bands, rows, cols)`` to scores ``(batch, classes, rows, cols)``."""
        learns = self.depth != CONV and torch.is_grad_enabled()
        with torch.set_grad_enabled(learns):
            parts = self.network(values, measured)
        made: torch.Tensor = self.scores(parts, values.shape[-2], values.shape[-1], measured)
        return made

    def state(self) -> Tensors:
        """Copies of the tensors that learn, on the CPU."""
        return {name: each.detach().cpu().clone() for name, each in self.learning.items()}

    def restore(self, state: Mapping[str, torch.Tensor]) -> None:
        """Takes what ``state`` gave."""
        with torch.no_grad():
            for name, tensor in self.learning.items():
                tensor.copy_(state[name])

    def head(self, state: Mapping[str, torch.Tensor], temperature: float) -> DeepHead:
        """The head for a file; tensors of the backbone that did not change are left out."""
        fixed = {f"{HEAD}{name}": each.cpu() for name, each in self.scores.named_buffers()}
        kept = {
            name: tensor
            for name, tensor in {**fixed, **state}.items()
            if not name.startswith(BACKBONE)
            or not torch.equal(tensor, self._plain[name[len(BACKBONE) :]])
        }
        tensors = {name: np.asarray(kept[name].numpy(), np.float32) for name in sorted(kept)}
        return DeepHead(self.depth, tuple(self._channels), tensors, temperature)


def require_depth(backbone: Backbone, request: BandRequest, depth: str) -> None:
    """Looks whether a backbone can be trained at a depth, before anything is read for it.

    Raises:
        BadParameter, ModelCorrupt, ModelUnsupportedLayout: as ``DeepNetwork``.
    """
    if depth != CONV:
        _names(backbone, backbone.network(request), depth)


def _head(
    channels: tuple[int, ...],
    start: Fit,
    features: npt.NDArray[np.float32],
    draw: torch.Generator,
) -> ConvScores:
    """A head whose scores are those of the fit; its convolutions are random behind a last 0."""
    mean, std = features.mean(axis=0, dtype=np.float64), features.std(axis=0, dtype=np.float64)
    least = 1e-6 * max(float(np.abs(features).max()), 1e-12)
    seen = std > least
    made = ConvScores(channels, WIDTH, len(start.bias))
    given = {
        "mean": mean,
        "scale": np.where(seen, 1.0 / np.where(seen, std, 1.0), 0.0),
        "linear_weight": start.weight * np.where(seen, std, 0.0),
        "linear_bias": start.bias + start.weight @ mean,
    }
    with torch.no_grad():
        for name, tensor in made.state_dict().items():
            if name in given:
                tensor.copy_(torch.from_numpy(np.asarray(given[name], np.float32)))
            elif name.startswith("norm"):
                tensor.fill_(1.0 if name.endswith("weight") else 0.0)
            elif name != "out_weight" and tensor.ndim > 1:
                fan_in = tensor[0].numel()
                tensor.copy_(torch.randn(tensor.shape, generator=draw) * fan_in**-0.5)
    return made


def _names(backbone: Backbone, network: nn.Module, depth: str) -> list[str]:
    """The tensors of the network that learn at a depth.

    Raises:
        BadParameter: there are none, but at the depth that needs none.
        ModelUnsupportedLayout: they are not float32.
    """
    adapters = adapter_tensors(backbone)
    whole = [name for name, _ in network.named_parameters()]
    found = {
        ADAPTER: named_below(network, adapters),
        FULL: sorted({*whole, *named_below(network, adapters)}) if whole or adapters else [],
        LORA: list(attention_layers(network)),
    }
    if depth != CONV and not found[depth]:
        lacking = {
            ADAPTER: "no spectral adapter that could be trained by itself",
            FULL: "no weights that could be trained",
            LORA: "no attention to which low-rank adapters could be added",
        }[depth]
        possible = [CONV, *(name for name, names in found.items() if names)]
        raise BadParameter(
            f"The backbone {backbone.id} has {lacking}.",
            hint=f"Choose {' or '.join(possible)}, or another backbone.",
        )
    names = [] if depth in (CONV, LORA) else found[depth]
    strange = [n for n in names if tensor_of(network, n).dtype != torch.float32]
    if strange:
        raise ModelUnsupportedLayout(
            f"The tensor {strange[0]} of {backbone.id} is not in float32 and cannot be trained.",
            hint="Choose conv, or another backbone.",
        )
    return names
