"""Errors and news inside the panel, in QGIS's own message bar: a sentence, a next step, buttons."""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Optional

from qgis.core import Qgis
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...engine.errors import EngineError
from ..i18n import tr
from ..last_errors import note
from ..messages import explain
from .details_dialog import show_details
from .retry import Retry
from .widgets import WrappedLabel

_INFO_S = 6


class Notice(QWidget):
    """Text that wraps to the panel's width, with buttons under it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        self.label = WrappedLabel("noticeText", self)
        self.label.setText(text)
        column.addWidget(self.label)
        self._rows = column
        self.row = self._make_row()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self._rows.addLayout(row)
        return row

    def add_row(self) -> None:
        """Puts the buttons that come from now on under those before."""
        self.row = self._make_row()

    def add_button(self, name: str, text: str, clicked: Callable[[], None], tip: str = "") -> None:
        """Adds a button at the right end of the row."""
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.clicked.connect(clicked)
        if not self.row.count():
            self.row.addStretch(1)
        self.row.addWidget(button)

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.label.setFixedHeight(max(1, self.label.heightForWidth(self.width())))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        hint = super().sizeHint()
        return QSize(120, hint.height())


class Notices(QgsMessageBar):
    """The panel's message bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    def show_error(
        self,
        error: EngineError,
        retry: Optional[Callable[[], None]] = None,
        about_model: bool = False,
    ) -> None:
        """Says what went wrong; Retry is offered where it makes sense.

        Args:
            error: of the engine.
            retry: does the same again; a ``Retry`` may offer other ways.
            about_model: whether the file in question is one of weights, not a scene or a result.
        """
        note(error)
        said = explain(error, about_model)
        offers = retry.offers(error) if isinstance(retry, Retry) else []
        words = [f"<b>{said.sentence}</b>", said.step, *(offer.says for offer in offers)]
        notice = Notice(" ".join(filter(None, words)), self)
        notice.label.setToolTip(error.message)
        for offer in offers:
            run = partial(self._retry, partial(retry, **offer.changed))
            notice.add_button(offer.name, offer.text, run, offer.tip)
            notice.add_row()
        if retry is not None and said.retryable:
            notice.add_button("retryButton", tr("Retry"), lambda: self._retry(retry))
        notice.add_button(
            "errorDetailsButton",
            tr("Details…"),
            lambda: show_details(tr("What happened"), said.details, self.window()),
        )
        self._show(notice, Qgis.MessageLevel.Critical, 0)

    def show_news(self, text: str) -> None:
        """Says that something was done; goes away by itself."""
        self._show(Notice(text, self), Qgis.MessageLevel.Success, _INFO_S)

    def show_hint(self, text: str) -> None:
        """Says why something cannot be done now; goes away by itself."""
        self._show(Notice(text, self), Qgis.MessageLevel.Warning, _INFO_S)

    def _retry(self, retry: Callable[[], None], _: bool = False) -> None:
        self.clearWidgets()
        retry()

    def _show(self, notice: Notice, level: Qgis.MessageLevel, seconds: int) -> None:
        self.clearWidgets()
        self.pushItem(QgsMessageBarItem(notice, level, seconds))
