"""Step 4: how accurate the classifier is, how large the classes are, what else was found."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Dict, List, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from ...engine.errors import from_os_error
from ..layers.shown_band import show_trait
from ..settings import Settings
from .confusion_dialog import show_confusion
from .notices import Notices
from .ready_results import CoverResult, TraitResult
from .result_table import ResultRow, ResultTable, area_words
from .scene_words import number
from .section import DONE, NONE, WARNING, Section
from .state import PanelState
from .theme import theme_icon
from .widgets import Callout, WrappedLabel


def accuracy_words(metric: Dict[str, float]) -> str:
    """``0.81 ± 0.03``: mean and standard deviation over the held-out folds."""
    return f"{metric['mean']:.2f} ± {metric['std']:.2f}"


def _class_row(row: Dict[str, Any]) -> ResultRow:
    f1 = row.get("f1")
    texts = ["–" if f1 is None else f"{f1:.2f}", area_words(row.get("area_ha"))]
    return ResultRow(row["name"], texts, row["color"])


class ResultsSection(Section):
    """A short table and what goes with it."""

    def __init__(
        self, state: PanelState, settings: Settings, notices: Notices, parent: QWidget
    ) -> None:
        super().__init__(4, parent)
        self.setObjectName("resultsSection")
        self.header.set_title(self.tr("Results"))
        self._state, self._settings, self._notices = state, settings, notices
        self.empty = WrappedLabel("resultsEmpty", self.body)
        self.empty.setText(self.tr("Accuracy and areas appear here."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setEnabled(False)
        self.accuracy = WrappedLabel("accuracyText", self.body)
        self.accuracy.setToolTip(
            self.tr(
                "Measured on polygons that were not trained on: the polygons are split into "
                "groups that lie apart, and each group is predicted from the others."
            )
        )
        headers = [self.tr("Class"), self.tr("F1"), self.tr("Area (ha)")]
        self.table = ResultTable("resultsTable", headers, self.body)
        self.cover = CoverResult(self.body)
        self.traits = TraitResult(self.body)
        self.warning = Callout("resultsWarning", theme_icon("mIconWarning.svg"), self.body)
        self.anomalies = WrappedLabel("anomalyText", self.body)
        for widget in (self.empty, self.accuracy, self.table, self.warning):
            self.column.addWidget(widget)
        self._build_buttons()
        for widget in (self.cover, self.traits, self.anomalies):
            self.column.addWidget(widget)
        self.traits.chosen.connect(self._show_trait)
        state.results_changed.connect(self.refresh)
        self.refresh()

    def _build_buttons(self) -> None:
        self.buttons = QWidget(self.body)
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.confusion_button = QPushButton(self.tr("Confusion Matrix…"), self.buttons)
        self.confusion_button.setObjectName("confusionButton")
        self.confusion_button.clicked.connect(self._show_confusion)
        self.save_button = QPushButton(self.tr("Save Head…"), self.buttons)
        self.save_button.setObjectName("saveHeadButton")
        self.save_button.setToolTip(self.tr("Keeps the classifier, to map other scenes with it"))
        self.save_button.clicked.connect(self._choose_place)
        row.addWidget(self.confusion_button, 3)
        row.addWidget(self.save_button, 2)
        self.column.addWidget(self.buttons)

    def refresh(self) -> None:
        """Shows the state's results."""
        state = self._state
        metrics = state.head.metrics if state.head is not None else {}
        if "balanced_accuracy" not in metrics:  # an ONNX model of somebody else's tells none
            metrics = {}
        rows = self._rows(metrics, state.class_map)
        made = (state.class_map, state.cover, state.traits, state.anomalies)
        has_any = bool(rows) or any(made)
        self.empty.setVisible(not has_any)
        if metrics:
            said = accuracy_words(metrics["balanced_accuracy"])
            text = self.tr("Balanced accuracy <b>{}</b> · {} polygons held out in {} folds").format(
                said, number(metrics.get("polygons", 0)), metrics.get("folds", "–")
            )
            self.accuracy.say(text)
        else:
            self.accuracy.say("")
        self.table.fill([_class_row(row) for row in rows])
        self.cover.show_metrics(state.cover)
        self.traits.show_metrics(state.traits)
        self.buttons.setVisible(bool(metrics))
        found = [text for part in (metrics, *made) for text in part.get("warnings", [])]
        warnings = list(dict.fromkeys(found))
        self.warning.say("<br>".join(warnings))
        self.anomalies.say(self._anomaly_words())
        self._tell(metrics, warnings)

    def _rows(self, metrics: Dict[str, Any], class_map: Dict[str, Any]) -> List[Dict[str, Any]]:
        rows = {entry["name"]: dict(entry) for entry in metrics.get("per_class", [])}
        for entry in class_map.get("classes", []):
            rows.setdefault(entry["name"], {}).update(
                name=entry["name"], color=entry["color"], area_ha=entry.get("area_ha")
            )
        return list(rows.values())

    def _anomaly_words(self) -> str:
        found = self._state.anomalies
        if not found:
            return ""
        return self.tr("Anomalies: <b>{}</b> of {} pixels above {:.0f}").format(
            number(found["above"]), number(found["pixels"]), found["threshold"]
        )

    def _tell(self, metrics: Dict[str, Any], warnings: List[str]) -> None:
        """Puts the newest result into the header."""
        state = self._state
        words, short = "", ""
        if state.newest == "cover" and state.cover:
            words, short = self._cover_words()
        elif state.newest == "traits" and state.traits:
            words = self.tr("traits")
        elif metrics:
            said = accuracy_words(metrics["balanced_accuracy"])
            words, short = self.tr("balanced accuracy {}"), self.tr("accuracy {}")
            words, short = words.format(said), short.format(said)
        elif state.anomalies:
            above = number(state.anomalies["above"])
            words = self.tr("{} anomalous pixels").format(above)
        elif state.class_map:
            words = self.tr("class map")
        mark = WARNING if warnings else DONE
        self.header.tell(words, mark if words else NONE, short)

    def _cover_words(self) -> Tuple[str, str]:
        """The largest cover: ``quick map · 41 % trees``, and the same without its first part."""
        classes = self._state.cover.get("classes", [])
        total = sum(entry["pixels"] for entry in classes)
        if not total:
            return self.tr("quick map"), ""
        largest = max(classes, key=lambda entry: entry["pixels"])
        part = self.tr("{} % {}").format(round(100 * largest["pixels"] / total), largest["name"])
        return self.tr("quick map · {}").format(part), part

    def part_of(self, task: str) -> QWidget:
        """The part to scroll to when a task has ended; classes follow the header."""
        parts = {"quickmap": self.cover, "traits": self.traits, "anomaly": self.anomalies}
        return parts.get(task, self.header)

    def _show_trait(self, row: int) -> None:
        layer = QgsProject.instance().mapLayer(self._state.traits_layer)
        if isinstance(layer, QgsRasterLayer):
            show_trait(layer, self._state.traits["traits"], row)

    def _show_confusion(self) -> None:
        if self._state.head is not None:
            show_confusion(self._state.head.metrics, self.window())

    def _choose_place(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save Head"),
            self._settings.last_folder,
            self.tr("HSFM heads") + " (*.hsfm)",
        )
        self.save_head(path)

    def save_head(self, path: str) -> None:
        """Copies the head to a place of the user's."""
        head = self._state.head
        if not path or head is None:
            return
        suffix = Path(head.path).suffix
        target = path if path.endswith(suffix) else f"{path}{suffix}"
        try:
            shutil.copyfile(head.path, target)
        except OSError as exc:
            self._notices.show_error(from_os_error(exc, target), lambda: self.save_head(path))
            return
        self._settings.last_folder = target.rpartition("/")[0]
        self._notices.show_news(self.tr("The head is saved in {}").format(target))
