"""The classes of a layer in a property of the layer, and their changes among its steps of undo."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Dict, Iterable, List, Optional

from qgis.core import QgsVectorLayer

from ..compat import QUndoCommand
from .label_class import LabelClass, numbered

CLASSES_KEY = "hsfm/classes"


def stored_classes(layer: QgsVectorLayer) -> List[LabelClass]:
    """The classes that the layer's property holds, by their numbers."""
    rows = json.loads(str(layer.customProperty(CLASSES_KEY, "") or "[]"))
    return [
        LabelClass(
            int(row["value"]), str(row["name"]), str(row["color"]), tuple(row.get("keys", ()))
        )
        for row in rows
    ]


def store_classes(layer: QgsVectorLayer, classes: Iterable[LabelClass]) -> None:
    """Writes classes into the layer's property, which the project saves."""
    rows: List[Dict[str, Any]] = []
    for entry in classes:
        rows.append({"value": entry.value, "name": entry.name, "color": entry.color})
        if entry.keys:
            rows[-1]["keys"] = list(entry.keys)
    text = json.dumps(rows)
    if layer.customProperty(CLASSES_KEY, "") != text:
        layer.setCustomProperty(CLASSES_KEY, text)


class ClassStep(QUndoCommand):  # type: ignore[misc]
    """A class that was changed or removed: undone together with the change of its features."""

    def __init__(
        self, layer: QgsVectorLayer, old: LabelClass, new: Optional[LabelClass], text: str
    ) -> None:
        super().__init__(text)
        self._layer, self._old, self._new = layer, old, new

    def redo(self) -> None:
        self._swap(self._old, self._new)

    def undo(self) -> None:
        self._swap(self._new, self._old)

    def _swap(self, gone: Optional[LabelClass], back: Optional[LabelClass]) -> None:
        kept = [c for c in stored_classes(self._layer) if gone is None or c.name != gone.name]
        if back is not None:
            if any(back.clashes_with(entry) for entry in kept):  # made anew meanwhile
                return
            free = numbered(kept, back.name, back.value, back.color)
            kept.append(replace(back, value=free.value))
        store_classes(self._layer, sorted(kept, key=lambda entry: entry.value))
