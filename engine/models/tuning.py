"""Which tensors of a backbone's network can be trained, and how trained ones get back into it.

A family says which of its tensors adapt the network to the spectra of a sensor by naming them, or
the modules that hold them, in ``adapter_tensors`` of its backbone. Attention is found by the name
``attn`` that all transformers here give it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import torch
from torch import nn
from torch.nn.utils import parametrize

from .backbone import Backbone

ATTENTION = "attn"
LORA_INPUT, LORA_OUTPUT = "lora_a", "lora_b"

Draw = Callable[[tuple[int, ...]], torch.Tensor]
"""Gives standard normal numbers of a shape."""


def adapter_tensors(backbone: Backbone) -> tuple[str, ...]:
    """What a backbone names as its adapter; empty if it has none."""
    return tuple(getattr(backbone, "adapter_tensors", ()))


def named_below(network: nn.Module, names: Sequence[str]) -> list[str]:
    """The full names of the parameters and buffers that ``names`` or modules of these names hold.

    Buffers that are not saved belong to them too, statistics of norms do not.
    """
    parameters = [name for name, _ in network.named_parameters()]
    buffers = [name for name in names if isinstance(_held(network, name), torch.Tensor)]
    found = [
        name for name in parameters if any(name == n or name.startswith(f"{n}.") for n in names)
    ]
    return sorted({*found, *buffers})


def attention_layers(network: nn.Module) -> dict[str, nn.Linear]:
    """The linear layers of all attention in a network, by name."""
    return {
        f"{name}.{child}": layer
        for name, module in network.named_modules()
        if name.rpartition(".")[2] == ATTENTION
        for child, layer in module.named_children()
        if isinstance(layer, nn.Linear)
    }


def tensor_of(network: nn.Module, name: str) -> torch.Tensor:
    """A parameter or buffer by its full name.

    Raises:
        ValueError: there is none.
    """
    found = _held(network, name)
    if not isinstance(found, torch.Tensor):
        raise ValueError(f"the network has no tensor {name!r}")
    return found


def make_trainable(network: nn.Module, names: Sequence[str]) -> dict[str, nn.Parameter]:
    """Lets these tensors learn and no others; buffers among them become parameters."""
    network.requires_grad_(False)
    made: dict[str, nn.Parameter] = {}
    for name in names:
        module, last = _owner(network, name)
        found = tensor_of(network, name)
        if isinstance(found, nn.Parameter):
            learning = found
        else:
            del module._buffers[last]
            learning = nn.Parameter(found)
            module.register_parameter(last, learning)
        learning.requires_grad_(True)
        made[name] = learning
    return made


def put_tensors(network: nn.Module, tensors: Mapping[str, torch.Tensor]) -> None:
    """Gives tensors of a network new values.

    Raises:
        ValueError: the network has no such tensor, or one of another shape.
    """
    for name, values in tensors.items():
        found = tensor_of(network, name)
        if found.shape != values.shape or not found.is_floating_point():
            raise ValueError(f"{name} is {tuple(found.shape)}, not {tuple(values.shape)}")
        found.data.copy_(values)


class LowRank(nn.Module):
    """Adds a product of two narrow matrices to a weight that does not learn.

    Source: Hu et al. (2022), "LoRA: low-rank adaptation of large language models", eq. 3, with the
    scale alpha / r fixed at 1.
    """

    def __init__(self, layer: nn.Linear, rank: int, draw: Draw) -> None:
        """Starts as nothing: one matrix is random, the other 0."""
        super().__init__()
        rows, cols = layer.weight.shape
        rank = min(rank, rows, cols)
        self.lora_a = nn.Parameter(draw((rank, cols)) * cols**-0.5)
        self.lora_b = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        return weight + self.lora_b @ self.lora_a


def add_low_rank(network: nn.Module, rank: int, draw: Draw) -> dict[str, nn.Parameter]:
    """Hangs a ``LowRank`` onto every linear layer of attention; nothing else learns.

    Returns:
        Its matrices by ``<layer>.lora_a`` and ``<layer>.lora_b``.
    """
    network.requires_grad_(False)
    made: dict[str, nn.Parameter] = {}
    for name, layer in attention_layers(network).items():
        added = LowRank(layer, rank, draw)
        parametrize.register_parametrization(layer, "weight", added)
        made[f"{name}.{LORA_INPUT}"], made[f"{name}.{LORA_OUTPUT}"] = added.lora_a, added.lora_b
    return made


def merge_low_rank(network: nn.Module, tensors: Mapping[str, torch.Tensor]) -> None:
    """Adds matrices named as by ``add_low_rank`` to the plain weights of a network.

    Raises:
        ValueError: a matrix stands alone, or fits no layer of attention.
    """
    layers = attention_layers(network)
    names = {name.rpartition(".")[0] for name in tensors}
    if 2 * len(names) != len(tensors) or not names <= set(layers):
        raise ValueError("low-rank matrices that fit no attention")
    for name in sorted(names):
        weight = layers[name].weight
        narrow, wide = tensors[f"{name}.{LORA_INPUT}"], tensors[f"{name}.{LORA_OUTPUT}"]
        fits = (wide.shape[0], narrow.shape[1]) == weight.shape
        if not (narrow.ndim == wide.ndim == 2 and fits and wide.shape[1] == narrow.shape[0]):
            raise ValueError(f"low-rank matrices of another shape than {name}")
        weight.data.add_(wide @ narrow)


def _owner(network: nn.Module, name: str) -> tuple[nn.Module, str]:
    path, _, last = name.rpartition(".")
    try:
        return network.get_submodule(path), last
    except AttributeError as exc:
        raise ValueError(f"the network has no tensor {name!r}") from exc


def _held(network: nn.Module, name: str) -> object:
    try:
        module, last = _owner(network, name)
    except ValueError:
        return None
    return module._parameters.get(last, module._buffers.get(last))
