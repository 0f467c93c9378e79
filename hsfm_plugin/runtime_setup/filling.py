"""Fills an environment: Python, torch, the rest; what an earlier try has done is left out."""

from __future__ import annotations

import contextlib
import os
import time
from typing import Optional

from ...engine.errors import EngineError
from .commands import GUARD, run
from .log import SetupLog
from .pip_steps import PYTHON_FLAGS, Pip, Report, Sources
from .places import Places, Stop
from .plan import Plan
from .staging import Staging, clear, move

UV_FOLDER = "env.uv-"
"""How the names begin of what uv is making."""

# How far the bar has come when a step ends.
PLANNED, MADE, TORCH, REST = 0.02, 0.06, 0.45, 0.9


def fill(
    staging: Staging,
    plan: Plan,
    places: Places,
    sources: Sources,
    log: SetupLog,
    report: Report,
    stop: Optional[Stop],
) -> None:
    """Makes the environment and installs what the plan says.

    Raises:
        Cancelled: ``stop`` said so; the steps that were done stay done.
        EngineError: a step failed; the same.
    """
    pip = Pip(staging.python, places, sources, log, stop)
    if not staging.is_done("python"):
        report("Making the environment", PLANNED)
        _make_environment(staging, plan, places, sources, log, stop)
        pip.update_itself()  # before the mark: an environment is of no use whose pip went halfway
        staging.mark("python")
    if not staging.is_done("torch"):
        pip.install_torch(plan.build, plan.torch_bytes, between(report, MADE, TORCH))
        staging.mark("torch")
    if not staging.is_done("rest"):
        expected = max(plan.bytes_download - plan.torch_bytes, 0)
        pip.install_rest(expected, between(report, TORCH, REST))
        staging.mark("rest")


def between(report: Report, low: float, high: float) -> Report:
    """A report of one step, which is a part of the whole."""
    return lambda words, done: report(words, low + (high - low) * done)


def _make_environment(
    staging: Staging,
    plan: Plan,
    places: Places,
    sources: Sources,
    log: SetupLog,
    stop: Optional[Stop],
) -> None:
    """By Python's own venv, or by uv, which brings a Python or a pip that is missing.

    Where no Python was found, none can guard uv (see ``guard``): it would go on after QGIS was
    killed. So it works in a folder that no other try uses.
    """
    if plan.python:
        try:
            run([plan.python, *PYTHON_FLAGS, GUARD, "venv", str(staging.folder)], log, stop)
            return
        except EngineError as error:
            if not plan.uv:
                raise
            log.line(f"{plan.python} could not make it, so {plan.uv} is asked: {error.message}")
            clear(staging.folder)
    for left in places.root.glob(f"{UV_FOLDER}*"):
        with contextlib.suppress(EngineError):  # a uv that goes on may write to it
            clear(left)
    made = places.root / f"{UV_FOLDER}{os.getpid()}-{time.time_ns()}"
    extra = {
        **sources.variables(),
        "UV_CACHE_DIR": str(places.downloads / "uv"),
        "UV_PYTHON_INSTALL_DIR": str(places.uv.parent / "python"),
    }
    offline = ("--offline", "--no-index", "--find-links", str(sources.wheels))
    python = plan.python or plan.python_version
    args = ["venv", "--seed", "--no-project", "--python", python, str(made)]
    run([plan.uv, *args, *(offline if sources.wheels else ())], log, stop, extra=extra)
    move(made, staging.folder)
