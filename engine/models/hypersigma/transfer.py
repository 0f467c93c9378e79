"""Fills the network for fine-tuning with what was pretrained, and says what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping

import torch
from torch import nn

from ...errors import ModelUnsupportedLayout
from ..installed import Installed
from ..transformer import resized_positions
from .network import build

NEVER_PRETRAINED = re.compile(
    r".*\.sampling_offsets\..*|classifier\..*|l1\..*|conv_[qkv]\..*|fpn[1-4]\..*"
)
"""Tensors of the encoders for fine-tuning that pretraining files lack.

Of those outside the encoders (``fc_spec``, ``DR``, ``conv``, ``cls``) none is pretrained.
"""

INPUT_LAYERS = ("patch_embed.proj", "spat_map")
"""What depends on the number of bands, the size of a token and the size of the images."""


def take_blocks(
    network: nn.Module,
    spatial: Installed | None = None,
    spectral: Installed | None = None,
) -> tuple[str, ...]:
    """Copies one or both pretrained encoders into a network, as far as they fit.

    The network has them as ``spat_encoder`` and ``spec_encoder``.

    Position embeddings are resized; the layers that read the image stay as they are where it has
    other bands or another size than in pretraining.

    Returns:
        The names of all tensors that keep their initial values.

    Raises:
        ModelCorrupt: weights cannot be read.
        ModelUnsupportedLayout: an encoder is of another kind, width or depth; the network is
            unchanged.
    """
    taken: dict[str, torch.Tensor] = {}
    for prefix, model in (("spat_encoder.", spatial), ("spec_encoder.", spectral)):
        if model is None:
            continue
        encoder = build(model.config)
        model.load_into(encoder)
        wanted = network.get_submodule(prefix[:-1]).state_dict()
        fitting = _fitting(encoder.state_dict(), wanted, model.id)
        taken.update({f"{prefix}{name}": tensor for name, tensor in fitting.items()})
    return tuple(sorted(network.load_state_dict(taken, strict=False).missing_keys))


def _fitting(
    tensors: Mapping[str, torch.Tensor], wanted: Mapping[str, torch.Tensor], model: str
) -> dict[str, torch.Tensor]:
    """Takes what an encoder for fine-tuning wants from a pretrained one.

    Raises:
        ModelUnsupportedLayout: something is missing, unexpected or of another shape; all is listed.
    """
    left: set[str] = set()
    for layer in INPUT_LAYERS:
        weight, bias = f"{layer}.weight", f"{layer}.bias"
        if weight in tensors and weight in wanted and tensors[weight].shape != wanted[weight].shape:
            left |= {weight, bias}  # trained on images of other bands or another size
    taken = {name: tensor for name, tensor in tensors.items() if name not in left}
    taken["pos_embed"] = _positions(taken["pos_embed"], wanted["pos_embed"])
    faults = [
        *(
            f"{name} is missing"
            for name in sorted(set(wanted) - set(taken) - left)
            if not NEVER_PRETRAINED.fullmatch(name)
        ),
        *(f"{name} is unexpected" for name in sorted(set(taken) - set(wanted))),
        *(
            f"{name} is {tuple(taken[name].shape)} in place of {tuple(wanted[name].shape)}"
            for name in sorted(set(taken) & set(wanted))
            if taken[name].shape != wanted[name].shape
        ),
    ]
    if faults:
        raise ModelUnsupportedLayout(
            f"The model {model} does not fit this network for fine-tuning: "
            f"{'; '.join(faults[:5])}{f'; {len(faults) - 5} more' if len(faults) > 5 else ''}.",
            hint="Give a spatial and a spectral encoder of the size of the network.",
            detail="\n".join(faults),
        )
    return taken


def _positions(positions: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    if positions.shape == wanted.shape or positions.shape[-1] != wanted.shape[-1]:
        return positions
    side = round(wanted.shape[1] ** 0.5)
    return resized_positions(positions, side, side)
