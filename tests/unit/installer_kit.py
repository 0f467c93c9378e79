"""What the tests of installations share: tiny requirements, a shop of tiny wheels, a proof."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hsfm.hsfm_plugin.runtime_setup.installer import Setup
from hsfm.hsfm_plugin.runtime_setup.places import Places
from hsfm.hsfm_plugin.runtime_setup.smoke import Smoke

NUMPY = "numpy-1.0-py3-none-any.whl"
TORCH = "torch-2.13.0-py3-none-any.whl"
PADDING = 300_000
THIS_PYTHON = "{}.{}.{}".format(*sys.version_info[:3])


def works(*arguments: Any, **named: Any) -> Smoke:
    return Smoke("cpu", [("torch", True, "2.13.0"), ("numpy", True, "1.0")])


class Proof:
    """A smoke test that imports the stand-ins and remembers where it was run."""

    def __init__(self) -> None:
        self.pythons: list[str] = []

    def __call__(self, python: str, *arguments: Any) -> Smoke:
        self.pythons.append(python)
        parts = []
        for name in ("torch", "numpy", "rasterio"):
            code = subprocess.call([python, "-I", "-c", f"import {name}; {name}.__version__"])
            parts.append((name, code == 0, "" if code == 0 else "it cannot be imported"))
        return Smoke("cpu", parts)


def setup_of(places: Places, requirements: Path, index_url: str = "", **more: Any) -> Setup:
    more.setdefault("smoke", works)
    return Setup(places, requirements, sys.executable, index_url=index_url, **more)


def quiet(words: str, fraction: float) -> None:
    return


def packages(python: Path) -> set[str]:
    output = subprocess.check_output([str(python), "-I", "-m", "pip", "freeze"], text=True)
    return set(output.split())
