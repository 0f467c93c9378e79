"""A vector layer as labels: which field holds the class, which classes there are, changes."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Dict, List, Optional

from qgis.core import NULL, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from .palette import next_colour

CLASSES_KEY = "hsfm/classes"
FIELD_KEY = "hsfm/class_field"
CLASS_FIELDS = ("class", "class_name", "classname", "label", "name", "category", "type", "klasse")
NUMBER_FIELDS = ("class_id", "classid", "class_nr")
COLOUR_FIELDS = ("color", "colour")


@dataclass(frozen=True)
class LabelClass:
    """One class: its number in maps, its name, its colour as #rrggbb."""

    value: int
    name: str
    color: str


def _find(layer: QgsVectorLayer, names: Any) -> str:
    by_lower = {field.name().lower(): field.name() for field in layer.fields()}
    return next((by_lower[name] for name in names if name in by_lower), "")


def _plain(value: Any) -> Any:
    return None if value is None or value == NULL else value


class LabelLayer:
    """The classes of a layer, kept in a property of the layer so that the project saves them."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        chosen = str(layer.customProperty(FIELD_KEY, "") or "")
        known = [field.name() for field in layer.fields()]
        self.field = chosen if chosen in known else _find(layer, CLASS_FIELDS)
        self._read_companions()
        self.classes: List[LabelClass] = []
        self.refresh()

    def _read_companions(self) -> None:
        number, colour = _find(self.layer, NUMBER_FIELDS), _find(self.layer, COLOUR_FIELDS)
        self.number_field = number if number != self.field else ""
        self.colour_field = colour if colour != self.field else ""

    @property
    def is_understood(self) -> bool:
        """Whether there is a field that holds the class."""
        return bool(self.field)

    @property
    def has_usual_field(self) -> bool:
        """Whether the class field needs no asking."""
        return self.field.lower() == CLASS_FIELDS[0]

    def set_field(self, name: str) -> None:
        """Takes the classes from another field."""
        self.field = name
        self.layer.setCustomProperty(FIELD_KEY, name)
        self.layer.removeCustomProperty(CLASSES_KEY)
        self._read_companions()
        self.classes = []
        self.refresh()

    def class_of(self, attributes: Any) -> str:
        """The class name of a feature; empty where it has none."""
        value = _plain(attributes[self.field]) if self.field else None
        return "" if value is None else str(value)

    def named(self, name: str) -> Optional[LabelClass]:
        """The class of this name."""
        return next((entry for entry in self.classes if entry.name == name), None)

    def refresh(self) -> None:
        """Reads the stored classes and adds those that only the features know."""
        stored = json.loads(str(self.layer.customProperty(CLASSES_KEY, "") or "[]"))
        known: Dict[str, LabelClass] = {
            str(c["name"]): LabelClass(int(c["value"]), str(c["name"]), str(c["color"]))
            for c in stored
        }
        for name, number, colour in self._found_in_features():
            if name not in known:
                known[name] = self._numbered(list(known.values()), name, number, colour)
        self.classes = sorted(known.values(), key=lambda entry: entry.value)
        self.store()

    def _found_in_features(self) -> List[Any]:
        if not self.field:
            return []
        fields = [f for f in (self.field, self.number_field, self.colour_field) if f]
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(fields, self.layer.fields())
        found: Dict[str, Any] = {}
        for feature in self.layer.getFeatures(request):
            name = self.class_of(feature)
            if name and name not in found:
                number = _plain(feature[self.number_field]) if self.number_field else None
                colour = _plain(feature[self.colour_field]) if self.colour_field else None
                found[name] = (name, number, colour)
        return sorted(found.values(), key=lambda item: (item[1] is None, item[1], item[0]))

    def _numbered(
        self, others: List[LabelClass], name: str, number: Any, colour: Any
    ) -> LabelClass:
        used = {entry.value for entry in others}
        wanted = next((int(n) for n in (number, name) if str(n).isdigit() and int(n) > 0), 0)
        value = wanted if wanted and wanted not in used else max(used, default=0) + 1
        valid = colour if isinstance(colour, str) and QColor(colour).isValid() else ""
        made = QColor(valid).name() if valid else next_colour(e.color for e in others)
        return LabelClass(value, name, made)

    def store(self) -> None:
        """Writes the classes into the layer's property."""
        rows = [{"value": c.value, "name": c.name, "color": c.color} for c in self.classes]
        text = json.dumps(rows)
        if self.layer.customProperty(CLASSES_KEY, "") != text:
            self.layer.setCustomProperty(CLASSES_KEY, text)

    def add(self, name: str) -> LabelClass:
        """Adds a class without polygons."""
        made = self._numbered(self.classes, name, None, None)
        self.classes.append(made)
        self.store()
        return made

    def change(self, old: LabelClass, name: str, color: str) -> bool:
        """Renames or recolours a class and the features that carry it.

        Returns:
            False where the name is empty, taken or cannot be written to the features.
        """
        new = replace(old, name=name.strip(), color=color)
        if not new.name or any(c.name == new.name and c != old for c in self.classes):
            return False
        changes = {}
        if new.name != old.name:
            changes[self.field] = new.name
        if new.color != old.color and self.colour_field:
            changes[self.colour_field] = new.color
        if not self._write(old.name, changes):
            return False
        self.classes = [new if entry == old else entry for entry in self.classes]
        self.store()
        return True

    def _write(self, name: str, changes: Dict[str, Any]) -> bool:
        features = self.features_of(name) if changes else []
        if not features:
            return True
        if not self.layer.isEditable() and not self.layer.startEditing():
            return False
        fields = self.layer.fields()
        self.layer.beginEditCommand("HSFM")
        for feature in features:
            for field, value in changes.items():
                self.layer.changeAttributeValue(feature.id(), fields.indexOf(field), value)
        self.layer.endEditCommand()
        return True

    def features_of(self, name: str) -> List[Any]:
        """The features of a class, those not saved yet included; without geometry."""
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        return [f for f in self.layer.getFeatures(request) if self.class_of(f) == name]

    def remove(self, entry: LabelClass) -> bool:
        """Removes a class and its features; False where the layer cannot be edited."""
        ids = [feature.id() for feature in self.features_of(entry.name)]
        if ids:
            if not self.layer.isEditable() and not self.layer.startEditing():
                return False
            self.layer.deleteFeatures(ids)
        self.classes = [kept for kept in self.classes if kept != entry]
        self.store()
        return True
