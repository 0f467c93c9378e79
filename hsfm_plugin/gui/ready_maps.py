"""The maps that need no labels: their buttons, and what is missing for each."""

from __future__ import annotations

from typing import Tuple

from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..i18n import tr
from .missing import Missing
from .similar_box import SimilarBox
from .state import PanelState
from .target_form import TargetForm
from .theme import theme_icon
from .widgets import Caption, ElidedLabel, wide_button


class ReadyMaps(QWidget):
    """Quick Map above the maps of one matter each, and what looks for something known below."""

    def __init__(
        self,
        state: PanelState,
        missing: Missing,
        targets: TargetForm,
        similar: SimilarBox,
        parent: QWidget,
    ) -> None:
        """Builds the buttons; the targets' form and the box of Find Similar fold out below."""
        super().__init__(parent)
        self._state, self._missing = state, missing
        self.caption = Caption(tr("Without labels"), self)
        self.hint = ElidedLabel("quickMapHint", self)
        self.quick_button = wide_button("quickMapButton", tr("Quick Map"), self)
        self.quick_button.setIcon(theme_icon("rendererCategorizedSymbol.svg"))
        bold = self.quick_button.font()
        bold.setBold(True)
        self.quick_button.setFont(bold)
        self.traits_button = wide_button("traitsButton", tr("Traits"), self)
        self.anomaly_button = wide_button("anomalyButton", tr("Anomalies"), self)
        self.clouds_button = wide_button("cloudsButton", tr("Clouds"), self)
        self.target_button = wide_button("targetButton", tr("Targets…"), self)
        self.similar_button = wide_button("similarButton", tr("Find Similar"), self)
        for button in (self.target_button, self.similar_button):
            button.setCheckable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.caption)
        column.addWidget(self.hint)
        column.addWidget(self.quick_button)
        for buttons in (
            (self.traits_button, self.anomaly_button, self.clouds_button),
            (self.target_button, self.similar_button),
        ):
            row = QHBoxLayout()
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)
        column.addWidget(targets)
        column.addWidget(similar)

    def refresh(self) -> None:
        """Enables what can be done now and says what is missing for the rest."""
        for button, lack, tip in self._buttons():
            button.setEnabled(not lack)
            button.setToolTip(lack or tip)
        state = self._state
        is_first = bool(state.scene) and not (state.labelled or state.head or state.cover)
        invites = is_first and self.quick_button.isEnabled()
        self.caption.setVisible(not invites)
        self.hint.setVisible(invites)
        self.hint.say(
            tr("No labels yet? Quick Map shows the cover now."),
            tr("No labels yet? Start here."),
        )
        self.quick_button.setDefault(invites)
        self.clouds_button.setVisible(state.scene is not None and state.scene.is_radiance)

    def _buttons(self) -> Tuple[Tuple[QPushButton, str, str], ...]:
        missing = self._missing
        return (
            (
                self.quick_button,
                missing.for_quick_map(),
                tr(
                    "Maps water, snow, vegetation, soil, built-up areas and more at once; needs "
                    "no labels"
                ),
            ),
            (
                self.traits_button,
                missing.for_traits(),
                tr(
                    "Maps chlorophyll, water, dry matter and leaf area of vegetation, and the "
                    "moisture of soil; needs no labels"
                ),
            ),
            (
                self.anomaly_button,
                missing.for_scene(),
                tr("Maps what is unlike its surroundings; needs no labels"),
            ),
            (
                self.target_button,
                "",
                tr("Looks for a material: of clicked pixels, polygons or a spectral library"),
            ),
            (
                self.similar_button,
                missing.for_similar(),
                tr("Click a pixel on the map and see at once what is like it"),
            ),
            (
                self.clouds_button,
                missing.for_clouds(),
                tr("Maps the clouds of a radiance product; needs no labels"),
            ),
        )
