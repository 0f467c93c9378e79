"""The lists of packages that the plugin brings.

``torch.txt`` comes first, from the index of its build. ``lock.txt`` has everything else in the
versions that are tested together, and is what is installed. ``requirements.txt`` has the ranges
that an environment of the user's own has to be in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .own_versions import applies

TORCH, LOCK, RANGES = "torch.txt", "lock.txt", "requirements.txt"
MINORS = range(14, 9, -1)
"""Of Python 3, the newest first: those for which every package of the engine has wheels."""
OLDEST, NEWEST = f"3.{min(MINORS)}", f"3.{max(MINORS)}"


def requirement_lines(folder: Path) -> list[str]:
    """What ``torch.txt`` and ``requirements.txt`` ask for, in this order, without remarks.

    Raises:
        OSError: one of them cannot be read.
    """
    return [*_lines(folder / TORCH), *_lines(folder / RANGES)]


def lock_lines(folder: Path, facts: Mapping[str, str]) -> list[str]:
    """What is installed in one Python: ``torch.txt`` and ``lock.txt``, without markers.

    Args:
        folder: of the lists.
        facts: as for ``own_versions.applies``.

    Raises:
        OSError: one of them cannot be read.
    """
    lines = [*_lines(folder / TORCH), *_lines(folder / LOCK)]
    return [line.partition(";")[0].strip() for line in lines if applies(line, facts)]


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    lines = [line.split(" #")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def name_of(requirement: str) -> str:
    """The name of a package in a line such as ``numpy>=1.26``."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def family(requirement: str) -> str:
    """The name of a package, the same with a GPU and without: markers choose between the two."""
    name = name_of(requirement)
    return name[: -len("-gpu")] if name.endswith("-gpu") else name
