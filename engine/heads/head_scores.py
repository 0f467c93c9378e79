"""The kinds of heads: how the weights of each go into a file and come back.

A new kind is a name, a version that older HSFM do not read, and a branch in each function.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from .deep import DeepHead, deep_from
from .ensemble import EnsembleHead
from .ensemble_tensors import ensemble_from, ensemble_tensors
from .head_container import Tensors
from .linear import LinearHead

LINEAR, ENSEMBLE, DEEP = "linear", "ensemble", "deep"

VERSIONS = {LINEAR: (1,), ENSEMBLE: (2, 3), DEEP: (3,)}
"""The versions that a kind of head may have; the last one may carry more tensors than the weights.
Readers of version 1 pass over tensors that they do not know, those of version 2 refuse them, so an
older HSFM still reads linear heads and says of the others that it is too old."""

Scores: TypeAlias = LinearHead | EnsembleHead | DeepHead


def scores_parts(scores: Scores) -> tuple[str, Tensors, dict[str, Any]]:
    """Takes the weights apart: their kind, tensors by name, and entries of the JSON text."""
    if isinstance(scores, EnsembleHead):
        tensors, layout = ensemble_tensors(scores)
        kind, entries = ENSEMBLE, {"ensemble": layout}
    elif isinstance(scores, DeepHead):
        tensors, kind, entries = dict(scores.tensors), DEEP, {"deep": scores.to_json()}
    else:
        tensors, kind, entries = {"bias": scores.bias, "weight": scores.weight}, LINEAR, {}
    return kind, {name: np.asarray(t, np.float32) for name, t in tensors.items()}, entries


def scores_from(kind: str, tensors: Tensors, meta: dict[str, Any], temperature: float) -> Scores:
    """Puts weights together from what a file holds.

    Args:
        kind: one of ``VERSIONS``.
        tensors: those of the weights alone.
        meta: the JSON text.
        temperature: of the scores.

    Raises:
        KeyError, OverflowError, TypeError, ValueError: something is missing, does not fit
            together or is not finite.
    """
    if kind == ENSEMBLE:
        return ensemble_from(tensors, meta["ensemble"], temperature)
    if kind == DEEP:
        return deep_from(tensors, meta["deep"], temperature)
    weight, bias = tensors["weight"], tensors["bias"]
    whole = (
        weight.ndim == 2
        and weight.dtype == np.float32
        and bias.dtype == np.float32
        and bias.shape == (weight.shape[0],)
        and bool(np.isfinite(weight).all() and np.isfinite(bias).all())
    )
    if not whole:
        raise ValueError(f"weights {weight.dtype} {weight.shape}, bias {bias.dtype} {bias.shape}")
    return LinearHead(weight, bias, temperature)
