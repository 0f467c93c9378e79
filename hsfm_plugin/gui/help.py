"""The help inside QGIS: one window for all topics, and the ``?`` that opens it."""

from __future__ import annotations

from typing import Optional

from qgis import utils
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QPoint, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QMainWindow,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..i18n import tr
from .help_browser import HelpView
from .theme import theme_icon

DOCK, DIALOG = "HsfmHelpDock", "HsfmHelpDialog"
BUTTON = "helpButton"
_SIZE = QSize(480, 620)
_ICON_PX, _BUTTON_PX = 14, 18


class HelpDock(QgsDockWidget):
    """Floats beside the panel at first; may be docked anywhere."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName(DOCK)
        self.setWindowTitle(tr("HSFM Help"))
        self.view = HelpView(self)
        self.setWidget(self.view)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.setFloating(True)
        self.resize(_SIZE)


class HelpDialog(QDialog):
    """The help above a window that keeps all others waiting, such as the options of QGIS."""

    def __init__(self, above: QWidget) -> None:
        super().__init__(above)
        self.setObjectName(DIALOG)
        self.setWindowTitle(tr("HSFM Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = HelpView(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.resize(_SIZE)


def show(topic: str, parent: Optional[QWidget] = None) -> HelpView:
    """Opens the help at a topic; it blocks nothing.

    Args:
        topic: the name of a page without its ending.
        parent: any widget of ours; the help opens in its QGIS window.

    Returns:
        What shows the page.

    Raises:
        ValueError: there is no such page.
    """
    above = QApplication.activeModalWidget()
    place = _dialog(above) if above is not None else _dock(_window_of(parent), parent)
    place.view.browser.show_topic(topic)
    place.show()
    place.raise_()
    return place.view


def close_help(window: Optional[QWidget] = None) -> None:
    """Takes the help out of QGIS; for ``unload``."""
    main = _window_of(window)
    found = main.findChild(HelpDock, DOCK)
    if found is not None:
        main.removeDockWidget(found)
        found.deleteLater()


def help_button(topic: str, parent: QWidget) -> QToolButton:
    """A small ``?`` that opens the help at a topic."""
    made = QToolButton(parent)
    made.setObjectName(f"{BUTTON}_{topic}")
    made.setIcon(theme_icon("mActionHelpContents.svg"))
    made.setIconSize(QSize(_ICON_PX, _ICON_PX))
    made.setFixedSize(QSize(_BUTTON_PX, _BUTTON_PX))
    made.setAutoRaise(True)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(tr("Help on this part"))
    made.setAccessibleName(tr("Help on this part"))
    made.clicked.connect(lambda: show(topic, made))
    return made


def _window_of(widget: Optional[QWidget]) -> QMainWindow:
    """The window of QGIS that a widget belongs to, also through docks that float."""
    while widget is not None and not isinstance(widget, QMainWindow):
        widget = widget.parentWidget()
    return widget if widget is not None else utils.iface.mainWindow()


def _dock(window: QMainWindow, beside: Optional[QWidget]) -> HelpDock:
    found = window.findChild(HelpDock, DOCK)
    if found is None:
        found = HelpDock(window)
        found.move(_place(window, beside))
    return found


def _place(window: QMainWindow, beside: Optional[QWidget]) -> QPoint:
    """Left of the dock that asked, inside the window, so that both can be read."""
    dock = beside
    while dock is not None and not isinstance(dock, QgsDockWidget):
        dock = dock.parentWidget()
    corner = (dock or window).mapToGlobal(QPoint(0, 0))
    least = window.mapToGlobal(QPoint(0, 0))
    x = corner.x() - _SIZE.width() - 12 if dock is not None else corner.x() + 60
    y = min(corner.y(), least.y() + max(0, window.height() - _SIZE.height()))
    return QPoint(max(least.x(), x), max(least.y(), y))


def _dialog(above: QWidget) -> HelpDialog:
    found = above if isinstance(above, HelpDialog) else above.findChild(HelpDialog, DIALOG)
    return found if found is not None else HelpDialog(above)
