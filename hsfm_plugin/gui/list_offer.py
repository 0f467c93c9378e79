"""Offers another list in the window of the lists, where one is being worked through."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ..i18n import tr
from .widgets import ElidedLabel


class ListOffer(QWidget):
    """One line with a button; hidden while there is nothing to offer.

    ``accepted`` carries the path and the title of the list.
    """

    accepted = pyqtSignal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = self._title = ""
        self.words = ElidedLabel("listOfferText", self)
        self.button = QPushButton(tr("Open"), self)
        self.button.setObjectName("openListButton")
        self.button.setToolTip(tr("Shows the new list here; the marks of this one stay"))
        self.button.clicked.connect(lambda: self.accepted.emit(self._path, self._title))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def offer(self, path: str, title: str) -> None:
        """Offers a list."""
        self._path, self._title = path, title
        self.words.say(tr("There is a new list: {}").format(title))
        self.show()
