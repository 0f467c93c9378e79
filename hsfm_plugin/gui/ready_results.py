"""What was found without labels: the areas of covers, and how large the traits are."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..i18n import tr
from ..layers.shown_band import decimals_for
from ..result_words import cover_words, trait_words
from .result_table import ResultRow, ResultTable, area_words
from .scene_words import number
from .widgets import Caption, WrappedLabel

Metrics = Dict[str, Any]


class ReadyResult(QWidget):
    """A caption, a table and a sentence; hidden while nothing was mapped."""

    def __init__(
        self, name: str, caption: str, headers: List[str], sentence: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.table = ResultTable(f"{name}Table", headers, self)
        self.note = WrappedLabel(f"{name}Note", self)
        self.note.setText(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Caption(caption, self))
        column.addWidget(self.table)
        column.addWidget(self.note)

    def show_rows(self, rows: List[ResultRow]) -> None:
        """Shows rows; hides when there are none."""
        self.table.fill(rows)
        self.setVisible(bool(rows))


class CoverResult(ReadyResult):
    """The area of each cover that Quick Map found."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "cover",
            tr("Quick Map"),
            [tr("Cover"), tr("Area (ha)")],
            tr("From a model that was trained on simulated spectra; check before use."),
            parent,
        )

    def show_metrics(self, metrics: Metrics) -> None:
        """Shows the metrics of ``quickmap``."""
        shares = {share["name"]: share for share in metrics.get("fractions", [])}
        self.show_rows(
            [
                self._row(entry, shares.get(entry["name"]))
                for entry in metrics.get("classes", [])
                if entry.get("pixels")
            ]
        )

    def _row(self, entry: Metrics, share: Optional[Metrics]) -> ResultRow:
        name = tip = cover_words(entry["name"])
        if share is not None:
            tip = tr("{}\nShare of the area, parts of pixels counted: {} ± {} %").format(
                name, round(100 * share["mean"]), round(100 * share["std"])
            )
        return ResultRow(name, [area_words(entry.get("area_ha"))], entry["color"], tip)


class TraitResult(ReadyResult):
    """Mean and range of each trait; ``chosen`` tells the row that is clicked, from 0."""

    chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            "traits",
            tr("Traits"),
            [tr("Trait"), tr("Mean"), tr("Range")],
            tr(
                "Click a trait to see it on the map. From a model that was trained on simulated "
                "spectra: pixels outside the simulated range have no value. Check before use."
            ),
            parent,
        )
        self.table.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.table.cellClicked.connect(lambda row, _: self.chosen.emit(row))

    def show_metrics(self, metrics: Metrics) -> None:
        """Shows the metrics of ``traits``."""
        self.show_rows([self._row(entry) for entry in metrics.get("traits", [])])

    def _row(self, entry: Metrics) -> ResultRow:
        title = trait_words(entry["title"])
        name = f"{title}\n{entry['unit']}"
        if not entry["pixels"]:
            return ResultRow(name, ["–", "–"], tip=tr("No pixel of the area has it."))
        decimals = decimals_for(entry["high"] - entry["low"])
        mean, least, most, low, high = (
            QLocale().toString(float(entry[key]), "f", decimals)
            for key in ("mean", "minimum", "maximum", "low", "high")
        )
        tip = tr("{} ({})\nIn {} pixels; simulated from {} to {}").format(
            title, entry["unit"], number(entry["pixels"]), low, high
        )
        return ResultRow(name, [mean, f"{least} – {most}"], tip=tip)
