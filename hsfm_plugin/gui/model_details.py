"""What is known of one model, and the tick that says its terms were read."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ..i18n import tr
from .model import Model
from .model_words import card_html
from .widgets import WrappedLabel

_MOST_LINES = 14


class TickLine(QWidget):
    """A check box whose words wrap; a click on the words ticks it too."""

    toggled = pyqtSignal(bool)

    def __init__(self, name: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.box = QCheckBox(self)
        self.box.setObjectName(name)
        self.box.setAccessibleName(text)
        self.box.toggled.connect(self.toggled)
        self.words = WrappedLabel(f"{name}Text", self)
        self.words.setText(text)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def mouseReleaseEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if self.rect().contains(event.pos()):
            self.box.toggle()


class ModelDetails(QFrame):
    """The card of the selected model; hidden while none is selected."""

    consent_changed = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("modelDetails")
        self._model: Optional[Model] = None
        self.text = WrappedLabel("modelCard")
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.text.setOpenExternalLinks(True)
        self.by_hand = WrappedLabel("modelByHand", self)
        self.by_hand.setText(
            tr(
                "HSFM cannot download this one by itself: get its file from its page, then "
                "choose Import…"
            )
        )
        self.consent = TickLine(
            "modelConsent", tr("I have read the terms and may use this model"), self
        )
        self.consent.setToolTip(
            tr("Its publisher does not say clearly who may use it; that is for you to judge.")
        )
        self.consent.toggled.connect(lambda _: self.consent_changed.emit())
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(6)
        for widget in (self._scroll, self.by_hand, self.consent):
            column.addWidget(widget)
        self.hide()

    @property
    def has_consent(self) -> bool:
        """Whether the licence is clear, or the user has ticked that they may use the model."""
        model = self._model
        return model is not None and (model.licence_clear or self.consent.box.isChecked())

    def show_model(self, model: Optional[Model], told: Mapping[str, Any]) -> None:
        """Shows a model; the tick holds for that model only."""
        before, self._model = self._model, model
        self.setVisible(model is not None)
        if model is None:
            return
        if before is None or before.id != model.id:
            self.consent.box.setChecked(False)
            self._scroll.verticalScrollBar().setValue(0)
        self.text.setText(card_html(model, told))
        is_got_by_hand = not (model.installed or model.can_fetch or model.is_part)
        self.by_hand.setVisible(is_got_by_hand)
        asks = not model.installed and model.can_fetch and not model.licence_clear
        self.consent.setVisible(asks)
        self._fit_height()

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """As high as the text, up to a limit; beyond that it scrolls."""
        wanted = self.text.heightForWidth(max(1, self._scroll.viewport().width()))
        most = _MOST_LINES * self.fontMetrics().lineSpacing()
        self._scroll.setFixedHeight(max(1, min(wanted + 2, most)))
