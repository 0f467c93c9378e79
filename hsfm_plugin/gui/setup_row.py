"""What the card of the panel and the options share of a running setup: a bar, words, Cancel."""

from __future__ import annotations

import os
from typing import Callable

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from ..settings import Settings
from ..setup_work import REMOVE, SetupWork
from .widgets import ElidedLabel

_BAR_STEPS = 1000


class SetupRow(QWidget):
    """Shown while the engine's environment is changed.

    Args:
        setup: the work.
        prefix: of the object names of its parts.
        parent: the widget that it is a part of.
    """

    def __init__(self, setup: SetupWork, prefix: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._setup, self._is_on = setup, False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(6)
        self.bar = QProgressBar(self)
        self.bar.setObjectName(f"{prefix}Bar")
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(10)
        self.bar.setRange(0, _BAR_STEPS)
        self.cancel_button = QPushButton(tr("Cancel"), self)
        self.cancel_button.setObjectName(f"{prefix}CancelButton")
        self.cancel_button.clicked.connect(self._cancel)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        column.addLayout(row)
        self.words = ElidedLabel(f"{prefix}Words", self)
        column.addWidget(self.words)
        setup.progressed.connect(self._on_progress)

    def show_if(self, is_on: bool) -> None:
        """Shows the row, from what the work says now, or hides it."""
        if is_on and not self._is_on:
            self.cancel_button.setEnabled(True)
            if self._setup.busy == REMOVE:
                self.cancel_button.setToolTip(tr("What was removed until then is gone"))
            else:
                self.cancel_button.setToolTip(tr("What was downloaded is kept for the next time"))
            now = self._setup.progress
            self._on_progress(now.words or tr("Starting"), now.fraction)
        self._is_on = is_on
        self.setVisible(is_on)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.words.say(tr("Cancelling…"))
        self._setup.cancel()

    def _on_progress(self, words: str, fraction: float) -> None:
        if self.cancel_button.isEnabled():
            percent = tr("{} %").format(int(100 * fraction))
            self.words.say(f"{percent} · {words}", words)
            self.bar.setValue(round(_BAR_STEPS * fraction))


def choose_packages(
    settings: Settings, name: str, take: Callable[[str], None], window: QWidget
) -> None:
    """Asks for a folder of the engine's packages; blocks nothing.

    Args:
        settings: know where the last folder was.
        name: the object name of the dialog.
        take: gets the folder that was chosen.
        window: that the dialog belongs to.
    """
    dialog = QFileDialog(window, tr("Folder of the engine's packages"))
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    if os.path.isdir(settings.last_folder):
        dialog.setDirectory(settings.last_folder)
    dialog.fileSelected.connect(take)
    dialog.open()
