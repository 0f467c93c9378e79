"""Small widgets that several sections use."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from .theme import muted, theme_icon


class WrappedLabel(QLabel):
    """Text that wraps and is as high as its lines, at any width."""

    def __init__(self, name: str, parent: Optional[QWidget] = None, faint: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._faint = faint
        self._colour()

    def _colour(self) -> None:
        if self._faint and self.parentWidget() is not None:
            palette = self.palette()
            palette.setColor(
                QPalette.ColorRole.WindowText, muted(self.parentWidget().palette())
            )
            self.setPalette(palette)

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
        self._full = ""

    def say(self, text: str) -> None:
        """Shows as much of a text as fits."""
        self._full = text
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
        self.setText(self.fontMetrics().elidedText(self._full, mode, self.width()))


class Callout(QFrame):
    """A sentence with an icon that stays where it belongs, as long as it is true."""

    def __init__(self, name: str, icon: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.setSpacing(8)
        picture = QLabel(self)
        picture.setPixmap(theme_icon(icon).pixmap(16, 16))
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
