"""Starts the panel's runs, one at a time: request, progress, end, layers."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError, from_os_error
from ...engine.parameters import Task
from ..engine_link import EngineLink
from ..i18n import tr
from ..layers.publish import publish
from ..messages import duration_words
from ..paths import next_file, results_folder
from ..settings import Settings
from ..tasks import EngineTask
from .advanced import Advanced
from .area_choice import AreaChoice, Prepare
from .jobs_request import values_again
from .retry import Retry, Start, changed_words, options_of
from .scene_opening import scene_name
from .state import PanelState, SceneFacts

Answer = Dict[str, Any]
Layers = List[QgsRasterLayer]
TakeMap = Callable[[Answer, Layers], None]


class RunStarter(QObject):
    """Starts one run at a time and tells how it ended.

    ``failed`` carries the error and what starts the run again, a ``Retry`` where the engine had
    begun; ``done`` the news, ``published`` the new layers, ``waiting``, ``silent``, ``progressed``
    and ``partial`` what the run under way says by the signals of those names.
    """

    failed = pyqtSignal(object, object)
    done = pyqtSignal(str)
    published = pyqtSignal(list)
    waiting = pyqtSignal()
    silent = pyqtSignal(int)
    progressed = pyqtSignal(dict)
    partial = pyqtSignal(dict)

    def __init__(
        self,
        state: PanelState,
        link: EngineLink,
        settings: Settings,
        advanced: Advanced,
        area: AreaChoice,
    ) -> None:
        super().__init__()
        self._state, self._link, self._settings = state, link, settings
        self._advanced, self._form, self._area = advanced, advanced.form, area
        self._task: Optional[EngineTask] = None
        self._began = 0.0
        self._words = ""
        self.promised: Callable[[], List[str]] = list

    def new_folder(self) -> Path:
        """A folder of its own for the files of one run; it goes with the engine's work folder."""
        return Path(tempfile.mkdtemp(dir=self._link.work_folder))

    def cancel(self) -> None:
        """Stops the run; nothing is left of it."""
        if self._task is not None:
            self._link.cancel(self._task)

    def next_path(self, task: str) -> Path:
        """The place of the next raster that a task makes of the scene; nothing is overwritten."""
        folder = results_folder(self._settings, QgsProject.instance())
        name = scene_name(self._state.scene) if self._state.scene else task
        return next_file(folder, f"{name}_{task}", "tif", self.promised())

    def map(
        self,
        task: Task,
        given: Answer,
        said: Tuple[str, str],
        take: TakeMap,
        again: Callable[[], None],
        always: Tuple[str, ...] = (),
        prepare: Prepare = None,
        dress: Optional[TakeMap] = None,
    ) -> None:
        """Maps the area with a task whose raster is called ``out``.

        Args:
            task: what runs.
            given: its parameters besides the scene, the area, the options and the outputs.
            said: what QGIS calls the run, and the news of its end with a place for the duration.
            take: keeps what is known of the result, once its layers are there; not called where
                another scene was chosen meanwhile.
            again: tries again where the area cannot be used now.
            always: optional outputs that are made also where nobody asks for them.
            prepare: gives more of its parameters, in a thread of its own.
            dress: finishes the layers, whatever scene is chosen by then.
        """
        scene = self._state.scene
        if scene is None:
            return
        try:
            limits, prepare_area = self._area.request(scene, self.new_folder())
        except EngineError as exc:
            self.failed.emit(exc, again)
            return
        group = scene.group  # now: its layer may be gone when the run ends
        path = self.next_path(task.name)
        values = {"scene": scene.path, "out": str(path), **given, **self._form.values_for(task)}
        for name in dict.fromkeys((*always, *self._advanced.extras(task))):
            extension = task.parameter(name).extension
            values[name] = str(path.with_name(f"{path.stem}_{name}.{extension}"))

        parts = [part for part in (prepare_area, prepare) if part is not None]

        def prepare_all() -> Answer:
            return {name: value for part in parts for name, value in part().items()}

        def publish_and_take(answer: Answer) -> None:
            layers = self.publish(answer, group)
            if dress is not None:
                dress(answer, layers)
            if not self.is_past(scene):
                take(answer, layers)
            self.done.emit(said[1].format(self.took()))

        prepared = prepare_all if parts else None
        self.run(task, said[0], {**values, **limits}, prepared, publish_and_take)

    def run(
        self,
        task: Task,
        title: str,
        values: Answer,
        prepare: Prepare,
        take: Callable[[Answer], None],
        changed: Optional[Mapping[str, Any]] = None,
        again: Optional[Start] = None,
    ) -> None:
        """Runs a task unless something runs already.

        What fails is offered once more with these parameters, whatever the panel shows by then.

        Args:
            task: what runs.
            title: what QGIS calls the run.
            values: its parameters.
            prepare: gives more of them, in a thread of its own.
            take: gets the answer.
            changed: options that take the place of those in ``values``, this once.
            again: starts it once more in another way; gets the options that are changed then.
        """
        if self._state.running or not self._link.is_startable:
            return
        changed = options_of(changed or {}, task)
        values = {**values, **changed}

        def run_again(once: Mapping[str, Any]) -> None:
            fresh = values_again(task, values, (self._link.work_folder,), self.promised())
            self.run(task, title, fresh, prepare, take, once)

        start = again or run_again
        out = values.get("out")
        if out:
            try:
                Path(out).parent.mkdir(parents=True, exist_ok=True)
            except OSError as exc:
                self.failed.emit(from_os_error(exc, out), lambda: start(changed))
                return
        self._words = changed_words(changed, task)
        made = self._link.run(title, task.name, values, prepare)
        self._task, self._began = made, time.monotonic()
        self._state.set_running(task.name)
        made.waiting.connect(self.waiting)
        made.silent.connect(self.silent)
        made.progressed.connect(self.progressed)
        made.partial.connect(self.partial)
        if made.is_waiting:
            self.waiting.emit()

        def end(how: str) -> None:
            self._task = None
            self._state.set_running("", (task.name, how))

        def on_success(answer: Answer) -> None:
            end("done")
            take(answer)

        def on_failure(error: EngineError) -> None:
            end("failed")
            self.failed.emit(error, Retry(start, task, values, changed, self._link.devices))

        made.succeeded.connect(on_success)
        made.failed.connect(on_failure)
        made.cancelled.connect(lambda: end("cancelled"))

    def took(self) -> str:
        """How long the run has taken, in words; and with what, where that was for this once."""
        took = duration_words(time.monotonic() - self._began)
        return tr("{}, this once with {}").format(took, self._words) if self._words else took

    def is_past(self, scene: SceneFacts) -> bool:
        """Whether another scene was chosen since; what comes of this one is not the panel's."""
        now = self._state.scene
        return now is not None and now.path != scene.path

    def publish(self, answer: Answer, group: str) -> Layers:
        """Adds the rasters of an answer to the project; none where QGIS cannot open them.

        Args:
            answer: of the run.
            group: of the scene that it was asked for; another one may be chosen by now.
        """
        project = QgsProject.instance()
        try:
            layers = publish(answer["outputs"], answer["provenance"], group, project)
        except EngineError as exc:
            self.failed.emit(exc, None)
            return []
        self.published.emit(layers)
        return layers
