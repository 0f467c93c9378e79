"""What a declaration of a task is made of, and how values are checked against it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import BadParameter

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
MODEL = "model"  # id of a model in the store, or of a backbone without weights
FILE = "file"  # path of any file
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
        group: first word on the command line of tasks that belong together; their names start
            with it.
    """

    name: str
    label: str
    help: str
    parameters: tuple[Parameter, ...]
    group: str = ""

    @property
    def command(self) -> tuple[str, ...]:
        """Its words on the command line: ``("models", "list")`` for ``models_list``."""
        prefix = f"{self.group}_"
        return (self.group, self.name[len(prefix) :]) if self.group else (self.name,)

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
