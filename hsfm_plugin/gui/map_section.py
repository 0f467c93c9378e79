"""Step 3: choose the area, map at once or train and map classes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtWidgets import QLabel, QWidget

from ..engine_link import EngineLink
from ..i18n import tr
from ..settings import Settings
from .advanced import Advanced
from .anomaly_detectors import AnomalyDetectors
from .area_choice import AreaChoice
from .heads import Heads
from .heads_dialog import HeadsDialog
from .missing import Missing
from .models import Models
from .preview import Preview
from .progress_row import ProgressRow
from .ready_maps import ReadyMaps
from .run_starter import RunStarter
from .runs import Runs
from .section import DONE, FAILED, NONE, Section
from .similar import FindSimilar
from .similar_box import SimilarBox
from .similar_run import SimilarRun
from .state import Head, PanelState
from .target_form import TargetForm
from .target_search import TargetSearch
from .training_controls import TrainingControls, labelled
from .training_curve import TrainingCurve


class MapSection(Section):
    """The buttons that start runs; a disabled one says what is missing."""

    help_topic = "map"

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
        self.header.set_title(tr("Map"))
        self._state, self._link, self._settings = state, link, settings
        canvas = iface.mapCanvas()
        self.area = AreaChoice(canvas, self.body)
        self.heads = Heads(state, link)
        self.training = TrainingControls(state, models, self.heads, settings, self.body)
        self.backbone = self.training.backbone
        self._missing = Missing(state, link, models, self.backbone)
        self.targets = TargetForm(state, link, settings, self._missing, self.body)
        self.similar_box = SimilarBox(self.body)
        self.ready = ReadyMaps(state, self._missing, self.targets, self.similar_box, self.body)
        self.advanced = Advanced(settings, self.body)
        self.form = self.advanced.form
        self.detectors = AnomalyDetectors(self.form, models)
        self.progress = ProgressRow(self.body)
        self.curve = TrainingCurve(self.body)
        self._lay_out()
        self.starter = RunStarter(state, link, settings, self.advanced, self.area)
        self.runs = Runs(self.starter, state, models, self.advanced, self.training)
        self.preview = Preview(canvas, state, link, self._missing, self.form, self.backbone)
        self.target_search = TargetSearch(
            iface, state, self.starter, self.training.backbone, self.targets
        )
        looks = SimilarRun(link, self.form, self.area, self.training.backbone)
        self.similar = FindSimilar(
            iface, state, link, self._missing, looks, self.starter, self.similar_box
        )
        link.idle.keep_while(lambda: self.preview.is_on or self.similar.is_warm)
        self._heads_dialog: Optional[HeadsDialog] = None
        self._connect_controls()
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

    def _lay_out(self) -> None:
        area = QLabel(tr("Area"), self.body)
        wide = max(label.sizeHint().width() for label in (area, *self.training.labels))
        self.column.addLayout(labelled(area, self.area, wide))
        self.training.lay_out(wide)
        for part in (self.ready, self.training, self.advanced, self.progress, self.curve):
            self.column.addWidget(part)
        ready, training = self.ready, self.training
        as_the_eye_goes = (
            self.area,
            *(ready.quick_button, ready.traits_button, ready.anomaly_button, ready.clouds_button),
            *(ready.target_button, ready.similar_button),
            *(*self.targets.tab_order, *self.similar_box.tab_order),
            *(training.backbone, training.depth, training.train_button, training.preview_box),
            *(training.continue_box, training.classify_button, training.load_button),
            self.advanced.button,
        )
        for before, after in zip(as_the_eye_goes, as_the_eye_goes[1:]):
            QWidget.setTabOrder(before, after)

    def _connect_controls(self) -> None:
        training, ready, runs = self.training, self.ready, self.runs
        for button, run in (
            (training.train_button, runs.train),
            (training.classify_button, runs.classify),
            (ready.quick_button, runs.quick_map),
            (ready.traits_button, runs.traits),
            (ready.anomaly_button, runs.anomalies),
            (ready.clouds_button, runs.clouds),
        ):
            button.clicked.connect(run)
        ready.target_button.toggled.connect(self.target_search.show)
        ready.similar_button.clicked.connect(self.similar.picking.turn)
        self.similar.picking.turned.connect(ready.similar_button.setChecked)
        self.starter.waiting.connect(self.progress.tell_waiting)
        self.starter.silent.connect(self.progress.tell_silence)
        self.starter.progressed.connect(self._on_progress)
        self.starter.partial.connect(self.curve.take)
        self.progress.cancel_asked.connect(self.starter.cancel)
        self.preview.said.connect(training.say_preview)
        training.preview_box.toggled.connect(self.preview.set_on)
        self.preview.set_on(training.preview_box.isChecked())
        training.continue_box.toggled.connect(self.refresh)
        training.depth.currentIndexChanged.connect(self.refresh)
        training.load_button.chosen.connect(self.load_head)
        training.load_button.manage_asked.connect(self.manage_heads)

    def refresh(self) -> None:
        """Enables what can be done now and says what is missing for the rest."""
        self.training.refresh(self._missing)
        self.ready.refresh()
        self.targets.refresh()
        self.form.set_devices(self._link.devices)
        is_radiance = self._state.scene is not None and self._state.scene.is_radiance
        self.advanced.show_cloud_options(is_radiance)
        self._tell()

    def _tell(self) -> None:
        running, (task, how) = self._state.running, self._state.last_run
        words = {
            "train": (tr("training…"), tr("trained")),
            "quickmap": (tr("mapping the cover…"), tr("cover mapped")),
            "traits": (tr("mapping traits…"), tr("traits mapped")),
            "classify": (tr("mapping classes…"), tr("classes mapped")),
            "anomaly": (tr("mapping anomalies…"), tr("anomalies mapped")),
            "targetdetection": (tr("searching the target…"), tr("target searched")),
            "findsimilar": (tr("saving the map…"), tr("similarity mapped")),
            "clouds": (tr("mapping clouds…"), tr("clouds mapped")),
        }
        if running in words:
            self.header.tell(words[running][0], NONE)
        elif task not in words:
            self.header.tell(self._ready_words(), NONE)
        elif how == "done":
            self.header.tell(words[task][1], DONE)
        elif how == "failed":
            self.header.tell(tr("failed"), FAILED)
        else:
            self.header.tell(tr("cancelled, nothing was written"), NONE)

    def _ready_words(self) -> str:
        """What a user may do next."""
        if not self._missing.for_training():
            return tr("ready to train")
        return "" if self._missing.for_quick_map() else tr("ready for Quick Map")

    def _on_run_changed(self) -> None:
        if self._state.is_mapping:
            is_deep = self._state.running == "train" and self.training.depth.is_deep
            self.curve.clear()
            self.progress.begin(tr("Stops and keeps the best") if is_deep else "")
        else:
            self.progress.end()

    def _on_progress(self, message: Any) -> None:
        if self._state.is_mapping:
            self.progress.take(message, self._state.running)

    def load_head(self, path: str, name: str = "") -> None:
        """Uses a head from a file; the engine checks it when it is first used."""
        if path:
            self._state.set_head(Head(path, name or Path(path).stem))

    def manage_heads(self) -> None:
        """Opens the list of saved heads."""
        self._dialog().show()
        self._dialog().raise_()
        self.heads.refresh()

    def save_head(self) -> None:
        """Asks for a name under which the head that is used now is kept; blocks nothing."""
        self._dialog().ask_name()

    def _dialog(self) -> HeadsDialog:
        if self._heads_dialog is None:
            self._heads_dialog = HeadsDialog(self.heads, self._state, self._settings, self.window())
            self._heads_dialog.used.connect(self.load_head)
        return self._heads_dialog

    def release(self) -> None:
        """Lets go of the project and the canvas."""
        self.area.close_links()
        self.preview.close()
        self.similar.close()
        self.target_search.close()
        if self._heads_dialog is not None:
            self._heads_dialog.close()
            self._heads_dialog.deleteLater()
