"""Installs, repairs and updates the engine's environment."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Optional

from ...engine.errors import EngineError
from ..engine_client.environment import plugin_root
from . import state
from .commands import run
from .filling import PLANNED, REST, between, fill
from .folder_lock import hold
from .log import SetupLog
from .pip_steps import PYTHON_FLAGS, Pip, Report, Sources, passwords
from .places import Places, Stop, check_free, check_stop, size_of
from .plan import Plan, build_named, facts_of, make_plan, plugin_version
from .requirements import family, lock_lines
from .setup_words import ENGINE, does_not_work, was_removed
from .smoke import PACKAGES, Smoke, smoke_test
from .staging import Staging, clear, recover
from .state import Installed
from .wheels import verify

LEAST_FREE_BYTES = 300_000_000
"""What is asked to be free even where most of an environment is there already."""
_VERSIONS = (
    "import importlib.metadata as m, platform as p; "
    "print('python', p.python_version()); print('torch', m.version('torch'))"
)
PLACING = "Putting the environment in its place"
"""What is reported right before the environment is replaced that the engine may run in."""
PROVEN = 0.98
"""How far the bar has come when the new environment is proven."""


class Setup:
    """The engine's environment in one place; every method may run in a thread of its own.

    Args:
        places: where it is.
        requirements: the folder of ``torch.txt``, ``lock.txt`` and ``requirements.txt``.
        named_python: an interpreter to make it with; any that fits if empty.
        build: of torch, such as ``cpu`` or ``cu128``; ``auto`` chooses by device.
        wheels: a folder that ``bundle`` made; nothing is asked of a network then.
        index_url, proxy: see ``Sources``.
        smoke: what proves an environment; tests put their own in.

    Attributes:
        log: of everything that is done.
        smoke: the last result of a proof, with the device that works; None before one.
    """

    def __init__(
        self,
        places: Places,
        requirements: Path,
        named_python: str = "",
        build: str = "auto",
        wheels: Optional[Path] = None,
        index_url: str = "",
        proxy: str = "",
        smoke: Callable[..., Smoke] = smoke_test,
    ) -> None:
        self.places = places
        self.sources = Sources(requirements, wheels, index_url, proxy)
        self.log = SetupLog(places.log, passwords(proxy, index_url))
        self.smoke: Optional[Smoke] = None
        self._named = named_python
        self._build = build
        self._prove = smoke

    def plan(self, stop: Optional[Stop] = None) -> Plan:
        """What ``install`` would do; nothing is written.

        Raises:
            EngineError: it could not be done, for a reason of the machine or of the choices.
            Cancelled: ``stop`` said so.
        """
        return make_plan(self.places, self.sources, self._named, self._build, stop)

    def install(self, report: Report, stop: Optional[Stop] = None) -> Installed:
        """Installs, or goes on where an earlier try stopped.

        Args:
            report: gets what is being done and how much of it is done.
            stop: ends it; what has been done is kept for the next try.

        Raises:
            Cancelled: ``stop`` said so.
            EngineError: it failed; the environment that was there before still is.
        """
        self.places.make()
        with hold(self.places):
            recover(self.places, self.log)
            return self._install(report, stop)

    def update(self, report: Report, stop: Optional[Stop] = None) -> Installed:
        """Installs unless all that the plugin needs is there, as when another QGIS installed it.

        Raises:
            Cancelled, EngineError: as for ``install``.
        """
        found = self._complete()
        if found is None:
            self.places.make()
            with hold(self.places):
                recover(self.places, self.log)
                found = self._complete() or self._install(report, stop)
        return found

    def repair(self, report: Report, stop: Optional[Stop] = None) -> Installed:
        """Proves the environment, installs again what fails, and all of it if that is no help.

        Raises:
            Cancelled, EngineError: as for ``install``.
        """
        self.places.make()
        with hold(self.places):
            recover(self.places, self.log)
            installed = state.read(self.places)
            if installed is None or not self.places.python.is_file():
                return self._install(report, stop)
            plan = self.plan(stop)
            if installed.build != plan.build.name:
                plan = replace(plan, build=build_named(installed.build))
            plan = replace(plan, python_version=installed.python)  # another may be found by now
            report("Testing the environment", 0.1)
            python = str(self.places.python)
            broken = self._broken(python, plan, stop)
            if broken and broken != [ENGINE]:
                self._reinstall(broken, plan, report, stop)
                report("Testing the environment", 0.8)
                broken = self._broken(python, plan, stop)
            if broken == [ENGINE]:
                raise does_not_work(self.smoke)
            if broken:
                self.log.line("That was no help; the environment is made anew.")
                clear(self.places.staging)
                return self._install(report, stop)
            report("The environment works", 1.0)
            return installed

    def _install(self, report: Report, stop: Optional[Stop]) -> Installed:
        report("Looking for Python and the graphics card", 0.0)
        plan = self.plan(stop)
        self.log.line(
            f"Installing into {plan.folder} with {plan.python or plan.uv} "
            f"({plan.python_version}), torch for {plan.build.name}: {plan.build.reason}"
        )
        if self.sources.wheels is not None:
            report("Checking the folder of wheels", PLANNED / 2)
            verify(self.sources.wheels, stop)
        self._check_space(plan, stop)
        staging = Staging(self.places, plan.digest, self.log)
        staging.begin()
        try:
            fill(staging, plan, self.places, self.sources, self.log, report, stop)
            report("Testing the environment", REST)
            broken = self._broken(staging.python, plan, stop)
            if broken:
                if broken != [ENGINE]:  # downloads stay, so that the next try starts afresh soon
                    clear(staging.folder)
                raise does_not_work(self.smoke)
            if self.smoke is not None and self.smoke.fallback:
                report(self.smoke.fallback, PROVEN)
            report(PLACING, PROVEN)
            installed = self._installed(staging.python, plan, stop)
            staging.promote(stop)
        except EngineError as error:
            if not self.places.root.is_dir():
                raise was_removed(self.places.root, error) from error
            self.log.line(f"Failed: {error}")
            raise
        state.write(self.places, installed)
        self._tidy()
        report("Installed", 1.0)
        return installed

    def _complete(self) -> Optional[Installed]:
        """The note of the environment if it is what the plugin needs."""
        is_complete = not state.needs(self.places, self.sources.requirements)
        return state.read(self.places) if is_complete else None

    def _check_space(self, plan: Plan, stop: Optional[Stop]) -> None:
        there = size_of(self.places.staging, stop) + size_of(self.places.downloads, stop)
        needed = plan.bytes_disk + plan.bytes_download - there
        check_free(self.places.root, max(needed, LEAST_FREE_BYTES))

    def _broken(self, python: str, plan: Plan, stop: Optional[Stop]) -> list[str]:
        """The parts of the environment that do not work."""
        check_stop(stop)
        self.smoke = self._prove(python, self.places, plan.build, self.log, stop)
        for name, is_ok, message in self.smoke.parts:
            self.log.line(f"{name}: {'works' if is_ok else 'fails'}. {message}".strip())
        return [name for name, is_ok, _ in self.smoke.parts if not is_ok]

    def _reinstall(
        self, broken: list[str], plan: Plan, report: Report, stop: Optional[Stop]
    ) -> None:
        wanted = {family(PACKAGES.get(part, part)) for part in broken}
        locked = lock_lines(self.sources.requirements, facts_of(plan.python_version))
        lines = [one for one in locked if family(one) in wanted]
        self.log.line(f"These fail: {', '.join(broken)}. Installing again: {', '.join(lines)}")
        if self.sources.wheels is not None:
            verify(self.sources.wheels, stop)
        pip = Pip(str(self.places.python), self.places, self.sources, self.log, stop)
        try:
            pip.reinstall(lines, plan.build, between(report, 0.1, 0.8))
        except EngineError as error:
            self.log.line(f"That failed: {error}")

    def _installed(self, python: str, plan: Plan, stop: Optional[Stop]) -> Installed:
        output = run([python, *PYTHON_FLAGS, "-c", _VERSIONS], self.log, stop)
        found = dict(re.findall(r"^(torch|python) (\S+)", output, re.MULTILINE))
        return Installed(
            lock_digest=state.lock_digest(self.sources.requirements),
            torch=found.get("torch", ""),
            build=plan.build.name,
            python=found.get("python", plan.python_version),
            plugin=plugin_version(plugin_root()),
            when=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        )

    def _tidy(self) -> None:
        """Removes the old environment; one that is in use goes with the next installation."""
        try:
            clear(self.places.downloads / "tmp")
            clear(self.places.old)
        except EngineError as error:
            self.log.line(f"Left for later: {error}")
