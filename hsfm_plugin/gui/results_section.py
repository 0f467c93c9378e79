"""Step 4: how accurate the classifier is, how large the classes are, what stands out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Dict, List

from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ...engine.errors import from_os_error
from ..settings import Settings
from .class_table import swatch
from .confusion_dialog import show_confusion
from .notices import Notices
from .scene_words import number
from .section import DONE, NONE, WARNING, Section
from .state import PanelState
from .theme import theme_icon
from .widgets import Callout, WrappedLabel

_MOST_ROWS = 10


def accuracy_words(metric: Dict[str, float]) -> str:
    """``0.81 ± 0.03``: mean and standard deviation over the held-out folds."""
    return f"{metric['mean']:.2f} ± {metric['std']:.2f}"


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
        self._build_table()
        self.warning = Callout("resultsWarning", theme_icon("mIconWarning.svg"), self.body)
        self.anomalies = WrappedLabel("anomalyText", self.body)
        for widget in (self.empty, self.accuracy, self.table, self.warning):
            self.column.addWidget(widget)
        self._build_buttons()
        self.column.addWidget(self.anomalies)
        state.results_changed.connect(self.refresh)
        self.refresh()

    def _build_table(self) -> None:
        self.table = QTableWidget(0, 3, self.body)
        self.table.setObjectName("resultsTable")
        self.table.setHorizontalHeaderLabels(
            [self.tr("Class"), self.tr("F1"), self.tr("Area (ha)")]
        )
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, side in enumerate((left, right, right)):
            self.table.horizontalHeaderItem(column).setTextAlignment(side)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)

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
        has_any = bool(rows or state.anomalies)
        self.empty.setVisible(not has_any)
        if metrics:
            said = accuracy_words(metrics["balanced_accuracy"])
            text = self.tr("Balanced accuracy <b>{}</b> · {} polygons held out in {} folds").format(
                said, number(metrics.get("polygons", 0)), metrics.get("folds", "–")
            )
            self.accuracy.say(text)
        else:
            self.accuracy.say("")
        self.table.setVisible(bool(rows))
        self._fill(rows)
        self.buttons.setVisible(bool(metrics))
        found = [*metrics.get("warnings", []), *state.class_map.get("warnings", [])]
        found += state.anomalies.get("warnings", [])
        warnings = list(dict.fromkeys(found))
        self.warning.say("<br>".join(warnings))
        self.anomalies.say(self._anomaly_words())
        self._tell(metrics, warnings, has_any)

    def _rows(self, metrics: Dict[str, Any], class_map: Dict[str, Any]) -> List[Dict[str, Any]]:
        rows = {entry["name"]: dict(entry) for entry in metrics.get("per_class", [])}
        for entry in class_map.get("classes", []):
            rows.setdefault(entry["name"], {}).update(
                name=entry["name"], color=entry["color"], area_ha=entry.get("area_ha")
            )
        return list(rows.values())

    def _fill(self, rows: List[Dict[str, Any]]) -> None:
        self.table.setRowCount(len(rows))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for index, row in enumerate(rows):
            self.table.setItem(index, 0, QTableWidgetItem(swatch(row["color"]), row["name"]))
            f1, area = row.get("f1"), row.get("area_ha")
            decimals = 0 if area is not None and area >= 100 else 1
            texts = (
                "–" if f1 is None else f"{f1:.2f}",
                "–" if area is None else QLocale().toString(float(area), "f", decimals),
            )
            for column, text in enumerate(texts, start=1):
                item = QTableWidgetItem(text)
                item.setTextAlignment(right)
                self.table.setItem(index, column, item)
        shown = max(1, min(len(rows), _MOST_ROWS))
        height = shown * self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(height + head + 2 * self.table.frameWidth())

    def _anomaly_words(self) -> str:
        found = self._state.anomalies
        if not found:
            return ""
        return self.tr("Anomalies: <b>{}</b> of {} pixels above {:.0f}").format(
            number(found["above"]), number(found["pixels"]), found["threshold"]
        )

    def _tell(self, metrics: Dict[str, Any], warnings: List[str], has_any: bool) -> None:
        mark = WARNING if warnings else DONE
        if metrics:
            said = accuracy_words(metrics["balanced_accuracy"])
            self.header.tell(
                self.tr("balanced accuracy {}").format(said),
                mark,
                self.tr("accuracy {}").format(said),
            )
        elif self._state.anomalies:
            above = number(self._state.anomalies["above"])
            self.header.tell(self.tr("{} anomalous pixels").format(above), mark)
        elif has_any:
            self.header.tell(self.tr("class map"), mark)
        else:
            self.header.tell("", NONE)

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
