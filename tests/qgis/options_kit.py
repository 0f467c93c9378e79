"""Drives HSFM's page inside the real options dialog of QGIS, which waits until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from driving import Panel
from qgis.core import QgsApplication
from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

_COME_MS, _COME_TRIES = 100, 100


class Options:
    """The options dialog with HSFM's page in front."""

    def __init__(self, panel: Panel, dialog: QDialog) -> None:
        self.panel, self.dialog = panel, dialog
        self.stayed_open = False
        # QGIS 3.40 puts a scroll area of the same name around the page
        self.page = self.find("hsfmOptions", QgsOptionsPageWidget)

    def find(self, name: str, kind: type = QWidget) -> Any:
        """The widget of this object name."""
        found = self.dialog.findChild(kind, name)
        assert found is not None, f"no widget {name}"
        return found

    def show(self, name: str) -> Any:
        """Scrolls to a widget and gives it."""
        widget = self.find(name)
        self.page.scroll.ensureWidgetVisible(widget)
        QTest.qWait(20)
        return widget

    def click(self, name: str) -> None:
        """Clicks a button that can be seen and is enabled."""
        button = self.show(name)
        assert isinstance(button, QAbstractButton) and button.isVisible(), f"{name} is not there"
        assert button.isEnabled(), f"{name} is disabled: {button.toolTip()}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, name: str, text: str) -> None:
        """Types into the line of a field, and leaves it."""
        field = self.show(name)
        line = field if isinstance(field, QLineEdit) else field.lineEdit()
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Tab)

    def choose(self, name: str, data: str) -> None:
        """Chooses an entry of a list, by what it stands for, with the keyboard."""
        combo = self.show(name)
        assert isinstance(combo, QComboBox)
        wanted = combo.findData(data)
        assert wanted >= 0, f"{name} does not offer {data!r}"
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Home)
        for _ in range(wanted):
            QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentData() == data

    def set_number(self, name: str, value: int) -> None:
        """Types a number."""
        spin = self.show(name)
        assert isinstance(spin, QSpinBox)
        spin.setFocus()
        spin.selectAll()
        QTest.keyClicks(spin, str(value))
        QTest.keyClick(spin, Qt.Key.Key_Tab)
        assert spin.value() == value

    def text(self, name: str) -> str:
        """What a label says; empty while it is hidden."""
        label = self.find(name)
        return str(label.text()).replace("\u200b", "") if label.isVisible() else ""

    def wait(self, until: Callable[[], Any], limit_s: float = 30, what: str = "") -> None:
        self.panel.wait(until, limit_s, what)


def in_options(panel: Panel, act: Callable[[Options], Any], accept: bool = True) -> Any:
    """Clicks the gear, does something in the dialog, and ends it by OK or Cancel.

    Returns:
        What ``act`` returned.
    """
    answers: list[Any] = []
    raised: list[BaseException] = []
    tries = list(range(_COME_TRIES))

    def look() -> None:
        dialog = QgsApplication.activeModalWidget()
        if dialog is None or dialog.findChild(QWidget, "hsfmOptions") is None:
            if tries:
                tries.pop()
                QTimer.singleShot(_COME_MS, look)
            return
        QTest.qWait(_COME_MS)
        page = Options(panel, dialog)
        try:
            answers.append(act(page))
        except BaseException as exc:
            raised.append(exc)
        kind = QDialogButtonBox.StandardButton
        box = dialog.findChild(QDialogButtonBox, "buttonBox")
        button = box.button(kind.Ok if accept and not raised else kind.Cancel)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        page.stayed_open = bool(dialog.isVisible())
        if page.stayed_open:
            dialog.reject()

    QTimer.singleShot(_COME_MS, look)
    panel.click("settingsButton")
    if raised:
        raise raised[0]
    assert answers, "the options did not open"
    return answers[0]
