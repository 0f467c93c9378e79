"""Starts the process of an engine and judges what it answers."""

from __future__ import annotations

import os
from collections.abc import Mapping

from ...engine.errors import DependencyMissing, ProtocolVersionMismatch
from ...engine.protocol import PROTOCOL, Message
from .connection import Connection
from .environment import clean_environment, is_runnable


def spawn(
    python: str, root: str, work_folder: str, env: Mapping[str, str], log_path: str
) -> Connection:
    """Starts an engine; arguments as for ``EngineSession``.

    Raises:
        DependencyMissing: the interpreter is missing or cannot be run.
    """
    if not is_runnable(python):
        raise DependencyMissing(
            f"The engine's interpreter {python or '(none)'} is not there.",
            hint="Install the engine, or choose its python program in the options.",
        )
    program = os.path.join(root, "engine")
    command = [python, "-I", "-X", "utf8", "-u", program, "serve"]
    try:
        os.makedirs(work_folder, exist_ok=True)
        return Connection(command, work_folder, clean_environment(extra=env), log_path)
    except OSError as exc:
        raise DependencyMissing(
            f"The engine cannot be started with {python} in {work_folder}: {exc}.",
            hint="Repair the engine, or choose another python program in the options.",
            detail=str(exc),
        ) from exc


def check_version(ready: Message) -> None:
    """Refuses an engine of another version.

    Raises:
        ProtocolVersionMismatch: it speaks another protocol.
    """
    if ready.get("protocol") != PROTOCOL:
        raise ProtocolVersionMismatch(
            f"The engine speaks protocol {ready.get('protocol')!r}, the plugin {PROTOCOL}.",
            hint="Update the engine and the plugin to the same version.",
        )
