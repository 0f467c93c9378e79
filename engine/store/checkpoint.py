"""Opens checkpoint files without executing anything."""

from __future__ import annotations

import argparse
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelCorrupt, ModelUnsupportedLayout
from .containers import weights_in
from .file_kinds import (
    AGAIN,
    PICKLE,
    SAFETENSORS,
    TORCH_ZIP,
    first_bytes,
    globals_of,
    kind_of,
    unreadable,
    unsafe,
)

if TYPE_CHECKING:
    import torch

ALLOWED = (argparse.Namespace,)
"""What a pickle may make besides tensors: the arguments of the training script."""
_REFUSED_GLOBAL = re.compile(r"GLOBAL (\S+) ")


@dataclass(frozen=True)
class Checkpoint:
    """The weights of a file.

    Attributes:
        tensors: by their keys in the file, without containers.
        notes: sentences on what was around them.
    """

    tensors: dict[str, torch.Tensor]
    notes: tuple[str, ...] = ()


def read_tensors(path: Path) -> Checkpoint:
    """Reads the weights of a checkpoint; where the format allows, they stay on the disk until used.

    Raises:
        InputNotFound, InputUnreadable: there is no such file, or it cannot be read.
        ModelUnsafe: opening it would execute something.
        ModelCorrupt: it is damaged.
        ModelUnsupportedLayout: it holds no tensors.
    """
    kind = kind_of(path)
    loaded = _read_safetensors(path) if kind == SAFETENSORS else _read_torch(path, kind)
    found = weights_in(loaded)
    if found is None:
        raise ModelUnsupportedLayout(
            f"{path} holds no tensors by name; it holds {_outline(loaded)}.",
            hint="A checkpoint is a mapping of names to tensors, as state_dict() gives it.",
        )
    tensors, inside = found
    for name, tensor in tensors.items():
        if str(tensor.device) != "cpu" or str(tensor.layout) != "torch.strided":
            raise ModelUnsupportedLayout(f"The tensor {name} of {path} has no plain numbers.")
    notes = [f"The weights lay in the entry {' / '.join(inside)} of the file."] if inside else []
    if kind == TORCH_ZIP and not _is_whole(path):
        notes.append(
            "The checksums inside the file do not match: it may be damaged. Download it again and "
            "import it anew, unless its authors wrote it without checksums."
        )
    return Checkpoint(tensors, tuple(notes))


def _read_safetensors(path: Path) -> dict[str, torch.Tensor]:
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        made: dict[str, torch.Tensor] = load_file(path)
    except SafetensorError as exc:
        raise ModelCorrupt(f"{path} is damaged.", hint=AGAIN, detail=str(exc)) from exc
    except OSError as exc:
        raise unreadable(path, exc) from exc
    return made


def _read_torch(path: Path, kind: str) -> Any:
    import torch

    try:
        with torch.serialization.safe_globals(list(ALLOWED)), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it cannot read becomes an error of ours
            return torch.load(path, map_location="cpu", weights_only=True, mmap=kind == TORCH_ZIP)
    except MemoryError:
        raise
    except Exception as exc:  # a damaged pickle may fail in any way, none of which is a bug here
        refused = _REFUSED_GLOBAL.search(str(exc))
        if refused:
            raise unsafe(path, refused[1]) from exc
        names = globals_of(first_bytes(path)) if kind == PICKLE else []
        if type(exc).__name__ == "UnpicklingError" and names:
            raise unsafe(path, names[0]) from exc
        raise ModelCorrupt(
            f"{path} is damaged, or was not written by torch.save.", hint=AGAIN, detail=str(exc)
        ) from exc


def _is_whole(path: Path) -> bool:
    """Whether the parts of a file are what its own checksums say; torch.load does not look."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (OSError, zipfile.BadZipFile, RuntimeError):
        return False


def check_numbers(path: Path, name: str, tensor: torch.Tensor) -> None:
    """Makes sure that all numbers of a tensor are finite.

    Raises:
        ModelCorrupt: they are not.
    """
    import math

    if tensor.is_floating_point() and tensor.numel():
        low, high = tensor.detach().aminmax()  # both are NaN where any number is
        if not (math.isfinite(low) and math.isfinite(high)):
            raise ModelCorrupt(
                f"The tensor {name} of {path} holds numbers that are infinite or not a number.",
                hint=AGAIN,
            )


def listed(names: Sequence[str], most: int) -> str:
    """Names with commas, the first ones of many."""
    left = len(names) - most
    return ", ".join(names[:most]) + (f" and {left} more" if left > 0 else "")


def _outline(loaded: Any) -> str:
    if isinstance(loaded, Mapping):
        return f"the entries {listed(sorted(map(str, loaded)), 10)}" if loaded else "nothing"
    return f"one {type(loaded).__name__}"
