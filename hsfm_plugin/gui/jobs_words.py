"""How the list of jobs says things: states, times, results."""

from __future__ import annotations

import time
from pathlib import Path
from typing import List, Tuple

from qgis.PyQt.QtCore import QDateTime, QLocale
from qgis.PyQt.QtGui import QIcon

from ...engine.parameters import CHOICE
from ..i18n import tr
from ..job import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job
from ..messages import explain, phase_words
from ..runtime_setup.redaction import without_secrets
from .theme import failed_icon, theme_icon

Rows = List[Tuple[str, str]]
_MODELS = "models_"


def state_words(state: str) -> str:
    """What a state is called."""
    words = {
        QUEUED: tr("Queued"),
        RUNNING: tr("Running"),
        DONE: tr("Done"),
        FAILED: tr("Failed"),
        CANCELLED: tr("Cancelled"),
    }
    return words[state]


def state_icon(state: str) -> QIcon:
    """The mark before the word."""
    if state == FAILED:
        return failed_icon()
    names = {
        QUEUED: "mIconHistory.svg",
        RUNNING: "mActionPlay.svg",
        DONE: "mIconSuccess.svg",
        CANCELLED: "mActionStop.svg",
    }
    return theme_icon(names[state])


def clock_words(job: Job) -> str:
    """How long a job has taken, as a clock that runs: ``0:18``, ``1:02:33``."""
    if job.seconds is None:
        return "–"
    minutes, seconds = divmod(round(job.seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def moment_words(moment: float, with_seconds: bool = False) -> str:
    """A time of today as the clock shows it, another one with its day."""
    if time.localtime(moment)[:3] == time.localtime()[:3]:
        return time.strftime("%H:%M:%S" if with_seconds else "%H:%M", time.localtime(moment))
    when = QDateTime.fromSecsSinceEpoch(int(moment))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def started_words(job: Job) -> str:
    """When a job began."""
    return "–" if job.began is None else moment_words(job.began)


def result_words(job: Job) -> str:
    """What came of a job, or how far it is, in a few words."""
    if job.state == QUEUED:
        return tr("waits for its turn")
    if job.state == RUNNING and job.silent_s:
        return tr("Not responding for {} s").format(job.silent_s)
    if job.state == RUNNING:
        words = phase_words(job.phase, job.task) if job.phase else tr("Starting")
        return f"{words} · {100 * job.fraction:.0f} %" if job.fraction else words
    if job.state == CANCELLED:
        return tr("nothing was written")
    if job.error is not None:
        return explain(job.error, about_model=is_about_models(job)).sentence
    return Path(str(job.outputs[0]["path"])).name if job.outputs else ""


def summary_words(job: Job) -> str:
    """A job in a sentence or two: for a failed one what happened and what to do."""
    if job.state == FAILED and job.error is not None:
        said = explain(job.error, about_model=is_about_models(job))
        return f"<b>{said.sentence}</b> {said.step}".strip()
    words = {
        QUEUED: tr("It waits until the engine is free."),
        RUNNING: result_words(job),
        CANCELLED: tr("It was cancelled; nothing was written."),
        DONE: tr("Done in {}.").format(clock_words(job)),
    }
    return words.get(job.state, "")


def is_about_models(job: Job) -> bool:
    """Whether a job gets, installs or removes a model."""
    return job.task.startswith(_MODELS)


def parameter_rows(job: Job) -> Rows:
    """The parameters that were given, by their labels."""
    task = job.declared
    known = {p.name: p for p in task.parameters} if task is not None else {}
    rows = []
    for name, value in job.values.items():
        if value is None or value == "":
            continue
        parameter = known.get(name)
        label = tr(parameter.label) if parameter is not None else name
        words = str(value)
        if isinstance(value, bool):
            words = tr("yes") if value else tr("no")
        elif parameter is not None and parameter.kind == CHOICE:
            words = words.replace("_", " ")
        rows.append((label, words))
    return rows


def text_of(job: Job) -> str:
    """Everything about a job as plain text without secrets, for the clipboard."""
    lines = [
        f"{job.title} · {state_words(job.state)}",
        f"{tr('Task')}: {job.task}",
        f"{tr('Started')}: {started_words(job)} · {tr('Took')}: {clock_words(job)}",
    ]
    if job.error is not None:
        lines += ["", explain(job.error, about_model=is_about_models(job)).details]
    lines += ["", *(f"{name}: {value}" for name, value in sorted(job.values.items()))]
    lines += ["", *(str(output["path"]) for output in job.outputs), ""]
    return without_secrets("\n".join([*lines, *log_lines(job)]))


def log_lines(job: Job) -> List[str]:
    """The log, one text a line."""
    made = []
    for line in job.lines:
        level = {"warning": tr("Warning"), "error": tr("Error")}.get(line.level, "")
        said = f"{level}: {line.text}" if level else line.text
        made.append(f"{moment_words(line.time, with_seconds=True)}  {said}")
    return made
