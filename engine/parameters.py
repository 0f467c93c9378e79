"""The one declaration of every task: what it takes, what it makes, and the words for it.

The command line, the wire's validation, the panel's forms and the Processing algorithms are derived
from ``TASKS``. Stdlib only, Python 3.9: the plugin imports this module inside QGIS.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .errors import BadParameter

INPUT, OUTPUT, OPTION = "input", "output", "option"

SCENE = "scene"  # path of a product (folder, member file, ZIP) or of a raster
VECTOR = "vector"  # path of an OGR vector file
FIELD = "field"  # name of a field of the vector in ``parent``
LAYER = "layer"  # name of a layer of the vector in ``parent``
HEAD = "head"  # path of a .hsfm file
RASTER = "raster"  # path of a GeoTIFF
FOLDER = "folder"
NUMBER, INTEGER, BOOLEAN, CHOICE, TEXT = "number", "integer", "boolean", "choice", "text"
BANDS = "bands"  # "1-90,120" (band numbers) or "450-900nm,1500-1700nm"
WINDOW = "window"  # "row,col,height,width" in pixels of the scene
DEVICE = "device"  # auto | cpu | cuda[:n] | mps


@dataclass(frozen=True)
class Parameter:
    """One parameter of a task.

    Attributes:
        name: the identifier, lower case with underscores; the command line's flag uses dashes.
        kind: one of the kinds above.
        role: ``INPUT``, ``OUTPUT`` or ``OPTION``.
        label: a few words in sentence case, for forms.
        help: one sentence.
        required: whether the task cannot run without it.
        default: the value when it is not given.
        minimum, maximum: inclusive range of a number or integer.
        unit: unit of a number, for the form's suffix.
        choices: the values of a ``CHOICE``.
        advanced: whether forms keep it behind "Advanced".
        positional: whether the command line takes it without a flag.
        parent: for ``FIELD`` and ``LAYER``: the vector parameter they belong to.
        extension: for files: the extension without a dot.
    """

    name: str
    kind: str
    role: str
    label: str
    help: str
    required: bool = False
    default: Any = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    advanced: bool = False
    positional: bool = False
    parent: str = ""
    extension: str = ""

    def parse(self, value: Any) -> Any:
        """Checks a value from JSON or the command line and gives it its Python type.

        Returns:
            str, int, float or bool by ``kind``; None where nothing was given.

        Raises:
            BadParameter: wrong type, out of range, or not one of the choices.
        """
        if value is None or value == "":
            if self.required:
                raise BadParameter(f"{self.label} ({self.name}) is missing.", hint=self.help)
            return self.default
        if self.kind in (NUMBER, INTEGER):
            return self._parse_number(value)
        if self.kind == BOOLEAN:
            return self._parse_boolean(value)
        if not isinstance(value, (str, os.PathLike)):
            raise BadParameter(f"{self.label} ({self.name}) must be text, not {value!r}.")
        text = os.fspath(value)
        if self.kind == CHOICE and text not in self.choices:
            allowed = ", ".join(self.choices)
            raise BadParameter(f"{self.label} ({self.name}) is {text!r}; it may be {allowed}.")
        return text

    def _parse_number(self, value: Any) -> int | float:
        try:
            if isinstance(value, bool):
                raise ValueError
            number: int | float = int(value) if self.kind == INTEGER else float(value)
            if number != float(value):
                raise ValueError
        except (TypeError, ValueError, OverflowError) as exc:
            wanted = "a whole number" if self.kind == INTEGER else "a number"
            raise BadParameter(
                f"{self.label} ({self.name}) must be {wanted}, not {value!r}."
            ) from exc
        low = self.minimum if self.minimum is not None else float("-inf")
        high = self.maximum if self.maximum is not None else float("inf")
        if not low <= number <= high:
            raise BadParameter(
                f"{self.label} ({self.name}) is {number}; it may be {self.range_text()}."
            )
        return number

    def range_text(self) -> str:
        """The allowed numbers in words, as in ``64 to 4096 px``; empty if there is no limit."""
        ends = [
            str(int(end)) if end == int(end) else f"{end:g}"
            for end in (self.minimum, self.maximum)
            if end is not None
        ]
        if len(ends) == 2:
            return f"{ends[0]} to {ends[1]} {self.unit}".strip()
        if ends:
            side = "at least" if self.minimum is not None else "at most"
            return f"{side} {ends[0]} {self.unit}".strip()
        return ""

    def _parse_boolean(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        text = str(value).lower()
        if text in ("true", "yes", "1", "on"):
            return True
        if text in ("false", "no", "0", "off"):
            return False
        raise BadParameter(f"{self.label} ({self.name}) must be true or false, not {value!r}.")


@dataclass(frozen=True)
class Task:
    """A task of the engine.

    Attributes:
        name: the identifier on the command line, the wire and in Processing.
        label: its name in forms, Title Case.
        help: what it does, one or two sentences.
        parameters: in the order that forms show them.
    """

    name: str
    label: str
    help: str
    parameters: tuple[Parameter, ...]

    def parameter(self, name: str) -> Parameter:
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise BadParameter(f"{self.name} has no parameter {name!r}.")

    def of_role(self, role: str) -> tuple[Parameter, ...]:
        return tuple(p for p in self.parameters if p.role == role)

    def validate(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Checks the values of a request and fills in the defaults.

        Args:
            values: by parameter name; inputs, outputs and options together.

        Returns:
            One entry per declared parameter.

        Raises:
            BadParameter: a value is missing or impossible, or its name is not declared.
        """
        unknown = sorted(set(values) - {p.name for p in self.parameters})
        if unknown:
            known = ", ".join(p.name for p in self.parameters)
            raise BadParameter(
                f"{self.name} has no parameter {unknown[0]!r}.", hint=f"It takes {known}."
            )
        return {p.name: p.parse(values.get(p.name)) for p in self.parameters}


def by_role(task: Task, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Sorts flat values into the ``inputs``, ``outputs`` and ``options`` of a ``run`` message."""
    return {
        f"{role}s": {
            p.name: values[p.name]
            for p in task.of_role(role)
            if values.get(p.name) not in (None, "")
        }
        for role in (INPUT, OUTPUT, OPTION)
    }


def task_named(name: str, tasks: Iterable[Task] | None = None) -> Task:
    """Finds a task by name.

    Raises:
        BadParameter: there is none of this name.
    """
    for task in TASKS if tasks is None else tasks:
        if task.name == name:
            return task
    known = ", ".join(t.name for t in TASKS)
    raise BadParameter(f"There is no task {name!r}.", hint=f"The tasks are {known}.")


_SCENE = Parameter(
    "scene",
    SCENE,
    INPUT,
    "Scene",
    "A hyperspectral product (its folder, METADATA.XML, any member file or ZIP) or any raster with "
    "wavelengths.",
    required=True,
    positional=True,
)
_DEVICE = Parameter(
    "device",
    DEVICE,
    OPTION,
    "Device",
    "Where to compute: auto, cpu, cuda, cuda:1, mps.",
    default="auto",
    advanced=True,
)
_MEMORY = Parameter(
    "memory",
    INTEGER,
    OPTION,
    "Memory for windows",
    "How much of the scene may be in memory at a time; smaller is slower and safer.",
    default=512,
    minimum=16,
    maximum=1_048_576,
    unit="MiB",
    advanced=True,
)
_BANDS = Parameter(
    "bands",
    BANDS,
    OPTION,
    "Bands",
    "By number (1-90,120) or by wavelength (450-900nm); all usable ones if empty.",
    advanced=True,
)
_WINDOW = Parameter(
    "window",
    WINDOW,
    OPTION,
    "Window",
    "Only this part of the scene: first row, first column, rows, columns, counted from 0.",
    advanced=True,
)
_AOI = Parameter(
    "aoi",
    VECTOR,
    INPUT,
    "Area of interest",
    "Polygons that limit the map; nothing is mapped outside them.",
)
_SEED = Parameter(
    "seed",
    INTEGER,
    OPTION,
    "Random seed",
    "The same seed gives the same result.",
    default=0,
    minimum=0,
    maximum=2**31 - 1,
    advanced=True,
)

INFO = Task(
    "info",
    "Describe Scene",
    "Says what HSFM understood of a scene: product, bands, wavelengths, scale, masked pixels.",
    (_SCENE,),
)

TRAIN = Task(
    "train",
    "Train Classifier",
    "Fits a classifier to labelled polygons or points and measures its accuracy on polygons that "
    "were held out.",
    (
        _SCENE,
        Parameter(
            "labels",
            VECTOR,
            INPUT,
            "Labels",
            "Polygons or points with a class in one of their fields, in any coordinate system.",
            required=True,
        ),
        Parameter(
            "layer",
            LAYER,
            OPTION,
            "Layer of the label file",
            "Which layer of the label file to use; its first one if empty.",
            parent="labels",
            advanced=True,
        ),
        Parameter(
            "field",
            FIELD,
            OPTION,
            "Class field",
            "The field with the class name or number.",
            default="class",
            parent="labels",
        ),
        Parameter(
            "backbone",
            CHOICE,
            OPTION,
            "Backbone",
            "What turns pixels into features. Spectra: the normalised reflectance itself.",
            default="spectra",
            choices=("spectra",),
        ),
        _BANDS,
        _WINDOW,
        _AOI,
        Parameter(
            "folds",
            INTEGER,
            OPTION,
            "Held-out folds",
            "Into how many spatial groups the polygons are split to measure accuracy.",
            default=5,
            minimum=2,
            maximum=20,
            advanced=True,
        ),
        _SEED,
        _DEVICE,
        _MEMORY,
        Parameter(
            "out",
            HEAD,
            OUTPUT,
            "Head",
            "The trained classifier.",
            required=True,
            extension="hsfm",
        ),
    ),
)

CLASSIFY = Task(
    "classify",
    "Classify Scene",
    "Maps the classes of a trained classifier over a scene.",
    (
        _SCENE,
        Parameter(
            "head",
            HEAD,
            INPUT,
            "Head",
            "A classifier made by Train Classifier.",
            required=True,
            extension="hsfm",
        ),
        _AOI,
        _WINDOW,
        _DEVICE,
        _MEMORY,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Class map",
            "One class value per pixel, with names, colours and areas.",
            required=True,
            extension="tif",
        ),
        Parameter(
            "confidence",
            RASTER,
            OUTPUT,
            "Confidence map",
            "The probability of the mapped class, 0 to 1.",
            extension="tif",
        ),
    ),
)

ANOMALY = Task(
    "anomaly",
    "Map Anomalies",
    "Scores how unlike the rest of the scene each pixel is (global Reed-Xiaoli detector).",
    (
        _SCENE,
        Parameter(
            "false_alarm_rate",
            NUMBER,
            OPTION,
            "False-alarm rate",
            "Which share of ordinary pixels may lie above the threshold.",
            default=0.001,
            minimum=1e-6,
            maximum=0.5,
        ),
        _AOI,
        _BANDS,
        _WINDOW,
        _DEVICE,
        _MEMORY,
        Parameter(
            "out",
            RASTER,
            OUTPUT,
            "Anomaly scores",
            "Squared Mahalanobis distance to the scene's own background.",
            required=True,
            extension="tif",
        ),
    ),
)

SIMULATE = Task(
    "simulate",
    "Simulate Scene",
    "Makes a complete, simulated EnMAP L2A product with reference polygons and planted anomalies.",
    (
        Parameter(
            "out",
            FOLDER,
            OUTPUT,
            "Folder",
            "Where the product's folder and its reference data are made.",
            required=True,
            positional=True,
        ),
        Parameter(
            "size",
            INTEGER,
            OPTION,
            "Size",
            "Rows and columns of the scene.",
            default=512,
            minimum=64,
            maximum=4096,
            unit="px",
        ),
        _SEED,
    ),
)

TASKS: tuple[Task, ...] = (INFO, TRAIN, CLASSIFY, ANOMALY, SIMULATE)
MAPPING_TASKS: tuple[Task, ...] = (INFO, TRAIN, CLASSIFY, ANOMALY)
"""The tasks that QGIS offers; ``simulate`` is for demos and tests."""
