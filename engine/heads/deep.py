"""The deep head: what fine-tuning made, as plain arrays; nothing here needs torch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

CONV, ADAPTER, LORA, FULL = "conv", "adapter", "lora", "full"
DEPTHS = (CONV, ADAPTER, LORA, FULL)
"""What was trained: the head alone, or also a part of the backbone or all of it."""

REACH_PX = 3
"""How far the head sees on each side: a 3 x 3 convolution, then one with dilation 2."""

HEAD, BACKBONE, LOW_RANK = "head.", "backbone.", "lora."
"""What names of tensors begin with: the head's; new values of the backbone's; what is added to
them as products of two matrices."""

MOST_WIDTH = 1024
"""What a file may ask a map to compute for every pixel; training makes far less."""

Tensors = Mapping[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class DeepHead:
    """A convolutional head with what else was trained; see ``deep_scores.ConvScores``.

    Attributes:
        depth: one of ``DEPTHS``.
        channels: of the parts of the backbone's features.
        tensors: float32 by name; all names begin with ``HEAD``, ``BACKBONE`` or ``LOW_RANK``.
        temperature: the scores are divided by it before the softmax.
    """

    depth: str
    channels: tuple[int, ...]
    tensors: Tensors
    temperature: float = 1.0

    @property
    def classes(self) -> int:
        return len(self.tensors[f"{HEAD}linear_bias"])

    @property
    def width(self) -> int:
        """Channels of the convolutions."""
        return len(self.tensors[f"{HEAD}reduce_bias"])

    @property
    def dims(self) -> int:
        return sum(self.channels)

    @property
    def members(self) -> tuple[dict[str, object], ...]:
        """What the user is told of it."""
        return ({"member": WORDS[self.depth], "weight": 1.0},)

    def below(self, prefix: str) -> dict[str, npt.NDArray[np.float32]]:
        """The tensors whose names begin with ``prefix``, without it."""
        return {
            name[len(prefix) :]: values
            for name, values in self.tensors.items()
            if name.startswith(prefix)
        }

    def with_temperature(self, temperature: float) -> DeepHead:
        """The same head, divided by another temperature."""
        return replace(self, temperature=temperature)

    def to_json(self) -> dict[str, Any]:
        """What a file says of it besides its tensors."""
        return {"depth": self.depth, "channels": list(self.channels), "width": self.width}


WORDS = {
    CONV: "convolutional head",
    ADAPTER: "convolutional head and the backbone's spectral adapter",
    LORA: "convolutional head and low-rank adapters in the backbone's attention",
    FULL: "convolutional head and the whole backbone",
}
"""What was trained, for the user."""


def head_shapes(dims: int, width: int, classes: int) -> dict[str, tuple[int, ...]]:
    """Shapes of the head's own tensors; those of ``deep_scores.ConvScores``."""
    norms = {f"norm{n}_{kind}": (width,) for n in (1, 2, 3) for kind in ("weight", "bias")}
    convolutions = {f"conv{n}_weight": (width, width, 3, 3) for n in (1, 2)}
    return {
        "mean": (dims,),
        "scale": (dims,),
        "linear_weight": (classes, dims),
        "linear_bias": (classes,),
        "reduce_weight": (width, dims),
        "reduce_bias": (width,),
        **norms,
        **convolutions,
        "conv1_bias": (width,),
        "conv2_bias": (width,),
        "out_weight": (classes, width),
    }


def deep_from(
    tensors: Mapping[str, npt.NDArray[Any]], layout: Mapping[str, Any], temperature: float
) -> DeepHead:
    """Puts a head together from what a file holds.

    Whether tensors of the backbone fit it is seen when it is loaded, see ``tuned``.

    Raises:
        KeyError, OverflowError, TypeError, ValueError: a tensor is missing, left over, of another
            shape or not finite; or the layout makes no sense or asks for too much.
    """
    depth, channels, width = layout["depth"], tuple(layout["channels"]), layout["width"]
    numbers = (*channels, width)
    if depth not in DEPTHS or not channels or any(type(n) is not int or n < 1 for n in numbers):
        raise ValueError(f"{dict(layout)!r} describes no deep head")
    if width > MOST_WIDTH:
        raise ValueError(f"{width} channels are more than {MOST_WIDTH}")
    for name, values in tensors.items():
        if values.dtype != np.float32 or not values.size or not np.isfinite(values).all():
            raise ValueError(f"{name} is {values.dtype} {values.shape}, or not finite")
    head = DeepHead(depth, channels, dict(tensors), temperature)
    found = {name: values.shape for name, values in head.below(HEAD).items()}
    if found != head_shapes(head.dims, width, head.classes):
        raise ValueError("the tensors of the head do not fit its layout")
    allowed = {CONV: (HEAD,), LORA: (HEAD, LOW_RANK)}.get(depth, (HEAD, BACKBONE))
    strange = [name for name in tensors if not name.startswith(allowed)]
    if strange:
        raise ValueError(f"{strange[:3]} do not belong to the depth {depth}")
    return head
