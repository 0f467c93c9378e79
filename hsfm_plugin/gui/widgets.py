"""Small widgets that several sections use."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPainter
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from .theme import LINE


class WrappedLabel(QLabel):
    """Text that wraps and is as high as its lines, at any width."""

    def __init__(self, name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, text: str) -> None:
        """Shows a text; hides when there is none."""
        self.setText(text)
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, super().minimumSizeHint().height())


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis; the tool tip has all of it."""

    def __init__(self, name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._full = self._short = ""

    def say(self, text: str, short: str = "") -> None:
        """Shows a text, or ``short`` where it does not fit, or as much of that as fits."""
        self._full, self._short = text, short or text
        self.setToolTip(text)
        self._fit()

    @property
    def full_text(self) -> str:
        return self._full

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        metrics = self.fontMetrics()
        fits = metrics.horizontalAdvance(self._full) <= self.width()
        text = self._full if fits else self._short
        self.setText(metrics.elidedText(text, mode, self.width()))


_SPARE_PX = 10
"""What a button can do without around its icon and text."""


class ShrinkingButton(QToolButton):
    """A button with icon and text that is its icon alone where there is no room for both."""

    def __init__(self, name: str, icon: QIcon, text: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setIcon(icon)
        self.setText(text)
        self._least = super().sizeHint()
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._full = super().sizeHint()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._full

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return self._least

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if self.width() < self._full.width() - _SPARE_PX:
            style = Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)


class Rule(QWidget):
    """A thin line; the frames of QGIS's dark themes draw none."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(0, 1)

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        QPainter(self).fillRect(0, self.height() // 2, self.width(), 1, LINE)


class Caption(QWidget):
    """A few words over a group of controls, and a line to the edge of the panel."""

    def __init__(self, text: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(QLabel(text, self))
        row.addWidget(Rule(self), 1)


class Callout(QFrame):
    """A sentence with an icon that stays where it belongs, as long as it is true."""

    def __init__(self, name: str, icon: QIcon, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        picture = QLabel(self)
        picture.setPixmap(icon.pixmap(16, 16))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(4)
        row.addLayout(self.column, 1)
        self.text = WrappedLabel(f"{name}Text", self)
        self.column.addWidget(self.text)
        self.hide()

    def say(self, text: str) -> None:
        """Shows a text; hides when there is none."""
        self.text.setText(text)
        self.setVisible(bool(text))


def wide_button(name: str, text: str, parent: QWidget) -> QPushButton:
    """A button that shares the width of its row."""
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def labelled(label: QLabel, editor: QWidget, wide: int) -> QHBoxLayout:
    """A row of a label and what it names; labels of one width stand in a column."""
    label.setBuddy(editor)
    label.setMinimumWidth(wide)
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(editor, 1)
    return row
