"""Deals test files out to pytest runs side by side: each takes the next file that nobody has taken.

    HSFM_DEAL=FOLDER pytest -p tests.dealing …

Every run collects all files in the same order, longest first, and claims one after the other by
making a file in FOLDER. So none waits for a slower one, and no list of shares gets old. At its end
each run leaves what it collected and ran beside the claims (``account.py``).
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.account import SECONDS

FOLDER = "HSFM_DEAL"
USUAL_S = 2.0
"""Seconds for a test of a file that was never measured."""


class Dealing:
    """One of the runs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ran: Counter[str] = Counter()
        self.seconds: Counter[str] = Counter()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Runs the files that this run can claim."""
        if session.config.option.collectonly or session.testsfailed:
            return None
        files: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            files.setdefault(_file_of(item), []).append(item)
        mine = self._mine(files)
        item = next(mine, None)
        while item is not None:
            following = next(mine, None)
            self.ran[_file_of(item)] += 1
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.shouldfail:
                raise session.Failed(session.shouldfail)
            if session.shouldstop:
                raise session.Interrupted(session.shouldstop)
            item = following
        return True

    def _mine(self, files: dict[str, list[pytest.Item]]) -> Iterator[pytest.Item]:
        known = json.loads(SECONDS.read_text(encoding="utf-8")) if SECONDS.is_file() else {}
        weights = {name: known.get(name, USUAL_S * len(items)) for name, items in files.items()}
        for name in sorted(files, key=lambda name: (-weights[name], name)):
            if self._claim(name):
                yield from files[name]

    def _claim(self, name: str) -> bool:
        place = self.folder / (hashlib.sha256(name.encode()).hexdigest()[:16] + ".claim")
        try:
            os.close(os.open(place, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds up a file's seconds."""
        self.seconds[report.nodeid.split("::")[0]] += report.duration

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Leaves the run's account."""
        account = {
            "collected": sorted(item.nodeid for item in session.items),
            "ran": self.ran,
            "seconds": {name: round(took, 1) for name, took in self.seconds.items()},
        }
        name = f"{uuid.uuid4().hex}.json"  # two runs may have one process number in namespaces
        (self.folder / name).write_text(json.dumps(account), encoding="utf-8")


def _file_of(item: pytest.Item) -> str:
    return item.nodeid.split("::")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Deals where a folder is named; otherwise pytest runs everything as ever."""
    folder = os.environ.get(FOLDER)
    if folder:
        config.pluginmanager.register(Dealing(Path(folder)), "hsfm-dealing")
