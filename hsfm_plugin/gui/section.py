"""One collapsible step of the panel; its header tells the state also when it is closed."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QPointF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStyle,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from .help import help_button
from .theme import failed_icon, theme_icon
from .widgets import ElidedLabel

DONE, WARNING, FAILED, NONE = "done", "warning", "failed", ""
_ICONS = {DONE: "mIconSuccess.svg", WARNING: "mIconWarning.svg"}
_PAD, _EDGE, _ARROW_PX, _ICON_PX = 6, 5, 8, 16
_SHADE, _SHADE_HOVER = QColor(128, 128, 128, 46), QColor(128, 128, 128, 84)
"""Over the window's own colour, so that they suit light and dark themes."""


class SectionHeader(QAbstractButton):
    """Arrow, number, title, a summary that is cut with an ellipsis, and a mark.

    The words are labels, because only those take the colours of QGIS's themes.
    """

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._mark = number, NONE
        self.setCheckable(True)
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title = QLabel(self)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._words = ElidedLabel("sectionSummary", self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._picture = QLabel(self)
        row = QHBoxLayout(self)
        self._row = row
        row.setContentsMargins(2 * _PAD + _ARROW_PX, _EDGE, _EDGE, _EDGE)
        row.setSpacing(2 * _PAD)
        row.addWidget(self._title)
        row.addWidget(self._words, 1)
        row.addWidget(self._picture)
        for label in (self._title, self._words, self._picture):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def offer_help(self, topic: str) -> None:
        """Puts a ``?`` at the right end; a click on it folds nothing."""
        self._row.addWidget(help_button(topic, self))

    def set_title(self, title: str) -> None:
        """Names the section."""
        self._title.setText(f"{self._number}  {title}")
        self.setAccessibleName(f"{self._number} {title}")

    @property
    def summary(self) -> str:
        return self._words.full_text

    @property
    def mark(self) -> str:
        return self._mark

    def tell(self, summary: str, mark: str, short: str = "") -> None:
        """Shows a state in the header; ``short`` is shown where the summary does not fit."""
        self._mark = mark
        self._words.say(summary, short)
        self.setToolTip(summary)
        self.setAccessibleDescription(summary)
        self._picture.setVisible(bool(mark))
        if mark:
            icon = failed_icon() if mark == FAILED else theme_icon(_ICONS[mark])
            self._picture.setPixmap(icon.pixmap(_ICON_PX, _ICON_PX))

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), _SHADE_HOVER if self.underMouse() else _SHADE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._title.palette().color(QPalette.ColorRole.WindowText), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle_x, middle_y = _PAD + _ARROW_PX / 2, self.height() / 2
        long, short = _ARROW_PX / 2, _ARROW_PX / 4
        if self.isChecked():
            places = ((-long, -short), (0, short), (long, -short))
        else:
            places = ((-short, -long), (short, 0), (-short, long))
        points = [QPointF(middle_x + x, middle_y + y) for x, y in places]
        painter.drawLine(points[0], points[1])
        painter.drawLine(points[1], points[2])
        if self.hasFocus():
            focus = QStyleOptionFocusRect()
            focus.initFrom(self)
            frame = QStyle.PrimitiveElement.PE_FrameFocusRect
            self.style().drawPrimitive(frame, focus, painter, self)


class Section(QWidget):
    """A header and a body that it folds away.

    Attributes:
        is_open_at_first: whether it is unfolded for somebody who never touched it.
        help_topic: the page of the help that its ``?`` opens.
    """

    is_open_at_first = True
    help_topic = ""
    toggled = pyqtSignal(bool)

    def __init__(self, number: int, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.header = SectionHeader(number, self)
        if self.help_topic:
            self.header.offer_help(self.help_topic)
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
