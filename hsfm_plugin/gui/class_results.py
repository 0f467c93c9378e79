"""How accurate the classifier is and how large its classes are."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..i18n import tr
from ..result_words import classifier_words
from .confidence_slider import ConfidenceSlider
from .label_next import LabelNext
from .result_table import ResultRow, ResultTable, area_words
from .scene_words import number
from .theme import theme_icon
from .widgets import ShrinkingButton, WrappedLabel

Metrics = Dict[str, Any]


def _decimal(value: float, places: int = 2) -> str:
    """A number in the user's way."""
    return QLocale().toString(float(value), "f", places)


def accuracy_words(metric: Dict[str, float]) -> str:
    """``0.81 ± 0.03``: mean and standard deviation over the held-out folds."""
    if metric.get("mean") is None:
        return tr("unknown")
    mean, spread = _decimal(metric["mean"]), metric.get("std")
    return mean if spread is None else f"{mean} ± {_decimal(spread)}"


def _class_row(row: Metrics) -> ResultRow:
    f1 = row.get("f1")
    texts = ["–" if f1 is None else _decimal(f1), area_words(row.get("area_ha"))]
    return ResultRow(row["name"], texts, row["color"])


def _held_out(metrics: Metrics) -> str:
    folds, repeats = metrics.get("folds", "–"), metrics.get("repeats", 1)
    polygons = number(metrics.get("polygons", 0))
    if folds == 1:  # fine-tuning is too slow to hold out every polygon in turn
        return tr("measured on a part of the {} polygons that was kept aside").format(polygons)
    if repeats == 1:
        return tr("{} polygons held out in {} folds").format(polygons, folds)
    return tr("{} polygons held out in {} folds, {} times").format(polygons, folds, repeats)


def _details(metrics: Metrics) -> str:
    """Overall accuracy and kappa, and how far the confidences can be trusted."""
    parts = []
    overall, kappa = metrics.get("overall_accuracy") or {}, metrics.get("kappa") or {}
    if overall.get("mean") is not None:
        parts.append(tr("Overall {}").format(accuracy_words(overall)))
    if kappa.get("mean") is not None:
        parts.append(tr("kappa {}").format(accuracy_words(kappa)))
    error = (metrics.get("calibration") or {}).get("ece_after")
    if error is not None:
        parts.append(tr("confidence off by {} %").format(round(100 * error)))
    return " · ".join(parts)


def _details_tip(metrics: Metrics) -> str:
    parts = []
    found = metrics.get("calibration") or {}
    if found.get("ece_after") is not None:
        parts.append(
            tr("Expected calibration error: {} %, {} % before calibration.").format(
                _decimal(100 * found["ece_after"], 1), _decimal(100 * found["ece_before"], 1)
            )
        )
    sets = metrics.get("conformal") or {}
    if sets.get("coverage") is not None:
        parts.append(
            tr(
                "Class sets at {} % error held the true class of {} % of the held-out pixels, "
                "with {} classes on average."
            ).format(
                round(100 * sets["error_rate"]),
                round(100 * sets["coverage"]),
                _decimal(sets["mean_size"], 1),
            )
        )
    apart = metrics.get("held_out_distance_px") or {}
    if apart.get("median") is not None:
        parts.append(
            tr("Held-out pixels lie {} pixels from the nearest training pixel.").format(
                number(apart["median"])
            )
        )
    return "\n".join(parts)


def _baseline(metrics: Metrics) -> str:
    """What usual classifiers reach, and whether one of them was better."""
    rows = [row for row in metrics.get("baseline") or [] if row["balanced_accuracy"]["mean"]]
    if "linear" in metrics and metrics["linear"]["balanced_accuracy"]["mean"] is not None:
        rows.insert(0, {"name": tr("without fine-tuning"), **metrics["linear"]})
    if not rows:
        return ""
    said = ", ".join(
        f"{classifier_words(row['name'])} {_decimal(row['balanced_accuracy']['mean'])}"
        for row in rows
    )
    winner = next((row["name"] for row in rows if row["name"] == metrics.get("winner")), None)
    if metrics.get("winner") == "tie":
        return tr("Baseline: {}. <b>The best of them is as good.</b>").format(said)
    if winner is None:
        return tr("Baseline: {}").format(said)
    return tr("Baseline: {}. <b>Here {} was better.</b>").format(said, classifier_words(winner))


class ClassResults(QWidget):
    """Accuracy, areas, and what to do with them; hidden while nothing is known."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.accuracy = WrappedLabel("accuracyText", self)
        self.accuracy.setToolTip(
            tr(
                "Measured on polygons that were not trained on: the polygons are split into "
                "groups that lie apart, and each group is predicted from the others."
            )
        )
        self.details = WrappedLabel("accuracyDetails", self)
        self.baseline = WrappedLabel("baselineText", self)
        self.baseline.setToolTip(
            tr("Balanced accuracy of other classifiers on the same bands and splits")
        )
        headers = [tr("Class"), tr("F1"), tr("Area (ha)")]
        self.table = ResultTable("resultsTable", headers, self)
        self.hiding = ConfidenceSlider(self)
        self.next = LabelNext(self)
        self.buttons = QWidget(self)
        self._build_buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (
            self.accuracy,
            self.details,
            self.baseline,
            self.table,
            self.hiding,
            self.next,
            self.buttons,
        ):
            column.addWidget(widget)

    def _build_buttons(self) -> None:
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.report_button, self.confusion_button, self.save_button = (
            ShrinkingButton(name, theme_icon(picture), text, self.buttons)
            for name, picture, text in (
                ("reportButton", "mActionReport.svg", tr("Report…")),
                ("confusionButton", "mActionOpenTable.svg", tr("Confusion…")),
                ("saveHeadButton", "mActionFileSave.svg", tr("Save Head…")),
            )
        )
        self.confusion_button.setToolTip(tr("Which classes are taken for which"))
        for button in (self.report_button, self.confusion_button, self.save_button):
            row.addWidget(button)
        row.addStretch(1)

    def enable_buttons(self, refusal: str, is_writing: bool) -> None:
        """Enables what the engine can do now, and says why it cannot do the rest.

        Args:
            refusal: why the engine cannot be asked; empty where it can.
            is_writing: whether it writes a report.
        """
        report = tr("Writes accuracy, map, spectra and how all was made into one HTML file")
        if is_writing:
            report = tr("The report is being written.")
        self.report_button.setText(tr("Writing…") if is_writing else tr("Report…"))
        self.report_button.setEnabled(not (refusal or is_writing))
        self.report_button.setToolTip(refusal or report)
        self.save_button.setEnabled(not refusal)
        save = tr("Keeps the classifier, to map other scenes with it")
        self.save_button.setToolTip(refusal or save)

    def show_metrics(
        self, metrics: Metrics, class_map: Metrics, layers: Dict[str, str]
    ) -> List[Metrics]:
        """Shows what ``train`` and ``classify`` said.

        Args:
            metrics: of the head; empty where nothing is known of it.
            class_map: metrics of the map.
            layers: ids of the layers of that run, by role.

        Returns:
            The rows of the table.
        """
        self.accuracy.say(self._accuracy_words(metrics))
        self.details.say(_details(metrics))
        self.details.setToolTip(_details_tip(metrics))
        self.baseline.say(_baseline(metrics))
        rows = _rows(metrics, class_map)
        self.table.fill([_class_row(row) for row in rows])
        self.hiding.take(layers.get("confidence", ""), layers.get("class_map", ""))
        self.next.show_places(list(class_map.get("label_next") or []))
        self.buttons.setVisible(bool(metrics))
        return rows

    def _accuracy_words(self, metrics: Metrics) -> str:
        balanced: Optional[Dict[str, float]] = metrics.get("balanced_accuracy")
        if balanced is None:
            return ""
        if balanced.get("mean") is None:
            return tr(
                "The accuracy is unknown: there is too little to hold out. Draw polygons of each "
                "class in several places."
            )
        return tr("Balanced accuracy <b>{}</b> · {}").format(
            accuracy_words(balanced), _held_out(metrics)
        )


def _rows(metrics: Metrics, class_map: Metrics) -> List[Metrics]:
    rows = {entry["name"]: dict(entry) for entry in metrics.get("per_class", [])}
    for entry in class_map.get("classes", []):
        rows.setdefault(entry["name"], {}).update(
            name=entry["name"], color=entry["color"], area_ha=entry.get("area_ha")
        )
    return list(rows.values())
