"""What a beginner need not see: the options of all mapping tasks, each once, behind a button."""

from __future__ import annotations

from dataclasses import replace
from typing import Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QSpinBox, QToolButton, QVBoxLayout, QWidget

from ...engine.parameters import (
    ANOMALY,
    CLASSIFY,
    CLOUDS,
    MODEL,
    OPTION,
    OUTPUT,
    QUICKMAP,
    RASTER,
    TRAIN,
    TRAITS,
    WINDOW,
    Parameter,
    Task,
)
from ..i18n import tr
from ..settings import Settings
from .parameter_form import ParameterForm

_TASKS = (TRAIN, CLASSIFY, QUICKMAP, TRAITS, ANOMALY, CLOUDS)
_IN_OPTIONS = ("device", "memory")
_ELSEWHERE = ("layer", "field", "depth")
"""Options that have a place of their own in the panel; so have models and windows."""


def _is_option(parameter: Parameter) -> bool:
    is_kind = parameter.role == OPTION and parameter.kind not in (WINDOW, MODEL)
    return is_kind and parameter.name not in _ELSEWHERE


def _extras(task: Task) -> Tuple[Parameter, ...]:
    """The rasters that a task makes only if they are wanted; lists the panel always asks for."""
    return tuple(p for p in task.of_role(OUTPUT) if not p.required and p.kind == RASTER)


def _row_name(task: Task, parameter: Parameter) -> str:
    """The name of its row; that of another matter under the same name has one of its own."""
    for other in _TASKS[: _TASKS.index(task)]:
        for known in other.parameters:
            if known.name == parameter.name and known.label != parameter.label:
                return f"{task.name}_{parameter.name}"
    return parameter.name


def advanced_parameters() -> Tuple[Parameter, ...]:
    """The options of the mapping tasks, each once, then the outputs that may be wanted."""
    options, extras = {}, {}
    for task in _TASKS:
        for parameter in filter(_is_option, task.parameters):
            options.setdefault(parameter.name, parameter)
        for parameter in _extras(task):
            name = _row_name(task, parameter)
            extras.setdefault(name, replace(parameter, name=name))
    return (*options.values(), *extras.values())


class Advanced(QWidget):
    """A button that folds a form out."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.button = QToolButton(self)
        self.button.setObjectName("advancedButton")
        self.button.setText(tr("Advanced"))
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.form = ParameterForm(advanced_parameters(), settings, self)
        self.form.setObjectName("advancedForm")
        self.form.hide()
        self.button.toggled.connect(self._on_toggled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button)
        column.addWidget(self.form)

    def extras(self, task: Task) -> Tuple[str, ...]:
        """The optional outputs of a task that are wanted; only those of the form's tasks can be."""
        if task not in _TASKS:
            return ()
        return tuple(p.name for p in _extras(task) if self.form.wants(_row_name(task, p)))

    def show_cloud_options(self, is_radiance: bool) -> None:
        """Shows the rows that only radiance products need."""
        others = [task for task in _TASKS if task is not CLOUDS]
        elsewhere = {p.name for task in others for p in task.parameters}
        for parameter in CLOUDS.parameters:
            if parameter.name not in elsewhere and self.form.has(parameter.name):
                self.form.set_row_visible(parameter.name, is_radiance)

    def recall(self) -> None:
        """Shows the settings that the options of QGIS may have changed: device and memory."""
        for parameter in advanced_parameters():
            if parameter.name not in _IN_OPTIONS:
                continue
            editor = self.form.editor(parameter.name)
            stored = self._settings.option(parameter.name) or str(parameter.default)
            if isinstance(editor, QComboBox):
                if editor.findData(stored) < 0:
                    editor.addItem(stored, stored)
                editor.setCurrentIndex(editor.findData(stored))
            elif isinstance(editor, QSpinBox) and stored.isdecimal():
                editor.setValue(int(stored))

    def _on_toggled(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self.form.setVisible(is_open)
