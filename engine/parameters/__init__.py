"""The one declaration of every task, from which all its faces are derived.

The command line, the wire's validation, the panel's forms and the Processing algorithms follow from
``TASKS``. Stdlib only, Python 3.9: the plugin imports this package inside QGIS.
"""

from .checking import ASSESS, REPORT, SPECTRA
from .classifying import CLASSIFY, EXPORT
from .declaring import (
    BANDS,
    BOOLEAN,
    CHOICE,
    DEVICE,
    FIELD,
    FILE,
    FOLDER,
    HEAD,
    INPUT,
    INTEGER,
    LAYER,
    MODEL,
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
from .detecting import ANOMALY, DETECTIONS
from .heads import HEADS_LIST, HEADS_REMOVE, HEADS_RENAME, HEADS_SAVE
from .models import (
    MODELS_FETCH,
    MODELS_IMPORT,
    MODELS_LIST,
    MODELS_REMOVE,
    MODELS_SHOW,
    MODELS_VERIFY,
)
from .palette import CLASS_COLOURS
from .ready import QUICKMAP, TRAITS
from .scenes import CLOUDS, INFO, SIMULATE
from .searching import FINDSIMILAR, LIBRARY, TARGETDETECTION
from .tasks import MAPPING_TASKS, TASKS, task_named
from .training import PREVIEW, TRAIN

__all__ = [
    "ANOMALY",
    "ASSESS",
    "BANDS",
    "BOOLEAN",
    "CHOICE",
    "CLASSIFY",
    "CLASS_COLOURS",
    "CLOUDS",
    "DETECTIONS",
    "DEVICE",
    "EXPORT",
    "FIELD",
    "FILE",
    "FINDSIMILAR",
    "FOLDER",
    "HEAD",
    "HEADS_LIST",
    "HEADS_REMOVE",
    "HEADS_RENAME",
    "HEADS_SAVE",
    "INFO",
    "INPUT",
    "INTEGER",
    "LAYER",
    "LIBRARY",
    "MAPPING_TASKS",
    "MODEL",
    "MODELS_FETCH",
    "MODELS_IMPORT",
    "MODELS_LIST",
    "MODELS_REMOVE",
    "MODELS_SHOW",
    "MODELS_VERIFY",
    "NUMBER",
    "OPTION",
    "OUTPUT",
    "PREVIEW",
    "QUICKMAP",
    "RASTER",
    "REPORT",
    "SCENE",
    "SIMULATE",
    "SPECTRA",
    "TARGETDETECTION",
    "TASKS",
    "TEXT",
    "TRAIN",
    "TRAITS",
    "VECTOR",
    "WINDOW",
    "Parameter",
    "Task",
    "by_role",
    "task_named",
]
