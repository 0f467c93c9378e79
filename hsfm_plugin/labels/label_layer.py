"""A vector layer as labels: which field holds the class, which classes there are, changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, List, Mapping, Optional

from qgis.core import QgsFeatureRequest, QgsVectorLayer

from .categories import Category, as_text, categories_of, renderer_field
from .class_store import CLASSES_KEY, ClassStep, store_classes, stored_classes
from .label_class import MOST_CLASSES, Found, LabelClass, needed_keys, numbered

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
    renderer's; a user's codes (1, 2, 3) keep their labels (Water, Forest, Soil). Reading all
    features takes a while: what only they know comes with ``take_found``.

    Attributes:
        field: holds the class; empty while it is not known.
        is_read: whether it is known which classes the features have.
        excess: how many different values the field has where those are too many classes, else 0.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        chosen = str(layer.customProperty(FIELD_KEY, "") or "")
        known = [field.name() for field in layer.fields()]
        usual = renderer_field(layer) or _find(layer, CLASS_FIELDS)
        self.field = chosen if chosen in known else usual
        self._names: Dict[str, str] = {}
        self.classes: List[LabelClass] = []
        self._steps: List[ClassStep] = []  # PyQt calls them only while Python holds them
        self._start()

    def _start(self) -> None:
        number, colour = _find(self.layer, NUMBER_FIELDS), _find(self.layer, COLOUR_FIELDS)
        self.number_field = number if number != self.field else ""
        self.colour_field = colour if colour != self.field else ""
        self.is_read, self.excess = False, 0
        self.reload()
        if self.layer.featureCount() == 0:
            self.take_found({})

    @property
    def is_understood(self) -> bool:
        """Whether there is a field that holds the class, and no more classes than can be."""
        return bool(self.field) and not self.excess

    @property
    def has_usual_field(self) -> bool:
        """Whether the class field needs no asking."""
        return self.field.lower() == CLASS_FIELDS[0]

    def set_field(self, name: str) -> None:
        """Takes the classes from another field."""
        self.field = name
        self.layer.setCustomProperty(FIELD_KEY, name)
        self.layer.removeCustomProperty(CLASSES_KEY)
        self._start()

    @property
    def holds_numbers(self) -> bool:
        """Whether the class field holds numbers, which cannot be renamed."""
        index = self.layer.fields().indexOf(self.field)
        return index >= 0 and self.layer.fields().at(index).isNumeric()

    def class_of(self, attributes: Any) -> str:
        """The class name of a feature; empty where it has none."""
        return self.name_of(as_text(attributes[self.field])) if self.field else ""

    def name_of(self, key: str) -> str:
        """The name of the class for which the class field holds ``key``."""
        return self._names.get(key, key)

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

    def reload(self) -> bool:
        """Takes the classes as the layer's property has them; says whether they have changed."""
        before, stored = self.classes, stored_classes(self.layer)
        self._set(stored if len(stored) <= MOST_CLASSES else [])
        return self.classes != before

    def take_found(self, found: Mapping[str, Found]) -> bool:
        """Adds the classes that only the renderer and the features know.

        Args:
            found: what the features hold, by the values of the class field.

        Returns:
            Whether a class has changed.
        """
        before, known = self.classes, stored_classes(self.layer)
        categories = categories_of(self.layer, self.field)
        taken = {key for entry in known for key in entry.stored_as}
        taken.update(key for category in categories for key in category.keys)
        fresh = [(key, *found[key]) for key in found if key not in taken]
        if max(len(known), len(categories), len(fresh)) <= MOST_CLASSES:
            known = self._with_categories(known, categories, found)
            for key, number, colour in sorted(fresh, key=lambda f: (f[1] is None, f[1], f[0])):
                known.append(numbered(known, key, number, colour))
        is_too_much = max(len(known), len(categories), len(fresh)) > MOST_CLASSES
        self.is_read, self.excess = True, max(len(found), len(categories)) if is_too_much else 0
        self._set([] if is_too_much else known)
        if not is_too_much:
            store_classes(self.layer, self.classes)
        return self.classes != before

    def take_categories(self) -> bool:
        """Takes names and colours from the renderer, once the features have been read.

        Returns:
            Whether a class has changed.
        """
        before, categories = self.classes, categories_of(self.layer, self.field)
        if not self.is_read or len(categories) > MOST_CLASSES:
            return False
        self._set(self._with_categories(before, categories, {}))
        store_classes(self.layer, self.classes)
        return self.classes != before

    def _with_categories(
        self, classes: List[LabelClass], categories: List[Category], found: Mapping[str, Found]
    ) -> List[LabelClass]:
        known = list(classes)
        by_key = {key: place for place, entry in enumerate(known) for key in entry.stored_as}
        by_name = {entry.name: place for place, entry in enumerate(known)}
        for keys, name, colour in categories:
            place = min((by_key[key] for key in keys if key in by_key), default=len(known))
            is_free = by_name.get(name, place) == place
            if place == len(known):
                number = found[keys[0]].number if keys[0] in found else None
                made = numbered(known, keys[0], number, colour)
                free = name if is_free else f"{name} ({keys[0]})"
                known.append(replace(made, name=free, keys=needed_keys(keys, free)))
            else:
                old = known[place]
                free = name if is_free else old.name
                kept = needed_keys(dict.fromkeys((*old.stored_as, *keys)), free)
                known[place] = replace(old, name=free, color=colour, keys=kept)
                by_name.pop(old.name, None)
            by_name[free] = place
            by_key.update((key, place) for key in keys if key not in by_key)
        return known

    def _set(self, classes: List[LabelClass]) -> None:
        self.classes = sorted(classes, key=lambda entry: entry.value)
        self._names = {key: entry.name for entry in self.classes for key in entry.stored_as}

    def add(self, name: str) -> LabelClass:
        """Adds a class without polygons."""
        made = numbered(self.classes, name, None, None)
        if self.holds_numbers:
            made = replace(made, keys=needed_keys((self._free_number(made.value),), name))
        self._set([*self.classes, made])
        store_classes(self.layer, self.classes)
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
        if not new.name or any(new.clashes_with(c) for c in self.classes if c != old):
            return False
        changes = {}
        if new.name != old.name and not has_code:
            changes[self.field] = new.name
        if new.color != old.color and self.colour_field:
            changes[self.colour_field] = new.color
        ids = self._ids_of(old.name) if changes else []
        places = {self.layer.fields().indexOf(f): value for f, value in changes.items()}

        def write() -> bool:
            return all(self.layer.changeAttributeValues(fid, places) for fid in ids)

        return self._step(old, new, write if ids else None)

    def remove(self, entry: LabelClass) -> bool:
        """Removes a class and its features; False where the layer cannot be edited."""
        ids = self._ids_of(entry.name)
        return self._step(entry, None, (lambda: self.layer.deleteFeatures(ids)) if ids else None)

    def _step(
        self, old: LabelClass, new: Optional[LabelClass], write: Optional[Callable[[], bool]]
    ) -> bool:
        """Changes a class and its features; one step of undo while the layer is edited."""
        layer = self.layer
        if write is not None and not layer.isEditable() and not layer.startEditing():
            return False
        step = ClassStep(layer, old, new, old.name)
        if not layer.isEditable():
            step.redo()
        else:
            layer.beginEditCommand(old.name)
            if write is not None and not write():
                layer.destroyEditCommand()
                return False
            self._steps.append(step)
            layer.undoStack().push(step)  # carries it out
            layer.endEditCommand()
        self.reload()
        return True

    def _ids_of(self, name: str) -> List[int]:
        """The features of a class, those not saved yet included."""
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([self.field], self.layer.fields())
        return [f.id() for f in self.layer.getFeatures(request) if self.class_of(f) == name]
