"""Programs that answer as a Python does."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from hsfm.hsfm_plugin.runtime_setup import interpreters

GOOD: dict[str, Any] = {
    "version": [3, 12, 4],
    "kind": "CPython",
    "bits": 64,
    "prefix": "/usr",
    "machine": "x86_64",
    "platform": "linux-x86_64",
    "mac": "",
    "threaded": False,
    "soabi": "cpython-312-x86_64-linux-gnu",
    "missing": [],
}


def script(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def python(path: Path, **facts: Any) -> str:
    """A program that answers as a Python with these facts does."""
    answer = interpreters._MARK + json.dumps({**GOOD, **facts})
    return script(path, f"echo noise; echo {shlex.quote(answer)}")
