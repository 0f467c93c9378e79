"""Installs, repairs, updates and removes the engine's environment, in the background of QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.PyQt.QtCore import pyqtSignal

from ..engine.errors import EngineError, WriteFailed
from .engine_client.environment import find_engine_python
from .engine_link import FAILED, EngineLink
from .i18n import tr
from .later_restart import LaterRestart
from .runtime_setup import removal, state
from .runtime_setup.installer import Setup
from .runtime_setup.log import SetupLog
from .runtime_setup.own_python import OwnPython, check
from .runtime_setup.places import Places
from .runtime_setup.plan import Plan
from .runtime_setup.smoke import Smoke
from .settings import Settings
from .setup_progress import Stop
from .setup_sources import REQUIREMENTS, kept_caches, kept_models, make_setup
from .setup_tasks import CANCELLED as CANCELLED
from .setup_tasks import CHECK, INSTALL, PLAN, REMOVE, REPAIR, SIZES, UPDATE, SetupTasks
from .setup_tasks import HEAVY as HEAVY
from .tasks import EngineTask

MENDABLE = ("runtime.dependency_missing", "runtime.library_blocked", "protocol.version")
"""Codes of failed starts that another installation may mend."""


class SetupWork(SetupTasks):
    """What there is of the engine's environment, and the work on it.

    Attributes:
        needs: ``INSTALL``, ``UPDATE`` or ``REPAIR``; empty where the engine can be started, or the
            user's own interpreter is used.
        plan: what ``install`` would do, once ``ask_plan`` has found out.
        installed: the note of the last installation.
        smoke: how the environment did in its last proof, with the device that works.
        wheels: the folder that the next try takes its packages from; empty for an index.
        removed: the kinds of ``removal`` that were to be removed last.
        restart: of the engine, for other settings.
    """

    done = pyqtSignal(str)
    sized = pyqtSignal(list)
    checked = pyqtSignal(object)

    def __init__(self, settings: Settings, link: EngineLink) -> None:
        super().__init__(link)
        self._settings = settings
        self.restart = LaterRestart(link, settings)
        self.needs = self.wheels = ""
        self.plan: Optional[Plan] = None
        self.removed: Sequence[str] = ()
        self.installed: Optional[state.Installed] = None
        self.smoke: Optional[Smoke] = None
        link.status_changed.connect(self.refresh)
        link.asked.connect(self._on_asked)
        self._read()

    @property
    def places(self) -> Places:
        """Where the environment lies."""
        return Places.default()

    @property
    def log_path(self) -> str:
        """The file that everything was written to."""
        return str(self.places.log)

    @property
    def uses_own(self) -> bool:
        """Whether the engine runs in an interpreter that HSFM did not install."""
        try:
            found = find_engine_python(self._settings.engine_python)
        except EngineError:  # named by the user, and not there
            return True
        return found is not None and Path(found) != self.places.python.absolute()

    def refresh(self) -> None:
        """Reads what is installed; after something else may have changed it."""
        self._read()
        self.changed.emit()

    def _read(self) -> None:
        self.installed = state.read(self.places)
        if self.uses_own:
            self.needs = ""
            return
        try:
            self.needs = state.needs(self.places, REQUIREMENTS)
        except EngineError as error:  # the plugin's own files are missing
            self.needs, self.outcome, self.error = REPAIR, FAILED, error
            return
        failed = self._link.error if self._link.status == FAILED else None
        if not self.needs and failed is not None and failed.code in MENDABLE:
            self.needs = REPAIR

    @property
    def named_python(self) -> str:
        """The Python that the environment is to be made with; empty for any that fits."""
        return self._settings.setup_python

    def take_any_python(self) -> None:
        """Forgets that Python, and finds out what can be done without it."""
        self._settings.setup_python = ""
        self.ask_plan(self.wheels)

    def ask_plan(self, wheels: str = "") -> None:
        """Finds out what ``install`` would do; ``changed`` says that ``plan`` or ``error`` came.

        Args:
            wheels: as for ``install``.
        """
        self.plan, self.wheels = None, wheels

        def take(plan: Plan) -> None:
            self.plan, self.error, self.outcome = plan, None, ""

        setup = self._made_setup(PLAN, wheels)
        if setup is not None:
            self._begin(PLAN, tr("Look for Python and the graphics card"), setup.plan, take)

    def install(self, wheels: str = "", again: bool = False) -> None:
        """Installs the engine's environment, or goes on with it, and starts the engine.

        Args:
            wheels: a folder that ``runtime_setup bundle`` made; empty for the package index.
            again: also where all that is needed is there.
        """
        news = tr("The engine is installed.")
        self._change(INSTALL, tr("Install the HSFM engine"), news, wheels, again)

    def update(self) -> None:
        """Installs what this version of the plugin needs, and starts the engine."""
        self._change(UPDATE, tr("Update the HSFM engine"), tr("The engine is up to date."))

    def repair(self) -> None:
        """Tests the environment after the engine's run, and installs again what fails."""
        self._change(REPAIR, tr("Repair the HSFM engine"), tr("The engine works again."))

    def remove(self, kinds: Sequence[str]) -> None:
        """Removes what HSFM put on the disk, after the engine's run; the user has been asked.

        Args:
            kinds: of ``removal``: RUNTIME, DOWNLOADS, WEIGHTS, CACHE.
        """
        if self.is_changing:
            return
        self.removed = tuple(kinds)
        has_engines_files = bool(set(kinds) - {removal.DOWNLOADS})
        models, caches = kept_models(self._settings), kept_caches(self._settings)

        def work(stop: Stop) -> None:
            if has_engines_files:
                self.progress.stop_engine(stop)
            self.progress.reporter(stop)(tr("Removing…"), 0.0)
            found = removal.what_there_is(self.places, models, caches, stop)
            wanted = [one for one in found if one.kind in kinds]
            going = [one for one in wanted if not one.why_not]
            if wanted and not going:
                raise WriteFailed(
                    wanted[0].why_not, hint="Remove by hand what you do not need there."
                )
            removal.remove(going, stop)

        def take(_: Any) -> None:
            self.outcome, self.error, self.plan = "", None, None
            self.done.emit(tr("Removed."))

        self._begin(REMOVE, tr("Remove files of HSFM"), work, take)

    def ask_sizes(self) -> None:
        """Measures what could be removed; ``sized`` has it as a list of ``removal.Removable``."""
        models, caches = kept_models(self._settings), kept_caches(self._settings)
        self._begin(
            SIZES,
            tr("Measure the files of HSFM"),
            lambda stop: removal.what_there_is(self.places, models, caches, stop),
            self.sized.emit,
        )

    def check_own(self, python: str) -> None:
        """Looks at an interpreter of the user; ``checked`` has it as an ``OwnPython``."""

        def work(stop: Stop) -> OwnPython:
            return check(python, REQUIREMENTS, SetupLog(self.places.log), stop)

        self._begin(CHECK, tr("Look at a Python"), work, self.checked.emit)

    def use_own(self, python: str) -> None:
        """Lets the engine run in an interpreter of the user, once what runs in it has ended."""
        self._settings.engine_python = python
        self.outcome, self.error = "", None
        self.restart.ask()
        if self.restart.is_due:
            self.done.emit(tr("The new settings reach the engine when its run has ended."))
        self.refresh()

    def forget(self) -> None:
        """Lets go of what the last change said: the user has read it."""
        self.outcome, self.error, self.smoke = "", None, None
        self.changed.emit()

    def close(self) -> None:
        """Ends everything and waits until no program of the setup runs; for ``unload``."""
        self._link.status_changed.disconnect(self.refresh)
        self.restart.drop()
        super().close()

    def _on_asked(self, task: EngineTask) -> None:
        """Looks again when a run fails for want of what the engine is made of."""
        task.failed.connect(lambda error: self.refresh() if error.code in MENDABLE else None)

    def _made_setup(self, kind: str, wheels: str) -> Optional[Setup]:
        """The setup that the options describe; None if they cannot be followed, which is said.

        Made here in the main thread, whose network manager has the proxy of QGIS's options.
        """
        try:
            return make_setup(self._settings, wheels)
        except EngineError as error:
            self._on_failed(kind, error)
            self.refresh()
            return None

    def _change(
        self, kind: str, title: str, news: str, wheels: str = "", again: bool = False
    ) -> None:
        setup = None if self.is_changing else self._made_setup(kind, wheels)
        if setup is None:
            return
        self.wheels = wheels
        act = setup.repair if kind == REPAIR else setup.install if again else setup.update

        def work(stop: Stop) -> state.Installed:
            if kind == REPAIR:  # it changes the environment in its place
                self.progress.stop_engine(stop)
            installed = act(self.progress.reporter(stop), stop)
            self.smoke = setup.smoke
            return installed

        def take(installed: state.Installed) -> None:
            self.installed, self.outcome, self.error, self.wheels = installed, "", None, ""
            if kind == INSTALL:  # asked for instead of the interpreter that was named
                self._settings.engine_python = ""
            self.done.emit(news)

        self._begin(kind, title, work, take)
