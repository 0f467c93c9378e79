"""Joins a score map in the results with its list: one is shown with the other, and follows it."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Tuple

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from ..layers.detection_layer import TITLE_KEY
from .detection_follow import Wish
from .detections import Detections
from .results_section import ResultsSection
from .score_result import ScoreResult
from .state import PanelState, ScoreMap

Metrics = Dict[str, Any]


class ScoreList(QObject):
    """Shows the list of each new map as a layer, and has it follow the slider."""

    def __init__(
        self,
        state: PanelState,
        result: ScoreResult,
        lists: Detections,
        newest: Callable[[], Optional[ScoreMap]],
        keep: Callable[[Metrics, Optional[ScoreMap]], None],
    ) -> None:
        """Follows one kind of map.

        Args:
            state: tells when there is another map.
            result: the part of the results that shows it.
            lists: the window of all lists.
            newest: the map of this kind that was made last.
            keep: takes the metrics and the map into the state.
        """
        super().__init__()
        self._result, self._lists = result, lists
        self._newest, self._keep = newest, keep
        self._shown: Optional[ScoreMap] = None
        state.results_changed.connect(self._on_results)
        result.list_asked.connect(self._open)
        result.threshold_set.connect(self._on_threshold)
        lists.listed.connect(self._on_listed)
        lists.not_listed.connect(lambda wish: self._on_listed(wish, {}))

    def _on_results(self) -> None:
        made = self._newest()
        if made is self._shown:
            return
        self._shown = made
        layer = QgsProject.instance().mapLayer(made.layer_id) if made is not None else None
        if made is not None and layer is not None:
            layer.setCustomProperty(TITLE_KEY, made.title)  # the name when it is taken up again
        if made is not None and made.detections:
            self._lists.take(made)

    def _open(self) -> None:
        made = self._newest()
        if made is not None and made.detections:
            self._lists.show_detections(made.detections, made.title)

    def _on_threshold(self, rate: float, threshold: float) -> None:
        made = self._newest()
        if made is None:
            return
        if made.detections:
            self._lists.list_above(made, rate, threshold)
        else:
            self._take(rate, threshold, {})

    def _on_listed(self, wish: Wish, metrics: Metrics) -> None:
        made = self._newest()
        if made is not None and made.path == wish.of.path:
            self._take(wish.rate, wish.threshold, metrics)

    def _take(self, rate: float, threshold: float, metrics: Metrics) -> None:
        """The results say what the map and its list show now."""
        known = self._result.metrics
        above = metrics.get("above", self._result.above)
        told = {
            "false_alarm_rate": rate,
            "threshold": threshold,
            "above": known["above"] if above is None else above,
            "detections": metrics.get("detections"),
        }
        self._keep({**known, **told}, self._newest())


def score_lists(
    state: PanelState, results: ResultsSection, lists: Detections
) -> Tuple[ScoreList, ...]:
    """The score maps of the results, each joined with its list."""
    return (
        ScoreList(state, results.anomalies, lists, lambda: state.anomaly_map, state.set_anomalies),
        ScoreList(state, results.targets, lists, lambda: state.target_map, state.set_targets),
        ScoreList(state, results.similar, lists, lambda: state.similar_map, state.set_similar),
    )
