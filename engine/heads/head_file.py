"""The ``.hsfm`` format: a trained head with everything needed to use it again.

It is a safetensors file, which cannot hold anything that executes. Its only metadata entry is a
JSON text, so that the same head always gives the same bytes.
"""

from __future__ import annotations

import json
import os
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandRequest
from ..errors import (
    InputNotFound,
    InputUnreadable,
    ModelCorrupt,
    ModelUnsafe,
    ModelUnsupportedLayout,
)
from .ensemble import EnsembleHead
from .ensemble_tensors import ensemble_from, ensemble_tensors
from .linear import HIGHEST_TEMPERATURE, LOWEST_TEMPERATURE, LinearHead

FORMAT = "hsfm-head"
LINEAR, ENSEMBLE = "linear", "ensemble"
VERSIONS = {LINEAR: 1, ENSEMBLE: 2}
"""The version that a kind of head is written as. A linear head stays as it was, so that an older
HSFM reads it."""

VERSION = max(VERSIONS.values())
_KEY = "hsfm"
MAX_BYTES = 1 << 30
"""No head comes near; larger files are something else."""

_PICKLE = b"\x80"
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Head:
    """A trained classifier.

    Attributes:
        scores: the weights.
        classes: value, name and color of each class, in the order of the weights' rows.
        backbone: id of the backbone whose features it takes.
        backbone_hash: of the backbone it was trained with.
        request: the bands it was trained on.
        level: processing level of the training scene, such as ``L2A``; empty if unknown.
        training: where it comes from: scene, labels, options, warnings.
        metrics: held-out accuracy as ``train`` reports it.
        options: of the backbone; see ``models.backbone.Backbone``.
    """

    scores: LinearHead | EnsembleHead
    classes: tuple[dict[str, Any], ...]
    backbone: str
    backbone_hash: str
    request: BandRequest
    level: str = ""
    training: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> npt.NDArray[np.uint8]:
        """The map's value of each class."""
        return np.array([entry["value"] for entry in self.classes], np.uint8)


def head_to_bytes(head: Head) -> bytes:
    """Writes a head as the bytes of a file; the same head gives the same bytes."""
    from safetensors.numpy import save

    kind = ENSEMBLE if isinstance(head.scores, EnsembleHead) else LINEAR
    made = {
        "format": FORMAT,
        "version": VERSIONS[kind],
        "head": kind,
        "classes": list(head.classes),
        "backbone": {
            "id": head.backbone,
            "hash": head.backbone_hash,
            "options": head.options,
        },
        "bands": head.request.to_json(),
        "level": head.level,
        "temperature": head.scores.temperature,
        "training": head.training,
        "metrics": head.metrics,
    }
    if isinstance(head.scores, EnsembleHead):
        tensors, made["ensemble"] = ensemble_tensors(head.scores)
    else:
        tensors = {"bias": head.scores.bias, "weight": head.scores.weight}
    text = json.dumps(made, sort_keys=True, ensure_ascii=True, allow_nan=False)
    held = {name: np.ascontiguousarray(each, np.float32) for name, each in tensors.items()}
    written: bytes = save(held, metadata={_KEY: text})
    return written


def read_head(path: str | os.PathLike[str]) -> Head:
    """Reads a ``.hsfm`` file; nothing in it is executed.

    Raises:
        InputNotFound: there is no such file.
        InputUnreadable: it cannot be read.
        ModelUnsafe: it is a pickle, which could execute anything.
        ModelCorrupt: it is no safetensors file, or its parts do not fit together.
        ModelUnsupportedLayout: it is of another version, or no head.
    """
    place = Path(path)
    if not place.is_file():
        raise InputNotFound(
            f"There is no file {place}.", hint="Choose a .hsfm file made by Train Classifier."
        )
    try:
        if place.stat().st_size > MAX_BYTES:
            raise ModelCorrupt(f"{place} is too large for a head.", hint=_RETRAIN)
        data = place.read_bytes()
    except OSError as exc:
        if isinstance(exc, ModelCorrupt):
            raise
        raise InputUnreadable(
            f"{place} cannot be read: {exc.strerror or exc}.", hint="Check its permissions."
        ) from exc
    _refuse_pickles(place, data)
    try:
        tensors, meta = _parse(place, data)
        return _head(place, tensors, meta)
    except RecursionError as exc:  # JSON within JSON, thousands of levels deep
        raise ModelCorrupt(f"{place} is damaged.", hint=_RETRAIN, detail=str(exc)) from exc


_RETRAIN = "Choose a .hsfm file made by Train Classifier, or train it again."


def _refuse_pickles(place: Path, data: bytes) -> None:
    if data[8:9] != b"{" and data.startswith((_PICKLE, _ZIP)):
        raise ModelUnsafe(
            f"{place} is a pickled PyTorch file, which could run any program when it is opened.",
            hint="HSFM opens heads as .hsfm files only. Train Classifier makes them.",
        )


def _parse(place: Path, data: bytes) -> tuple[dict[str, npt.NDArray[Any]], dict[str, Any]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        tensors = load(data)
        (length,) = struct.unpack("<Q", data[:8])
        header = json.loads(data[8 : 8 + length])
        text = (header.get("__metadata__") or {}).get(_KEY)
    except (SafetensorError, KeyError, TypeError, ValueError, struct.error) as exc:
        raise ModelCorrupt(
            f"{place} is not a head, or it is damaged.", hint=_RETRAIN, detail=str(exc)
        ) from exc
    if text is None:
        raise ModelUnsupportedLayout(
            f"{place} holds weights, but is no HSFM head.",
            hint=_RETRAIN,
        )
    try:
        meta = json.loads(text)
    except (TypeError, ValueError) as exc:
        raise ModelCorrupt(f"{place} is damaged.", hint=_RETRAIN, detail=str(exc)) from exc
    return tensors, meta if isinstance(meta, dict) else {}


def _head(place: Path, tensors: dict[str, npt.NDArray[Any]], meta: dict[str, Any]) -> Head:
    kind = meta.get("head")
    layout = (meta.get("format"), meta.get("version"), kind)
    if layout not in [(FORMAT, version, name) for name, version in VERSIONS.items()]:
        raise ModelUnsupportedLayout(
            f"{place} is a head of version {meta.get('version')!r} ({kind!r}); this HSFM reads "
            f"versions up to {VERSION}.",
            hint="Update HSFM, or train the head again.",
        )
    try:
        temperature = float(meta["temperature"])
        scores: LinearHead | EnsembleHead
        if kind == ENSEMBLE:
            scores = ensemble_from(tensors, meta["ensemble"], temperature)
        else:
            scores = LinearHead(tensors["weight"], tensors["bias"], temperature)
        classes = tuple(
            {"value": int(c["value"]), "name": str(c["name"]), "color": str(c["color"])}
            for c in meta["classes"]
        )
        head = Head(
            scores,
            classes,
            str(meta["backbone"]["id"]),
            str(meta["backbone"]["hash"]),
            BandRequest.from_json(meta["bands"]),
            str(meta["level"]),
            dict(meta["training"]),
            dict(meta["metrics"]),
            dict(meta["backbone"].get("options") or {}),
        )
    except (KeyError, OverflowError, TypeError, ValueError) as exc:
        raise ModelCorrupt(
            f"{place} lacks a part or holds a wrong one.", hint=_RETRAIN, detail=repr(exc)
        ) from exc
    _check(place, head)
    return head


def _check(place: Path, head: Head) -> None:
    scores, values = head.scores, [entry["value"] for entry in head.classes]
    if isinstance(scores, LinearHead):
        whole = (
            scores.weight.ndim == 2
            and scores.weight.dtype == np.float32
            and scores.bias.dtype == np.float32
            and scores.bias.shape == (scores.weight.shape[0],)
            and bool(np.isfinite(scores.weight).all() and np.isfinite(scores.bias).all())
        )
    else:
        whole = True  # ``ensemble_from`` has looked at every tensor
    fits = (
        whole
        and scores.classes == len(values) >= 2
        and len(set(values)) == len(values)
        and all(1 <= value <= 255 for value in values)
        and LOWEST_TEMPERATURE <= scores.temperature <= HIGHEST_TEMPERATURE
    )
    if not fits:
        raise ModelCorrupt(
            f"The weights of {place} do not fit its {len(values)} classes, or are divided by a "
            f"temperature outside {LOWEST_TEMPERATURE:g} to {HIGHEST_TEMPERATURE:g}.",
            hint=_RETRAIN,
            detail=f"temperature {scores.temperature}, values {values[:300]}",
        )
