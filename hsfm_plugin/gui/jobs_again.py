"""Runs a job again: through the panel where it is of the panel's scene, else behind other runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError, from_os_error
from ...engine.parameters import (
    CLASSIFY,
    INFO,
    MODELS_FETCH,
    MODELS_IMPORT,
    MODELS_REMOVE,
    OUTPUT,
    TRAIN,
    Task,
)
from ..engine_link import EngineLink
from ..i18n import tr
from ..job import Job
from ..jobs import Jobs
from ..layers.publish import RASTER_KINDS
from .jobs_request import lack_for, values_again
from .jobs_show import add_lists
from .jobs_words import is_about_models
from .map_section import MapSection
from .models import Models
from .result_taking import Answer, Made
from .retry import Retry, options_of
from .scene_opening import SceneOpening
from .state import PanelState


class RunAgain(QObject):
    """Starts jobs once more; ``refused`` says why one cannot be."""

    refused = pyqtSignal(str)

    def __init__(
        self,
        jobs: Jobs,
        link: EngineLink,
        state: PanelState,
        map_section: MapSection,
        models: Models,
        opening: SceneOpening,
    ) -> None:
        super().__init__()
        self._jobs, self._link, self._state = jobs, link, state
        self._map, self._models, self._opening = map_section, models, opening

    def lack(self, job: Job) -> str:
        """Why a job is not to be run again at all; what only is missing is told by ``start``."""
        if not job.has_ended:
            return tr("It has not ended yet.")
        if job.task == MODELS_REMOVE.name:
            return tr("What is removed cannot be removed again.")
        if not self._link.is_startable:
            return tr("The engine is not set up. Set it up in the first line of the panel.")
        return ""

    def start(self, job: Job, changed: Optional[Mapping[str, Any]] = None) -> None:
        """Runs a job with the parameters that it had; nothing is written over.

        Args:
            job: of the list.
            changed: options that take the place of the job's, this once.
        """
        problem, task = self.lack(job) or lack_for(job), job.declared
        if problem or task is None:
            self.refused.emit(problem)
        elif task is INFO:
            self._opening.open_product(job.scene)
        elif is_about_models(job):
            self._start_model(task, job)
        else:
            self._start_run(task, job, options_of(changed or {}, task))

    def _start_run(self, task: Task, job: Job, changed: Mapping[str, Any]) -> None:
        folders = (self._link.work_folder, job.work_folder)
        values = {**values_again(task, job.values, folders, self._jobs.promised), **changed}
        is_of_panel = self._is_open(job)
        starter, take = self._map.starter, self._taker(task, job, values)

        def again(once: Mapping[str, Any]) -> None:
            self.start(job, once)

        if is_of_panel and task is CLASSIFY and self._state.head is None:
            self._map.load_head(str(values["head"]))
        if is_of_panel and not self._state.running:
            starter.run(task, job.title, values, None, take, changed, again)
            return
        try:
            for path in filter(None, (values.get(p.name) for p in task.of_role(OUTPUT))):
                Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            starter.failed.emit(from_os_error(exc, path), lambda: again(changed))
            return

        def fail(error: EngineError) -> None:
            retry = Retry(again, task, values, changed, self._link.devices)
            starter.failed.emit(error, retry)

        made = self._link.run(job.title, task.name, values)
        made.succeeded.connect(take)
        made.failed.connect(fail)

    def _taker(self, task: Task, job: Job, values: Dict[str, Any]) -> Callable[[Answer], None]:
        """What takes the answer: layers in the group of the scene, and the panel's results.

        A list has no layer of its own where there is a map: the panel adds it when it is wanted.
        """
        starter, taking = self._map.starter, self._map.runs.taking
        group = job.group or "HSFM"

        def take(answer: Answer) -> None:
            made = Made(values, answer, [])
            if task is not TRAIN:
                made = Made(values, answer, starter.publish(answer, group))
                taking.dress(task.name, made)
            if not any(output["kind"] in RASTER_KINDS for output in answer["outputs"]):
                try:
                    add_lists(job, answer["outputs"])
                except EngineError as exc:
                    starter.failed.emit(exc, None)
                    return
            if self._is_open(job):
                taking.take(task.name, made)
            starter.done.emit(tr("{} is done.").format(job.name))

        return take

    def _is_open(self, job: Job) -> bool:
        """Whether the panel shows the scene of a job."""
        scene = self._state.scene
        return scene is not None and bool(job.scene) and scene.path == job.scene

    def _start_model(self, task: Task, job: Job) -> None:
        if not self._models.can_start(task):
            self.refused.emit(tr("Another model is being worked on. Try again when it is done."))
            return
        if task is MODELS_IMPORT:
            self._models.import_file(str(job.values.get("file") or ""))
            return
        model = self._models.known.get(str(job.values.get("model") or ""))
        if task is not MODELS_FETCH or model is None:
            self.refused.emit(
                tr("This model is not on the list any more. Choose one in the Models section.")
            )
            return
        self._models.fetch(model, bool(job.values.get("accept_licence")))
