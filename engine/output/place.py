"""Where a file is made before it takes its place: beside it, as ``<name>.part*``.

A file that is not complete never bears its final name, so a cancelled or killed run leaves at most
``.part`` files, which the next run removes. Stdlib only.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..errors import DiskFull, EngineError, FileLocked, WriteFailed, from_os_error

PART = ".part"
BACKUP = ".part-old"
PROBE_BYTES = 1 << 16


def check_writable(path: str | os.PathLike[str], need_bytes: int = 0) -> None:
    """Makes sure that a file can be made at ``path``, before a long computation is spent on it.

    Args:
        path: the file to be made; a file that is there already may be replaced.
        need_bytes: how much room it needs; 0 where unknown.

    Raises:
        PermissionRefused: the folder cannot be written to.
        DiskFull: there is less room than ``need_bytes``, or none at all.
        WriteFailed: there is no such folder, or ``path`` is a folder.
    """
    place = Path(path)
    if place.is_dir():
        raise WriteFailed(
            f"{place} is a folder, so no file can be written there.",
            hint="Give the name of a file.",
        )
    if not place.parent.is_dir():
        raise WriteFailed(
            f"The folder {place.parent} does not exist, so {place.name} cannot be written.",
            hint="Make the folder first, or choose another one.",
        )
    remove_parts(place)
    fault = probe(place)
    if fault is not None:
        raise fault
    free = shutil.disk_usage(place.parent).free
    if need_bytes > free:
        raise DiskFull(
            f"{place} needs up to {need_bytes / 1e6:.1f} MB while it is written, and "
            f"{free / 1e6:.1f} MB are free.",
            hint=f"Free some space on the disk that holds {place.parent}, "
            "or choose another folder.",
        )


def part_of(path: Path, suffix: str = "") -> Path:
    """The name under which ``path`` is made; always starts with the final name and ``.part``."""
    return path.with_name(f"{path.name}{PART}{suffix}")


def remove_parts(path: Path) -> None:
    """Removes what an unfinished run left beside ``path``.

    Raises:
        EngineError: a leftover cannot be removed.
    """
    try:
        for entry in list(path.parent.iterdir()):
            if entry.name.startswith(path.name + PART) and entry.is_file():
                entry.unlink(missing_ok=True)
    except OSError as exc:
        raise from_os_error(exc, path) from exc


def probe(path: Path, need_bytes: int = 0) -> EngineError | None:
    """Tries to write beside ``path`` and names what stands in the way; None if nothing.

    Args:
        path: the file to be made.
        need_bytes: how much to write; a little in any case.
    """
    trial = part_of(path, "-probe")
    chunk = os.urandom(PROBE_BYTES)
    try:
        try:
            with trial.open("wb") as file:
                for _ in range(max(1, -(-need_bytes // PROBE_BYTES))):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
        finally:
            trial.unlink(missing_ok=True)
    except OSError as exc:
        return from_os_error(exc, path)
    return None


def explain(exc: BaseException, path: Path, need_bytes: int = 0) -> EngineError:
    """Names a failure to write ``path``, also one that a library reports without an ``errno``.

    Args:
        exc: what was raised.
        path: the file to be made.
        need_bytes: what the step that failed may have needed: the library has removed its own
            leftovers by now, so that the disk need not be full any more.
    """
    if isinstance(exc, EngineError):
        return exc
    if isinstance(exc, OSError) and exc.errno is not None:
        return from_os_error(exc, path)
    text = _causes(exc)
    if "no space left" in text.lower():
        return from_os_error(OSError(errno.ENOSPC, text), path)
    fault = probe(path, need_bytes)
    if fault is not None:
        return fault
    return WriteFailed(
        f"{path} could not be written.",
        hint="Check that the disk is healthy and not full, then try again.",
        detail=text,
    )


def publish(pairs: Sequence[tuple[Path, Path]], obsolete: Sequence[Path] = ()) -> None:
    """Moves finished files to their places, all or none.

    Args:
        pairs: what was made and its final place; the most important file last, so that its
            presence tells that everything is there.
        obsolete: files of an earlier run that would contradict the new ones.

    Raises:
        FileLocked: a file that should be replaced is in use; everything is as it was before.
        EngineError: any other reason, likewise.
    """
    saved: list[tuple[Path, Path]] = []
    moved: list[Path] = []
    final = pairs[-1][1]
    try:
        for target in [*(target for _, target in pairs[:-1]), *obsolete]:
            final = target
            if target.exists():
                backup = target.with_name(target.name + BACKUP)
                os.replace(target, backup)
                saved.append((backup, target))
        for made, target in pairs:
            final = target
            os.replace(made, target)
            moved.append(target)
    except OSError as exc:
        _restore(saved, moved)
        if isinstance(exc, PermissionError) and final.exists() and probe(final) is None:
            raise FileLocked(
                f"{final} is in use by another program or write-protected.",
                hint="Remove the layer from QGIS or close the program that has it open, "
                "or choose another name.",
                detail=str(exc),
            ) from exc
        raise from_os_error(exc, final) from exc
    for backup, _ in saved:
        with contextlib.suppress(OSError):  # a leftover backup does no harm; the next run takes it
            backup.unlink()


@contextlib.contextmanager
def atomic_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Gives a ``.part`` path to write to and moves it to ``path`` if the block ends well.

    Raises:
        EngineError: what stood in the way; nothing is left beside ``path``.
    """
    place = Path(path)
    check_writable(place)
    part = part_of(place)
    try:
        yield part
        publish([(part, place)])
    except OSError as exc:
        raise explain(exc, place) from exc
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _restore(saved: Sequence[tuple[Path, Path]], moved: Sequence[Path]) -> None:
    for target in moved:
        with contextlib.suppress(OSError):
            target.unlink()
    for backup, target in saved:
        with contextlib.suppress(OSError):
            os.replace(backup, target)


def _causes(exc: BaseException | None) -> str:
    texts = []
    while exc is not None:
        texts.append(str(exc))
        exc = exc.__cause__ or exc.__context__
    return "; ".join(dict.fromkeys(texts))
