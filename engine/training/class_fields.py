"""Reads classes from the fields of a vector layer: values, names and colours."""

from __future__ import annotations

import colorsys
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import BadParameter
from ..parameters import CLASS_COLOURS
from ..vectors import VectorLayer

MAX_VALUE = 255
"""Class maps are uint8 and 0 is nodata."""

NUMBER_FIELDS = ("class_id", "classid", "class_nr", "class_value", "value", "code", "id")
NAME_FIELDS = ("class_name", "classname", "class", "name", "label", "description")
COLOR_FIELDS = ("color", "colour", "class_color", "class_colour")

_HEX = re.compile(r"^#?([0-9a-fA-F]{6})(?:[0-9a-fA-F]{2})?$")


@dataclass(frozen=True)
class ClassName:
    """A class: its value in maps, its name and its colour."""

    value: int
    name: str
    color: str

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, "name": self.name, "color": self.color}


@dataclass(frozen=True)
class FeatureClasses:
    """The class of every feature.

    Attributes:
        classes: by ascending value.
        index: ``(features,)``, place in ``classes``; -1 where the field is empty.
        notes: sentences for the user.
    """

    classes: tuple[ClassName, ...]
    index: npt.NDArray[np.int64]
    notes: tuple[str, ...]


def feature_classes(layer: VectorLayer, field: str) -> FeatureClasses:
    """Reads the classes of a layer.

    A text field gives names, with values from a number field beside it that goes with the names one
    to one; a number field gives values, with names from such a text field. Values that are no whole
    numbers from 1 to 255 are numbered anew.

    Raises:
        BadParameter: no such field, or more than 255 classes.
    """
    raw = layer.values(field)
    keys = [_key(value) for value in raw]
    distinct = sorted({key for key in keys if key is not None}, key=_sort_key)
    if len(distinct) > MAX_VALUE:
        raise BadParameter(
            f"The field {field!r} of {layer.path} has {len(distinct)} different values; a class "
            f"map holds up to {MAX_VALUE} classes.",
            hint="Choose the field that holds the class.",
        )
    notes: list[str] = []
    numbered = all(isinstance(key, int) for key in distinct)
    names = {key: str(key) for key in distinct}
    if numbered:
        values = {key: int(key) for key in distinct}
        names.update(_companion(layer, field, keys, NAME_FIELDS, text=True))
    else:
        found = _companion(layer, field, keys, NUMBER_FIELDS, text=False)
        values = {key: int(value) for key, value in found.items()} or _from_names(distinct)
    if not all(1 <= value <= MAX_VALUE for value in values.values()):
        notes.append(
            f"The class numbers of {layer.path.name} are not all between 1 and {MAX_VALUE}; the "
            f"map numbers the classes from 1 to {len(distinct)}."
        )
        ordered = sorted(distinct, key=lambda key: (values[key], names[key]))
        values = {key: place + 1 for place, key in enumerate(ordered)}
    empty = sum(key is None for key in keys)
    if empty:
        notes.append(f"{empty} features of {layer.path.name} have no class and are left out.")
    order = sorted(distinct, key=lambda key: values[key])
    colors = _colors(layer, keys, order)
    classes = tuple(ClassName(values[key], names[key], colors[key]) for key in order)
    place = {key: number for number, key in enumerate(order)}
    index = np.array([-1 if key is None else place[key] for key in keys], np.int64)
    return FeatureClasses(classes, index, tuple(notes))


def _key(value: Any) -> int | str | None:
    """A class as a whole number or as text; None where there is none."""
    if value is None:
        return None
    if isinstance(value, (bool, np.bool_)):
        return int(value)
    if isinstance(value, (int, float, np.integer, np.floating)):
        if not np.isfinite(value):
            return None
        return int(value) if float(value).is_integer() else str(value)
    text = str(value).strip()
    return text or None


def _sort_key(key: int | str) -> tuple[int, int, str]:
    return (0, key, "") if isinstance(key, int) else (1, 0, key)


def _from_names(names: list[int | str]) -> dict[int | str, int]:
    """Values for names: the names themselves where they are numbers, else 1, 2, ... by name."""
    if all(str(name).isdigit() and 1 <= int(name) <= MAX_VALUE for name in names) and len(
        {int(name) for name in names}
    ) == len(names):
        return {name: int(name) for name in names}
    return {name: place + 1 for place, name in enumerate(names)}


def _companion(
    layer: VectorLayer, field: str, keys: list[Any], candidates: tuple[str, ...], *, text: bool
) -> dict[Any, Any]:
    """The first field that goes with the classes one to one; empty if there is none."""
    by_name = {name.lower(): name for name in layer.fields if name.lower() != field.lower()}
    for candidate in candidates:
        if candidate not in by_name:
            continue
        partners: dict[Any, set[Any]] = {}
        for key, other in zip(keys, layer.fields[by_name[candidate]]):
            if key is not None:
                partners.setdefault(key, set()).add(_key(other))
        found = {key: next(iter(others)) for key, others in partners.items() if len(others) == 1}
        kind: type = str if text else int
        if (
            len(found) == len(partners)
            and len(set(found.values())) == len(found)
            and all(isinstance(value, kind) for value in found.values())
        ):
            return found
    return {}


def _colors(layer: VectorLayer, keys: list[Any], order: list[Any]) -> dict[Any, str]:
    by_name = {name.lower(): name for name in layer.fields}
    found: dict[Any, str] = {}
    for candidate in COLOR_FIELDS:
        if candidate not in by_name:
            continue
        counts: dict[Any, Counter[str]] = {}
        for key, value in zip(keys, layer.fields[by_name[candidate]]):
            match = _HEX.match(str(value).strip()) if value is not None else None
            if match and key is not None:
                counts.setdefault(key, Counter())[f"#{match[1].lower()}"] += 1
        found = {key: min(c, key=lambda color: (-c[color], color)) for key, c in counts.items()}
        break
    free = iter([color for color in CLASS_COLOURS if color not in found.values()])
    for number, key in enumerate(order):
        if key not in found:
            found[key] = next(free, None) or further_color(number)
    return found


def further_color(number: int) -> str:
    """A colour beyond the palette: hues a golden angle apart, in alternating lightness."""
    hue = (number * 0.61803398875) % 1.0
    rgb = colorsys.hls_to_rgb(hue, 0.35 + 0.3 * (number % 2), 0.65)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in rgb)
