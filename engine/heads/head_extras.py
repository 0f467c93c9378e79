"""What a head may carry besides its weights: samples, distances, class sets and evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .conformal import ConformalSets
from .head_container import Tensors
from .samples import Samples
from .unlike import Unlike

Extras = dict[str, Any]
"""The optional fields of ``head_file.Head`` by name; absent ones are left out."""

SAMPLES, UNLIKE = "samples.", "unlike."
"""How the names of their tensors begin."""

MOST_PLACES = 5_000
"""Labelled pixels in ``Head.evidence``."""

_PLACES = ("rows", "cols", "class", "fold")
_TABLES = ("reliability", "spectra", "curve")


def extras_parts(
    samples: Samples | None,
    unlike: Unlike | None,
    conformal: ConformalSets | None,
    evidence: Mapping[str, Any],
) -> tuple[Tensors, dict[str, Any]]:
    """Takes them apart: tensors by name, and entries of the JSON text; both empty without any."""
    tensors: Tensors = {}
    entries: dict[str, Any] = {}
    if samples is not None:
        tensors.update({SAMPLES + name: array for name, array in samples.tensors().items()})
    if unlike is not None:
        tensors.update({UNLIKE + name: array for name, array in unlike.tensors().items()})
        entries["unlike"] = unlike.to_json()
    if conformal is not None:
        entries["conformal"] = conformal.to_json()
    if evidence:
        entries["evidence"] = dict(evidence)
    return tensors, entries


def split_off(tensors: Tensors) -> tuple[Tensors, Tensors]:
    """Parts the tensors of the weights from those of what comes with them."""
    ours = {name: t for name, t in tensors.items() if name.startswith((SAMPLES, UNLIKE))}
    return {name: t for name, t in tensors.items() if name not in ours}, ours


def extras_from(tensors: Tensors, meta: Mapping[str, Any], classes: int, dims: int) -> Extras:
    """Puts them together from what a file holds.

    Args:
        tensors: the second half of ``split_off``.
        meta: the JSON text.
        classes, dims: of the head.

    Raises:
        KeyError, OverflowError, TypeError, ValueError: something is missing, does not fit the
            head, is not finite, or asks for too much.
    """
    found: Extras = {}
    samples = _named(tensors, SAMPLES)
    if samples:
        found["samples"] = Samples.from_tensors(samples, classes, dims)
    unlike = _named(tensors, UNLIKE)
    if unlike or meta.get("unlike") is not None:
        found["unlike"] = Unlike.from_file(unlike, meta["unlike"], dims)
    if meta.get("conformal") is not None:
        found["conformal"] = ConformalSets.from_json(meta["conformal"])
    if meta.get("evidence") is not None:
        found["evidence"] = _evidence(meta["evidence"])
    return found


def _named(tensors: Tensors, prefix: str) -> Tensors:
    return {n.removeprefix(prefix): t for n, t in tensors.items() if n.startswith(prefix)}


def _evidence(made: Any) -> dict[str, Any]:
    """Checks what is drawn from it: pixels lie in their scene, tables are tables."""
    evidence = dict(made)
    for name in _TABLES:
        if not isinstance(evidence.get(name), (dict, list, type(None))):
            raise TypeError(f"{name} is no table")
    places, shape = evidence.get("places"), evidence.get("shape")
    if shape is not None:
        height, width = shape
        if not all(type(side) is int and side >= 1 for side in (height, width)):
            raise ValueError(f"{shape!r} is no size of a scene")
    if places is None:
        return evidence
    height, width = evidence["shape"]
    columns = [places[name] for name in _PLACES]
    if {len(column) for column in columns} != {len(columns[0])} or len(columns[0]) > MOST_PLACES:
        raise ValueError(f"labelled pixels are {[len(column) for column in columns]}")
    limits = ((0, height - 1), (0, width - 1), (0, 255), (-1, len(columns[0])))
    for name, column, (low, high) in zip(_PLACES, columns, limits):
        if not all(type(value) is int and low <= value <= high for value in column):
            raise ValueError(f"{name} of labelled pixels are impossible")
    return evidence
