"""The user's hand inside QGIS (``--code``): does what the test outside asks for, on a Unix socket.

A request is a line of JSON with ``do`` and ``with``; the answer is a line with ``is`` or
``wrong``. Clicks are made after the answer, so that a modal window can be met by the next request.
"""

from __future__ import annotations

import json
import os
import socket
import traceback
from typing import Any, Dict, List, Optional

import qgis.utils
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QWidget,
)

POLL_MS = 20


def _widgets(name: str) -> List[QWidget]:
    """Every widget of this object name, those that can be seen first."""
    found = [one for one in QApplication.allWidgets() if one.objectName() == name]
    return sorted(found, key=lambda one: not one.isVisible())


def _widget(name: str) -> QWidget:
    found = _widgets(name)
    assert found, f"no widget {name}"
    return found[0]


def _press(button: QAbstractButton) -> None:
    QTimer.singleShot(0, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))


def _plain(text: str) -> str:
    return text.replace("&", "")


class Hand(QObject):
    """Its public methods are what can be asked for."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(path)
        self._server.listen(8)
        self._server.setblocking(False)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._serve)
        self._timer.start(POLL_MS)

    def _serve(self) -> None:
        try:
            line, _ = self._server.accept()
        except BlockingIOError:
            return
        with line:
            line.settimeout(10)
            with line.makefile("rwb") as file:
                wanted = json.loads(file.readline())
                try:
                    answer = {"is": getattr(self, wanted["do"])(*wanted["with"])}
                except Exception as exc:
                    answer = {"wrong": f"{exc}\n{traceback.format_exc(limit=-3)}"}
                file.write(json.dumps(answer, default=str).encode() + b"\n")

    def pid(self) -> int:
        return os.getpid()

    def evaluate(self, code: str) -> Any:
        """Runs lines of Python and gives what they call ``result``."""
        names: Dict[str, Any] = {"iface": qgis.utils.iface, "plugins": qgis.utils.plugins}
        exec(compile(code, "<test>", "exec"), names)
        return names.get("result")

    def look(self, name: str) -> Optional[Dict[str, Any]]:
        """A widget as it can be seen; None where there is none."""
        found = _widgets(name)
        if not found:
            return None
        text: Any = getattr(found[0], "full_text", None) or getattr(found[0], "text", None)
        text = text() if callable(text) else text
        return {
            "visible": found[0].isVisible(),
            "enabled": found[0].isEnabled(),
            "text": str(text if text is not None else ""),
            "tip": found[0].toolTip(),
        }

    def click(self, name: str) -> None:
        """Clicks a button that can be seen and is enabled."""
        button = _widget(name)
        assert button.isVisible(), f"{name} cannot be seen"
        assert button.isEnabled(), f"{name} is disabled: {button.toolTip()}"
        _press(button)

    def windows(self) -> List[Dict[str, Any]]:
        """The message boxes and dialogs that can be seen, with their words and buttons."""
        found = []
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and window.isModal():
                labels = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
                buttons = [_plain(one.text()) for one in window.findChildren(QAbstractButton)]
                found.append({"title": window.windowTitle(), "words": labels, "buttons": buttons})
        return found

    def answer(self, button: str) -> str:
        """Clicks a button of the message box that can be seen; gives the box's words."""
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                for one in box.buttons():
                    if _plain(one.text()) == button:
                        _press(one)
                        return f"{box.text()} {box.informativeText()}".strip()
                raise AssertionError([_plain(one.text()) for one in box.buttons()])
        raise AssertionError(f"no message box; {self.windows()}")

    def choose_folder(self, path: str) -> None:
        """Types a folder into the file dialog that can be seen and accepts it."""
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QFileDialog) and dialog.isVisible():
                dialog.findChild(QLineEdit, "fileNameEdit").setText(path)
                QTimer.singleShot(0, dialog.accept)
                return
        raise AssertionError(f"no file dialog; {self.windows()}")

    def open_plugin_manager(self) -> None:
        """Opens QGIS's plugin manager; its lists of other people's plugins are not fetched."""
        manager = qgis.utils.iface.pluginManagerInterface()
        QTimer.singleShot(0, lambda: manager.showPluginManager())

    def open_zip_page(self) -> bool:
        """Turns to Install from ZIP; False while the plugin manager is not there."""
        for pages in _widgets("mOptionsListWidget"):
            rows = range(pages.count()) if isinstance(pages, QListWidget) else ()
            for row in rows:
                if pages.isVisible() and pages.item(row).text() == "Install from ZIP":
                    pages.setCurrentRow(row)
                    return True
        return False

    def choose_zip(self, path: str) -> None:
        """Types a path into that page."""
        _widget("mZipFileWidget").findChild(QLineEdit).setText(path)

    def close_plugin_manager(self) -> None:
        """Closes the plugin manager, as its Close button does."""
        _widget("QgsPluginManagerBase").window().close()

    def picture(self, path: str) -> bool:
        """Takes a picture of the screen."""
        screen = qgis.utils.iface.mainWindow().screen()
        return bool(screen.grabWindow(0).save(path))


def start() -> None:
    """Waits for QGIS's window and listens then."""
    window = qgis.utils.iface.mainWindow() if qgis.utils.iface else None
    if window is None or not window.isVisible():
        QTimer.singleShot(100, start)
        return
    window.setGeometry(0, 0, 1400, 900)
    KEPT.append(Hand(os.environ["HAND_SOCKET"]))


KEPT: List[Hand] = []
start()
