"""The environment that is being made: what of it is done, and how it takes the old one's place."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Optional

from ...engine.errors import EngineError, FileLocked, from_os_error
from ..engine_client.environment import environment_python
from .commands import run
from .log import SetupLog
from .pip_steps import PYTHON_FLAGS
from .places import Places, Stop

STEPS_FILE = "hsfm-setup.json"
"""In the environment: the plan it is made by, and the steps that are done."""


class Staging:
    """``Places.staging``, which a later try goes on with.

    Args:
        places: of the installation.
        plan_digest: of the plan; an environment of another plan is not gone on with.
        log: takes what was found and done.
    """

    def __init__(self, places: Places, plan_digest: str, log: SetupLog) -> None:
        self._places = places
        self._plan = plan_digest
        self._log = log
        self._done: list[str] = []

    @property
    def folder(self) -> Path:
        return self._places.staging

    @property
    def python(self) -> str:
        return str(environment_python(self.folder))

    def begin(self) -> bool:
        """Keeps what an earlier try of the same plan left, and removes anything else.

        Returns:
            Whether something was kept.

        Raises:
            EngineError: the io.* error for what cannot be removed.
        """
        try:
            found = json.loads((self.folder / STEPS_FILE).read_text(encoding="utf-8"))
            same, done = found["plan"] == self._plan, [str(step) for step in found["done"]]
        except (OSError, ValueError, KeyError, TypeError):
            same, done = False, []
        if not same or not done or not os.path.exists(self.python):
            clear(self.folder)
            self._done = []
            return False
        self._done = done
        self._log.line(f"Going on with {self.folder}, which has: {', '.join(done)}.")
        self._drop_half_installed()
        return True

    def is_done(self, step: str) -> bool:
        """Whether a step was done, in this try or an earlier one."""
        return step in self._done

    def mark(self, step: str) -> None:
        """Says in the environment that a step is done.

        Raises:
            EngineError: the io.* error for what cannot be written.
        """
        self._done.append(step)
        place = self.folder / STEPS_FILE
        part = place.with_name(place.name + ".part")
        try:
            text = json.dumps({"plan": self._plan, "done": self._done}) + "\n"
            part.write_text(text, encoding="utf-8")
            os.replace(part, place)
        except OSError as exc:
            raise from_os_error(exc, place) from exc

    def promote(self, stop: Optional[Stop]) -> None:
        """Takes the place of the environment, whose files stay in ``Places.old``.

        Only ``python -m`` is ever run in an environment: its other programs know the path that it
        was made in.

        Raises:
            EngineError: a file is in use, or the environment does not run in its new place; the
                old one is back then.
            Cancelled: ``stop`` said so; the same.
        """
        env, old = self._places.env, self._places.old
        clear(old)
        had_one = os.path.lexists(env)
        if had_one:
            _rename(env, old)
        try:
            _rename(self.folder, env)
            check = [str(self._places.python), *PYTHON_FLAGS, "-c", "import sys, pip"]
            run(check, self._log, stop)
        except BaseException:
            if os.path.lexists(env):
                _rename(env, self.folder)
            if had_one:
                _rename(old, env)
            raise

    def _drop_half_installed(self) -> None:
        """Forgets packages that pip was stopped in: it would take them for installed."""
        found = "Lib/site-packages" if sys.platform == "win32" else "lib/python*/site-packages"
        for packages in self.folder.glob(found):
            for record in packages.glob("*.dist-info"):
                if not (record / "INSTALLER").is_file():  # pip writes it when all files are there
                    self._log.line(f"{record.name} was installed by half and is installed again.")
                    clear(record)


def recover(places: Places, log: SetupLog) -> None:
    """Ends an exchange of environments that a crash or a power cut broke off.

    Raises:
        EngineError: a file is in use.
    """
    if os.path.lexists(places.old) and not os.path.lexists(places.env):
        log.line(f"The environment was gone; {places.old} is taken back.")
        _rename(places.old, places.env)


def clear(folder: Path) -> None:
    """Removes a folder that this package made, if it is there; a link is removed, not followed.

    Raises:
        EngineError: the io.* error for what cannot be removed.
    """
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.is_dir():
            shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as exc:
        raise _in_use(folder, exc) from exc


def _rename(source: Path, target: Path) -> None:
    try:
        os.rename(source, target)
    except OSError as exc:
        raise _in_use(source, exc) from exc


def _in_use(folder: Path, exc: OSError) -> EngineError:
    if sys.platform == "win32" and isinstance(exc, PermissionError):
        return FileLocked(
            f"Files in {folder} are in use, so it cannot be replaced or removed.",
            hint="Close every QGIS window and program that runs the engine, then try again; an "
            "antivirus may hold the files for some minutes.",
            detail=str(exc),
        )
    return from_os_error(exc, folder)
