"""Remembers which backend is fastest for a backbone on this machine."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from ..devices import describe_device, usable_cores
from . import onnx_session

FORMAT = 2
MOST_CHOICES = 500
"""The oldest ones go when more are remembered."""


def machine(device: torch.device) -> dict[str, Any]:
    """What speed and rounding depend on: the processor, its cores, and versions."""
    return {
        "device": describe_device(device)["name"] if device.type != "cpu" else processor(),
        "cores": usable_cores(),
        "torch": torch.__version__,
        "onnxruntime": onnx_session.version(),
    }


def processor() -> str:
    """The processor's name, as far as the system tells."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").split("\n"):
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def key_of(*parts: Any) -> str:
    """A name for things that JSON can hold; other things give another one."""
    text = json.dumps(parts, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Memory:
    """Choices by key in a JSON file; a damaged one counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, key: str) -> dict[str, Any] | None:
        """What was remembered under ``key``.

        Always with a text ``name``, and with ``tried``: by name, an object of what was measured.
        """
        found = self._choices().get(key)
        if not isinstance(found, dict) or not isinstance(found.get("name"), str):
            return None
        tried = found.get("tried")
        if not isinstance(tried, dict) or not all(isinstance(m, dict) for m in tried.values()):
            return None
        return dict(found)

    def remember(self, key: str, choice: Mapping[str, Any]) -> None:
        """Keeps a choice.

        Raises:
            OSError: the file cannot be written; what it held is still there.
        """
        choices = self._choices()
        choices.pop(key, None)
        choices[key] = dict(choice)
        kept = dict(list(choices.items())[-MOST_CHOICES:])
        text = json.dumps({"format": FORMAT, "choices": kept}, indent=1) + "\n"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_name(f"{self._path.name}.part-{os.getpid()}")
        try:
            part.write_text(text, encoding="utf-8")
            os.replace(part, self._path)
        finally:
            part.unlink(missing_ok=True)

    def _choices(self) -> dict[str, Any]:
        try:
            made = json.loads(self._path.read_text(encoding="utf-8"))
            return dict(made["choices"]) if made["format"] == FORMAT else {}
        except (OSError, KeyError, TypeError, ValueError):
            return {}
