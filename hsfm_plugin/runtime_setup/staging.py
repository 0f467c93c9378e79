"""The environment that is being made: what of it is done, and how it takes the old one's place."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Optional

from ...engine.errors import EngineError, from_os_error
from ..engine_client.environment import environment_python
from .commands import run
from .folder_lock import no_engine
from .log import SetupLog
from .pip_steps import PYTHON_FLAGS
from .places import Places, Stop
from .setup_words import in_use

STEPS_FILE = "hsfm-setup.json"
"""In the environment: the plan it is made by, and the steps that are done."""
PATIENCE_S = 10.0
"""How long Windows may refuse to move a folder."""
_PAUSE_S = 0.2


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

    def begin(self) -> None:
        """Keeps what an earlier try of the same plan left, and removes anything else.

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
            return
        self._done = done
        self._log.line(f"Going on with {self.folder}, which has: {', '.join(done)}.")
        self._drop_half_installed()

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
            EngineError: a file or the engine is in use, or the environment does not run in its new
                place; the old one is back then.
            Cancelled: ``stop`` said so; the same.
        """
        with no_engine(self._places):
            self._exchange(stop)

    def _exchange(self, stop: Optional[Stop]) -> None:
        env, old = self._places.env, self._places.old
        clear(old)
        if os.path.lexists(env):
            move(env, old)
        try:
            move(self.folder, env)
            check = [str(self._places.python), *PYTHON_FLAGS, "-c", "import sys, pip"]
            run(check, self._log, stop)
        except BaseException:
            for source, target in ((env, self.folder), (old, env)):
                if os.path.lexists(source):
                    self._take_back(source, target)
            raise

    def _take_back(self, source: Path, target: Path) -> None:
        try:
            move(source, target)
        except EngineError as error:  # the next step back is tried all the same
            self._log.line(f"{source} stays where it is: {error}")

    def _drop_half_installed(self) -> None:
        """Forgets packages that pip was stopped in: it would take them for installed."""
        found = "Lib/site-packages" if sys.platform == "win32" else "lib/python*/site-packages"
        for packages in self.folder.glob(found):
            for record in packages.glob("*.dist-info"):
                if not (record / "INSTALLER").is_file():  # pip writes it when all files are there
                    self._log.line(f"{record.name} was installed by half and is installed again.")
                    clear(record)


def recover(places: Places, log: SetupLog) -> None:
    """Ends an exchange or a removal of environments that was broken off.

    Raises:
        EngineError: a file is in use.
    """
    if os.path.lexists(places.old) and not os.path.lexists(places.env):
        log.line(f"The environment was gone; {places.old} is taken back.")
        move(places.old, places.env)
    try:
        clear(places.gone)
    except EngineError as error:
        log.line(f"Left for later: {error}")


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


def move(source: Path, target: Path) -> None:
    """Gives a folder another name.

    Windows refuses that as long as a file in it is open, and an antivirus opens new ones.

    Raises:
        EngineError: the io.* error for what the system refused.
    """
    deadline_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            os.rename(source, target)
            return
        except OSError as exc:
            is_open = sys.platform == "win32" and isinstance(exc, PermissionError)
            if not is_open or time.monotonic() > deadline_s:
                raise _in_use(source, exc) from exc
        time.sleep(_PAUSE_S)


def _in_use(folder: Path, exc: OSError) -> EngineError:
    if sys.platform == "win32" and isinstance(exc, PermissionError):
        return in_use(folder, str(exc))
    return from_os_error(exc, folder)
