"""The last row of the options: Copy Diagnostics and Open Log."""

from __future__ import annotations

import os

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..diagnostics import report
from ..engine_client.environment import engine_log_path
from ..engine_link import EngineLink
from ..i18n import tr
from ..runtime_setup.nvidia import nvidia_smi
from ..settings import Settings
from ..setup_work import SetupWork
from ..tasks import FunctionTask
from .widgets import WrappedLabel


class DiagnosticsRow(QWidget):
    """Two buttons, and what came of them."""

    def __init__(
        self, link: EngineLink, setup: SetupWork, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._link, self._setup, self._settings = link, setup, settings
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        self.copy_button = QPushButton(tr("Copy Diagnostics"), self)
        self.copy_button.setObjectName("copyDiagnosticsButton")
        self.copy_button.setToolTip(
            tr("Versions, devices, folders and the last errors, without passwords or your name")
        )
        self.copy_button.clicked.connect(self._copy)
        self.log_button = QPushButton(tr("Open Log"), self)
        self.log_button.setObjectName("openLogButton")
        self.log_button.clicked.connect(self._open_log)
        row.addWidget(self.copy_button)
        row.addWidget(self.log_button)
        row.addStretch(1)
        column.addLayout(row)
        self.news = WrappedLabel("diagnosticsNews", self)
        self.news.hide()
        column.addWidget(self.news)
        setup.changed.connect(self._refresh)
        self._refresh()

    def _log(self) -> str:
        """The log that can be opened: that of the setup, else the engine's; empty if none is."""
        logs = (self._setup.log_path, str(engine_log_path()))
        return next((path for path in logs if os.path.isfile(path)), "")

    def _refresh(self) -> None:
        log = self._log()
        self.log_button.setEnabled(bool(log))
        self.log_button.setToolTip(log or tr("Nothing was logged yet"))

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._log()))

    def _copy(self) -> None:
        self.copy_button.setEnabled(False)
        self.news.say(tr("Asking the graphics driver…"))
        task = FunctionTask(tr("Ask the graphics driver"), lambda stop: nvidia_smi(stop) or "")
        task.done.connect(self._on_asked)
        task.failed.connect(self._on_not_asked)
        task.cancelled.connect(self._on_not_asked)
        self._link.in_background(task)

    def _on_asked(self, drivers: str) -> None:
        text = report(self._link, self._setup, self._settings, "; ".join(drivers.splitlines()))
        QgsApplication.clipboard().setText(text)
        self.copy_button.setEnabled(True)
        self.news.say(
            tr("Copied: {} lines of Markdown, without passwords or your name.").format(
                len(text.splitlines())
            )
        )

    def _on_not_asked(self, *_: object) -> None:
        self._on_asked("not asked")
