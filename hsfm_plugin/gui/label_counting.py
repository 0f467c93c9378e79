"""Counts the labels of each class in the background."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ..engine_link import EngineLink
from ..i18n import tr
from ..labels.counts import Counted, count_later
from ..labels.label_layer import LabelLayer
from ..tasks import FunctionTask, stop
from .state import PanelState


class LabelCounting(QObject):
    """Runs one count at a time; a new one takes the place of the one before."""

    counted = pyqtSignal(object, object)
    failed = pyqtSignal(object)

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self._task: Optional[FunctionTask] = None

    def count(self, labels: LabelLayer) -> None:
        """Counts the layer as it stands now; ``counted`` tells the layer and the answer."""
        stop(self._task)
        scene = self._state.scene
        crs = scene.crs if scene is not None else labels.layer.crs()
        area = scene.pixel_area if scene is not None else 0.0
        work = count_later(labels, crs, area, QgsProject.instance().transformContext())
        task = FunctionTask(tr("Count labels"), work)
        self._task = task

        def on_counted(answer: Counted) -> None:
            if self._task is task:
                self._task = None
                self.counted.emit(labels, answer)

        def on_cancelled() -> None:
            if self._task is task:
                self._task = None

        def on_failed(error: EngineError) -> None:
            on_cancelled()
            self.failed.emit(error)

        task.done.connect(on_counted)
        task.failed.connect(on_failed)
        task.cancelled.connect(on_cancelled)
        self._link.in_background(task)
