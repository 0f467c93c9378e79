"""Puts finished files into their folder, all or none, and never over what is not ours."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..errors import BadParameter, DiskFull, WriteFailed, from_os_error

MARK = "SIMULATED.txt"
"""Lies beside everything that was simulated; what has it beside it may be replaced."""

_STAGE = ".simulate-"


@contextmanager
def staged(folder: Path, names: Sequence[str], needed_bytes: int) -> Iterator[Path]:
    """Gives a temporary folder, and moves what was made there into ``folder`` at the end.

    A run that was killed leaves its temporary folder behind; the next one removes it.

    Args:
        folder: where the files are wanted; made if it is not there.
        names: the entries to move; all of them are made in the temporary folder. ``MARK`` is one.
        needed_bytes: space that will be used.

    Raises:
        BadParameter: ``folder`` is a file, or holds entries of these names that were not simulated.
        DiskFull, PermissionRefused, WriteFailed: the operating system refuses.
    """
    check_replaceable(folder, names)
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_STAGE}*"):
            shutil.rmtree(left, ignore_errors=True)
        free = shutil.disk_usage(folder).free
        if free < needed_bytes:
            raise DiskFull(
                f"The scene needs about {needed_bytes / 2**20:.0f} MB, and {folder} has "
                f"{free / 2**20:.0f} MB left.",
                hint="Free some space, choose another folder, or ask for a smaller scene.",
            )
        stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=folder))
    except OSError as exc:
        _forget(folder, is_new)
        if isinstance(exc, DiskFull):
            raise
        raise from_os_error(exc, folder / MARK) from exc
    kept = False
    try:
        yield stage
        _swap(stage, folder, names)
        kept = True
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        _forget(folder, is_new and not kept)


def check_replaceable(folder: Path, names: Sequence[str]) -> None:
    """Refuses a folder with files of other origin under our names.

    Raises:
        BadParameter: see ``staged``.
    """
    if folder.exists() and not folder.is_dir():
        raise BadParameter(
            f"{folder} is a file; a simulated scene needs a folder.", hint="Name another folder."
        )
    taken = [name for name in names if (folder / name).exists()]
    if taken and not (folder / MARK).is_file():
        raise BadParameter(
            f"{folder} already holds {taken[0]}, which was not simulated by HSFM.",
            hint="Choose an empty folder; nothing has been changed.",
        )


def _swap(stage: Path, folder: Path, names: Sequence[str]) -> None:
    """Moves the new entries in and the old ones out; puts the old ones back if that fails."""
    old = stage / "replaced"
    moved: list[str] = []
    try:
        old.mkdir()
        for name in names:
            if (folder / name).exists():
                os.replace(folder / name, old / name)
            moved.append(name)
            os.replace(stage / name, folder / name)
    except OSError as exc:
        for name in moved:
            if (folder / name).exists():
                os.replace(folder / name, stage / name)
            if (old / name).exists():
                os.replace(old / name, folder / name)
        error = from_os_error(exc, folder / names[0])
        raise (
            error
            if error.code != WriteFailed.code
            else WriteFailed(
                f"The simulated scene could not be moved into {folder}: {exc.strerror or exc}.",
                hint="Close programs that have its files open, then try again.",
                detail=str(exc),
            )
        ) from exc


def _forget(folder: Path, is_new: bool) -> None:
    """Removes a folder that was made for nothing."""
    if is_new and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
