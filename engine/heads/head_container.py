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
    InternalBug,
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

_LENGTH = struct.Struct("<Q")
"""Of the header, in front of it."""

_METADATA = "__metadata__"
_KEY = "hsfm"
_PICKLE = b"\x80"
_ZIP = b"PK\x03\x04"


def container_bytes(tensors: Tensors, meta: dict[str, Any]) -> bytes:
    """The bytes of a file; the same contents give the same bytes.

    Args:
        tensors: by name.
        meta: what JSON can hold; finite numbers only.

    Raises:
        InternalBug: a tensor is not finite, and nobody could read the file.
    """
    from safetensors.numpy import save

    broken = [name for name, tensor in tensors.items() if not np.isfinite(tensor).all()]
    if broken:
        raise InternalBug(
            f"The classifier would hold numbers that are not finite ({', '.join(broken)}), so it "
            "was not written.",
            hint="Copy the details and report them, with the settings of the training.",
        )
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
    from safetensors import SafetensorError
    from safetensors.numpy import load

    place = Path(path)
    data, _ = _bytes_of(place)
    header, _ = _header(place, data)
    try:
        tensors = load(data)
    except (SafetensorError, KeyError, TypeError, ValueError) as exc:
        raise _no_head(place, exc) from exc
    return tensors, _meta(place, header)


def read_meta(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Reads the JSON text alone, which takes no longer for a head of many GB.

    Of the tensors it is only checked that the file is as long as they are.

    Raises:
        EngineError: as ``read_container``.
    """
    place = Path(path)
    data, size = _bytes_of(place, header_only=True)
    header, length = _header(place, data)
    try:
        ends = [int(t["data_offsets"][1]) for name, t in header.items() if name != _METADATA]
    except (IndexError, KeyError, TypeError, ValueError) as exc:
        raise _no_head(place, exc) from exc
    if size != length + max(ends, default=0):
        raise _no_head(place, ValueError(f"{size} bytes are not what its tensors take"))
    return _meta(place, header)


def _bytes_of(place: Path, *, header_only: bool = False) -> tuple[bytes, int]:
    """Bytes of a file, all or those before its tensors, and how many it has."""
    if not place.is_file():
        raise InputNotFound(
            f"There is no file {place}.", hint="Choose a .hsfm file made by Train Classifier."
        )
    try:
        with place.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise ModelCorrupt(f"{place} is too large for a head.", hint=RETRAIN)
            data = file.read(_LENGTH.size)
            length = min(int.from_bytes(data, "little"), MAX_HEADER_BYTES)
            data += file.read(length) if header_only else file.read()
    except OSError as exc:
        raise InputUnreadable(
            f"{place} cannot be read: {exc.strerror or exc}.", hint="Check its permissions."
        ) from exc
    _refuse_pickles(place, data)
    return data, size


def _refuse_pickles(place: Path, data: bytes) -> None:
    if data[8:9] != b"{" and data.startswith((_PICKLE, _ZIP)):
        raise ModelUnsafe(
            f"{place} is a pickled PyTorch file, which could run any program when it is opened.",
            hint="HSFM opens heads as .hsfm files only. Train Classifier makes them.",
        )


def _header(place: Path, data: bytes) -> tuple[dict[str, Any], int]:
    """What stands before the tensors, and where they begin."""
    try:
        (length,) = _LENGTH.unpack_from(data)
        if length > MAX_HEADER_BYTES:
            raise ValueError(f"a header of {length} bytes")
        begin = _LENGTH.size + length
        return dict(json.loads(data[_LENGTH.size : begin])), begin
    except (RecursionError, TypeError, ValueError, struct.error) as exc:
        raise _no_head(place, exc) from exc


def _meta(place: Path, header: dict[str, Any]) -> dict[str, Any]:
    """The JSON text within the header."""
    about = header.get(_METADATA)
    text = about.get(_KEY) if isinstance(about, dict) else None
    if text is None:
        raise ModelUnsupportedLayout(f"{place} holds weights, but is no HSFM head.", hint=RETRAIN)
    try:
        meta = json.loads(text)
        _require_finite(meta)
    except (RecursionError, TypeError, ValueError) as exc:
        raise _no_head(place, exc) from exc
    return meta if isinstance(meta, dict) else {}


def _no_head(place: Path, exc: Exception) -> ModelCorrupt:
    return ModelCorrupt(f"{place} is not a head, or it is damaged.", hint=RETRAIN, detail=str(exc))


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
