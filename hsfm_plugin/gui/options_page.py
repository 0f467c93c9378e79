"""HSFM's page in the options of QGIS: the engine's interpreter and the results folder."""

from __future__ import annotations

import tempfile
from typing import Any, Dict, Optional

from qgis.core import QgsApplication
from qgis.gui import QgsFileWidget, QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...engine.errors import DependencyMissing, EngineError
from ..engine_client.environment import find_engine_python
from ..engine_client.session import EngineSession
from ..engine_link import EngineLink
from ..messages import explain
from ..paths import ROOT, icon
from ..settings import Settings
from ..tasks import FunctionTask
from .widgets import WrappedLabel

PAGE = "hsfmOptions"


def tr(text: str) -> str:
    """Translates a sentence of this module."""
    return QCoreApplication.translate("Options", text)


def check_engine(python: str) -> Dict[str, Any]:
    """Starts an engine with an interpreter, asks what it has, and stops it; for any thread.

    Raises:
        EngineError: it is not there or does not start.
    """
    found = find_engine_python(python)
    if found is None:
        raise DependencyMissing("No interpreter was found for the engine.")
    with tempfile.TemporaryDirectory(prefix="hsfm-check-") as folder:
        session = EngineSession(found, str(ROOT), folder)
        try:
            ready = session.start()
            return {**ready, **session.describe(), "interpreter": found}
        finally:
            session.stop()


class OptionsPage(QgsOptionsPageWidget):
    """Two paths and a Check button."""

    def __init__(self, link: EngineLink, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(PAGE)
        self._link, self._settings = link, settings
        self._task: Optional[FunctionTask] = None
        column = QVBoxLayout(self)
        column.addWidget(self._engine_box())
        column.addWidget(self._results_box())
        column.addStretch(1)

    def _engine_box(self) -> QGroupBox:
        box = QGroupBox(tr("Engine"), self)
        inner = QVBoxLayout(box)
        intro = WrappedLabel("optionsIntro", box)
        intro.setText(
            tr(
                "The engine runs in a Python environment of its own, never inside QGIS. Leave "
                "this empty to let HSFM look for it: in the variable HSFM_ENGINE_PYTHON, then "
                "where “make runtime” puts it."
            )
        )
        inner.addWidget(intro)
        form = QFormLayout()
        self.python = QgsFileWidget(box)
        self.python.setObjectName("enginePythonEdit")
        self.python.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        self.python.setDialogTitle(tr("The engine's python program"))
        self.python.setFilePath(self._settings.engine_python)
        self.python.lineEdit().setPlaceholderText(self._link.python or tr("Not found"))
        form.addRow(tr("Python program"), self.python)
        inner.addLayout(form)
        row = QHBoxLayout()
        self.check_button = QPushButton(tr("Check"), box)
        self.check_button.setObjectName("checkEngineButton")
        self.check_button.clicked.connect(self.check)
        row.addWidget(self.check_button)
        self.answer = WrappedLabel("checkAnswer", box)
        row.addWidget(self.answer, 1)
        inner.addLayout(row)
        return box

    def _results_box(self) -> QGroupBox:
        box = QGroupBox(tr("Results"), self)
        form = QFormLayout(box)
        self.folder = QgsFileWidget(box)
        self.folder.setObjectName("resultsFolderEdit")
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(self._settings.results_folder)
        self.folder.lineEdit().setPlaceholderText(
            tr("HSFM folder beside the project, else in your documents")
        )
        form.addRow(tr("Folder"), self.folder)
        return box

    def check(self) -> None:
        """Tries the interpreter in the background and says what came out."""
        python = self.python.filePath().strip()
        self.check_button.setEnabled(False)
        self.answer.setText(tr("Checking…"))
        task = FunctionTask(tr("Check the HSFM engine"), lambda stop: check_engine(python))
        task.done.connect(self._on_good)
        task.failed.connect(self._on_bad)
        task.cancelled.connect(lambda: self._say(""))
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _on_good(self, found: Dict[str, Any]) -> None:
        names = ", ".join(str(d.get("name") or d["id"]) for d in found.get("devices", []))
        self._say(
            tr("It works: engine {}, Python {}, on {}.").format(
                found.get("engine", ""), str(found.get("python", "")).split(" ")[0], names
            )
        )

    def _on_bad(self, error: EngineError) -> None:
        said = explain(error)
        self._say(f"{said.sentence} {error.message}")

    def _say(self, text: str) -> None:
        try:
            self.answer.setText(text)
            self.check_button.setEnabled(True)
        except RuntimeError:  # the options were closed meanwhile
            return

    def apply(self) -> None:
        """Remembers the paths; another interpreter takes effect at once."""
        before = self._settings.engine_python
        self._settings.engine_python = self.python.filePath()
        self._settings.results_folder = self.folder.filePath()
        if self._settings.engine_python != before:
            self._link.restart()


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever the options are opened."""

    def __init__(self, link: EngineLink, settings: Settings) -> None:
        super().__init__()
        self._link, self._settings = link, settings
        self.setTitle("HSFM")

    def icon(self) -> QIcon:
        return icon("hsfm.svg")

    def createWidget(self, parent: QWidget) -> OptionsPage:  # noqa: N802 - QGIS's name
        return OptionsPage(self._link, self._settings, parent)
