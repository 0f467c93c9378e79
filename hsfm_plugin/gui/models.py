"""The models that the panel knows of; the engine lists, fetches, imports and removes them."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...engine.errors import EngineError
from ...engine.parameters import (
    CLOUDS,
    MODELS_FETCH,
    MODELS_IMPORT,
    MODELS_LIST,
    MODELS_REMOVE,
    MODELS_SHOW,
    Task,
)
from ..engine_link import READY, EngineLink
from ..i18n import tr
from ..messages import duration_words
from ..tasks import EngineTask, Values
from .model import CLOUD_MASK, Model
from .state import PanelState

Answer = Dict[str, Any]


class Models(QObject):
    """Asks the engine about models, one question after another behind the other runs.

    A fetch may take an hour, so it gets an engine of its own and nothing else waits for it.

    Attributes:
        known: the models by id, bundled ones first, else in the engine's order; empty until it has
            answered.
        error: why the engine could not list them.
        busy: name of the task that gets, imports or removes a model now; empty if none does.
        has_failed: whether the last of these tasks failed.
    """

    changed = pyqtSignal()
    busy_changed = pyqtSignal()
    card_came = pyqtSignal(str)
    failed = pyqtSignal(object, object)
    done = pyqtSignal(str)
    progressed = pyqtSignal(dict)
    installed = pyqtSignal(str)

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self.known: Dict[str, Model] = {}
        self.error: Optional[EngineError] = None
        self.busy = ""
        self.has_failed = False
        self._cards: Dict[str, Answer] = {}
        self._asked_for: Tuple[Any, ...] = ()
        self._listing: Optional[EngineTask] = None
        self._run: Optional[EngineTask] = None
        self._news: Optional[Callable[[], str]] = None
        state.scene_changed.connect(self._refresh_if_stale)
        link.status_changed.connect(self._refresh_if_stale)

    def of_kind(self, kind: str) -> Tuple[Model, ...]:
        """The installed models for a purpose."""
        return tuple(m for m in self.known.values() if m.installed and m.kind == kind)

    @property
    def cloud_model(self) -> str:
        """The id of the cloud model to use: the usual one, else any; empty if there is none."""
        found = [model.id for model in self.of_kind(CLOUD_MASK)]
        usual = str(CLOUDS.parameter("model").default)
        return usual if usual in found else (found or [""])[0]

    def refresh(self, with_scene: bool = True) -> None:
        """Lists the models again, as soon as the engine is free; says which fit the scene."""
        if not self._link.is_startable:
            return
        self._cards = {name: told for name, told in self._cards.items() if told}
        before, self._listing = self._listing, None
        if before is not None:
            self._link.cancel(before)
        scene = self._state.scene if with_scene else None
        self._asked_for = self._question()
        values = {"scene": scene.path} if scene is not None else {}
        task = self._link.run(tr("HSFM: list models"), MODELS_LIST.name, values, hidden=True)
        self._listing = task

        def on_answer(answer: Answer) -> None:
            if self._listing is task:
                entries = map(Model.from_json, answer["metrics"].get("models", []))
                ordered = sorted(entries, key=lambda model: not model.bundled)
                self._take({model.id: model for model in ordered}, None)

        def on_error(error: EngineError) -> None:
            if self._listing is not task:
                return
            if scene is not None:  # whatever is wrong with it, the models are still there
                self.refresh(with_scene=False)
            else:
                self._take(self.known, error)

        task.succeeded.connect(on_answer)
        task.failed.connect(on_error)

    def _take(self, known: Dict[str, Model], error: Optional[EngineError]) -> None:
        self._listing, self.known, self.error = None, known, error
        news, self._news = self._news, None
        if news is not None:
            self.done.emit(news())
        self.changed.emit()

    def card(self, model_id: str) -> Answer:
        """Everything about a model; empty until the engine has told it, see ``card_came``."""
        if model_id in self._cards:
            return self._cards[model_id]
        if not self._link.is_startable or model_id not in self.known:
            return {}
        self._cards[model_id] = {}
        values = {"model": model_id}
        task = self._link.run(tr("HSFM: show model"), MODELS_SHOW.name, values, hidden=True)

        def on_answer(answer: Answer) -> None:
            self._cards[model_id] = answer["metrics"]
            self.card_came.emit(model_id)

        task.succeeded.connect(on_answer)
        task.failed.connect(lambda _: self._cards.pop(model_id, None))
        task.cancelled.connect(lambda: self._cards.pop(model_id, None))
        return {}

    def can_start(self, task: Task) -> bool:
        """Whether the engine is there, and free as far as this task around the store needs it."""
        is_free = task is MODELS_FETCH or not self._state.running
        return self._link.is_startable and not self.busy and is_free

    def fetch(self, model: Model, accept_licence: bool) -> None:
        """Downloads and installs a model, beside whatever else runs."""
        values = {"model": model.id, "accept_licence": accept_licence}
        self._start(MODELS_FETCH, values, model.id, lambda: self.fetch(model, accept_licence))

    def import_file(self, path: str) -> None:
        """Installs a checkpoint file of the user's."""
        if path:
            values = {"file": path}
            self._start(MODELS_IMPORT, values, Path(path).name, lambda: self.import_file(path))

    def remove(self, model: Model) -> None:
        """Deletes an installed model."""
        values = {"model": model.id}
        self._start(MODELS_REMOVE, values, model.id, lambda: self.remove(model))

    def cancel(self) -> None:
        """Stops what is under way; a download goes on from there the next time."""
        if self._run is not None:
            self._link.cancel(self._run)

    def _start(self, task: Task, values: Values, what: str, again: Callable[[], None]) -> None:
        if not self.can_start(task):
            return
        is_apart = task is MODELS_FETCH
        run = self._link.run_apart if is_apart else self._link.run
        made = run(f"HSFM: {task.label.lower()} {what}", task.name, values)
        self._run, began = made, time.monotonic()
        made.progressed.connect(self.progressed)
        if not is_apart:
            self._state.set_running(task.name)
        self._set_busy(task.name)

        def end(how: str) -> None:
            self._run = None
            if not is_apart:
                self._state.set_running("", (task.name, how))
            self._set_busy("", has_failed=how == "failed")

        def on_success(answer: Answer) -> None:
            made = answer["metrics"].get("model")
            found = str(made["id"] if isinstance(made, dict) else values.get("model") or what)
            self._cards.pop(found, None)
            took, before = duration_words(time.monotonic() - began), self.known.get(found)
            end("done")
            if task is not MODELS_REMOVE:
                self.installed.emit(found)

            def news() -> str:
                return self._sentence(task, self.known.get(found) or before, found, took)

            if is_apart and before is not None:  # the engine that lists them may be busy for long
                self.known = {**self.known, found: replace(before, installed=True)}
                self.done.emit(news())
                self.changed.emit()
            else:
                self._news = news
            self.refresh()

        def on_failure(error: EngineError) -> None:
            end("failed")
            self.failed.emit(error, again)

        made.succeeded.connect(on_success)
        made.failed.connect(on_failure)
        made.cancelled.connect(lambda: end("cancelled"))

    def _set_busy(self, task: str, has_failed: bool = False) -> None:
        self.busy, self.has_failed = task, has_failed
        self.busy_changed.emit()

    def _sentence(self, task: Task, model: Optional[Model], name: str, took: str) -> str:
        title = model.title if model is not None else name
        if task is MODELS_REMOVE:
            return tr("{} is removed.").format(title)
        return tr("{} is installed ({}).").format(title, took)

    def _question(self) -> Tuple[Any, ...]:
        scene = self._state.scene
        return (self._link.session_pid, scene.path if scene is not None else "")

    def _refresh_if_stale(self) -> None:
        if self._link.status != READY or self._state.is_opening:
            return
        if self._question() != self._asked_for:
            self.refresh()
