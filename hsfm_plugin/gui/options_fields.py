"""Fields of the options page that take a path or an address, and say beside them what is wrong."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Callable
from urllib.parse import urlsplit

from qgis.gui import QgsFileWidget, QgsFilterLineEdit
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from ..i18n import tr
from ..runtime_setup.python_places import qgis_home
from .theme import RED, theme_icon
from .widgets import WrappedLabel

Check = Callable[[str], str]
"""Gives a sentence that says why a text cannot be taken; empty if it can."""


class CheckedField(QWidget):
    """An editor with room for a sentence under it.

    What cannot be taken stays in the editor, and what was stored before stays stored.

    Attributes:
        line: where the text is typed.
        is_changed: whether the text is another than the one the field began with.
        is_refused: whether the last look at the text found something wrong.
    """

    def __init__(self, name: str, editor: QWidget, line: QLineEdit, check: Check) -> None:
        super().__init__(editor.parentWidget())
        self.setObjectName(f"{name}Field")
        self.line = line
        self.is_refused = False
        self._check = check
        self._before = self.text
        self.row = QHBoxLayout()
        self.row.setSpacing(4)
        self.row.addWidget(editor, 1)
        self.trouble = WrappedLabel(f"{name}Problem", self)
        self.trouble.setStyleSheet(f"color: {RED};")
        self.trouble.hide()
        self.note = WrappedLabel(f"{name}Note", self)
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self.row)
        column.addWidget(self.trouble)
        column.addWidget(self.note)
        line.editingFinished.connect(self.problem)
        line.textChanged.connect(lambda _: self.trouble.say(""))

    @property
    def text(self) -> str:
        """What was typed, without blanks at its ends."""
        return str(self.line.text()).strip()

    @property
    def is_changed(self) -> bool:
        return self.text != self._before

    def problem(self) -> str:
        """Says under the editor what is wrong, and returns it; empty if nothing is."""
        said = self._check(self.text) if self.text else ""
        self.is_refused = bool(said)
        self.trouble.say(said)
        return said


class FolderField(CheckedField):
    """A folder: chosen or typed, opened by a button."""

    def __init__(
        self, name: str, title: str, stored: str, usual: str, parent: QWidget, opens: str = ""
    ) -> None:
        """Makes the field.

        Args:
            name: the editor's object name is ``name + "Edit"``, the button's ``name + "Open"``.
            title: of the dialog that chooses a folder.
            stored: the folder that is set; empty for the usual one.
            usual: words for the folder that holds where none is set.
            parent: the group that the field lies in.
            opens: the usual folder's path, if it is one folder.
        """
        self.edit = _file_widget(f"{name}Edit", title, stored, usual, parent)
        self.edit.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        super().__init__(name, self.edit, self.edit.lineEdit(), folder_problem)
        self._usual = opens
        self.button = QToolButton(self)
        self.button.setObjectName(f"{name}Open")
        self.button.setIcon(theme_icon("mActionFileOpen.svg"))
        self.button.setToolTip(tr("Open this folder"))
        self.button.clicked.connect(self._open)
        self.row.addWidget(self.button)
        self.line.textChanged.connect(lambda _: self._refresh())
        self._refresh()

    def _refresh(self) -> None:
        self.button.setEnabled(os.path.isdir(self.text or self._usual))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.text or self._usual))


class ProgramField(CheckedField):
    """The program of an interpreter."""

    def __init__(self, name: str, title: str, stored: str, usual: str, parent: QWidget) -> None:
        self.edit = _file_widget(f"{name}Edit", title, stored, usual, parent)
        self.edit.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        super().__init__(name, self.edit, self.edit.lineEdit(), program_problem)


class AddressField(CheckedField):
    """An address on the web."""

    def __init__(self, name: str, stored: str, usual: str, parent: QWidget) -> None:
        edit = QgsFilterLineEdit(parent)
        edit.setObjectName(f"{name}Edit")
        edit.setText(stored)
        edit.setPlaceholderText(usual)
        super().__init__(name, edit, edit, address_problem)


def folder_problem(text: str) -> str:
    """Why nothing can be written into a folder, which need not exist yet; empty if it can."""
    if not os.path.isabs(text):
        return tr("Give the folder's whole path.")
    place = Path(text)
    while not os.path.lexists(place) and place != place.parent:
        place = place.parent
    if not place.is_dir():
        return tr("{} is a file, so there can be no folder of this name.").format(place)
    try:
        with tempfile.TemporaryFile(dir=place):
            return ""
    except OSError as exc:
        return tr("Nothing can be written there ({}). Choose a folder of your own.").format(
            exc.strerror or exc
        )


def program_problem(text: str) -> str:
    """Why a program cannot be the engine's interpreter, as far as it can be told at a glance."""
    path = os.path.expanduser(text)
    name = os.path.basename(os.path.normpath(path)).lower()
    if name.startswith("qgis") or qgis_home(path):
        return tr(
            "This is QGIS, or QGIS's own Python. Choose the python program of another environment."
        )
    if not os.path.exists(path):
        return tr("There is no such file.")
    if os.path.isfile(path) and not os.access(path, os.X_OK):
        return tr("This file cannot be run.")
    return ""


def address_problem(text: str) -> str:
    """Why a text is no address of a package index; empty if it is one."""
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_address = False
    return "" if is_address else tr("This is no address; one begins with https://.")


def _file_widget(name: str, title: str, stored: str, usual: str, parent: QWidget) -> QgsFileWidget:
    made = QgsFileWidget(parent)
    made.setObjectName(name)
    made.setDialogTitle(title)
    made.setFilePath(stored)
    made.lineEdit().setPlaceholderText(usual)
    return made
