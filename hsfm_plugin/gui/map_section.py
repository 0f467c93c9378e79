"""Step 3: train, choose the area, map classes or anomalies."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ...engine.parameters import ANOMALY, CLASSIFY, OPTION, OUTPUT, TRAIN, WINDOW, Parameter
from ..engine_link import EngineLink
from ..settings import Settings
from .area_choice import AreaChoice
from .parameter_form import ParameterForm
from .progress_row import ProgressRow
from .runs import Runs
from .section import DONE, FAILED, NONE, Section
from .state import Head, PanelState
from .widgets import ElidedLabel

_ELSEWHERE = ("backbone", "layer", "field")
"""Options that have a place of their own in the panel."""


def advanced_parameters() -> Tuple[Parameter, ...]:
    """The options and optional outputs of the mapping tasks, each once."""
    found = {}
    for task in (TRAIN, CLASSIFY, ANOMALY):
        for parameter in task.parameters:
            is_extra = parameter.role == OUTPUT and not parameter.required
            is_option = parameter.role == OPTION and parameter.kind != WINDOW
            if (is_extra or is_option) and parameter.name not in _ELSEWHERE:
                found.setdefault(parameter.name, parameter)
    return tuple(found.values())


class MapSection(Section):
    """The buttons that start runs; a disabled one says what is missing."""

    def __init__(
        self, iface: Any, state: PanelState, link: EngineLink, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(3, parent)
        self.setObjectName("mapSection")
        self.header.set_title(self.tr("Map"))
        self._state, self._link, self._settings = state, link, settings
        self.area = AreaChoice(iface.mapCanvas(), self.body)
        self.backbone = ParameterForm([TRAIN.parameter("backbone")], settings, self.body)
        self._build_training()
        self._build_mapping()
        self._build_advanced()
        self.progress = ProgressRow(self.body)
        self.column.addWidget(self.progress)
        self.runs = Runs(state, link, settings, self.form, self.area)
        self.train_button.clicked.connect(self.runs.train)
        self.classify_button.clicked.connect(self.runs.classify)
        self.anomaly_button.clicked.connect(self.runs.anomalies)
        self.runs.progressed.connect(self._on_progress)
        self.progress.cancel_asked.connect(self.runs.cancel)
        for signal in (
            state.scene_changed,
            state.labels_changed,
            state.head_changed,
            state.run_changed,
            link.status_changed,
        ):
            signal.connect(self.refresh)
        state.run_changed.connect(self._on_run_changed)
        self.refresh()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self.body)
        button.setObjectName(name)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _build_training(self) -> None:
        self.column.addWidget(self.backbone)
        self.train_button = self._button("trainButton", self.tr("Train"))
        self.load_button = self._button("loadHeadButton", self.tr("Load Head…"))
        self.load_button.setToolTip(self.tr("Uses a classifier that was trained before"))
        self.load_button.clicked.connect(self._choose_head)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.train_button, 3)
        row.addWidget(self.load_button, 2)
        self.column.addLayout(row)
        self.head_text = ElidedLabel("headText", self.body)
        self.column.addWidget(self.head_text)

    def _build_mapping(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("Area"), self.body)
        label.setBuddy(self.area)
        label.setMinimumWidth(self.backbone.align(label.sizeHint().width()))
        form.addRow(label, self.area)
        self.column.addLayout(form)
        self.classify_button = self._button("classifyButton", self.tr("Classify"))
        self.anomaly_button = self._button("anomalyButton", self.tr("Anomalies"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.classify_button)
        row.addWidget(self.anomaly_button)
        self.column.addLayout(row)

    def _build_advanced(self) -> None:
        self.advanced = QToolButton(self.body)
        self.advanced.setObjectName("advancedButton")
        self.advanced.setText(self.tr("Advanced"))
        self.advanced.setCheckable(True)
        self.advanced.setAutoRaise(True)
        self.advanced.setArrowType(Qt.ArrowType.RightArrow)
        self.advanced.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.form = ParameterForm(advanced_parameters(), self._settings, self.body)
        self.form.setObjectName("advancedForm")
        self.form.hide()
        self.advanced.toggled.connect(self._on_advanced)
        self.column.addWidget(self.advanced)
        self.column.addWidget(self.form)

    def _on_advanced(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.advanced.setArrowType(arrow)
        self.form.setVisible(is_open)

    def _missing_for_scene(self) -> str:
        if not self._link.is_startable:
            return self.tr("The engine is not set up yet.")
        if self._state.running:
            return self.tr("Wait until the running task is done, or cancel it.")
        if self._state.scene is None:
            return self.tr("Choose a scene first.")
        return ""

    def _missing_for_training(self) -> str:
        state = self._state
        missing = self._missing_for_scene()
        if missing:
            return missing
        if state.labels is None:
            return self.tr("Choose or make a label layer first.")
        if not state.labelled:
            return self.tr("Draw a few polygons for each class first.")
        if len(state.labelled) == 1:
            return self.tr(
                "You have labels for one class. Draw at least one polygon of another class "
                "to train."
            )
        return ""

    def refresh(self) -> None:
        """Enables what can be done now and says what is missing for the rest."""
        head = self._state.head
        no_training = self._missing_for_training()
        no_mapping = self._missing_for_scene()
        no_classes = no_mapping or (
            "" if head is not None else self.tr("Train first, or load a head.")
        )
        for button, missing, tip in (
            (self.train_button, no_training, self.tr("Fits a classifier to the labels")),
            (self.classify_button, no_classes, self.tr("Maps the classes over the area")),
            (
                self.anomaly_button,
                no_mapping,
                self.tr("Maps what is unlike its surroundings; needs no labels"),
            ),
        ):
            button.setEnabled(not missing)
            button.setToolTip(missing or tip)
        self.train_button.setDefault(not no_training and head is None)
        self.classify_button.setDefault(not no_classes)
        self.form.set_devices(self._link.devices)
        name = Path(head.path).name if head is not None and not head.metrics else ""
        self.head_text.setVisible(head is not None)
        if head is not None:
            self.head_text.say(self.tr("Head: {}").format(name or head.name))
        self._tell()

    def _tell(self) -> None:
        running, (task, how) = self._state.running, self._state.last_run
        words = {
            "train": (self.tr("training…"), self.tr("trained")),
            "classify": (self.tr("mapping classes…"), self.tr("classes mapped")),
            "anomaly": (self.tr("mapping anomalies…"), self.tr("anomalies mapped")),
        }
        if running:
            self.header.tell(words[running][0], NONE)
        elif how == "done":
            self.header.tell(words[task][1], DONE)
        elif how == "failed":
            self.header.tell(self.tr("failed"), FAILED)
        elif how == "cancelled":
            self.header.tell(self.tr("cancelled, nothing was written"), NONE)
        elif not self._missing_for_training():
            self.header.tell(self.tr("ready to train"), NONE)
        else:
            self.header.tell("", NONE)

    def _on_run_changed(self) -> None:
        if self._state.running:
            self.progress.begin()
        else:
            self.progress.end()

    def _on_progress(self, message: Any) -> None:
        if self._state.running:
            self.progress.take(message)

    def _choose_head(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Load Head"),
            self._settings.last_folder,
            self.tr("HSFM heads") + " (*.hsfm)",
        )
        self.load_head(path)

    def load_head(self, path: str) -> None:
        """Uses a head from a file; the engine checks it when it is first used."""
        if path:
            self._state.set_head(Head(path, Path(path).stem))
