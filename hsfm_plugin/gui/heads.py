"""The classifiers that the user saved under a name; the engine keeps them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional, Tuple

from qgis.PyQt.QtCore import QFileInfo, QLocale, QObject, pyqtSignal

from ...engine.errors import BadParameter, EngineError, from_os_error
from ...engine.parameters import HEADS_LIST, HEADS_REMOVE, HEADS_RENAME, HEADS_SAVE, Task
from ..engine_link import READY, EngineLink
from ..i18n import tr
from ..messages import explain
from ..retelling import retold
from ..tasks import EngineTask, FunctionTask, Values
from .missing import for_engine
from .state import PanelState

Answer = Dict[str, Any]


@dataclass(frozen=True)
class SavedHead:
    """An entry of the engine's ``heads_list``.

    Attributes:
        classes: their names.
        accuracy: balanced, on held-out polygons; None where the file does not tell.
        trained_on: the product.
        fault: why its file cannot be used; empty if it can.
    """

    name: str
    path: str
    classes: Tuple[str, ...] = ()
    backbone: str = ""
    accuracy: Optional[float] = None
    trained_on: str = ""
    fault: str = ""

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> SavedHead:
        """Takes an entry; what it does not tell stays empty."""
        told = entry.get("balanced_accuracy")
        mean = told.get("mean") if isinstance(told, dict) else told
        return cls(
            str(entry["name"]),
            str(entry["path"]),
            tuple(map(str, entry.get("classes") or ())),
            str(entry.get("backbone") or ""),
            float(mean) if isinstance(mean, (int, float)) else None,
            str(entry.get("trained_on") or ""),
            str(entry.get("fault") or ""),
        )

    @property
    def day(self) -> str:
        """The day on which its file was written, in the user's way."""
        written = QFileInfo(self.path).lastModified()
        return QLocale().toString(written.date(), QLocale.FormatType.ShortFormat)

    @property
    def accuracy_words(self) -> str:
        """``0.81``; a dash where it is not known."""
        return "–" if self.accuracy is None else QLocale().toString(self.accuracy, "f", 2)


def failure_words(error: EngineError) -> str:
    """What went wrong; of a name that cannot be used, the engine tells more than the table."""
    if isinstance(error, BadParameter):
        return f"{retold(error.message)} {retold(error.hint)}".strip()
    said = explain(error)
    return f"{said.sentence} {said.step}".strip()


class Heads(QObject):
    """Lists, saves, renames and removes; the newest answer of the engine counts.

    Attributes:
        known: the saved heads by name.
    """

    changed = pyqtSignal()
    failed = pyqtSignal(object, object)
    refused = pyqtSignal(str)
    done = pyqtSignal(str)

    def __init__(self, state: PanelState, link: EngineLink) -> None:
        super().__init__()
        self._state, self._link = state, link
        self.known: Dict[str, SavedHead] = {}
        self._listing: Optional[EngineTask] = None
        self._asked_for: Optional[int] = None
        link.status_changed.connect(self._refresh_once)

    @property
    def refusal(self) -> str:
        """Why no head can be saved, renamed or deleted now; empty where it can."""
        return for_engine(self._state, self._link)

    def refresh(self) -> None:
        """Lists the heads again, as soon as the engine is free."""
        if not self._link.is_startable:
            return
        before, self._listing = self._listing, None
        if before is not None:
            self._link.cancel(before)
        task = self._run(HEADS_LIST, {})
        self._listing = task

        def on_answer(answer: Answer) -> None:
            if self._listing is task:
                self._listing = None
                found = map(SavedHead.from_json, answer["metrics"].get("heads", []))
                self.known = {head.name: head for head in found}
                self.changed.emit()

        def on_failure(error: EngineError) -> None:
            if self._listing is task:
                self._listing = None
                self.failed.emit(error, self.refresh)

        task.succeeded.connect(on_answer)
        task.failed.connect(on_failure)

    def save(self, path: str, name: str) -> None:
        """Keeps a copy of a head under a name."""
        news = tr("The head is saved as {}.").format(name)
        self._change(HEADS_SAVE, {"head": path, "name": name}, lambda _: news)

    def rename(self, head: SavedHead, name: str) -> None:
        """Gives a saved head another name; the panel goes on with it where it is in use."""

        def follow(answer: Answer) -> str:
            if self._is_used(head):
                self._state.move_head(answer["outputs"][0]["path"], answer["metrics"]["name"])
            return tr("{} is now called {}.").format(head.name, name)

        self._change(HEADS_RENAME, {"head": head.path, "name": name}, follow)

    def remove(self, head: SavedHead) -> None:
        """Deletes a saved head; the panel has none then where it was in use."""

        def follow(_: Answer) -> str:
            if not self._is_used(head):
                return tr("{} is deleted.").format(head.name)
            self._state.set_head(None)
            return tr("{} is deleted. It was in use: train or load another head to go on.").format(
                head.name
            )

        self._change(HEADS_REMOVE, {"head": head.path}, follow)

    def export(self, head: SavedHead, target: str) -> None:
        """Copies a saved head to a place of the user's, as one file."""
        path = target if target.endswith(".hsfm") else f"{target}.hsfm"

        def copy(_: Any) -> str:
            try:
                shutil.copyfile(head.path, path)
            except OSError as exc:
                raise from_os_error(exc, path) from exc
            return path

        task = FunctionTask(tr("Export {}").format(head.name), copy)
        news = tr("{} is exported to {}").format(head.name, path)
        task.done.connect(lambda _: self.done.emit(news))
        task.failed.connect(
            lambda error: self.failed.emit(error, lambda: self.export(head, target))
        )
        self._link.in_background(task)

    def import_file(self, path: str) -> None:
        """Keeps a copy of a head file of the user's under the name of the file."""
        self.save(path, self.free_name(Path(path).stem))

    def free_name(self, wanted: str) -> str:
        """A name that no saved head has: with a number where it is taken."""
        name, number = wanted, 2
        while name in self.known:
            name, number = f"{wanted} {number}", number + 1
        return name

    def _is_used(self, head: SavedHead) -> bool:
        used = self._state.head
        return used is not None and Path(used.path) == Path(head.path)

    def _change(self, task: Task, values: Values, follow: Callable[[Answer], str]) -> None:
        """Has the engine change the library; ``follow`` takes its answer and gives the news."""
        if self.refusal:
            self.refused.emit(self.refusal)
            self.changed.emit()  # an editor in the list goes back to the old name
            return
        made = self._run(task, values)

        def on_success(answer: Answer) -> None:
            self.done.emit(follow(answer))
            self.refresh()

        def on_failure(error: EngineError) -> None:
            self.failed.emit(error, lambda: self._change(task, values, follow))
            self.changed.emit()

        made.succeeded.connect(on_success)
        made.failed.connect(on_failure)

    def _run(self, task: Task, values: Values) -> EngineTask:
        title = tr("HSFM: {}").format(tr(task.label))
        return self._link.run(title, task.name, values, hidden=True)

    def _refresh_once(self) -> None:
        """Lists when the engine is there, once for each process of it."""
        if self._link.status == READY and self._link.session_pid != self._asked_for:
            self._asked_for = self._link.session_pid
            self.refresh()
