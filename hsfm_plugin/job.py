"""One run of the engine as the list of jobs knows it, now or from an earlier session."""

from __future__ import annotations

import json
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional

from ..engine.errors import EngineCrashed, EngineError
from ..engine.parameters import OUTPUT, TASKS, Task
from ..engine.protocol import error_from_message
from .messages import phase_words
from .runtime_setup.redaction import without_secrets

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
ENDED = (DONE, FAILED, CANCELLED)
_MOST_LINES = 500
_MOST_KEPT_LINES = 100
"""Lines of a log: in a session, and of a job that is kept for later ones."""
_TITLE_PREFIX = "HSFM: "


@dataclass(frozen=True)
class LogLine:
    """What was noted during a run: when (seconds since 1970), how grave, and the words."""

    time: float
    level: str
    text: str


@dataclass
class Job:
    """A run: what was asked, how it goes, what came of it.

    Attributes:
        number: counts the runs, the oldest that is known first.
        title: what QGIS calls it.
        task: name of the engine's task.
        values: its parameters, with those that were prepared for it once it has begun.
        is_prepared: whether nothing is missing in these, such as labels that were to be copied.
        scene, scene_title, group: path of the scene, its name on the map and the name of the group
            of its results; empty where there is none.
        work_folder: where that session kept temporary files, such as exported labels.
        state: one of those above.
        asked, began, ended: seconds since 1970.
        phase, fraction: what the engine is doing, and how far it is, 0 to 1.
        silent_s: for how many seconds nothing was heard of the engine, where that is long; else 0.
        outputs, provenance: of the engine's result.
        key: tells it from the jobs of other sessions.
    """

    number: int
    title: str
    task: str
    values: Dict[str, Any]
    scene: str = ""
    scene_title: str = ""
    group: str = ""
    work_folder: str = ""
    is_prepared: bool = True
    state: str = QUEUED
    asked: float = field(default_factory=time.time)
    began: Optional[float] = None
    ended: Optional[float] = None
    phase: str = ""
    fraction: float = 0.0
    silent_s: int = 0
    lines: List[LogLine] = field(default_factory=list)
    outputs: List[Dict[str, Any]] = field(default_factory=list)
    provenance: Dict[str, Any] = field(default_factory=dict)
    error: Optional[EngineError] = None
    key: str = field(default_factory=lambda: uuid.uuid4().hex)

    @property
    def has_ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state in ENDED

    @property
    def name(self) -> str:
        """The title without our own name before it."""
        short = self.title[len(_TITLE_PREFIX) :] if self.title.startswith(_TITLE_PREFIX) else ""
        return short[:1].upper() + short[1:] if short else self.title

    @property
    def seconds(self) -> Optional[float]:
        """How long it has run, or ran; None where it never began."""
        if self.began is None:
            return None
        return max(0.0, (self.ended if self.ended is not None else time.time()) - self.began)

    @property
    def declared(self) -> Optional[Task]:
        """The declaration of its task; None for one of another version of HSFM."""
        return next((task for task in TASKS if task.name == self.task), None)

    @property
    def wanted_files(self) -> List[str]:
        """Paths that it writes, as they were asked for."""
        task = self.declared
        outputs = task.of_role(OUTPUT) if task is not None else ()
        return [str(self.values[p.name]) for p in outputs if self.values.get(p.name)]

    def note(self, level: str, text: str) -> None:
        """Adds a line to its log, without passwords and the like."""
        self.lines.append(LogLine(time.time(), level, without_secrets(text)))
        del self.lines[:-_MOST_LINES]

    def take_progress(self, message: Mapping[str, Any]) -> None:
        """Takes up how far the engine is."""
        phase = str(message.get("phase") or "")
        if phase != self.phase:
            self.phase, self.fraction = phase, 0.0
            self.note("phase", phase_words(phase, self.task))
        total = float(message.get("total") or 0)
        if total > 0:
            self.fraction = min(1.0, float(message.get("done") or 0) / total)

    def as_line(self) -> str:
        """One line of JSON for later sessions, without secrets."""
        lines = self.lines[-_MOST_KEPT_LINES:]
        made: Dict[str, Any] = {
            **{name: getattr(self, name) for name in _TEXTS},
            **{name: getattr(self, name) for name in _TIMES},
            "values": self.values,
            "is_prepared": self.is_prepared,
            "lines": [[line.time, line.level, line.text] for line in lines],
            "outputs": self.outputs,
            "provenance": self.provenance,
        }
        if self.error is not None:
            parts = ("code", "message", "hint", "detail", "ended_with")
            made["error"] = {part: getattr(self.error, part, None) for part in parts}
        return json.dumps(_safe(made), default=str)


_TEXTS = ("key", "title", "task", "scene", "scene_title", "group", "work_folder", "state")
_TIMES = ("asked", "began", "ended")


def job_from_line(line: str, number: int) -> Job:
    """The inverse of ``Job.as_line``.

    Raises:
        ValueError: the line holds no job that has ended.
    """
    try:
        found = json.loads(line)
        texts = {name: str(found[name]) for name in _TEXTS}
        began = found["began"]
        job = Job(
            number=number,
            values=dict(found["values"]),
            is_prepared=bool(found.get("is_prepared", True)),
            asked=float(found["asked"]),
            began=None if began is None else float(began),
            ended=float(found["ended"]),
            lines=[LogLine(float(at), str(level), str(said)) for at, level, said in found["lines"]],
            outputs=[dict(output) for output in found["outputs"]],
            provenance=dict(found["provenance"]),
            error=_error_from(dict(found["error"])) if found.get("error") else None,
            **texts,
        )
    except (TypeError, KeyError, ValueError, RecursionError) as exc:
        raise ValueError(f"This is no job: {line[:80]}") from exc
    if not job.has_ended or not all(output.get("path") for output in job.outputs):
        raise ValueError(f"This is no job that has ended: {line[:80]}")
    return job


def _error_from(found: Dict[str, Any]) -> EngineError:
    error = error_from_message(found)
    if isinstance(error, EngineCrashed) and isinstance(found.get("ended_with"), int):
        error.ended_with = found["ended_with"]
    return error


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, Mapping):
        return {str(key): _safe(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_safe(part) for part in value]
    return value
