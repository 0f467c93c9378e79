"""A score map in the results: what lies above its threshold, the slider, the way to the list."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QLocale, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.score_style import mark_above, ramp_start
from ..layers.score_tail import RATE_KEY, ScoreTail, count_above
from ..tasks import FunctionTask, stop
from .detection_threshold import ThresholdSlider
from .scene_words import number
from .state import ScoreMap
from .theme import theme_icon
from .widgets import Caption, WrappedLabel

_AGAIN_MS = 150
"""After the last move of the slider."""

Metrics = Dict[str, Any]


def score_words(score: float) -> str:
    """A score with four digits that count, never as a power of ten."""
    size = abs(score)
    if size >= 1000:
        return number(score)
    if 0 < size < 1e-4:
        return QLocale().toString(float(score), "f", 3 - math.floor(math.log10(size)))
    return QLocale().toString(float(score), "g", 4)


def objects_words(count: int) -> str:
    """``1 object``, ``57 objects``."""
    return tr("1 object") if count == 1 else tr("{} objects").format(number(count))


class ScoreResult(QWidget):
    """Hidden while there is no map.

    The slider restyles the layer of the map at once. ``threshold_set`` comes when the user lets go
    of it, with the rate and the threshold; ``list_asked`` when the list is wanted.
    """

    threshold_set = pyqtSignal(float, float)
    list_asked = pyqtSignal()

    def __init__(self, name: str, title: str, link: EngineLink, parent: QWidget) -> None:
        """Makes the part.

        Args:
            name: what its widgets' object names begin with.
            title: the caption.
            link: runs what counts pixels.
            parent: of the widget.
        """
        super().__init__(parent)
        self._link = link
        self._metrics: Metrics = {}
        self._map: Optional[ScoreMap] = None
        self._counts: List[int] = []
        self._counting: Optional[FunctionTask] = None
        self._said: Tuple[float, Optional[int], Optional[Metrics]] = (0.0, None, None)
        self._low = 0.0
        self.words = WrappedLabel(f"{name}Text", self)
        self.threshold = ThresholdSlider(name, self)
        self.list_button = QPushButton(tr("Work Through the List"), self)
        self.list_button.setObjectName(f"{name}ListButton")
        self.list_button.setIcon(theme_icon("mActionOpenTable.svg"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Caption(title, self))
        column.addWidget(self.words)
        column.addWidget(self.threshold)
        column.addWidget(self.list_button)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._repaint)
        self.threshold.moved.connect(self._on_moved)
        self.threshold.settled.connect(self._on_settled)
        self.list_button.clicked.connect(self.list_asked)
        self.hide()

    def show_map(self, metrics: Metrics, made: Optional[ScoreMap]) -> None:
        """Shows a map; the same map once more after its list has followed the slider.

        Args:
            metrics: of its run; empty for none.
            made: where it is; None where only its numbers are known.
        """
        is_same = made is not None and self._map is not None and made.path == self._map.path
        is_news = metrics is not self._metrics
        self._metrics, self._map = metrics, made
        self.setVisible(bool(metrics))
        if not metrics or not is_news:
            return
        if not is_same:
            tail = ScoreTail.from_json(metrics.get("tail")) if made is not None else None
            self.threshold.take(tail, float(metrics.get("false_alarm_rate") or 0))
            layer = self._layer
            if layer is not None:
                self._low = ramp_start(layer, float(metrics["minimum"]))
            self._count()
        if not self.threshold.is_moved:  # or the user is choosing another one meanwhile
            self._say(metrics["threshold"], metrics["above"], metrics.get("detections"))
        has_list = made is not None and bool(made.detections)
        self.list_button.setVisible(has_list)
        self.list_button.setToolTip(
            tr(
                "Shows what lies above the threshold as a list: each row with its place on the map "
                "and its spectrum"
            )
        )

    @property
    def metrics(self) -> Metrics:
        """Those of the map that is shown; empty for none."""
        return self._metrics

    @property
    def _layer(self) -> Optional[QgsRasterLayer]:
        made = self._map
        layer = QgsProject.instance().mapLayer(made.layer_id) if made is not None else None
        return layer if isinstance(layer, QgsRasterLayer) else None

    def _say(self, threshold: float, above: Optional[int], found: Optional[Metrics]) -> None:
        """Says what lies above; ``above`` is None until it is counted, ``found`` until listed."""
        self._said = (threshold, above, found)
        known = "…" if above is None else number(above)
        pixels = number(self._metrics["pixels"])
        flagged = int((found or {}).get("flagged") or 0)
        if found is None:
            words = tr("<b>{}</b> of {} pixels above {}").format(
                known, pixels, score_words(threshold)
            )
        else:
            text = tr("<b>{}</b>, {} of {} pixels above {}")
            if flagged:
                text = tr("<b>{}</b>, {} of {} pixels above {} · {} flagged")
            objects = objects_words(int(found["count"]))
            words = text.format(objects, known, pixels, score_words(threshold), number(flagged))
        self.words.say(words)
        self.words.setToolTip(
            tr("Flagged are finds that look like stripes, bad pixels or edges of the data")
            if flagged
            else ""
        )

    def _on_moved(self, _: float, threshold: float) -> None:
        self._say(threshold, self.above, None)
        layer = self._layer
        if layer is not None:
            mark_above(layer, threshold, self._low)
            self._again.start()

    def _on_settled(self, rate: float, threshold: float) -> None:
        layer = self._layer
        if layer is not None:
            layer.setCustomProperty(RATE_KEY, rate)
        self.threshold_set.emit(rate, threshold)

    def _repaint(self) -> None:
        """Draws the map once more: a drawing that ended in between left QGIS an older picture."""
        layer = self._layer
        if layer is not None:
            layer.triggerRepaint()

    @property
    def above(self) -> Optional[int]:
        """How many pixels lie above the threshold where the slider stands; None until counted."""
        return self._counts[self.threshold.slider.value()] if self._counts else None

    def _count(self) -> None:
        """Counts in the background what lies above each place of the slider."""
        stop(self._counting)
        self._counting, self._counts = None, []
        thresholds, made = self.threshold.thresholds(), self._map
        if not thresholds or made is None:
            return
        path = made.path
        self._counting = FunctionTask(
            tr("Count pixels"),
            lambda is_cancelled: (path, count_above(path, thresholds, is_cancelled)),
        )
        self._counting.done.connect(self._on_counted)
        self._link.in_background(self._counting)

    def _on_counted(self, answer: Tuple[str, List[int]]) -> None:
        path, counts = answer
        if self._map is None or self._map.path != path:
            return
        self._counting, self._counts = None, counts
        threshold, above, found = self._said
        if above is None:
            self._say(threshold, self.above, found)
