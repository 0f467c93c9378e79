"""The outside of a ``.hsfm`` file: safetensors with one JSON text, opened without trusting it."""

from __future__ import annotations

import json
import math
import os
import struct
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import (
    InputNotFound,
    InputUnreadable,
    ModelCorrupt,
    ModelUnsafe,
    ModelUnsupportedLayout,
)

Tensors = dict[str, npt.NDArray[Any]]

MAX_BYTES = 6 << 30
"""A fine-tuned backbone of a billion weights has 4 GB; larger files are something else."""

MAX_HEADER_BYTES = 1 << 24
"""Of JSON, which takes many times its length in memory; a head has 6 MB at most, mostly spectra."""

MAX_INTEGER = 1 << 63
RETRAIN = "Choose a .hsfm file made by Train Classifier, or train it again."

_KEY = "hsfm"
_PICKLE = b"\x80"
_ZIP = b"PK\x03\x04"


def container_bytes(tensors: Tensors, meta: dict[str, Any]) -> bytes:
    """The bytes of a file; the same contents give the same bytes.

    Args:
        tensors: by name.
        meta: what JSON can hold; finite numbers only.
    """
    from safetensors.numpy import save

    text = json.dumps(meta, sort_keys=True, ensure_ascii=True, allow_nan=False)
    held = {name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}
    written: bytes = save(held, metadata={_KEY: text})
    return written


def read_container(path: str | os.PathLike[str]) -> tuple[Tensors, dict[str, Any]]:
    """Reads what ``container_bytes`` made; nothing in it is executed.

    Returns:
        The tensors by name, and the JSON text as a dictionary, all numbers of which are finite.

    Raises:
        InputNotFound: there is no such file.
        InputUnreadable: it cannot be read.
        ModelUnsafe: it is a pickle, which could execute anything.
        ModelCorrupt: it is no safetensors file, or its text is no sensible JSON.
        ModelUnsupportedLayout: it is no head.
    """
    place = Path(path)
    if not place.is_file():
        raise InputNotFound(
            f"There is no file {place}.", hint="Choose a .hsfm file made by Train Classifier."
        )
    try:
        if place.stat().st_size > MAX_BYTES:
            raise ModelCorrupt(f"{place} is too large for a head.", hint=RETRAIN)
        data = place.read_bytes()
    except OSError as exc:
        if isinstance(exc, ModelCorrupt):
            raise
        raise InputUnreadable(
            f"{place} cannot be read: {exc.strerror or exc}.", hint="Check its permissions."
        ) from exc
    _refuse_pickles(place, data)
    try:
        return _parse(place, data)
    except RecursionError as exc:  # JSON within JSON, thousands of levels deep
        raise ModelCorrupt(f"{place} is damaged.", hint=RETRAIN, detail=str(exc)) from exc


def _refuse_pickles(place: Path, data: bytes) -> None:
    if data[8:9] != b"{" and data.startswith((_PICKLE, _ZIP)):
        raise ModelUnsafe(
            f"{place} is a pickled PyTorch file, which could run any program when it is opened.",
            hint="HSFM opens heads as .hsfm files only. Train Classifier makes them.",
        )


def _parse(place: Path, data: bytes) -> tuple[Tensors, dict[str, Any]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        (length,) = struct.unpack("<Q", data[:8])
        if length > MAX_HEADER_BYTES:
            raise ValueError(f"a header of {length} bytes")
        tensors = load(data)
        header = json.loads(data[8 : 8 + length])
        text = (header.get("__metadata__") or {}).get(_KEY)
    except (SafetensorError, KeyError, TypeError, ValueError, struct.error) as exc:
        raise ModelCorrupt(
            f"{place} is not a head, or it is damaged.", hint=RETRAIN, detail=str(exc)
        ) from exc
    if text is None:
        raise ModelUnsupportedLayout(f"{place} holds weights, but is no HSFM head.", hint=RETRAIN)
    try:
        meta = json.loads(text)
        _require_finite(meta)
    except (TypeError, ValueError) as exc:
        raise ModelCorrupt(f"{place} is damaged.", hint=RETRAIN, detail=str(exc)) from exc
    return tensors, meta if isinstance(meta, dict) else {}


def _require_finite(made: Any) -> None:
    """Looks at every number of a JSON text.

    Raises:
        ValueError: one is not finite, or larger than anything that is counted.
    """
    left = [made]
    while left:
        value = left.pop()
        if isinstance(value, dict):
            left.extend(value.values())
        elif isinstance(value, list):
            left.extend(value)
        elif isinstance(value, float) and not math.isfinite(value):
            raise ValueError(f"{value} is no number")
        elif isinstance(value, int) and abs(value) >= MAX_INTEGER:
            raise ValueError("a number is too large")
