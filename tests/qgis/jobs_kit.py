"""The window with the jobs, as a person uses it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QWidget

MAP = "Map anomalies"
COLUMNS = ("state", "title", "scene", "started", "took", "result")


class JobsWindow:
    """Opened by the clock of the panel's first line.

    Attributes:
        told: every result that a row has shown, also for a moment only.
    """

    def __init__(self, panel: Any) -> None:
        self.panel = panel
        self.told: list[str] = []
        panel.click("jobsButton")
        (self.dialog,) = panel.iface.mainWindow().findChildren(QDialog, "jobsDialog")
        assert self.dialog.isVisible()
        model = self.find("jobsList").model()
        model.dataChanged.connect(lambda *_: self.told.extend(row["result"] for row in self.rows))

    def find(self, name: str) -> Any:
        found = self.dialog.findChild(QWidget, name)
        assert found is not None, f"no widget {name}"
        return found

    def click(self, name: str) -> None:
        button = self.dialog.findChild(QAbstractButton, name)
        assert button.isVisible() and button.isEnabled(), f"{name}: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    @property
    def rows(self) -> list[dict[str, str]]:
        """What the table says, from top to bottom."""
        model = self.find("jobsList").model()
        return [
            {name: str(model.index(row, place).data()) for place, name in enumerate(COLUMNS)}
            for row in range(model.rowCount())
        ]

    def row(self, title: str) -> dict[str, str]:
        """The newest job of this title; empty texts where there is none."""
        found = [row for row in self.rows if row["title"] == title]
        return found[0] if found else dict.fromkeys(COLUMNS, "")

    def states(self, title: str) -> list[str]:
        return [row["state"] for row in self.rows if row["title"] == title]

    def map_anomalies(self) -> None:
        """Has the panel map its scene and waits for the end."""
        self.panel.click("anomalyButton")
        self.panel.wait_idle()
        assert self.row(MAP)["state"] == "Done", self.panel.notice()

    @contextmanager
    def held(self) -> Iterator[None]:
        """What begins in the block runs at its end still: its first word stops the engine."""
        pid, direct = self.panel.link.session_pid, Qt.ConnectionType.DirectConnection

        def stop_at_the_first_word(task: Any) -> None:
            task.taken_up.connect(lambda: os.kill(pid, signal.SIGSTOP), direct)

        self.panel.link.asked.connect(stop_at_the_first_word)
        try:
            yield
        finally:
            self.panel.link.asked.disconnect(stop_at_the_first_word)
            with suppress(ProcessLookupError):  # it was killed in the block
                os.kill(pid, signal.SIGCONT)

    def select(self, place: int) -> None:
        """Clicks a row."""
        view = self.find("jobsList")
        index = view.model().index(place, 1)
        view.scrollTo(index)
        middle = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert view.currentIndex().row() == place

    def wait_state(self, title: str, state: str, limit_s: float = 60) -> None:
        self.panel.wait(
            lambda: self.row(title)["state"] == state,
            limit_s,
            f"{title} did not become {state}: {self.rows}",
        )

    @property
    def log(self) -> str:
        return str(self.find("jobLog").toPlainText())

    @property
    def summary(self) -> str:
        return str(self.find("jobSummary").text())

    @property
    def note(self) -> str:
        return str(self.find("jobsNote").text())
