"""What is installed, as the last setup noted it, and whether that is what this plugin needs."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Optional

from ...engine.errors import InputNotFound, InputUnreadable, from_os_error
from ..engine_client.environment import is_runnable
from .log import SetupLog
from .places import Places
from .requirements import LOCK, TORCH

LOCK_FILES = (TORCH, LOCK)

INSTALL = "install"
REPAIR = "repair"
UPDATE = "update"
NOTHING = ""


@dataclass(frozen=True)
class Installed:
    """One finished installation.

    Attributes:
        lock_digest: of the requirements that were installed, as ``lock_digest`` gives it.
        torch: the version of torch.
        build: the name of torch's build, such as ``cpu`` or ``cu128``.
        python: the version of the environment's Python.
        plugin: the version of the plugin that installed it.
        when: the date and time it was finished, ISO 8601 in UTC.
    """

    lock_digest: str
    torch: str
    build: str
    python: str
    plugin: str
    when: str


def read(places: Places) -> Optional[Installed]:
    """What was installed; None if nothing was, or if the note of it is broken."""
    try:
        found = json.loads(places.state.read_bytes())
        texts = {field.name: found[field.name] for field in fields(Installed)}
        if not all(isinstance(text, str) for text in texts.values()):
            raise ValueError("a value is no text")
        return Installed(**texts)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as exc:
        SetupLog(places.log).line(f"{places.state} is broken and counts for nothing: {exc!r}")
        return None


def write(places: Places, installed: Installed) -> None:
    """Notes what was installed, at once or not at all.

    Raises:
        EngineError: the io.* error for what the system refused.
    """
    made = places.state.with_name(f"{places.state.name}.new")
    try:
        with made.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(asdict(installed), indent=2) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, places.state)
    except OSError as exc:
        raise from_os_error(exc, places.state) from exc


def lock_digest(requirements_folder: Path) -> str:
    """A checksum of what the plugin wants installed; comments and line ends do not count.

    Args:
        requirements_folder: holds ``torch.txt`` and ``lock.txt``.

    Returns:
        SHA-256 in hexadecimal digits.

    Raises:
        InputNotFound: a file is missing.
        EngineError: a file cannot be read.
    """
    digest = hashlib.sha256()
    for name in LOCK_FILES:
        path = requirements_folder / name
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError as exc:
            raise InputNotFound(
                f"The list of packages {path} is missing from the plugin.",
                hint="Install the plugin again.",
            ) from exc
        except (OSError, ValueError) as exc:
            raise InputUnreadable(
                f"The list of packages {path} cannot be read: {exc}.",
                hint="Install the plugin again.",
            ) from exc
        wanted = [line.strip() for line in lines]
        text = "\n".join(line for line in wanted if line and not line.startswith("#"))
        digest.update(f"{name}\n{text}\n".encode())
    return digest.hexdigest()


def needs(places: Places, folder: Path) -> str:
    """What has to be done before the engine can be started.

    Args:
        folder: holds the plugin's requirements, see ``lock_digest``.

    Returns:
        ``INSTALL`` where there is no environment, ``REPAIR`` where its interpreter cannot be run or
        nobody noted that it was finished, ``UPDATE`` where the plugin wants other packages by now,
        else ``NOTHING``, which is empty.

    Raises:
        EngineError: the requirements cannot be read.
    """
    wanted = lock_digest(folder)
    if not places.env.is_dir():
        return INSTALL
    installed = read(places)
    if installed is None or not is_runnable(str(places.python)):
        return REPAIR
    return NOTHING if installed.lock_digest == wanted else UPDATE
