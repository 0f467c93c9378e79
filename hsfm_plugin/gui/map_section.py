"""Step 3: choose the area, map at once or train and map classes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from ..engine_link import EngineLink
from ..settings import Settings
from .advanced import Advanced
from .area_choice import AreaChoice
from .backbone_choice import BackboneChoice
from .missing import Missing
from .models import Models
from .progress_row import ProgressRow
from .ready_maps import ReadyMaps, wide_button
from .runs import Runs
from .section import DONE, FAILED, NONE, Section
from .state import Head, PanelState
from .theme import theme_icon
from .widgets import Callout, Caption, ElidedLabel


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
        self._build_area()
        self.ready = ReadyMaps(state, self._missing, self.body)
        self.column.addWidget(self.ready)
        self._build_training()
        QWidget.setTabOrder(self.ready.clouds_button, self.backbone)  # as the eye goes
        self.advanced = Advanced(settings, self.body)
        self.form = self.advanced.form
        self.column.addWidget(self.advanced)
        self.progress = ProgressRow(self.body)
        self.column.addWidget(self.progress)
        self.runs = Runs(state, link, settings, models, self.advanced, self.area, self.backbone)
        self.train_button.clicked.connect(self.runs.train)
        self.classify_button.clicked.connect(self.runs.classify)
        self.ready.quick_button.clicked.connect(self.runs.quick_map)
        self.ready.traits_button.clicked.connect(self.runs.traits)
        self.ready.anomaly_button.clicked.connect(self.runs.anomalies)
        self.ready.clouds_button.clicked.connect(self.runs.clouds)
        self.runs.progressed.connect(self._on_progress)
        self.progress.cancel_asked.connect(self.runs.cancel)
        for signal in (
            state.scene_changed,
            state.labels_changed,
            state.head_changed,
            state.run_changed,
            link.status_changed,
            state.results_changed,
            self.backbone.chosen,
        ):
            signal.connect(self.refresh)
        state.run_changed.connect(self._on_run_changed)
        self.refresh()

    def _build_area(self) -> None:
        self._area_label = QLabel(self.tr("Area"), self.body)
        self._backbone_label = QLabel(self.tr("Backbone"), self.body)
        labels = (self._area_label, self._backbone_label)
        self._label_px = max(label.sizeHint().width() for label in labels)
        self.column.addLayout(_labelled(self._area_label, self.area, self._label_px))

    def _build_training(self) -> None:
        self.column.addWidget(Caption(self.tr("With labels"), self.body))
        self.column.addLayout(_labelled(self._backbone_label, self.backbone, self._label_px))
        icon = theme_icon("mIconWarning.svg")
        self.stand_in = Callout("standInNote", icon, self.body)
        self.column.addWidget(self.stand_in)
        self.train_button = wide_button("trainButton", self.tr("Train"), self.body)
        self.load_button = wide_button("loadHeadButton", self.tr("Load Head…"), self.body)
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
        self.classify_button = wide_button("classifyButton", self.tr("Classify"), self.body)
        self.column.addWidget(self.classify_button)

    def refresh(self) -> None:
        """Enables what can be done now and says what is missing for the rest."""
        head = self._state.head
        missing = self._missing
        no_training, no_classes = missing.for_training(), missing.for_classes()
        for button, lack, tip in (
            (self.train_button, no_training, self.tr("Fits a classifier to the labels")),
            (self.classify_button, no_classes, self.tr("Maps the classes over the area")),
        ):
            button.setEnabled(not lack)
            button.setToolTip(lack or tip)
        self.ready.refresh()
        self.train_button.setDefault(not no_training and head is None)
        self.classify_button.setDefault(not no_classes)
        self.form.set_devices(self._link.devices)
        is_radiance = self._state.scene is not None and self._state.scene.is_radiance
        self.advanced.show_cloud_options(is_radiance)
        self.head_text.setVisible(head is not None)
        if head is not None:
            self.head_text.say(self.tr("Head: {}").format(self._head_words(head)))
        self._tell_stand_in()
        self._tell()

    def _tell_stand_in(self) -> None:
        """Says, as long as it is so, that Train uses another backbone than the usual or chosen."""
        backbone = self.backbone
        reason = backbone.reason_against(backbone.absent) if self._state.scene else ""
        text = self.tr("{} does not fit this scene. Train uses {}.")
        titles = (backbone.title_of(name) for name in (backbone.absent, backbone.backbone))
        self.stand_in.say(text.format(*titles) if reason else "")
        self.stand_in.text.setToolTip(reason)

    def _head_words(self, head: Head) -> str:
        name = head.name if head.metrics else Path(head.path).name
        return f"{name} · {self.backbone.title_of(head.backbone)}" if head.backbone else name

    def _tell(self) -> None:
        running, (task, how) = self._state.running, self._state.last_run
        words = {
            "train": (self.tr("training…"), self.tr("trained")),
            "quickmap": (self.tr("mapping the cover…"), self.tr("cover mapped")),
            "traits": (self.tr("mapping traits…"), self.tr("traits mapped")),
            "classify": (self.tr("mapping classes…"), self.tr("classes mapped")),
            "anomaly": (self.tr("mapping anomalies…"), self.tr("anomalies mapped")),
            "clouds": (self.tr("mapping clouds…"), self.tr("clouds mapped")),
        }
        if running in words:
            self.header.tell(words[running][0], NONE)
        elif task not in words:
            self.header.tell(self._ready_words(), NONE)
        elif how == "done":
            self.header.tell(words[task][1], DONE)
        elif how == "failed":
            self.header.tell(self.tr("failed"), FAILED)
        else:
            self.header.tell(self.tr("cancelled, nothing was written"), NONE)

    def _ready_words(self) -> str:
        """What a user may do next."""
        if not self._missing.for_training():
            return self.tr("ready to train")
        return "" if self._missing.for_quick_map() else self.tr("ready for Quick Map")

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
