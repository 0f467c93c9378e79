"""The folder of installed models: what models may be called, and how they come and go."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import BadParameter, EngineError, from_os_error
from ..folders import models_folder
from ..models.installed import RECORD, WEIGHTS, bundled_folders
from ..models.registry import builtin, is_bundled
from .processes import is_running

_ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9_-])?")
_PART = ".part-"
"""In the name of a folder in which a process makes or takes away a model; its number follows."""


def check_id(name: str) -> None:
    """Makes sure that a model may have an id.

    Raises:
        BadParameter: it may not.
    """
    if not _ID.fullmatch(name) or _PART in name:
        raise BadParameter(
            f"{name!r} cannot be the id of a model.",
            hint="Use lower-case letters, digits, dots, dashes and underscores, at most 64, "
            "a letter or digit first.",
        )
    if name in builtin():
        raise BadParameter(
            f"{name} is the name of a backbone without weights.", hint="Choose another id."
        )
    if is_bundled(name):
        raise BadParameter(
            f"{name} is part of HSFM, so no other model can have this id.",
            hint="Choose another id.",
        )


def model_folders() -> dict[str, Path]:
    """The folders of bundled and of installed models, whole or damaged, by id."""
    root = models_folder()
    bundled = bundled_folders()
    own = sorted(root.iterdir()) if root.is_dir() else []
    return bundled | {
        place.name: place
        for place in own
        if place.name not in bundled
        and _PART not in place.name
        and ((place / RECORD).is_file() or (place / WEIGHTS).is_file())
    }


@contextmanager
def part_folder(name: str) -> Iterator[Path]:
    """Gives a folder beside the models that is gone afterwards, and clears those of the dead.

    Raises:
        EngineError: the io.* error for what the system refused inside the block.
    """
    root = models_folder()
    part = root / f"{name}{_PART}{os.getpid()}"
    try:
        for left in root.glob(f"*{_PART}*"):
            number = left.name.rpartition(_PART)[2]
            if number.isdigit() and (left == part or not is_running(int(number))):
                shutil.rmtree(left, ignore_errors=True)
        part.mkdir()
        yield part
    except OSError as exc:
        if isinstance(exc, EngineError):
            raise
        raise from_os_error(exc, root / name) from exc
    finally:
        shutil.rmtree(part, ignore_errors=True)
