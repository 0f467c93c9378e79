"""The one declaration of every task, from which all its faces are derived.

The command line, the wire's validation, the panel's forms and the Processing algorithms follow from
``TASKS``. Stdlib only, Python 3.9: the plugin imports this package inside QGIS.
"""

from .declaring import (
    BANDS,
    BOOLEAN,
    CHOICE,
    DEVICE,
    FIELD,
    FOLDER,
    HEAD,
    INPUT,
    INTEGER,
    LAYER,
    NUMBER,
    OPTION,
    OUTPUT,
    RASTER,
    SCENE,
    TEXT,
    VECTOR,
    WINDOW,
    Parameter,
    Task,
    by_role,
)
from .palette import CLASS_COLOURS
from .tasks import ANOMALY, CLASSIFY, INFO, MAPPING_TASKS, SIMULATE, TASKS, TRAIN, task_named

__all__ = [
    "ANOMALY",
    "BANDS",
    "BOOLEAN",
    "CHOICE",
    "CLASSIFY",
    "CLASS_COLOURS",
    "DEVICE",
    "FIELD",
    "FOLDER",
    "HEAD",
    "INFO",
    "INPUT",
    "INTEGER",
    "LAYER",
    "MAPPING_TASKS",
    "NUMBER",
    "OPTION",
    "OUTPUT",
    "RASTER",
    "SCENE",
    "SIMULATE",
    "TASKS",
    "TEXT",
    "TRAIN",
    "VECTOR",
    "WINDOW",
    "Parameter",
    "Task",
    "by_role",
    "task_named",
]
