"""What a job needs to be run once more: its inputs as they were, new names for its outputs."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import Any, Collection, Dict, Mapping, Sequence, Union

from ...engine.parameters import (
    ASSESS,
    FIELD,
    FOLDER,
    HEAD,
    INPUT,
    LAYER,
    OUTPUT,
    SCENE,
    VECTOR,
    Parameter,
    Task,
)
from ..i18n import tr
from ..job import Job
from ..paths import next_file

Place = Union[Path, str]
_NUMBER = re.compile(r"_\d{2}$")
"""What ``next_file`` has put behind a name; more digits are a year or the like."""


def lack_for(job: Job) -> str:
    """Why a job cannot be run again now, and what to do; empty if it can."""
    task = job.declared
    if task is None:
        return tr(
            "This version of HSFM does not know the task “{}” any more. Start it from the panel."
        ).format(job.task)
    if task is ASSESS:
        return tr(
            "Its answer is numbers, which this list does not keep. Start it from the Processing "
            "toolbox."
        )
    if not job.is_prepared:
        return tr(
            "This run ended before its labels or polygons were copied for the engine. Start it "
            "from the panel."
        )
    if any(p.kind == FOLDER and job.values.get(p.name) for p in task.of_role(OUTPUT)):
        return tr("It fills a folder that is full now. Start it from the Processing toolbox.")
    for parameter in task.parameters:
        value = job.values.get(parameter.name)
        if parameter.role == OUTPUT or parameter.kind in (FIELD, LAYER) or not _is_gone(value):
            continue
        return _gone_words(parameter, str(value), job)
    return ""


def values_again(
    task: Task, given: Mapping[str, Any], work_folders: Sequence[Place], taken: Collection[str]
) -> Dict[str, Any]:
    """The parameters of a run with outputs that no file has and no other run will write.

    Args:
        task: that is run again.
        given: its parameters before.
        work_folders: of this session and of that of the run. What went into either, such as a
            head, goes into a new folder in the first.
        taken: paths that runs under way will write.
    """
    values = dict(given)
    outputs = [p for p in task.of_role(OUTPUT) if values.get(p.name)]
    renamed: Dict[Path, Path] = {}
    for parameter in sorted(outputs, key=lambda p: p.name != "out"):
        old = Path(str(values[parameter.name]))
        new = _beside(old, renamed)
        if new is None:
            folder = old.parent
            if any(_is_in(old, temporary) for temporary in work_folders):
                folder = Path(tempfile.mkdtemp(dir=work_folders[0]))
            stem = _NUMBER.sub("", old.stem)
            new = next_file(folder, stem, old.suffix.lstrip("."), taken)
            renamed[old] = new
        values[parameter.name] = str(new)
    return values


def _beside(old: Path, renamed: Dict[Path, Path]) -> Union[Path, None]:
    """The place of a file that is named after another one, such as the list of a map."""
    for before, now in renamed.items():
        if old.parent == before.parent and old.stem.startswith(before.stem):
            return now.with_name(f"{now.stem}{old.stem[len(before.stem) :]}{old.suffix}")
    return None


def _is_in(path: Place, folder: Place) -> bool:
    return bool(str(folder)) and os.path.normpath(path).startswith(
        os.path.join(os.path.normpath(folder), "")
    )


def _is_gone(value: Any) -> bool:
    """Whether a value is a path of a file that is not there."""
    text = value.split("|")[0] if isinstance(value, str) else ""
    is_path = os.path.isabs(text) and not text.startswith("/vsi")
    return is_path and not os.path.exists(text)


def _gone_words(parameter: Parameter, value: str, job: Job) -> str:
    if parameter.role == INPUT and _is_in(value, job.work_folder):
        if parameter.kind == HEAD:
            return tr(
                "The classifier of this run was not saved and went with its session of QGIS. "
                "Train again, or load a saved one in step 3, then start the run there."
            )
        if parameter.name == "labels":
            return tr(
                "The labels of this run were a copy that went with its session of QGIS. Choose "
                "the label layer in step 2, then click Train."
            )
        if parameter.kind == VECTOR:
            return tr(
                "The polygons of this run were a copy that went with its session of QGIS. Choose "
                "them in step 3, then start the run there."
            )
    if parameter.kind == SCENE:
        return tr("The scene {} is not there any more. Put it back, then try again.").format(value)
    return tr("The file {} is not there any more. Put it back, then try again.").format(value)
