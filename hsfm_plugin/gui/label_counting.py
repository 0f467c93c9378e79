"""Counts the labels of each class in the background, for the panel's state."""

from __future__ import annotations

from typing import Dict, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..labels.counts import Count, count_later
from ..labels.label_layer import LabelLayer
from ..tasks import FunctionTask
from .state import PanelState


class LabelCounting(QObject):
    """Runs one count at a time; a new one takes the place of the one before."""

    failed = pyqtSignal(object)

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self._task: Optional[FunctionTask] = None

    def count(self, labels: LabelLayer) -> None:
        """Counts the layer as it stands now and tells the state."""
        if self._task is not None:
            self._task.cancel()
        scene = self._state.scene
        crs = scene.crs if scene is not None else labels.layer.crs()
        area = scene.pixel_area if scene is not None else 0.0
        work = count_later(labels, crs, area, QgsProject.instance().transformContext())
        task = FunctionTask(self.tr("Count labels"), work)
        self._task = task

        def on_counted(counts: Dict[str, Count]) -> None:
            if self._task is task:
                self._task = None
                if self._state.labels is labels:
                    self._state.set_counts(counts)

        def on_failed(error: EngineError) -> None:
            if self._task is task:
                self._task = None
            self.failed.emit(error)

        task.done.connect(on_counted)
        task.failed.connect(on_failed)
        self._link.in_background(task)
