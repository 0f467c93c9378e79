"""All tasks: what each takes, what it makes, and the words for it."""

from __future__ import annotations

from ..errors import BadParameter
from .checking import ASSESS, REPORT, SPECTRA
from .classifying import CLASSIFY, EXPORT
from .declaring import Task
from .detecting import ANOMALY, DETECTIONS
from .heads import HEAD_TASKS
from .models import MODEL_TASKS
from .ready import QUICKMAP, TRAITS
from .scenes import CLOUDS, INFO, SIMULATE
from .searching import FINDSIMILAR, LIBRARY, TARGETDETECTION
from .training import PREVIEW, TRAIN

MAPPING_TASKS: tuple[Task, ...] = (
    INFO,
    QUICKMAP,
    TRAITS,
    TRAIN,
    CLASSIFY,
    ASSESS,
    REPORT,
    ANOMALY,
    TARGETDETECTION,
    FINDSIMILAR,
    DETECTIONS,
    CLOUDS,
    EXPORT,
)
"""The tasks that Processing offers. ``simulate`` is for demos and tests, the others serve the
panel."""

TASKS: tuple[Task, ...] = (
    *MAPPING_TASKS,
    PREVIEW,
    SPECTRA,
    LIBRARY,
    *HEAD_TASKS,
    *MODEL_TASKS,
    SIMULATE,
)


def task_named(name: str) -> Task:
    """Finds a task by name.

    Raises:
        BadParameter: there is none of this name.
    """
    for task in TASKS:
        if task.name == name:
            return task
    known = ", ".join(t.name for t in TASKS)
    raise BadParameter(f"There is no task {name!r}.", hint=f"The tasks are {known}.")
