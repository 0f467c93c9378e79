"""One collapsible step of the panel; its header tells the state also when it is closed."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QPainter, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from .theme import blend, muted

DONE, WARNING, FAILED, NONE = "done", "warning", "failed", ""
_ICONS = {
    DONE: "/mIconSuccess.svg",
    WARNING: "/mIconWarning.svg",
    FAILED: "/mIconCritical.svg",
}
_PAD = 6


class SectionHeader(QAbstractButton):
    """Arrow, number, title, a summary that is cut with an ellipsis, and a mark."""

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._title = number, title
        self._summary, self._mark = "", NONE
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{number} {title}")

    def set_title(self, title: str) -> None:
        """Names the section."""
        self._title = title
        self.setAccessibleName(f"{self._number} {title}")
        self.update()

    @property
    def summary(self) -> str:
        return self._summary

    @property
    def mark(self) -> str:
        return self._mark

    def tell(self, summary: str, mark: str) -> None:
        """Shows a state in the header."""
        self._summary, self._mark = summary, mark
        self.setToolTip(summary)
        self.setAccessibleDescription(summary)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, self.fontMetrics().height() + 2 * _PAD)

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        palette = self.palette()
        strength = 0.13 if self.underMouse() else 0.08
        painter.fillRect(self.rect(), blend(palette, strength))
        arrow_side = self.fontMetrics().height() // 2 + 2
        option = QStyleOption()
        option.initFrom(self)
        option.rect = QRect(_PAD, (self.height() - arrow_side) // 2, arrow_side, arrow_side)
        arrow = (
            QStyle.PrimitiveElement.PE_IndicatorArrowDown
            if self.isChecked()
            else QStyle.PrimitiveElement.PE_IndicatorArrowRight
        )
        self.style().drawPrimitive(arrow, option, painter, self)
        left = self._paint_title(painter, palette, _PAD * 2 + arrow_side)
        self._paint_state(painter, palette, left)
        if self.hasFocus():
            focus = QStyleOptionFocusRect()
            focus.initFrom(self)
            self.style().drawPrimitive(
                QStyle.PrimitiveElement.PE_FrameFocusRect, focus, painter, self
            )

    def _paint_title(self, painter: QPainter, palette: QPalette, left: int) -> int:
        painter.save()
        bold = self.font()
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        text = f"{self._number}  {self._title}"
        width = painter.fontMetrics().horizontalAdvance(text)
        box = QRect(left, 0, width, self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
        return left + width + 2 * _PAD

    def _paint_state(self, painter: QPainter, palette: QPalette, left: int) -> None:
        right = self.width() - _PAD
        if self._mark:
            side = 16
            icon: QIcon = QgsApplication.getThemeIcon(_ICONS[self._mark])
            icon.paint(painter, right - side, (self.height() - side) // 2, side, side)
            right -= side + _PAD
        painter.setPen(muted(palette))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(
            self._summary, Qt.TextElideMode.ElideRight, max(0, right - left)
        )
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(QRect(left, 0, right - left, self.height()), flags, text)


class Section(QWidget):
    """A header and a body that it folds away."""

    toggled = pyqtSignal(bool)

    def __init__(self, number: int, title: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.header = SectionHeader(number, title, self)
        self.body = QWidget(self)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(8, 6, 8, 10)
        self.column.setSpacing(6)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.header)
        outer.addWidget(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.header.toggled.connect(self._on_toggled)

    def set_open(self, is_open: bool) -> None:
        """Folds or unfolds the section."""
        self.header.setChecked(is_open)

    def _on_toggled(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.toggled.emit(is_open)
