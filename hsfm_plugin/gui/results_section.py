"""Step 4: how accurate the classifier is, how large the classes are, what else was found."""

from __future__ import annotations

import html
from typing import Any, Dict, List, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.shown_band import show_trait
from ..result_words import cover_words
from ..retelling import retold
from ..settings import Settings
from .class_results import ClassResults, accuracy_words
from .confusion_dialog import show_confusion
from .notices import Notices
from .ready_results import CoverResult, TraitResult
from .report_run import ReportRun
from .scene_words import number
from .score_result import ScoreResult, objects_words
from .section import DONE, NONE, WARNING, Section
from .state import PanelState
from .theme import theme_icon
from .widgets import Callout, WrappedLabel


class ResultsSection(Section):
    """A short table and what goes with it."""

    help_topic = "results"

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        notices: Notices,
        parent: QWidget,
    ) -> None:
        super().__init__(4, parent)
        self.setObjectName("resultsSection")
        self.header.set_title(tr("Results"))
        self._state, self._notices = state, notices
        self.empty = WrappedLabel("resultsEmpty", self.body)
        self.empty.setText(tr("Accuracy and areas appear here."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setEnabled(False)
        self.classes = ClassResults(self.body)
        self.cover = CoverResult(self.body)
        self.traits = TraitResult(self.body)
        self.warning = Callout("resultsWarning", theme_icon("mIconWarning.svg"), self.body)
        self.warning.text.setTextFormat(Qt.TextFormat.RichText)
        self.anomalies = ScoreResult("anomaly", tr("Anomalies"), link, self.body)
        self.targets = ScoreResult("targets", tr("Target"), link, self.body)
        self.similar = ScoreResult("similar", tr("Similar"), link, self.body)
        for widget in (
            self.empty,
            self.classes,
            self.warning,
            self.cover,
            self.traits,
            self.anomalies,
            self.targets,
            self.similar,
        ):
            self.column.addWidget(widget)
        self.report = ReportRun(state, link, settings)
        self.classes.report_button.clicked.connect(self.report.start)
        self.classes.confusion_button.clicked.connect(self._show_confusion)
        for signal in (self.report.busy_changed, state.run_changed, link.status_changed):
            signal.connect(self._enable_buttons)
        self.report.written.connect(
            lambda path: notices.show_news(tr("The report is saved in {}").format(path))
        )
        self.report.failed.connect(notices.show_error)
        self.traits.chosen.connect(self._show_trait)
        state.results_changed.connect(self.refresh)
        self.refresh()
        self._enable_buttons()

    def refresh(self) -> None:
        """Shows the state's results."""
        state = self._state
        metrics = state.head.metrics if state.head is not None else {}
        if "balanced_accuracy" not in metrics:  # an ONNX model of somebody else's tells none
            metrics = {}
        rows = self.classes.show_metrics(metrics, state.class_map, state.map_layers)
        scores = (state.anomalies, state.targets, state.similar)
        made = (state.class_map, state.cover, state.traits, *scores)
        self.empty.setVisible(not (rows or any(made)))
        self.classes.setVisible(bool(rows))
        self.cover.show_metrics(state.cover)
        self.traits.show_metrics(state.traits)
        found = [text for part in (metrics, *made) for text in part.get("warnings", [])]
        warnings = [retold(text) for text in dict.fromkeys(found)]
        self.warning.say("<br>".join(html.escape(text, quote=False) for text in warnings))
        self.anomalies.show_map(state.anomalies, state.anomaly_map)
        self.targets.show_map(state.targets, state.target_map)
        self.similar.show_map(state.similar, state.similar_map)
        self._tell(metrics, warnings)

    def _tell(self, metrics: Dict[str, Any], warnings: List[str]) -> None:
        """Puts the newest result into the header."""
        state = self._state
        words, short = "", ""
        if state.newest == "cover" and state.cover:
            words, short = self._cover_words()
        elif state.newest == "traits" and state.traits:
            words = tr("traits")
        elif state.newest == "targets" and state.targets:
            words = self._target_words()
        elif state.newest == "similar" and state.similar:
            words = tr("similarity map")
        elif state.newest == "anomalies" and state.anomalies:
            words, short = self._anomaly_words()
        elif metrics:
            said = accuracy_words(metrics["balanced_accuracy"])
            words, short = tr("balanced accuracy {}"), tr("accuracy {}")
            words, short = words.format(said), short.format(said)
        elif state.anomalies:
            words, short = self._anomaly_words()
        elif state.class_map:
            words = tr("class map")
        mark = WARNING if warnings else DONE
        self.header.tell(words, mark if words else NONE, short)

    def _anomaly_words(self) -> Tuple[str, str]:
        """``anomalies · 57 objects``, and the same without its first part."""
        found = self._state.anomalies.get("detections")
        if found is None:
            above = number(self._state.anomalies["above"])
            return tr("{} anomalous pixels").format(above), ""
        objects = objects_words(int(found["count"]))
        return tr("anomalies · {}").format(objects), objects

    def _target_words(self) -> str:
        found, made = self._state.targets.get("detections"), self._state.target_map
        title = made.title if made is not None else tr("target")
        if found is None:
            return title
        return tr("{} · {}").format(title, objects_words(int(found["count"])))

    def _cover_words(self) -> Tuple[str, str]:
        """The largest cover: ``quick map · 41 % trees``, and the same without its first part."""
        classes = self._state.cover.get("classes", [])
        total = sum(entry["pixels"] for entry in classes)
        if not total:
            return tr("quick map"), ""
        largest = max(classes, key=lambda entry: entry["pixels"])
        name = cover_words(largest["name"])
        part = tr("{} % {}").format(round(100 * largest["pixels"] / total), name)
        return tr("quick map · {}").format(part), part

    def part_of(self, task: str) -> QWidget:
        """The part to scroll to when a task has ended; classes follow the header."""
        parts = {
            "quickmap": self.cover,
            "traits": self.traits,
            "anomaly": self.anomalies,
            "targetdetection": self.targets,
            "findsimilar": self.similar,
        }
        return parts.get(task, self.header)

    def _enable_buttons(self) -> None:
        """Shows whether a report is being written, and why something cannot be done now."""
        self.classes.enable_buttons(self.report.refusal, self.report.busy)

    def _show_trait(self, row: int) -> None:
        layer = QgsProject.instance().mapLayer(self._state.traits_layer)
        if isinstance(layer, QgsRasterLayer):
            show_trait(layer, self._state.traits["traits"], row)

    def _show_confusion(self) -> None:
        if self._state.head is not None:
            show_confusion(self._state.head.metrics, self.window())
