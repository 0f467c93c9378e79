"""A vector layer as labels: which field holds the class, which classes there are, changes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Dict, List, Optional

from qgis.core import QgsFeatureRequest, QgsVectorLayer

from .categories import as_text, categories_of, plain, renderer_field
from .label_class import LabelClass, needed_keys, numbered

CLASSES_KEY = "hsfm/classes"
FIELD_KEY = "hsfm/class_field"
CLASS_FIELDS = ("class", "class_name", "classname", "label", "name", "category", "type", "klasse")
NUMBER_FIELDS = ("class_id", "classid", "class_nr")
COLOUR_FIELDS = ("color", "colour")


def _find(layer: QgsVectorLayer, names: Any) -> str:
    by_lower = {field.name().lower(): field.name() for field in layer.fields()}
    return next((by_lower[name] for name in names if name in by_lower), "")


class LabelLayer:
    """The classes of a layer, kept in a property of the layer so that the project saves them.

    Where a categorized renderer draws the layer by its class field, names and colours are the
    renderer's; a user's codes (1, 2, 3) keep their labels (Water, Forest, Soil).
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        chosen = str(layer.customProperty(FIELD_KEY, "") or "")
        known = [field.name() for field in layer.fields()]
        usual = renderer_field(layer) or _find(layer, CLASS_FIELDS)
        self.field = chosen if chosen in known else usual
        self._names: Dict[str, str] = {}
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

    @property
    def holds_numbers(self) -> bool:
        """Whether the class field holds numbers, which cannot be renamed."""
        index = self.layer.fields().indexOf(self.field)
        return index >= 0 and self.layer.fields().at(index).isNumeric()

    def class_of(self, attributes: Any) -> str:
        """The class name of a feature; empty where it has none."""
        text = as_text(attributes[self.field]) if self.field else ""
        return self._names.get(text, text)

    def attributes_of(self, entry: LabelClass) -> Dict[int, Any]:
        """What a feature of a class holds, by the place of the field."""
        key: Any = entry.stored_as[0]
        if self.holds_numbers:
            key = float(key) if "." in key else int(key)
        values = {
            self.field: key,
            self.number_field: entry.value,
            self.colour_field: entry.color,
        }
        fields = self.layer.fields()
        return {fields.indexOf(name): value for name, value in values.items() if name}

    def named(self, name: str) -> Optional[LabelClass]:
        """The class of this name."""
        return next((entry for entry in self.classes if entry.name == name), None)

    def refresh(self) -> None:
        """Reads the stored classes, adds what the renderer and only the features know."""
        stored = json.loads(str(self.layer.customProperty(CLASSES_KEY, "") or "[]"))
        known = [
            LabelClass(int(c["value"]), str(c["name"]), str(c["color"]), tuple(c.get("keys", ())))
            for c in stored
        ]
        found = self._found_in_features()
        known = self._with_categories(known, {key: number for key, number, _ in found})
        taken = {key for entry in known for key in entry.stored_as}
        for key, number, colour in found:
            if key not in taken:
                known.append(numbered(known, key, number, colour))
        self.classes = sorted(known, key=lambda entry: entry.value)
        self.store()

    def take_categories(self) -> bool:
        """Takes names and colours from the renderer.

        Returns:
            Whether a class has changed.
        """
        before = self.classes
        known = self._with_categories(before, {})
        self.classes = sorted(known, key=lambda entry: entry.value)
        self.store()
        return self.classes != before

    def _with_categories(
        self, known: List[LabelClass], numbers: Dict[str, Any]
    ) -> List[LabelClass]:
        known = list(known)
        for keys, name, colour in categories_of(self.layer, self.field):
            place = next((i for i, c in enumerate(known) if set(keys) & set(c.stored_as)), -1)
            others = {entry.name for i, entry in enumerate(known) if i != place}
            if place < 0:
                free = name if name not in others else f"{name} ({keys[0]})"
                made = numbered(known, keys[0], numbers.get(keys[0]), colour)
                known.append(replace(made, name=free, keys=needed_keys(keys, free)))
                continue
            old = known[place]
            new_name = old.name if name in others else name
            kept = needed_keys(dict.fromkeys((*old.stored_as, *keys)), new_name)
            known[place] = replace(old, name=new_name, color=colour, keys=kept)
        return known

    def _found_in_features(self) -> List[Any]:
        if not self.field:
            return []
        fields = [f for f in (self.field, self.number_field, self.colour_field) if f]
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(fields, self.layer.fields())
        found: Dict[str, Any] = {}
        for feature in self.layer.getFeatures(request):
            key = as_text(feature[self.field])
            if key and key not in found:
                number = plain(feature[self.number_field]) if self.number_field else None
                colour = plain(feature[self.colour_field]) if self.colour_field else None
                found[key] = (key, number, colour)
        return sorted(found.values(), key=lambda item: (item[1] is None, item[1], item[0]))

    def store(self) -> None:
        """Writes the classes into the layer's property."""
        self._names = {key: entry.name for entry in self.classes for key in entry.stored_as}
        rows: List[Dict[str, Any]] = []
        for entry in self.classes:
            rows.append({"value": entry.value, "name": entry.name, "color": entry.color})
            if entry.keys:
                rows[-1]["keys"] = list(entry.keys)
        text = json.dumps(rows)
        if self.layer.customProperty(CLASSES_KEY, "") != text:
            self.layer.setCustomProperty(CLASSES_KEY, text)

    def add(self, name: str) -> LabelClass:
        """Adds a class without polygons."""
        made = numbered(self.classes, name, None, None)
        if self.holds_numbers:
            made = replace(made, keys=needed_keys((self._free_number(made.value),), name))
        self.classes.append(made)
        self.store()
        return made

    def _free_number(self, wanted: int) -> str:
        taken = {key for entry in self.classes for key in entry.stored_as}
        while str(wanted) in taken:
            wanted += 1
        return str(wanted)

    def change(self, old: LabelClass, name: str, color: str) -> bool:
        """Renames or recolours a class and the features that carry it.

        Features that carry a code for the class keep it.

        Returns:
            False where the name is empty, taken or cannot be written to the features.
        """
        new = replace(old, name=name.strip(), color=color)
        has_code = bool(old.keys) or self.holds_numbers
        if has_code:
            new = replace(new, keys=needed_keys(old.stored_as, new.name))
        if not new.name or any(c.name == new.name and c != old for c in self.classes):
            return False
        changes = {}
        if new.name != old.name and not has_code:
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
