"""Step 1: which scene, what it is, how it is shown."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..compat import raster_layers_only
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.history import PROPERTY
from ..messages import explain
from ..paths import icon
from ..retelling import retold
from ..settings import Settings
from .composite import shown_bands
from .details_dialog import show_details
from .open_button import OpenProductButton
from .scene_opening import SceneOpening
from .scene_words import bands_line, details_text, grid_line, masked_words, scene_title
from .section import DONE, FAILED, NONE, WARNING, Section
from .state import PanelState
from .theme import failed_icon, theme_icon
from .widgets import Callout, ShrinkingButton, WrappedLabel

_DETAILS_PX = 14
"""Side of the icon beside the first line, which stays as high as its text."""


class SceneSection(Section):
    """Chooses a scene, says what the engine understood of it, sets composites.

    ``spectrum_asked`` says whether the user wants to pick pixels for their spectra.
    """

    help_topic = "scene"
    spectrum_asked = pyqtSignal(bool)

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        opening: SceneOpening,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(1, parent)
        self.setObjectName("sceneSection")
        self._state, self._link, self._opening = state, link, opening
        self._settings = settings
        self._views: Dict[str, QToolButton] = {}
        self._build_choice()
        self._build_facts()
        self._build_views()
        state.scene_changed.connect(self.refresh)
        link.status_changed.connect(self.refresh)
        opening.layer_added.connect(self._on_layer_added)
        self.layers.layerChanged.connect(self._on_layer_chosen)
        self.refresh()

    def _build_choice(self) -> None:
        self.header.set_title(tr("Scene"))
        row = QHBoxLayout()
        row.setSpacing(6)
        self.layers = QgsMapLayerComboBox(self.body)
        self.layers.setObjectName("sceneLayerCombo")
        raster_layers_only(self.layers)
        self.layers.setAllowEmptyLayer(True, tr("Choose a layer"))
        self.layers.setLayer(None)
        self.layers.setMinimumContentsLength(6)
        self.layers.setToolTip(tr("A hyperspectral raster layer of this project"))
        self.open_button = OpenProductButton(self._settings, self.body)
        self.open_button.chosen.connect(self.open_path)
        row.addWidget(self.layers, 1)
        row.addWidget(self.open_button)
        self.column.addLayout(row)

    def _build_facts(self) -> None:
        self.empty = WrappedLabel("sceneEmpty", self.body)
        self.empty.setText(tr("Open a product, or drop one here."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setEnabled(False)
        self.empty.setMinimumHeight(34)
        self.bands = WrappedLabel("sceneBands", self.body)
        self.grid = WrappedLabel("sceneGrid", self.body)
        self.warning = Callout("sceneWarning", theme_icon("mIconWarning.svg"), self.body)
        self.refused = Callout("sceneRefused", failed_icon(), self.body)
        self.refused_details = QPushButton(tr("Details…"), self.refused)
        self.refused_details.setObjectName("refusedDetailsButton")
        self.refused_details.clicked.connect(self._show_refusal)
        self.refused_retry = QPushButton(tr("Retry"), self.refused)
        self.refused_retry.setObjectName("refusedRetryButton")
        self.refused_retry.clicked.connect(self._opening.again)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.refused_retry)
        buttons.addWidget(self.refused_details)
        self.refused.column.addLayout(buttons)
        self.facts = QWidget(self.body)
        self.details = QToolButton(self.facts)
        self.details.setObjectName("sceneDetailsButton")
        self.details.setIcon(theme_icon("mActionPropertiesWidget.svg"))
        self.details.setToolTip(tr("Shows everything that is known of the scene"))
        self.details.setAutoRaise(True)
        self.details.clicked.connect(self._show_details)
        self.details.setIconSize(QSize(_DETAILS_PX, _DETAILS_PX))
        self.details.setFixedHeight(_DETAILS_PX + 4)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.bands, 1)
        first.addWidget(self.details, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(self.facts)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        lines.addLayout(first)
        lines.addWidget(self.grid)
        for widget in (self.empty, self.facts, self.warning, self.refused):
            self.column.addWidget(widget)

    def _build_views(self) -> None:
        self.views = QWidget(self.body)
        row = QHBoxLayout(self.views)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        names = (
            ("rgb", tr("RGB"), tr("True colour: red, green, blue")),
            ("cir", tr("CIR"), tr("Colour infrared: vegetation is red")),
            ("swir", tr("SWIR"), tr("Short-wave infrared: moisture, burns, minerals")),
            ("geology", tr("Geology"), tr("Bands that tell rocks and soils apart")),
        )
        for key, text, tip in names:
            button = QToolButton(self.views)
            button.setText(text)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setObjectName(f"view_{key}")
            button.setCheckable(True)
            button.setProperty("tip", tip)
            button.clicked.connect(lambda _=False, name=key: self._on_view(name))
            self._views[key] = button
            row.addWidget(button, 1)
        self.spectrum = ShrinkingButton(
            "spectrumButton", icon("spectrum.svg"), tr("Spectrum"), self.views
        )
        self.spectrum.setCheckable(True)
        self.spectrum.setToolTip(tr("Plots the spectra of the pixels that you click"))
        self.spectrum.clicked.connect(self.spectrum_asked)
        row.addWidget(self.spectrum)
        self.column.addWidget(self.views)

    def refresh(self) -> None:
        """Shows the state's scene."""
        state = self._state
        scene, refusal = state.scene, state.refusal
        self.open_button.setEnabled(self._link.is_startable)
        self.empty.setVisible(scene is None and refusal is None and self._link.is_startable)
        self.empty.setText(
            tr("Reading the scene…")
            if state.is_opening
            else tr("Open a product, or drop one here.")
        )
        for widget in (self.facts, self.views):
            widget.setVisible(scene is not None)
        self.warning.say("\n".join(map(retold, scene.info.get("warnings") or [])) if scene else "")
        self.refused.say("")
        if scene is not None:
            info = scene.info
            self.bands.say(bands_line(info))
            self.grid.say(grid_line(info))
            self.grid.setToolTip(f"{grid_line(info)}\n{masked_words(info)}")
            self.header.tell(scene_title(info), WARNING if info.get("warnings") else DONE)
            self._refresh_views(info)
        elif refusal is not None:
            said = explain(refusal)
            self.refused.say(f"<b>{said.sentence}</b> {said.step}")
            self.refused.text.setToolTip(refusal.message)
            self.refused_retry.setVisible(said.retryable)
            self.header.tell(tr("cannot be used"), FAILED)
        else:
            self.header.tell(tr("reading…") if state.is_opening else "", NONE)
        self.layers.setEnabled(self._link.is_startable)

    def _refresh_views(self, info: Dict[str, Any]) -> None:
        layer = self._state.scene.layer if self._state.scene else None
        shown = shown_bands(layer) if layer is not None else []
        for key, button in self._views.items():
            bands = info["display"].get(key)
            button.setEnabled(bool(bands))
            button.setChecked(bool(bands) and list(bands) == shown)
            button.setToolTip(
                str(button.property("tip"))
                if bands
                else tr("The scene has no bands at these wavelengths.")
            )

    def _on_view(self, name: str) -> None:
        self._opening.composite(name)
        if self._state.scene is not None:
            self._refresh_views(self._state.scene.info)

    def _on_layer_chosen(self, layer: Optional[QgsMapLayer]) -> None:
        scene = self._state.scene
        if scene is not None and scene.layer is layer and layer is not None:
            return
        self._opening.use_layer(layer if isinstance(layer, QgsRasterLayer) else None)

    def _on_layer_added(self, layer: QgsRasterLayer) -> None:
        self.layers.blockSignals(True)
        self.layers.setLayer(layer)
        self.layers.blockSignals(False)

    def show_picking(self, is_on: bool) -> None:
        """Shows whether a click on the map picks a pixel."""
        self.spectrum.setChecked(is_on)

    def hide_results(self) -> None:
        """Keeps the maps that HSFM made out of the list of scenes."""
        made = [
            layer
            for layer in QgsProject.instance().mapLayers().values()
            if layer.customProperty(PROPERTY)
        ]
        self.layers.setExceptedLayerList(made)

    def open_path(self, path: str) -> None:
        """Opens a product by any of its files, its folder or its ZIP."""
        if not path or not self._link.is_startable:
            return
        self._settings.last_folder = path.rpartition("/")[0]
        self.layers.blockSignals(True)
        self.layers.setLayer(None)
        self.layers.blockSignals(False)
        self._opening.open_product(path)

    def _show_details(self) -> None:
        if self._state.scene is not None:
            text = details_text(self._state.scene.info)
            show_details(tr("Scene details"), text, self.window())

    def _show_refusal(self) -> None:
        if self._state.refusal is not None:
            details = explain(self._state.refusal).details
            show_details(tr("Why the scene cannot be used"), details, self.window())
