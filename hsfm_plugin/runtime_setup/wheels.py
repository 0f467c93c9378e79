"""A folder of wheels: its hashes, what it was made for, and whether it fits."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Optional

from ...engine.errors import DependencyMissing, FetchFailed, InputNotFound, from_os_error
from .places import Stop, check_stop
from .platforms import this_platform

SUMS = "SHA256SUMS"
RECORD = "bundle.json"
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class BundleRecord:
    """What ``bundle.json`` says.

    Attributes:
        platform: such as ``linux_x86_64``, ``win_amd64`` or ``macosx_arm64``.
        python: major and minor version, as in ``3.12``.
        build: of torch.
        lock_digest: of the requirements that the wheels were chosen by.
    """

    platform: str
    python: str
    build: str
    lock_digest: str

    def as_text(self) -> str:
        """The text of ``bundle.json``."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"


def sha256(path: Path, stop: Optional[Stop] = None) -> str:
    """The hash of a file, in hexadecimal.

    Raises:
        Cancelled: ``stop`` said so.
        OSError: the file cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while True:
            check_stop(stop)
            chunk = file.read(_CHUNK_BYTES)
            if not chunk:
                return digest.hexdigest()
            digest.update(chunk)


def write_bundle(folder: Path, record: BundleRecord, stop: Optional[Stop]) -> None:
    """Writes ``bundle.json`` and, last, ``SHA256SUMS`` over it and every wheel.

    Raises:
        EngineError: the io.* error for what the system refused.
    """
    try:
        (folder / RECORD).write_text(record.as_text(), encoding="utf-8")
        names = sorted([RECORD, *(path.name for path in folder.glob("*.whl"))])
        lines = [f"{sha256(folder / name, stop)}  {name}\n" for name in names]
        part = folder / (SUMS + ".part")
        part.write_text("".join(lines), encoding="utf-8")
        os.replace(part, folder / SUMS)
    except OSError as exc:
        raise from_os_error(exc, folder / SUMS) from exc


def read_record(folder: Path) -> Optional[BundleRecord]:
    """What the folder was made for; None where it has no ``bundle.json`` that can be read."""
    try:
        found = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return BundleRecord(
            *(str(found[name]) for name in ("platform", "python", "build", "lock_digest"))
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def verify(folder: Path, stop: Optional[Stop] = None) -> None:
    """Makes sure that every file is the one that ``SHA256SUMS`` promises, and that none was added.

    Raises:
        InputNotFound: no such folder, no ``SHA256SUMS``, or a file that it names is not there.
        FetchFailed: a file is another one than it was, or is not named there.
        Cancelled: ``stop`` said so.
    """
    sums = folder / SUMS
    if not sums.is_file():
        raise InputNotFound(
            f"{folder} is not a folder of wheels that HSFM made: it has no {SUMS}.",
            hint="Choose the folder that “runtime_setup bundle” has made, all of it.",
        )
    try:
        promised = _promised(sums)
        for name, digest in promised.items():
            if not (folder / name).is_file():
                raise InputNotFound(
                    f"{name}, which {sums} names, is missing in {folder}.",
                    hint="Copy the folder of wheels again, all of it.",
                )
            found = sha256(folder / name, stop)
            if found != digest:
                raise FetchFailed(
                    f"{folder / name} is damaged or was changed: its SHA-256 is {found[:12]}… "
                    f"where {SUMS} has {digest[:12]}….",
                    hint="Copy the folder of wheels again, or make it again.",
                )
    except (UnicodeDecodeError, OSError) as exc:
        if isinstance(exc, (InputNotFound, FetchFailed)):
            raise
        raise (
            from_os_error(exc, sums)
            if isinstance(exc, OSError)
            else InputNotFound(
                f"{sums} is not a list of hashes.", hint="Copy the folder of wheels again."
            )
        ) from exc
    added = sorted(path.name for path in folder.glob("*.whl") if path.name not in promised)
    if added:
        raise FetchFailed(
            f"{added[0]} in {folder} is not named in {SUMS}.",
            hint="Take it out of the folder, or make the folder again with “runtime_setup bundle”.",
        )


def check_fits(folder: Path, python: str, digest: str) -> None:
    """Makes sure that the wheels are for this computer, this plugin and a version of Python.

    Args:
        folder: of wheels.
        python: the version of the interpreter, as in ``3.12.1``.
        digest: of the requirements that this plugin has.

    Raises:
        DependencyMissing: they are for another one.
        BadParameter: there are no wheels at all for this computer.
    """
    record = read_record(folder)
    if record is None:
        return
    if record.platform != this_platform():
        raise DependencyMissing(
            f"The packages in {folder} are for {record.platform}, and this computer is "
            f"{this_platform()}.",
            hint=f"Make a folder of wheels for it: bundle --platform {this_platform()}.",
        )
    if record.lock_digest != digest:
        raise DependencyMissing(
            f"The packages in {folder} are for another version of HSFM.",
            hint="Make the folder again with the version that is installed here.",
        )
    if python and not python.startswith(record.python + "."):
        raise DependencyMissing(
            f"The wheels in {folder} are for Python {record.python} on {record.platform}, and the "
            f"interpreter is Python {python}.",
            hint=f"Install Python {record.python}, or make a folder of wheels for "
            f"Python {'.'.join(python.split('.')[:2])}.",
        )


def _promised(sums: Path) -> dict[str, str]:
    """Hashes by file name; a name that leads out of the folder is not taken."""
    promised: dict[str, str] = {}
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.strip().partition("  ")
        name = name.lstrip("*")
        if not digest:
            continue
        if len(digest) != 64 or not name or os.path.basename(name) != name:
            raise InputNotFound(
                f"{sums} has a line that is no hash and file name: {line.strip()[:80]}",
                hint="Copy the folder of wheels again, or make it again.",
            )
        promised[name] = digest.lower()
    return promised
