"""Step 3: train, choose the area, map classes or anomalies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ..engine_link import EngineLink
from ..settings import Settings
from .advanced import Advanced
from .area_choice import AreaChoice
from .backbone_choice import BackboneChoice
from .missing import Missing
from .models import Models
from .progress_row import ProgressRow
from .runs import Runs
from .section import DONE, FAILED, NONE, Section
from .state import Head, PanelState
from .widgets import ElidedLabel


def _labelled(label: QLabel, editor: QWidget, wide: int) -> QHBoxLayout:
    """A row of a label and what it names; labels of one width stand in a column."""
    label.setBuddy(editor)
    label.setMinimumWidth(wide)
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(editor, 1)
    return row


class MapSection(Section):
    """The buttons that start runs; a disabled one says what is missing."""

    def __init__(
        self,
        iface: Any,
        state: PanelState,
        link: EngineLink,
        models: Models,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(3, parent)
        self.setObjectName("mapSection")
        self.header.set_title(self.tr("Map"))
        self._state, self._link, self._settings = state, link, settings
        self.area = AreaChoice(iface.mapCanvas(), self.body)
        self.backbone = BackboneChoice(models, settings, self.body)
        self._missing = Missing(state, link, models, self.backbone)
        self._build_training()
        self._build_mapping()
        self.advanced = Advanced(settings, self.body)
        self.form = self.advanced.form
        self.column.addWidget(self.advanced)
        self.progress = ProgressRow(self.body)
        self.column.addWidget(self.progress)
        self.runs = Runs(state, link, settings, models, self.form, self.area, self.backbone)
        self.train_button.clicked.connect(self.runs.train)
        self.classify_button.clicked.connect(self.runs.classify)
        self.anomaly_button.clicked.connect(self.runs.anomalies)
        self.clouds_button.clicked.connect(self.runs.clouds)
        self.runs.progressed.connect(self._on_progress)
        self.progress.cancel_asked.connect(self.runs.cancel)
        for signal in (
            state.scene_changed,
            state.labels_changed,
            state.head_changed,
            state.run_changed,
            link.status_changed,
            self.backbone.chosen,
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
        self._area_label = QLabel(self.tr("Area"), self.body)
        label = QLabel(self.tr("Backbone"), self.body)
        wide = max(label.sizeHint().width(), self._area_label.sizeHint().width())
        self._area_label.setMinimumWidth(wide)
        self.column.addLayout(_labelled(label, self.backbone, wide))
        self.train_button = self._button("trainButton", self.tr("Train"))
        self.load_button = self._button("loadHeadButton", self.tr("Load Head…"))
        self.load_button.setToolTip(
            self.tr("Uses a classifier that was trained before, or an ONNX segmentation model")
        )
        self.load_button.clicked.connect(self._choose_head)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.train_button, 3)
        row.addWidget(self.load_button, 2)
        self.column.addLayout(row)
        self.head_text = ElidedLabel("headText", self.body)
        self.column.addWidget(self.head_text)

    def _build_mapping(self) -> None:
        wide = self._area_label.minimumWidth()
        self.column.addLayout(_labelled(self._area_label, self.area, wide))
        self.classify_button = self._button("classifyButton", self.tr("Classify"))
        self.anomaly_button = self._button("anomalyButton", self.tr("Anomalies"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.classify_button)
        row.addWidget(self.anomaly_button)
        self.clouds_button = self._button("cloudsButton", self.tr("Clouds"))
        row.addWidget(self.clouds_button)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """Enables what can be done now and says what is missing for the rest."""
        head = self._state.head
        missing = self._missing
        no_training, no_classes = missing.for_training(), missing.for_classes()
        for button, lack, tip in (
            (self.train_button, no_training, self.tr("Fits a classifier to the labels")),
            (self.classify_button, no_classes, self.tr("Maps the classes over the area")),
            (
                self.anomaly_button,
                missing.for_scene(),
                self.tr("Maps what is unlike its surroundings; needs no labels"),
            ),
            (
                self.clouds_button,
                missing.for_clouds(),
                self.tr("Maps the clouds of a radiance product; needs no labels"),
            ),
        ):
            button.setEnabled(not lack)
            button.setToolTip(lack or tip)
        self.train_button.setDefault(not no_training and head is None)
        self.classify_button.setDefault(not no_classes)
        self.form.set_devices(self._link.devices)
        is_radiance = self._state.scene is not None and self._state.scene.is_radiance
        self.clouds_button.setVisible(is_radiance)
        self.advanced.show_cloud_options(is_radiance)
        self.head_text.setVisible(head is not None)
        if head is not None:
            self.head_text.say(self.tr("Head: {}").format(self._head_words(head)))
        self._tell()

    def _head_words(self, head: Head) -> str:
        name = head.name if head.metrics else Path(head.path).name
        return f"{name} · {self.backbone.title_of(head.backbone)}" if head.backbone else name

    def _tell(self) -> None:
        running, (task, how) = self._state.running, self._state.last_run
        words = {
            "train": (self.tr("training…"), self.tr("trained")),
            "classify": (self.tr("mapping classes…"), self.tr("classes mapped")),
            "anomaly": (self.tr("mapping anomalies…"), self.tr("anomalies mapped")),
            "clouds": (self.tr("mapping clouds…"), self.tr("clouds mapped")),
        }
        if running in words:
            self.header.tell(words[running][0], NONE)
        elif task not in words:
            ready = not self._missing.for_training()
            self.header.tell(self.tr("ready to train") if ready else "", NONE)
        elif how == "done":
            self.header.tell(words[task][1], DONE)
        elif how == "failed":
            self.header.tell(self.tr("failed"), FAILED)
        else:
            self.header.tell(self.tr("cancelled, nothing was written"), NONE)

    def _on_run_changed(self) -> None:
        if self._state.is_mapping:
            self.progress.begin()
        else:
            self.progress.end()

    def _on_progress(self, message: Any) -> None:
        if self._state.is_mapping:
            self.progress.take(message)

    def _choose_head(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Load Head"),
            self._settings.last_folder,
            self.tr("HSFM heads and ONNX models") + " (*.hsfm *.onnx)",
        )
        self.load_head(path)

    def load_head(self, path: str) -> None:
        """Uses a head from a file; the engine checks it when it is first used."""
        if path:
            self._state.set_head(Head(path, Path(path).stem))
