"""What a beginner need not see: the options of all mapping tasks, each once, behind a button."""

from __future__ import annotations

from typing import Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ...engine.parameters import (
    ANOMALY,
    CLASSIFY,
    CLOUDS,
    MODEL,
    OPTION,
    OUTPUT,
    TRAIN,
    WINDOW,
    Parameter,
)
from ..settings import Settings
from .parameter_form import ParameterForm

_ELSEWHERE = ("layer", "field")
"""Options that have a place of their own in the panel; so have models and windows."""


def advanced_parameters() -> Tuple[Parameter, ...]:
    """The options and optional outputs of the mapping tasks, each once."""
    found = {}
    for task in (TRAIN, CLASSIFY, ANOMALY, CLOUDS):
        for parameter in task.parameters:
            is_extra = parameter.role == OUTPUT and not parameter.required
            is_option = parameter.role == OPTION and parameter.kind not in (WINDOW, MODEL)
            if (is_extra or is_option) and parameter.name not in _ELSEWHERE:
                found.setdefault(parameter.name, parameter)
    return tuple(found.values())


class Advanced(QWidget):
    """A button that folds a form out."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.button = QToolButton(self)
        self.button.setObjectName("advancedButton")
        self.button.setText(self.tr("Advanced"))
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

    def show_cloud_options(self, is_radiance: bool) -> None:
        """Shows the rows that only radiance products need."""
        elsewhere = {p.name for task in (TRAIN, CLASSIFY, ANOMALY) for p in task.parameters}
        for parameter in advanced_parameters():
            if parameter.name not in elsewhere:
                self.form.set_row_visible(parameter.name, is_radiance)

    def _on_toggled(self, is_open: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self.form.setVisible(is_open)
