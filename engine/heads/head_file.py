"""The ``.hsfm`` format: a trained head with everything needed to use it again.

It is a safetensors file, which cannot hold anything that executes. Its only metadata entry is a
JSON text, so that the same head always gives the same bytes.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..bands.plan import BandRequest
from ..errors import ModelCorrupt, ModelUnsupportedLayout
from .conformal import ConformalSets
from .head_container import RETRAIN, Tensors, container_bytes, read_container, read_meta
from .head_extras import extras_from, extras_parts, split_off
from .head_scores import VERSIONS, Scores, scores_from, scores_parts
from .linear import HIGHEST_TEMPERATURE, LOWEST_TEMPERATURE
from .samples import Samples
from .unlike import Unlike

FORMAT = "hsfm-head"
VERSION = max(max(each) for each in VERSIONS.values())

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


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
        samples: labelled pixels that training can go on from; None in heads of older HSFM.
        unlike: how far a pixel is from all of them; likewise.
        conformal: how class sets are made; likewise, and where nothing was held out.
        evidence: for the report: ``places`` of labelled pixels in the scene (``rows``, ``cols``,
            ``class``, ``fold``), its ``shape``, and the tables ``reliability``, ``spectra`` and
            ``curve``; each may be missing.
    """

    scores: Scores
    classes: tuple[dict[str, Any], ...]
    backbone: str
    backbone_hash: str
    request: BandRequest
    level: str = ""
    training: dict[str, Any] = field(default_factory=dict)
    metrics: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    samples: Samples | None = None
    unlike: Unlike | None = None
    conformal: ConformalSets | None = None
    evidence: dict[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> npt.NDArray[np.uint8]:
        """The map's value of each class."""
        return np.array([entry["value"] for entry in self.classes], np.uint8)


def head_to_bytes(head: Head) -> bytes:
    """Writes a head as the bytes of a file; the same head gives the same bytes.

    Raises:
        InternalBug: one of its numbers is not finite.
    """
    kind, tensors, entries = scores_parts(head.scores)
    more, extras = extras_parts(head.samples, head.unlike, head.conformal, head.evidence)
    made = {
        "format": FORMAT,
        "version": VERSIONS[kind][-1 if more else 0],
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
        **entries,
        **extras,
    }
    return container_bytes({**tensors, **more}, made)


def read_head(path: str | os.PathLike[str]) -> Head:
    """Reads a ``.hsfm`` file; nothing in it is executed.

    Raises:
        InputNotFound: there is no such file.
        InputUnreadable: it cannot be read.
        ModelUnsafe: it is a pickle, which could execute anything.
        ModelCorrupt: it is no safetensors file, or its parts do not fit together.
        ModelUnsupportedLayout: it is of another version, or no head.
    """
    tensors, meta = read_container(path)
    return _head(Path(path), tensors, meta)


@dataclass(frozen=True)
class Outline:
    """What a head says of itself; its weights may be damaged all the same."""

    names: tuple[str, ...]
    backbone: str
    training: dict[str, Any]
    metrics: dict[str, Any]


def read_outline(path: str | os.PathLike[str]) -> Outline:
    """Reads what a list shows of a head, without its weights.

    Raises:
        EngineError: as ``read_head``, as far as it can be told without the weights.
    """
    place, meta = Path(path), read_meta(path)
    _require_layout(place, meta)
    try:
        return Outline(
            tuple(str(entry["name"]) for entry in meta["classes"]),
            str(meta["backbone"]["id"]),
            dict(meta["training"]),
            dict(meta["metrics"]),
        )
    except (KeyError, TypeError, ValueError) as exc:
        raise _incomplete(place, exc) from exc


def _require_layout(place: Path, meta: dict[str, Any]) -> str:
    """The kind of the scores."""
    kind = meta.get("head")
    layout = (meta.get("format"), meta.get("version"), kind)
    known = [(FORMAT, number, name) for name, numbers in VERSIONS.items() for number in numbers]
    if layout not in known:
        raise ModelUnsupportedLayout(
            f"{place} is a head of version {meta.get('version')!r} ({kind!r}); this HSFM reads "
            f"versions up to {VERSION}.",
            hint="Update HSFM, or train the head again.",
        )
    return str(kind)


def _head(place: Path, tensors: Tensors, meta: dict[str, Any]) -> Head:
    kind = _require_layout(place, meta)
    try:
        weights, more = split_off(tensors)
        scores = scores_from(kind, weights, meta, float(meta["temperature"]))
        classes = tuple(
            {"value": int(c["value"]), "name": str(c["name"]), "color": _color(c["color"])}
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
            **extras_from(more, meta, scores.classes, scores.dims),
        )
    except (KeyError, OverflowError, TypeError, ValueError) as exc:
        raise _incomplete(place, exc) from exc
    _check(place, head)
    return head


def _incomplete(place: Path, exc: Exception) -> ModelCorrupt:
    return ModelCorrupt(
        f"{place} lacks a part or holds a wrong one.", hint=RETRAIN, detail=repr(exc)
    )


def _color(value: Any) -> str:
    if not _COLOR.fullmatch(str(value)):
        raise ValueError(f"{value!r} is no colour")
    return str(value)


def _check(place: Path, head: Head) -> None:
    scores, values = head.scores, [entry["value"] for entry in head.classes]
    fits = (
        scores.classes == len(values) >= 2
        and len(set(values)) == len(values)
        and all(1 <= value <= 255 for value in values)
        and LOWEST_TEMPERATURE <= scores.temperature <= HIGHEST_TEMPERATURE
    )
    if not fits:
        raise ModelCorrupt(
            f"The weights of {place} do not fit its {len(values)} classes, or are divided by a "
            f"temperature outside {LOWEST_TEMPERATURE:g} to {HIGHEST_TEMPERATURE:g}.",
            hint=RETRAIN,
            detail=f"temperature {scores.temperature}, values {values[:300]}",
        )
