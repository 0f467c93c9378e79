"""The slider that sets how many false alarms a score map may hold."""

from __future__ import annotations

import math
from typing import Any, List, Optional

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from ..i18n import tr
from ..layers.score_tail import ScoreTail
from .scene_words import number

_MOST_RATE, _LEAST_RATE = 1e-1, 1e-6
_STEPS = 20
"""Steps of the slider for a factor of ten."""
_DECADES = 5
_SETTLE_MS = 400
"""After the last key that moved the slider."""


def rate_words(rate: float) -> str:
    """The ``n`` of ``1 in n``, with two digits that count."""
    every = 1.0 / rate
    digits = max(0, math.floor(math.log10(every)) - 1)
    return number(round(every / 10**digits) * 10**digits)


class _Slider(QSlider):
    """Leaves the wheel to the panel unless it was clicked: scrolling past must change nothing."""

    def wheelEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ThresholdSlider(QWidget):
    """A false-alarm rate on a logarithmic scale, fewer to the right; hidden without a tail.

    ``moved`` comes at every step, ``settled`` when the user lets go; both carry the rate and its
    threshold.

    Attributes:
        is_moved: whether the user has moved it and not let go yet.
    """

    moved = pyqtSignal(float, float)
    settled = pyqtSignal(float, float)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tail: Optional[ScoreTail] = None
        self.is_moved = False
        self.words = QLabel(self)
        self.words.setObjectName(f"{name}RateText")
        self.slider = _Slider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName(f"{name}RateSlider")
        self.slider.setRange(0, _STEPS * _DECADES)
        self.slider.setPageStep(_STEPS)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tip = tr(
            "How many ordinary pixels may lie above the threshold. To the right there are fewer "
            "false alarms, and faint finds are missed. The map follows at once, the list when you "
            "let go."
        )
        self.slider.setToolTip(tip)
        self.words.setToolTip(tip)
        self.words.setBuddy(self.slider)
        self.words.setMinimumWidth(
            self.fontMetrics().horizontalAdvance(self._said(_LEAST_RATE)) + 2
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.words)
        row.addWidget(self.slider, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLE_MS)
        self._later.timeout.connect(self._settle)
        self.slider.valueChanged.connect(self._on_value)
        self.slider.sliderReleased.connect(self._settle)
        self.hide()

    def take(self, tail: Optional[ScoreTail], rate: float) -> None:
        """Belongs to another map from now on; to none if there is no tail.

        Args:
            tail: of the map.
            rate: for which it was made.
        """
        self._later.stop()
        self._tail, self.is_moved = tail, False
        self.setVisible(tail is not None)
        place = round(-_STEPS * (math.log10(rate) + 1)) if rate > 0 else 0
        self.slider.blockSignals(True)
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        self.words.setText(self._said(rate if rate > 0 else _MOST_RATE))

    @property
    def rate(self) -> float:
        """The rate at which it stands."""
        return self._rate(self.slider.value())

    def thresholds(self) -> List[float]:
        """The threshold at each of its places, ascending; empty without a tail."""
        if self._tail is None:
            return []
        places = range(self.slider.maximum() + 1)
        return [self._tail.threshold_at(self._rate(place)) for place in places]

    def _rate(self, place: int) -> float:
        return float(10 ** -(1 + place / _STEPS))

    def _said(self, rate: float) -> str:
        return tr("False alarms: 1 in {}").format(rate_words(rate))

    def _on_value(self, _: int) -> None:
        if self._tail is None:
            return
        self.is_moved = True
        self.words.setText(self._said(self.rate))
        self.moved.emit(self.rate, self._tail.threshold_at(self.rate))
        if self.slider.isSliderDown():
            self._later.stop()
        else:
            self._later.start()

    def _settle(self) -> None:
        self._later.stop()
        if self._tail is not None and self.is_moved:
            self.is_moved = False
            self.settled.emit(self.rate, self._tail.threshold_at(self.rate))
