"""Where to label next: the places that would teach the classifier most, one click away."""

from __future__ import annotations

from typing import Any, Dict, List

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ..i18n import tr
from .widgets import WrappedLabel

_MOST = 5


class LabelNext(QWidget):
    """A button a place, the most useful one first; ``asked`` carries the one that is clicked."""

    asked = pyqtSignal(dict)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("labelNext")
        words = WrappedLabel("labelNextWords", self)
        words.setText(tr("Label here next"))
        words.setToolTip(
            tr(
                "Places where the classifier is least sure and that are least like your labels. "
                "A click goes there and takes up the drawing tool."
            )
        )
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addWidget(words, 1)
        self.buttons: List[QToolButton] = []
        self._places: List[Dict[str, Any]] = []
        for number in range(1, _MOST + 1):
            button = QToolButton(self)
            button.setObjectName(f"labelNext{number}")
            button.setText(str(number))
            button.clicked.connect(lambda _, index=number - 1: self.asked.emit(self._places[index]))
            self._row.addWidget(button)
            self.buttons.append(button)
        self.show_places([])

    def show_places(self, places: List[Dict[str, Any]]) -> None:
        """Shows places as ``classify`` lists them; hides when there are none."""
        self._places = places[:_MOST]
        for button, place in zip(self.buttons, self._places):
            unlike = place.get("unlike")
            tip = tr("{} % unsure").format(round(100 * place["uncertain"]))
            if unlike is not None:
                tip += tr(" · {} % unlike anything labelled").format(round(100 * unlike))
            button.setToolTip(tip)
        for index, button in enumerate(self.buttons):
            button.setVisible(index < len(self._places))
        self.setVisible(bool(self._places))
