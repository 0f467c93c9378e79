"""Makes the list of detections again when the threshold has moved, behind the user's own runs."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ...engine.parameters import DETECTIONS
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.detection_layer import is_edited
from ..layers.detection_rows import take_rows
from ..tasks import EngineTask, FunctionTask
from .parameter_form import ParameterForm
from .state import PanelState, ScoreMap

Metrics = Dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """A list that is wanted: of which map, above which threshold."""

    of: ScoreMap
    rate: float
    threshold: float


class DetectionFollow(QObject):
    """One list at a time; a newer wish takes the place of an older one.

    ``began`` comes with each wish, ``listed`` carries the wish and the engine's metrics once the
    rows stand in the file of the list, ``failed`` the wish and an error, ``edited`` a wish whose
    list the user has begun to edit; ``replacing`` says whether the rows in a file are being
    replaced, so that it must not be written otherwise.
    """

    began = pyqtSignal(object)
    listed = pyqtSignal(object, dict)
    failed = pyqtSignal(object, object)
    edited = pyqtSignal(object)
    replacing = pyqtSignal(bool)

    def __init__(self, state: PanelState, link: EngineLink, form: ParameterForm) -> None:
        """Waits for wishes.

        Args:
            state: tells of the user's runs, to which this gives way.
            link: runs the engine.
            form: what the user has set under Advanced.
        """
        super().__init__()
        self._state, self._link, self._form = state, link, form
        self._wish: Optional[Wish] = None
        self._task: Optional[EngineTask] = None
        for signal in (state.run_changed, link.status_changed):
            signal.connect(self._next)

    @property
    def busy(self) -> bool:
        """Whether a list is wanted that is not there yet."""
        return self._wish is not None

    def ask(self, of: ScoreMap, rate: float, threshold: float) -> None:
        """Has the list of a map made again."""
        self.cancel()
        self._wish = Wish(of, rate, threshold)
        self.began.emit(self._wish)
        self._next()

    def cancel(self) -> None:
        """Forgets what was wanted."""
        task, self._task, self._wish = self._task, None, None
        if task is not None:
            self._link.cancel(task)

    def _next(self) -> None:
        wish = self._wish
        is_free = self._link.can_answer and not self._state.running
        if wish is None or self._task is not None or not is_free:
            return
        folder = Path(tempfile.mkdtemp(prefix="detections-", dir=self._link.work_folder))
        path = folder / "detections.gpkg"
        values = {
            **self._form.values_for(DETECTIONS),
            "scene": wish.of.scene,
            "scores": wish.of.path,
            "false_alarm_rate": wish.rate,
            "threshold": wish.threshold,
            "out": str(path),
        }
        task = self._link.run(
            tr("HSFM: list detections"), DETECTIONS.name, values, hidden=True, gives_way=True
        )
        self._task = task

        def end(take: Callable[[], None]) -> None:
            if self._task is task:
                self._task = None
                take()
            else:
                shutil.rmtree(folder, ignore_errors=True)

        def on_error(error: EngineError) -> None:
            shutil.rmtree(folder, ignore_errors=True)
            self._fail(wish, error)

        def on_cancelled() -> None:  # it gave way to a run of the user's
            shutil.rmtree(folder, ignore_errors=True)
            self._next()

        task.succeeded.connect(lambda answer: end(lambda: self._take(wish, path, answer)))
        task.failed.connect(lambda error: end(lambda: on_error(error)))
        task.cancelled.connect(lambda: end(on_cancelled))

    def _take(self, wish: Wish, path: Path, answer: Metrics) -> None:
        """Brings the rows into the file that the project shows."""
        if is_edited(wish.of.detections, QgsProject.instance()):
            shutil.rmtree(path.parent, ignore_errors=True)
            if self._wish is wish:
                self._wish = None
                self.edited.emit(wish)
            return
        task = FunctionTask(
            tr("Replace the list"), lambda stop: take_rows(str(path), wish.of.detections)
        )

        def on_done(_: Any) -> None:
            if self._wish is wish:
                self._wish = None
            self.listed.emit(wish, answer["metrics"])

        def on_cancelled(*_: Any) -> None:
            if self._wish is wish:
                self._wish = None

        def end(*_: Any) -> None:
            shutil.rmtree(path.parent, ignore_errors=True)
            self.replacing.emit(False)

        task.done.connect(on_done)
        task.failed.connect(lambda error: self._fail(wish, error))
        task.cancelled.connect(on_cancelled)
        for signal in (task.done, task.failed, task.cancelled):
            signal.connect(end)
        self.replacing.emit(True)
        self._link.in_background(task)

    def _fail(self, wish: Wish, error: EngineError) -> None:
        if self._wish is wish:
            self._wish = None
        self.failed.emit(wish, error)
