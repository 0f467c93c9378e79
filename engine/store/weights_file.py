"""Writes tensors as a safetensors file, one after the other.

The library's own writer first copies all of them into memory, several gigabytes for large networks.
Source: the format's description in the README of huggingface/safetensors.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..context import Context
from ..errors import ModelUnsupportedLayout

if TYPE_CHECKING:
    import torch

_NAMES = {
    "float32": "F32",
    "int64": "I64",
    "int32": "I32",
    "int16": "I16",
    "int8": "I8",
    "uint8": "U8",
    "bool": "BOOL",
}
"""Types of PyTorch that a converted file may hold, as the format calls them."""


def write_weights(path: Path, tensors: Mapping[str, torch.Tensor], context: Context) -> str:
    """Writes a file; floating-point numbers of any width become float32.

    Returns:
        Its SHA-256.

    Raises:
        ModelUnsupportedLayout: a tensor is of a type that no network has.
        OSError: it cannot be written.
        Cancelled: the context asked to stop.
    """
    names = sorted(tensors)
    head, total = _header({name: tensors[name] for name in names})
    digest = hashlib.sha256(head)
    done = 0
    with path.open("wb") as file:
        file.write(head)
        for name in names:
            context.progress("write", done, total)
            context.check_cancelled()
            values = _bytes_of(tensors[name])
            file.write(values)
            digest.update(values)
            done += len(values)
        file.flush()
        os.fsync(file.fileno())
    context.progress("write", total, total)
    return digest.hexdigest()


def size_of(tensors: Mapping[str, torch.Tensor]) -> int:
    """Bytes of the file that ``write_weights`` would make."""
    head, total = _header(tensors)
    return len(head) + total


def _header(tensors: Mapping[str, torch.Tensor]) -> tuple[bytes, int]:
    """The bytes before the numbers, and how many bytes of numbers follow."""
    entries = {}
    end = 0
    for name in sorted(tensors):
        tensor = tensors[name]
        kind = "float32" if tensor.is_floating_point() else str(tensor.dtype).rpartition(".")[2]
        if kind not in _NAMES:
            raise ModelUnsupportedLayout(
                f"The tensor {name} holds numbers of the type {kind}, which no network here has."
            )
        start = end
        end += tensor.numel() * (4 if kind == "float32" else tensor.element_size())
        entries[name] = {
            "dtype": _NAMES[kind],
            "shape": list(tensor.shape),
            "data_offsets": [start, end],
        }
    text = json.dumps(entries, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # numbers begin at a multiple of 8
    return len(text).to_bytes(8, "little") + text, end


def _bytes_of(tensor: torch.Tensor) -> memoryview:
    import torch

    made = tensor.detach()
    made = (made.float() if made.is_floating_point() else made).contiguous()
    return made.reshape(-1).view(torch.uint8).numpy().data
