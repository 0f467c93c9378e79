"""The form of the target search: what is looked for, by which method."""

from __future__ import annotations

from typing import Dict, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ..engine_link import EngineLink
from ..i18n import tr
from ..settings import Settings
from .help import help_button
from .missing import Missing
from .state import PanelState
from .target_choice import (
    LABELS,
    LIBRARY_FILE,
    PIXELS,
    POLYGONS,
    method_words,
    source_words,
)
from .target_library import LibraryPage
from .target_pages import ClassPage, PixelPage, TargetPage
from .target_polygons import PolygonPage
from .widgets import WrappedLabel, labelled

_METHOD = "target_method"


class TargetForm(QFrame):
    """Hidden until it is asked for.

    ``search_asked`` comes when all is said, ``grown`` when there may be more of it than is seen.
    """

    search_asked = pyqtSignal()
    grown = pyqtSignal()

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        missing: Missing,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("targetForm")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._state, self._settings, self._missing = state, settings, missing
        self.sources = self._combo("targetSourceCombo")
        self.pixels = PixelPage(self)
        self.polygons = PolygonPage(self)
        self.classes = ClassPage(state, self)
        self.library = LibraryPage(state, link, settings, self)
        self.pages: Dict[str, TargetPage] = {
            PIXELS: self.pixels,
            POLYGONS: self.polygons,
            LABELS: self.classes,
            LIBRARY_FILE: self.library,
        }
        for name, words in source_words():
            self.sources.addItem(words, name)
        self.methods = self._combo("targetMethodCombo")
        for place, (name, words, tip) in enumerate(method_words()):
            self.methods.addItem(words, name)
            self.methods.setItemData(place, tip, Qt.ItemDataRole.ToolTipRole)
        chosen = self.methods.findData(settings.option(_METHOD))
        self.methods.setCurrentIndex(max(0, chosen))
        self.run_button = QPushButton(tr("Search Target"), self)
        self.run_button.setObjectName("targetRunButton")
        self.hint = WrappedLabel("targetHint", self)
        self._lay_out()
        self.sources.currentIndexChanged.connect(self._on_source)
        self.methods.currentIndexChanged.connect(self._on_method)
        for page in self.pages.values():
            page.changed.connect(self.refresh)
        self.run_button.clicked.connect(self.search_asked)
        self.library.grown.connect(self.grown)
        self._on_source()
        self._on_method()
        self.hide()

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setObjectName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(6)
        return made

    def _lay_out(self) -> None:
        labels = (QLabel(tr("Target"), self), QLabel(tr("Method"), self))
        wide = max(label.sizeHint().width() for label in labels)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(6)
        source = labelled(labels[0], self.sources, wide)
        source.addWidget(help_button("targets", self))
        column.addLayout(source)
        for page in self.pages.values():
            column.addWidget(page)
        column.addLayout(labelled(labels[1], self.methods, wide))
        column.addWidget(self.run_button)
        column.addWidget(self.hint)

    @property
    def tab_order(self) -> Tuple[QWidget, ...]:
        """What takes the keys, from top to bottom."""
        parts = [part for page in self.pages.values() for part in page.tab_order]
        return (self.sources, *parts, self.methods, self.run_button)

    @property
    def page(self) -> TargetPage:
        """The part that is used now."""
        return self.pages[str(self.sources.currentData())]

    @property
    def method(self) -> str:
        """The engine's name of the chosen method."""
        return str(self.methods.currentData())

    def show_pixels(self, places: Tuple[Tuple[int, int], ...]) -> None:
        """Looks for these pixels of the scene; the user still has to start the search."""
        self.pixels.set_places(places)
        self.sources.setCurrentIndex(self.sources.findData(PIXELS))

    def refresh(self) -> None:
        """Enables the search, or says what is missing for it."""
        is_library = self.page is self.library
        refusal = self._missing.for_targets(self.method, is_library)
        lack = refusal or self.page.lack
        self.run_button.setEnabled(not lack)
        self.run_button.setDefault(not lack)
        self.run_button.setToolTip(lack or tr("Maps how much of the target each pixel holds"))
        self.hint.say(lack if refusal or is_library else "")  # else the page has said so

    def _on_source(self) -> None:
        for page in self.pages.values():
            page.setVisible(page is self.page)
        self.refresh()
        self.grown.emit()

    def _on_method(self) -> None:
        self.methods.setToolTip(str(self.methods.currentData(Qt.ItemDataRole.ToolTipRole) or ""))
        self._settings.set_option(_METHOD, "" if self.method == "ace" else self.method)
        self.refresh()
