"""Draws labels with QGIS's own tools: the next polygon gets the armed class, without a form."""

from __future__ import annotations

from typing import Any, Dict, Optional

from qgis.core import QgsDefaultValue, QgsExpression
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..compat import no_form
from .label_layer import LabelClass, LabelLayer


class Drawing(QObject):
    """Arms QGIS's add-feature tool with a class and tells when the user took another tool."""

    changed = pyqtSignal()

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._iface = iface
        self._labels: Optional[LabelLayer] = None
        self._before: Dict[int, QgsDefaultValue] = {}
        self.armed: Optional[LabelClass] = None
        self._arming = False
        iface.mapCanvas().mapToolSet.connect(self._on_tool_set)

    def arm(self, labels: LabelLayer, entry: LabelClass) -> bool:
        """Starts drawing in a class.

        Returns:
            False where the layer cannot be edited.
        """
        self._restore()
        layer = labels.layer
        if not layer.isEditable() and not layer.startEditing():
            return False
        self._labels, self.armed = labels, entry
        values = {
            labels.field: entry.name,
            labels.number_field: entry.value,
            labels.colour_field: entry.color,
        }
        for name, value in values.items():
            index = layer.fields().indexOf(name)
            if index >= 0:
                self._before[index] = layer.defaultValueDefinition(index)
                text = QgsExpression.quotedValue(value)
                layer.setDefaultValueDefinition(index, QgsDefaultValue(text))
        form = layer.editFormConfig()
        form.setSuppress(no_form())
        layer.setEditFormConfig(form)
        self._arming = True
        self._iface.setActiveLayer(layer)
        self._iface.actionAddFeature().trigger()
        self._arming = False
        self.changed.emit()
        return True

    def disarm(self) -> None:
        """Stops drawing; the labels drawn so far stay as they are."""
        if self.armed is None:
            return
        self._restore()
        self._iface.actionPan().trigger()
        self.changed.emit()

    def close(self) -> None:
        """Lets go of the canvas."""
        self._restore()
        self._iface.mapCanvas().mapToolSet.disconnect(self._on_tool_set)

    def _restore(self) -> None:
        labels, self._labels, self.armed = self._labels, None, None
        before, self._before = self._before, {}
        if labels is None:
            return
        try:
            for index, definition in before.items():
                labels.layer.setDefaultValueDefinition(index, definition)
        except RuntimeError:  # the layer was removed from the project meanwhile
            return

    def _on_tool_set(self, *_: Any) -> None:
        if self.armed is not None and not self._arming:
            self._restore()
            self.changed.emit()
