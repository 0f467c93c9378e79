"""The tensors of an ensemble head, and the checks of those from a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from .ensemble import TRANSFORMS, EnsembleHead, Floats, KernelTerm, LinearTerm, View

Tensors = dict[str, npt.NDArray[Any]]

MOST_TERMS = {"linear": 16, "views": 16, "kernels": 16}
MOST_LANDMARKS = 4096
"""What a file may ask a map to compute for every pixel; training makes far less."""


def ensemble_tensors(head: EnsembleHead) -> tuple[Tensors, dict[str, Any]]:
    """Takes a head apart: its tensors by name, and what JSON holds of it."""
    tensors: Tensors = {"bias": head.bias}
    for number, term in enumerate(head.linear):
        tensors[f"linear.{number}.weight"] = term.weight
    for number, view in enumerate(head.views):
        tensors[f"view.{number}.projection"] = view.projection
        tensors[f"view.{number}.offset"] = view.offset
        tensors[f"view.{number}.landmarks"] = view.landmarks
    for number, kernel in enumerate(head.kernels):
        tensors[f"kernel.{number}.weight"] = kernel.weight
    layout = {
        "channels": list(head.channels),
        "linear": [{"part": t.part, "transform": t.transform} for t in head.linear],
        "views": [{"part": v.part, "transform": v.transform} for v in head.views],
        "kernels": [{"shares": list(kernel.shares)} for kernel in head.kernels],
    }
    return tensors, layout


def ensemble_from(
    tensors: Mapping[str, npt.NDArray[Any]], layout: Mapping[str, Any], temperature: float
) -> EnsembleHead:
    """Puts a head together from what a file holds.

    Raises:
        KeyError, OverflowError, TypeError, ValueError: a tensor is missing, left over, of another
            shape or not finite; or the layout makes no sense or asks for too much.
    """
    for key, most in MOST_TERMS.items():
        if len(layout[key]) > most:
            raise ValueError(f"{len(layout[key])} {key} are more than {most}")
    channels = tuple(_count(each) for each in layout["channels"])
    kinds = [
        [(_index(entry["part"], channels), _transform(entry["transform"])) for entry in layout[key]]
        for key in ("linear", "views")
    ]
    left = dict(tensors)

    def taken(name: str, *shape: int | None) -> Floats:
        found = left.pop(name)
        fits = found.ndim == len(shape) and all(
            size in (None, wanted) for size, wanted in zip(shape, found.shape)
        )
        if not (fits and found.dtype == np.float32 and found.size and np.isfinite(found).all()):
            raise ValueError(f"{name} is {found.dtype} {found.shape}, or not finite")
        return found

    bias = taken("bias", None)
    classes = len(bias)
    linear = tuple(
        LinearTerm(part, name, taken(f"linear.{n}.weight", classes, channels[part]))
        for n, (part, name) in enumerate(kinds[0])
    )
    views: list[View] = []
    for n, (part, name) in enumerate(kinds[1]):
        projection = taken(f"view.{n}.projection", None, channels[part])
        dims = projection.shape[0]
        pixels = views[0].landmarks.shape[0] if views else None
        offset = taken(f"view.{n}.offset", dims)
        landmarks = taken(f"view.{n}.landmarks", pixels, dims)
        if len(landmarks) > MOST_LANDMARKS:
            raise ValueError(f"{len(landmarks)} landmarks are more than {MOST_LANDMARKS}")
        views.append(View(part, name, projection, offset, landmarks))
    kernels = tuple(
        KernelTerm(
            _shares(entry["shares"], len(views)),
            taken(f"kernel.{n}.weight", classes, views[0].landmarks.shape[0] if views else None),
        )
        for n, entry in enumerate(layout["kernels"])
    )
    if left or not (linear or kernels):
        raise ValueError(f"tensors {sorted(left)} belong to no term, or there is none")
    return EnsembleHead(channels, bias, linear, tuple(views), kernels, temperature)


def _count(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(f"{value!r} is no number of channels")
    return value


def _index(value: Any, channels: tuple[int, ...]) -> int:
    if type(value) is not int or not 0 <= value < len(channels):
        raise ValueError(f"there is no part {value!r}")
    return value


def _transform(value: Any) -> str:
    if value not in TRANSFORMS:
        raise ValueError(f"{value!r} is no transform")
    return str(value)


def _shares(values: Any, views: int) -> tuple[float, ...]:
    shares = tuple(float(value) for value in values)
    if len(shares) != views or not all(0 <= share < float("inf") for share in shares):
        raise ValueError(f"{values!r} are no shares of {views} views")
    if not any(shares):
        raise ValueError("a kernel looks at no view")
    return shares
