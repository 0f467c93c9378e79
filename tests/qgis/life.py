"""Ends a QGIS in which nothing goes on: every test has a limit of its own."""

from __future__ import annotations

import faulthandler
import json
import os
from pathlib import Path

_JOB = json.loads(os.environ["HSFM_QGIS_JOB"])


def go_on() -> None:
    """Gives what comes now its whole time; then all stacks are printed and the process ends."""
    faulthandler.dump_traceback_later(_JOB["limit_s"], exit=True)
    Path(_JOB["beat"]).touch()


class Tests:
    """Pytest's hooks."""

    def pytest_runtest_logstart(self) -> None:
        """Begins a test's time."""
        go_on()
