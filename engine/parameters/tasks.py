"""All tasks: what each takes, what it makes, and the words for it."""

from __future__ import annotations

from ..errors import BadParameter
from .classifying import CLASSIFY, EXPORT, TRAIN
from .declaring import Task
from .models import MODEL_TASKS
from .ready import QUICKMAP, TRAITS
from .scenes import ANOMALY, CLOUDS, INFO, SIMULATE

MAPPING_TASKS: tuple[Task, ...] = (
    INFO,
    QUICKMAP,
    TRAITS,
    TRAIN,
    CLASSIFY,
    ANOMALY,
    CLOUDS,
    EXPORT,
)
"""The tasks that Processing offers; ``simulate`` is for demos and tests, the store has a panel."""

TASKS: tuple[Task, ...] = (*MAPPING_TASKS, *MODEL_TASKS, SIMULATE)


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
