"""Where fine-tuning has come to, after every epoch: safetensors and JSON, in one file at a time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from ..context import Context

FORMAT = 1
KEPT_DAYS = 30
"""What was not gone on with for so long is removed."""

_NAME = "checkpoint.safetensors"
_KEY = "hsfm"
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class State:
    """What a checkpoint holds.

    Attributes:
        tensors: by name.
        facts: what JSON can hold.
    """

    tensors: Mapping[str, torch.Tensor]
    facts: dict[str, Any]


def run_key(*parts: Any) -> str:
    """A name for everything that decides what comes out of a run; JSON must be able to hold it."""
    text = json.dumps(parts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Checkpoint:
    """The checkpoint of one run."""

    def __init__(self, folder: Path, key: str, context: Context) -> None:
        """Names its place, and removes what other runs left long ago.

        Args:
            folder: of all checkpoints.
            key: see ``run_key``; empty for a run that cannot be recognised, which keeps nothing.
            context: warned where one cannot be read or written.
        """
        self._folder = folder / key
        self._context = context
        self._writes = self._keeps = bool(key)
        if folder.is_dir():
            for other in folder.iterdir():
                _remove_if_old(other)

    def read(self) -> State | None:
        """What the last epoch left; None where there is nothing, or it is damaged."""
        path = self._folder / _NAME
        if not self._keeps or not path.is_file():
            return None
        from safetensors import SafetensorError, safe_open

        try:
            with safe_open(path, framework="pt") as file:
                facts = json.loads((file.metadata() or {})[_KEY])
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            if facts["format"] != FORMAT or facts["sum"] != _sum(tensors):
                raise ValueError("its numbers are not those that were written")
            return State(tensors, dict(facts["facts"]))
        except (OSError, SafetensorError, KeyError, TypeError, ValueError) as exc:
            self._context.warn(
                f"The checkpoint {path} is damaged ({exc}); training starts from the beginning."
            )
            return None

    def write(self, state: State) -> None:
        """Replaces what was there; a disk that is full costs the checkpoint, not the training."""
        if not self._writes:
            return
        from safetensors import SafetensorError
        from safetensors.torch import save_file

        part = self._folder / f"{_NAME}.part-{os.getpid()}"
        tensors = {name: tensor.contiguous() for name, tensor in state.tensors.items()}
        facts = {"format": FORMAT, "sum": _sum(tensors), "facts": state.facts}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            save_file(tensors, part, metadata={_KEY: json.dumps(facts)})
            os.replace(part, self._folder / _NAME)
        except (OSError, SafetensorError) as exc:
            self._writes = False
            self._context.warn(
                f"No checkpoint can be written to {self._folder} ({exc}); if training is "
                "interrupted, it starts again from the beginning."
            )
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)

    def remove(self) -> None:
        """Forgets the run, which is complete."""
        if self._keeps:  # else the folder is that of all runs
            shutil.rmtree(self._folder, ignore_errors=True)


def _sum(tensors: Mapping[str, torch.Tensor]) -> int:
    """A checksum of all tensors."""
    found = 0
    for name in sorted(tensors):
        found = zlib.crc32(name.encode(), found)
        found = zlib.crc32(tensors[name].contiguous().reshape(-1).numpy().data, found)
    return found


def _remove_if_old(folder: Path) -> None:
    with contextlib.suppress(OSError):
        newest = max((file.stat().st_mtime for file in folder.iterdir()), default=0.0)
        if time.time() - newest > KEPT_DAYS * _SECONDS_A_DAY:
            shutil.rmtree(folder, ignore_errors=True)
